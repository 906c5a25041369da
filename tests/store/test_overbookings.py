"""Overbookings in the real table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.services.guest_erasing import ErasingDesk
from console.services.overbooking_watch import look_for_overbookings
from console.store.store import Store
from tests.building import NOW, SINGLE, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store, rows


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def test_why_one_may_stand_is_forgotten_with_the_guest_and_that_of_others_is_not(store: Store) -> None:
    apply(store, booking(1), booking(2), *(booking(n, room_type_id=SINGLE) for n in (3, 4)))
    look_for_overbookings(store, NOW)
    with store.writing() as session:
        for number in (1, 2):
            session.overbookings.accept(number, NOW, "Maria", "Anna shares it with her sister.")
        assert session.overbookings.forget_reasons([2, 77]) == 1
    assert sorted(rows(store, "SELECT reason FROM overbookings")) == [("",), ("Anna shares it with her sister.",)]


def test_erasing_a_guest_empties_what_was_said_of_their_overbooking(store: Store) -> None:
    apply(store, booking(1), booking(2))
    look_for_overbookings(store, NOW)
    with store.writing() as session:
        session.overbookings.accept(1, NOW, "Maria", "Anna shares it.")
    ((guest,),) = rows(store, "SELECT guest_id FROM reservations WHERE beds24_id = 1")
    ErasingDesk(store, StillClock(NOW)).erase(int(guest))
    assert rows(store, "SELECT reason FROM overbookings") == [("",)]
