"""Overbookings from the command line, against a simulated Beds24 in a process of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.running import Beds24Process, Console, make_quick_vault

FIELDS = (
    "id room_type_id room first last excess bookings since status cause source run_id settled_at ending accepted_at"
    " accepted_by reason"
)


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


def test_a_double_booking_is_found_by_the_sync_that_brings_it_and_ends_with_the_cancellation(
    synced: Console, own_beds24: Beds24Process
) -> None:
    known = {one["id"] for one in synced.run("export", "overbookings").json()}
    own_beds24.order("happen", kind="double_booking")
    ran = synced.run("sync", "--json")
    assert "1 overbooking found" in ran.err
    run = ran.json()
    assert (ran.code, run["exit_code"]) == (1, 1)
    (found,) = [one for one in synced.run("export", "overbookings").json() if one["id"] not in known]
    assert list(found) == FIELDS.split()
    assert (found["status"], found["source"], found["run_id"]) == ("open", run["kind"], run["id"])
    assert len(found["bookings"]) == 2
    assert found["room"]
    told = synced.run("doctor", "--json").json()
    assert [one["ok"] for one in told["findings"] if one["subject"] == "Rooms"] == [False]
    own_beds24.order("cancel", id=found["bookings"][-1])
    synced.run("sync")
    (ended,) = [one for one in synced.run("export", "overbookings").json() if one["id"] == found["id"]]
    assert (ended["status"], ended["ending"]) == ("settled", "cancelled")


def test_a_list_of_none_is_empty_and_has_its_heads_as_a_sheet(synced: Console) -> None:
    head = synced.run("export", "overbookings", "--format", "csv").out.splitlines()[0]
    assert head.lstrip("\ufeff").split(",") == FIELDS.split()
