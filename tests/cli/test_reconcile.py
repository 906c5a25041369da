"""`reconcile` and its list, against a simulated Beds24: what is told, in words and as JSON, and the codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cli.running import Beds24Process, Console, make_quick_vault

FIELDS = "id kind severity beds24_id field here beds24 since status"


@pytest.fixture
def own_beds24() -> Iterator[Beds24Process]:
    """A simulated Beds24 that this test may alter."""
    process = Beds24Process("--bookings", "60", "--seed", "11")
    yield process
    process.stop()


@pytest.fixture
def synced(tmp_path: Any, own_beds24: Beds24Process) -> Console:
    console = Console(tmp_path / "hotel", own_beds24.url)
    make_quick_vault(console.folder)
    console.connect(own_beds24)
    assert console.run("sync").code == 0
    return console


def coming(beds24: Beds24Process, many: int) -> list[dict[str, Any]]:
    """Bookings of channels that hold good, are single and have not begun."""
    limit = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    fit = [
        one
        for one in beds24.order("truth")["bookings"]
        if one["arrival"] > limit and one["status"] in ("new", "confirmed") and not one["masterId"]
    ]
    masters = {one["masterId"] for one in beds24.order("truth")["bookings"]}
    return sorted((one for one in fit if one["id"] not in masters), key=lambda one: one["arrival"])[:many]


def test_both_sides_agree_after_a_sync_and_that_is_said(synced: Console) -> None:
    ran = synced.run("reconcile")
    assert ran.code == 0
    assert "agree with Beds24" in ran.out
    told = synced.run("reconcile", "--json").json()
    assert (told["open"], told["exit_code"], told["upcoming"]) == (0, 0, told["upcoming_agreeing"])
    run = told["run"]
    assert run["kind"] == "reconcile"
    assert run["read"] == run["created"] + run["updated"] + run["unchanged"] + run["parked"] > 0
    assert run == {**synced.run("export", "runs").json()[-1], "gone": 0, "waiting": run["waiting"], "exit_code": 0}


def test_what_differs_is_told_with_its_reason_and_listed_until_a_sync_settles_it(
    synced: Console, own_beds24: Beds24Process
) -> None:
    moved, cancelled, deleted = coming(own_beds24, 3)
    own_beds24.order("modify", id=moved["id"], numAdult=moved["numAdult"] + 1)
    own_beds24.order("cancel", id=cancelled["id"])
    own_beds24.order("delete", id=deleted["id"])
    own_beds24.order("log", clear=True)
    ran = synced.run("reconcile")
    assert ran.code == 1
    assert "another number of guests, adults" in ran.out
    assert "cancelled at Beds24, not here" in ran.out
    assert {request["method"] for request in own_beds24.order("log")["requests"]} == {"GET"}
    listed = synced.run("export", "discrepancies").json()
    assert set(FIELDS.split()) <= set(listed[0])
    kinds = {(one["beds24_id"], one["kind"], one["field"], one["status"]) for one in listed}
    assert {
        (moved["id"], "guest_count", "adults", "open"),
        (cancelled["id"], "cancelled_there", "status", "open"),
        (deleted["id"], "only_here", "", "open"),
    } <= kinds
    (adults,) = [one for one in listed if one["field"] == "adults"]
    assert (adults["here"], adults["beds24"]) == (str(moved["numAdult"]), str(moved["numAdult"] + 1))
    synced.run("sync")
    alone = synced.run("reconcile", str(moved["id"]), "--json")
    assert (alone.code, alone.json()["run"]["read"], alone.json()["discrepancies"]) == (0, 1, [])
    synced.run("reconcile")
    later = synced.run("export", "discrepancies").json()
    again = {(one["beds24_id"], one["kind"], one["field"]): one for one in later}
    assert len(again) == len(listed)
    ended = again[cancelled["id"], "cancelled_there", "status"]
    assert (ended["status"], ended["fixed_by"]) == ("fixed", "itself")
    assert again[deleted["id"], "only_here", ""]["status"] == "open"


def test_doctor_tells_how_far_both_sides_agree(synced: Console, own_beds24: Beds24Process) -> None:
    assert "not compared yet" in synced.run("doctor").out
    synced.run("reconcile")
    assert "upcoming bookings agree with Beds24" in synced.run("doctor").out
    (moved,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=moved["id"], numAdult=moved["numAdult"] + 1)
    synced.run("reconcile")
    findings = {one["subject"]: one for one in synced.run("doctor", "--json").json()["findings"]}
    assert findings["Agreement"]["ok"] is False
    assert "1 differs" in findings["Agreement"]["state"]


def test_a_comparison_that_broke_has_the_code_of_what_broke_it(synced: Console, own_beds24: Beds24Process) -> None:
    own_beds24.order("fault", kind="expired_key", path="/authentication/token", times=None)
    own_beds24.order("fault", kind="expired_key", path="/bookings", times=None)
    ran = synced.run("reconcile", "--json")
    assert (ran.code, ran.json()["kind"]) == (4, "KeyRefused")
    assert ran.json()["run"]["kind"] == "reconcile"
    assert "Nothing was changed" in ran.err


def test_a_number_that_neither_side_knows_is_said_to_be_so(synced: Console) -> None:
    ran = synced.run("reconcile", "4242")
    assert ran.code == 0
    assert "Neither side knows a booking with the number 4242." in ran.out


def test_the_list_can_be_had_as_csv_and_is_empty_at_first(synced: Console) -> None:
    assert synced.run("export", "discrepancies").json() == []
    head = synced.run("export", "discrepancies", "--format", "csv").out.splitlines()[0]
    assert head.lstrip("\ufeff").split(",")[:9] == FIELDS.split()


@pytest.mark.parametrize("words", [("reconcile", "x"), ("reconcile", "1", "2"), ("--demo", "reconcile")])
def test_a_wrong_word_is_wrong_usage(console: Console, words: tuple[str, ...]) -> None:
    assert console.run(*words).code == 2


def test_arrivals_alone_are_proved_in_one_or_two_requests_and_what_is_new_is_taken_in(
    synced: Console, own_beds24: Beds24Process
) -> None:
    first = (datetime.now(UTC) + timedelta(days=1)).date()
    stay = {"arrival": first.isoformat(), "departure": (first + timedelta(days=1)).isoformat()}
    (like,) = coming(own_beds24, 1)
    made = own_beds24.order("create", roomId=like["roomId"], unitId=like["unitId"], **stay)["booking"]
    own_beds24.order("log", clear=True)
    told = synced.run("reconcile", "--arrivals", "--json").json()
    asked = [one for one in own_beds24.order("log")["requests"] if one["path"].endswith("/bookings")]
    assert 1 <= len(asked) <= 2
    assert (told["run"]["kind"], told["open"]) == ("arrivals", 0)
    proof = told["agreement"]
    assert proof["upcoming"] == proof["agreeing"] > proof["deep"] >= 1
    assert proof["light_only"] == proof["upcoming"] - proof["deep"]
    assert made["id"] in {one["beds24_id"] for one in synced.run("export", "reservations").json()}
    assert "Arrivals of the next 48 hours:" in synced.run("reconcile", "--arrivals").out
    assert synced.run("reconcile", "1", "--arrivals").code == 2


def test_what_was_put_off_is_told_in_one_line_and_needs_nobody_now(synced: Console, own_beds24: Beds24Process) -> None:
    (moved,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=moved["id"], numAdult=moved["numAdult"] + 1)
    assert synced.run("reconcile").code == 1
    with closing(sqlite3.connect(synced.folder / "night-porter.db")) as file, file:
        file.execute("UPDATE discrepancies SET status = 'snoozed', until = '2999-01-01T00:00:00Z'")
    ran = synced.run("reconcile")
    assert ran.code == 0
    assert "1 difference put off until a later day." in ran.out
    told = synced.run("reconcile", "--json").json()
    assert (told["open"], told["snoozed"], told["discrepancies"][0]["status"]) == (0, 1, "snoozed")
