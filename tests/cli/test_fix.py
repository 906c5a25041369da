"""`reconcile fix` against a simulated Beds24: each way, in words and as JSON, and the codes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Beds24Process, Console, make_quick_vault
from tests.cli.test_reconcile import coming


@pytest.fixture
def own_beds24() -> Iterator[Beds24Process]:
    """A simulated Beds24 that this test may alter."""
    process = Beds24Process("--bookings", "60", "--seed", "11")
    yield process
    process.stop()


@pytest.fixture
def synced(tmp_path: Path, own_beds24: Beds24Process) -> Console:
    console = Console(tmp_path / "hotel", own_beds24.url)
    make_quick_vault(console.folder)
    console.connect(own_beds24)
    assert console.run("sync").code == 0
    return console


def there(beds24: Beds24Process, number: int) -> dict[str, Any]:
    """A booking as Beds24 has it."""
    return next(one for one in beds24.order("truth")["bookings"] if one["id"] == number)


def sold_by_booking(beds24: Beds24Process) -> dict[str, Any]:
    """A stay to come that a portal sold."""
    return next(one for one in coming(beds24, 20) if one["channel"] == "booking" and one["price"])


def test_what_beds24_tells_is_taken_and_told_as_json(synced: Console, own_beds24: Beds24Process) -> None:
    (one,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=one["id"], numAdult=one["numAdult"] + 1)
    ran = synced.run("reconcile", "fix", str(one["id"]), "--take", "--json")
    assert ran.code == 0
    (fix,) = ran.json()["fixes"]
    assert (fix["field"], fix["way"], fix["outcome"]) == ("adults", "take", "equal")
    assert (fix["here"], fix["beds24"]) == (str(one["numAdult"]), str(one["numAdult"] + 1))
    listed = synced.run("export", "reservations").json()
    assert next(row["adults"] for row in listed if row["beds24_id"] == one["id"]) == one["numAdult"] + 1


def test_what_stands_here_is_sent_in_one_field_alone(synced: Console, own_beds24: Beds24Process) -> None:
    (one,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=one["id"], notes="From the panel", comments="Two beds")
    ran = synced.run("reconcile", "fix", str(one["id"]), "--send", "--field", "notes")
    assert ran.code == 0, ran.err
    assert "now equal." in ran.out
    assert there(own_beds24, one["id"])["notes"] != "From the panel"
    assert there(own_beds24, one["id"])["comments"] == "Two beds"


def test_what_was_sent_is_undone_by_a_correction(synced: Console, own_beds24: Beds24Process) -> None:
    (one,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=one["id"], notes="From the panel")
    (fix,) = synced.run("reconcile", "fix", str(one["id"]), "--send", "--json").json()["fixes"]
    ran = synced.run("reconcile", "undo", str(fix["act"]), "--json")
    assert (ran.code, ran.json()["undone"], ran.json()["corrected"]) == (0, 1, 1)
    assert there(own_beds24, one["id"])["notes"] == "From the panel"
    again = synced.run("reconcile", "undo", str(fix["act"]))
    assert (again.code, "undone already" in again.out) == (1, True)


def test_what_is_kept_is_expected_until_its_day(synced: Console, own_beds24: Beds24Process) -> None:
    (one,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=one["id"], notes="From the panel")
    until = (datetime.now(UTC).date() + timedelta(days=60)).isoformat()
    ran = synced.run("reconcile", "fix", str(one["id"]), "--keep", "--until", until, "--reason", "Ours is better")
    assert ran.code == 0, ran.err
    assert synced.run("sync").code == 0
    listed = synced.run("export", "discrepancies").json()
    assert [(row["field"], row["status"], row["reason"]) for row in listed] == [("notes", "expected", "Ours is better")]


def test_a_cancellation_is_taken_whatever_amounts_the_rules_keep(synced: Console, own_beds24: Beds24Process) -> None:
    one = sold_by_booking(own_beds24)
    own_beds24.order("cancel", id=one["id"], by="channel")
    ran = synced.run("reconcile", "fix", str(one["id"]), "--take", "--json")
    assert ran.code == 0, ran.out
    outcomes = {fix["field"]: fix["outcome"] for fix in ran.json()["fixes"]}
    assert (outcomes["status"], outcomes["price"]) == ("equal", "expected")
    shown = synced.run("reservation", "show", str(one["id"]), "--json").json()
    assert shown["reservation"]["status"] == "cancelled"


def test_what_belongs_to_the_channel_is_not_sent_over_it_by_a_fix(synced: Console, own_beds24: Beds24Process) -> None:
    one = sold_by_booking(own_beds24)
    own_beds24.order("modify", id=one["id"], price=one["price"] + 50, notes="From the panel")
    ran = synced.run("reconcile", "fix", str(one["id"]), "--send", "--json")
    assert ran.code == 1
    told = {fix["field"]: fix for fix in ran.json()["fixes"]}
    assert (told["notes"]["outcome"], told["price"]["outcome"]) == ("equal", "failed")
    assert "belongs to Booking.com" in told["price"]["message"]
    assert there(own_beds24, one["id"])["price"] == one["price"] + 50


def test_where_both_sides_agree_there_is_nothing_to_settle(synced: Console, own_beds24: Beds24Process) -> None:
    (one,) = coming(own_beds24, 1)
    ran = synced.run("reconcile", "fix", str(one["id"]), "--take")
    assert (ran.code, ran.out.strip()) == (
        0, f"Both sides agree on the booking {one['id']}; there was nothing to settle.",
    )  # fmt: skip


def test_a_field_that_does_not_differ_is_told_with_those_that_do(synced: Console, own_beds24: Beds24Process) -> None:
    (one,) = coming(own_beds24, 1)
    own_beds24.order("modify", id=one["id"], notes="From the panel")
    ran = synced.run("reconcile", "fix", str(one["id"]), "--take", "--field", "price")
    assert ran.code != 0
    assert "price does not differ; what does is: notes." in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("fix",),
        ("fix", "12"),
        ("fix", "twelve", "--take"),
        ("fix", "12", "--take", "--until", "2027-01-01"),
        ("fix", "12", "--match"),
        ("12", "--take"),
        ("undo",),
        ("undo", "seven"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_is_asked(console: Console, words: tuple[str, ...]) -> None:
    assert console.run("reconcile", *words).code == 2


def test_a_sync_that_brings_a_conflict_shows_it_among_the_differences(
    synced: Console, own_beds24: Beds24Process
) -> None:
    (one,) = coming(own_beds24, 1)
    leaves = datetime.fromisoformat(one["departure"]).date()
    longer, longest = ((leaves + timedelta(days=days)).isoformat() for days in (1, 2))
    ran = synced.run("reservation", "edit", str(one["id"]), f"departure={longer}", "--here-only", "--overbook")
    assert ran.code == 0, ran.err
    own_beds24.order("modify", id=one["id"], departure=longest)
    assert synced.run("sync").code == 1
    (row,) = synced.run("export", "discrepancies").json()
    assert (row["field"], row["beds24"], row["status"]) == ("departure", longest, "open")
    assert row["cause"] == "changed_on_both_sides"
