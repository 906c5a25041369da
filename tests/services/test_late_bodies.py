"""A body that comes after a newer one fills what that one left open, and nothing else, so that no order matters."""

from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from console.domain.hook_events import EventVerdict, HookEvent, What
from console.domain.moments import moment_text
from console.store.store import Store
from tests.building import NOW
from tests.hooking import Ear, body, told_booking
from tests.storing import new_store, rows, stored

BLANK = {"firstName": "", "lastName": "", "email": "", "phone": "", "price": 0, "commission": 0}


def told(minute: int, **changes: Any) -> bytes:
    """A version that was changed, and told, so many minutes after the first one."""
    at = NOW + timedelta(minutes=minute)
    return body(told_booking(**({"modifiedTime": moment_text(at)} | changes)), at)


CANCELLED = told(3, status="cancelled", cancelTime=moment_text(NOW), **BLANK)


@pytest.fixture
def ear(store: Store) -> Ear:
    ear = Ear(store)
    ear.later(timedelta(minutes=10))
    return ear


def lines(event: HookEvent, ear: Ear) -> set[tuple[str, str | None, str | None]]:
    details = ear.desk.details(event.id)
    assert details is not None
    return {(line.field, line.old, line.new) for line in details.differences}


def test_a_cancellation_that_came_first_learns_whose_it_was_and_what_it_would_have_cost(ear: Ear, store: Store) -> None:
    ear.hear_and_work(CANCELLED)
    assert stored(store, "first_name", "price", "guest_id") == {"first_name": "", "price": 0, "guest_id": None}
    event = ear.hear_and_work(told(0, comments="late arrival"))
    assert (event.verdict, event.what, event.guest) == (EventVerdict.APPLIED, What.CHANGED, "Anna Beispiel 1")
    assert ("first_name", "", "Anna") in lines(event, ear)
    assert ("price", "0", "30000") in lines(event, ear)
    row = stored(store, "status", "first_name", "price", "comments", "modified_at", "guest_id")
    assert row.pop("guest_id") is not None
    assert row == {
        "status": "cancelled",
        "first_name": "Anna",
        "price": 30000,
        "comments": "",
        "modified_at": "2026-05-12T12:03:00Z",
    }
    assert ear.announced[-1].ids == (1,)


def test_the_same_late_body_once_more_is_older(ear: Ear) -> None:
    for each in (CANCELLED, told(0)):
        ear.hear_and_work(each)
    again = ear.event(ear.desk.replay(2))
    ear.work()
    again = ear.event(again.id)
    assert (again.verdict, lines(again, ear)) == (EventVerdict.OLDER, set())


def test_a_late_cancellation_of_a_stay_that_was_taken_back_cancels_nothing(ear: Ear, store: Store) -> None:
    ear.hear_and_work(told(4, email=""))
    event = ear.hear_and_work(told(3, status="cancelled", price=0))
    assert (event.verdict, event.what) == (EventVerdict.APPLIED, What.CHANGED)
    assert lines(event, ear) == {("email", "", "anna1@example.org")}
    assert stored(store, "status", "price") == {"status": "confirmed", "price": 30000}


def test_a_late_body_proves_not_that_a_missing_booking_is_there(ear: Ear, store: Store) -> None:
    ear.hear_and_work(told(3))
    with store.writing() as session:
        session.reservations.note_missed([1], NOW)
    ear.hear_and_work(told(0))
    assert stored(store, "missed_at") == {"missed_at": moment_text(NOW)}
    ear.hear_and_work(told(4))
    assert stored(store, "missed_at") == {"missed_at": None}


def test_what_was_filled_gives_way_to_what_was_told_after_it(ear: Ear, store: Store) -> None:
    for each in (CANCELLED, told(0), told(2, lastName="Corrected", price=0)):
        ear.hear_and_work(each)
    assert stored(store, "last_name", "price") == {"last_name": "Corrected", "price": 0}
    ear.hear_and_work(told(1, lastName="Between", price=5))
    assert stored(store, "last_name", "price") == {"last_name": "Corrected", "price": 0}


HISTORIES = {
    "cancelled": (told(0), told(1, lastName="Married", price=310), told(2, email="", price=0), CANCELLED),
    "taken back": (told(0), told(1, status="cancelled", **BLANK), told(2, email="", comments="again"), CANCELLED),
    "closed": (told(0), told(1, status="black", lastName="", email=""), told(2, lastName=""), CANCELLED),
    "anonymous": (told(0), told(1, firstName=None, lastName=None, email=None), told(2, price=None), CANCELLED),
}


@pytest.mark.parametrize("story", HISTORIES)
def test_any_order_of_the_bodies_ends_in_the_same_reservation(tmp_path: Path, story: str) -> None:
    ends = set()
    for number, order in enumerate(permutations(HISTORIES[story])):
        (tmp_path / f"{number}").mkdir()
        with new_store(tmp_path / f"{number}") as store:
            ear = Ear(store)
            ear.later(timedelta(minutes=10))
            for each in order:
                ear.hear_and_work(each)
            ends.add(tuple(stored(store, *_COLUMNS).items()))
            (events,) = rows(store, "SELECT count(*) FROM webhook_events WHERE state = 'done'")[0]
            assert events == len(order)
    assert len(ends) == 1, ends


_COLUMNS = (
    *("status", "first_name", "last_name", "email", "phone", "price", "commission", "comments", "cancelled_at"),
    *("modified_at", "read_at", "room_id", "adults"),
)
