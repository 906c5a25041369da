"""Which reservations hold a room, read from the real tables."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.store.store import Store
from tests.building import DOUBLE, TODAY, booking
from tests.storing import apply, new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def _numbers(store: Store, first: int, last: int) -> list[int | None]:
    with store.reading() as session:
        stays = session.occupancy.stays(TODAY + timedelta(days=first), TODAY + timedelta(days=last))
        return [stay.beds24_id for stay in stays]


def test_only_what_holds_a_room_is_among_the_stays(store: Store) -> None:
    words = ("confirmed", "new", "black", "request", "inquiry", "cancelled", "a word of tomorrow")
    apply(store, *(booking(number, status=word, unit_id=0) for number, word in enumerate(words, 1)))
    assert _numbers(store, 0, 1) == [1, 2, 3, 7]


def test_nights_are_half_open_at_both_ends(store: Store) -> None:
    apply(store, booking(1, arrival=TODAY, departure=TODAY + timedelta(days=3)))
    assert _numbers(store, 3, 5) == []
    assert _numbers(store, -2, 0) == []
    assert _numbers(store, 2, 3) == [1]


def test_a_stay_tells_its_room_its_people_and_whether_somebody_fixed_its_room(store: Store) -> None:
    apply(
        store,
        booking(1, unit_id=2, children=1, room_qty=2, allow_channel_update="allExceptRoomChange", channel="booking"),
        booking(2, unit_id=0),
    )
    with store.reading() as session:
        rooms = {room.id: room.name for room in session.hotel.rooms()}
        fixed, open_ = session.occupancy.stays(TODAY, TODAY + timedelta(days=1))
        assert session.occupancy.of([fixed.reservation_id]) == (fixed,)
    assert (rooms[fixed.room_id or 0], fixed.room_type_id, fixed.adults, fixed.children) == ("202", DOUBLE, 2, 1)
    assert (fixed.rooms, fixed.locked, fixed.channel, fixed.guest) == (2, True, "booking", "Anna Beispiel 1")
    assert (open_.room_id, open_.locked) == (None, False)
