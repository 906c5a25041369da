"""What the pill and the strip are made of, as the store tells it; and the switches beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.runs import Counts, Outcome, RunKind, Trigger
from console.jobs.ledger import due_wish
from console.jobs.runner import Wish
from console.jobs.sync_job import run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.clock_watch import clock_ahead_between
from console.services.connection import switch_pull_sync
from console.services.pausing import is_paused, pause, resume
from console.services.pull_sync import Watch
from console.services.sync_status import SyncStatus
from console.store.store import Store
from tests.building import HOTEL, NOW, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import apply, new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made


def a_run(store: Store, kind: RunKind, outcome: Outcome, *, message: str = "") -> None:
    with store.writing() as session:
        run = session.runs.open(kind, Trigger.SCHEDULE, NOW, None)
        ended = replace(run, outcome=outcome, finished_at=NOW, message=message, counts=Counts())
        session.runs.close(ended)


def test_a_fresh_hotel_has_a_name_and_nothing_else(store: Store) -> None:
    standing = SyncStatus(store).standing()
    assert (standing.hotel, standing.reservations, standing.newest) == (HOTEL.name, 0, None)
    assert standing.config is not None


def test_without_a_hotel_there_is_no_config(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with new_store(tmp_path / "empty", None) as empty:
        assert SyncStatus(empty).standing().config is None


def test_bookings_without_a_room_are_counted(store: Store) -> None:
    apply(store, booking(1), booking(2, room_type_id=999), booking(3, room_type_id=998))
    standing = SyncStatus(store).standing()
    assert (standing.reservations, standing.bookings_without_room) == (1, 2)


def test_the_brake_speaks_until_a_full_sync_settles_it(store: Store) -> None:
    status = SyncStatus(store)
    a_run(store, RunKind.FULL, Outcome.BRAKED, message="Stopped before changing anything.")
    a_run(store, RunKind.PULL, Outcome.DONE)
    a_run(store, RunKind.FULL, Outcome.FAILED, message="no line")
    assert status.standing().brake_sentence == "Stopped before changing anything."
    a_run(store, RunKind.FULL, Outcome.DONE)
    assert status.standing().brake_sentence == ""


def test_what_a_five_minute_check_held_back_is_told_until_any_run_goes_through(store: Store) -> None:
    status = SyncStatus(store)
    a_run(store, RunKind.PULL, Outcome.BRAKED, message="Ten stays at once.")
    a_run(store, RunKind.CHECK, Outcome.DONE)
    assert status.standing().brake_sentence == "Ten stays at once."
    a_run(store, RunKind.PULL, Outcome.DONE)
    assert status.standing().brake_sentence == ""


def test_what_the_night_held_back_is_told_however_many_checks_have_gone_through_since(store: Store) -> None:
    a_run(store, RunKind.FULL, Outcome.BRAKED, message="Nine are gone.")
    for _ in range(60):
        a_run(store, RunKind.PULL, Outcome.DONE)
    assert SyncStatus(store).standing().brake_sentence == "Nine are gone."


@pytest.mark.parametrize("minutes", [7, -7])
def test_a_clock_that_differs_from_beds24s_is_told_until_it_is_right(store: Store, minutes: int) -> None:
    clock = StillClock(NOW)
    beds24 = FakeBeds24(hotels=(HOTEL,), clock=clock, server_time=NOW - timedelta(minutes=minutes))
    place = Workplace(store, beds24, clock)
    run_pull_sync_job(place, Trigger.MANUAL, Watch())
    assert SyncStatus(store).standing().clock_ahead == timedelta(minutes=minutes)
    beds24.server_time = None
    run_pull_sync_job(place, Trigger.MANUAL, Watch())
    assert SyncStatus(store).standing().clock_ahead == timedelta(0)


def test_an_answer_that_took_its_time_makes_no_clock_wrong() -> None:
    later = NOW + timedelta(minutes=5)
    assert clock_ahead_between(NOW, NOW + timedelta(minutes=4), later) == timedelta(0)
    assert clock_ahead_between(NOW, NOW + timedelta(minutes=8), later) == -timedelta(minutes=3)


def test_during_a_pause_nothing_is_due_and_a_person_may_still_sync(store: Store) -> None:
    clock = StillClock(NOW)
    place = Workplace(store, FakeBeds24(hotels=(HOTEL,), clock=clock), clock)
    assert due_wish(place) == Wish(RunKind.FULL, Trigger.SCHEDULE)
    pause(store, NOW + timedelta(hours=1))
    assert due_wish(place) is None
    clock.at = NOW + timedelta(hours=1)
    assert due_wish(place) is not None
    pause(store, NOW + timedelta(hours=3))
    resume(store)
    assert due_wish(place) is not None
    with store.reading() as session:
        assert not is_paused(session, NOW)


def test_syncing_is_switched_on_again(store: Store) -> None:
    switch_pull_sync(store, on=False)
    SyncStatus(store).switch_on()
    config = SyncStatus(store).standing().config
    assert config is not None
    assert config.pull_sync_enabled
