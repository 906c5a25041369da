"""Places of Beds24's that a person mapped: shown, changed and taken back, with the stays that were placed by them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.domain.booking import Booking, Cause
from console.domain.errors import WrongInput
from console.domain.hotel import RoomType, Unit
from console.services.mapped_places import MappedPlace, MappedPlaces, Miscounted, Overfull, Twice
from console.services.parked_items import ParkedItems, UnitMapping
from console.services.rooms import keep_property
from console.store.store import Store
from tests.building import DOUBLE, HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import apply, new_store, rows, stored

GARDEN = 715747
LONG_AGO: dict[str, Any] = {"arrival": TODAY - timedelta(days=9), "departure": TODAY - timedelta(days=7)}


class House:
    """A store with what is mapped in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        clock = StillClock(NOW)
        self.mapped = MappedPlaces(store, clock)
        self.parked = ParkedItems(store, FakeBeds24(hotels=(HOTEL,), clock=clock), clock, lambda _news: None)
        self.room = {room.name: room.id for room in self.parked.rooms()}

    def map(self, *mappings: UnitMapping) -> None:
        self.parked.map_units(GARDEN, "Garden", mappings)

    @property
    def places(self) -> tuple[MappedPlace, ...]:
        return self.mapped.look().places

    def room_of(self, number: int) -> object:
        return stored(self.store, "room_id", beds24_id=number)["room_id"]

    @property
    def waiting(self) -> list[int]:
        groups = [group for group in self.parked.groups() if group.cause is Cause.UNKNOWN_ROOM]
        return sorted(thing.number or 0 for group in groups for thing in group.things)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with new_store(tmp_path) as store:
        yield House(store)


def in_garden(number: int, unit_id: int = 1, **changes: Any) -> Booking:
    return booking(number, room_type_id=GARDEN, unit_id=unit_id, **changes)


def test_what_was_mapped_is_shown_with_the_stays_that_are_not_over(house: House) -> None:
    apply(house.store, in_garden(1), in_garden(2, 2), in_garden(3, status="cancelled"), in_garden(4, **LONG_AGO))
    house.map(UnitMapping(1, house.room["101"]), UnitMapping(2, new_name="301"))
    (first, second) = house.places
    assert (first.unit_id, first.room_name, first.added, first.bookings) == (1, "101", False, 1)
    assert (second.unit_id, second.room_name, second.added, second.bookings) == (2, "301", True, 1)
    assert first.room_type_id == GARDEN


def test_another_room_takes_the_stays_that_are_not_over(house: House) -> None:
    house.map(UnitMapping(1, house.room["101"]))
    apply(house.store, in_garden(1), in_garden(2, **LONG_AGO), booking(3))
    moved = house.mapped.change(house.places[0], house.room["102"])
    assert [rows(house.store, "SELECT beds24_id FROM reservations WHERE id = ?", id_) for id_ in moved] == [[(1,)]]
    assert (house.room_of(1), house.room_of(2)) == (house.room["102"], house.room["101"])
    assert house.room_of(3) == house.room["201"]
    assert house.waiting == []


def test_a_room_that_does_not_exist_changes_nothing(house: House) -> None:
    house.map(UnitMapping(1, house.room["101"]))
    with pytest.raises(WrongInput):
        house.mapped.change(house.places[0], 999)
    assert house.places[0].room_name == "101"


def test_what_was_taken_back_waits_again_and_flows_in_when_it_is_mapped_anew(house: House) -> None:
    house.map(UnitMapping(1, house.room["101"]))
    apply(house.store, in_garden(1), in_garden(2, status="cancelled"))
    house.mapped.remove(house.places[0])
    assert (house.places, house.room_of(1), house.waiting) == ((), None, [1])
    house.map(UnitMapping(1, house.room["102"]))
    assert (house.room_of(1), house.waiting) == (house.room["102"], [])


def test_a_place_that_beds24_lists_by_now_gets_its_own_room_when_the_mapping_goes(house: House) -> None:
    house.map(UnitMapping(1, house.room["101"]))
    apply(house.store, in_garden(1))
    garden = RoomType(GARDEN, "Garden Room", 1, (Unit(1, "301"),))
    keep_property(house.store, replace(HOTEL, room_types=(*HOTEL.room_types, garden)), "Europe/Vienna")
    assert house.room_of(1) == house.room["101"]
    house.mapped.remove(house.places[0])
    own = next(room.id for room in house.parked.rooms() if room.name == "301")
    assert (house.room_of(1), house.waiting) == (own, [])


def test_an_added_room_goes_with_its_type(house: House) -> None:
    house.map(UnitMapping(0), UnitMapping(2, new_name="301"))
    apply(house.store, in_garden(1, 2), in_garden(2, 0))
    assert house.waiting == []
    house.mapped.remove(house.places[0])
    assert (house.places, house.waiting) == ((), [1, 2])
    assert rows(house.store, "SELECT count(*) FROM room_types WHERE room_type_id = ?", GARDEN) == [(0,)]


def test_an_added_room_that_others_are_mapped_into_stays(house: House) -> None:
    house.map(UnitMapping(2, new_name="301"))
    added = next(room.id for room in house.parked.rooms() if room.name == "301")
    house.map(UnitMapping(1, added))
    with pytest.raises(WrongInput, match="Map them elsewhere"):
        house.mapped.remove(house.places[1])
    assert len(house.places) == 2


def test_a_type_that_was_let_in_without_a_room_can_be_taken_back(house: House) -> None:
    house.map(UnitMapping(0))
    apply(house.store, in_garden(1, 0))
    (only,) = house.places
    assert (only.room_id, only.bookings) == (None, 1)
    house.mapped.remove(only)
    assert house.waiting == [1]


def test_a_room_that_two_places_are_sold_as_is_odd(house: House) -> None:
    assert house.mapped.look().twice == ()
    house.map(UnitMapping(1, house.room["101"]))
    assert house.mapped.look().twice == (Twice("101", (("Single", 1), (str(GARDEN), 1))),)


def test_another_number_of_rooms_than_beds24_sells_is_odd(house: House) -> None:
    assert house.mapped.look().miscounted == ()
    double = RoomType(DOUBLE, "Double", 2, (Unit(1, "201"), Unit(2, "202"), Unit(3, "203")))
    keep_property(house.store, replace(HOTEL, room_types=(double, HOTEL.room_types[1])), "Europe/Vienna")
    assert house.mapped.look().miscounted == (Miscounted("Double", 2, 3),)


def test_more_guests_than_a_room_takes_are_odd(house: House) -> None:
    double = replace(HOTEL.room_types[0], max_people=2)
    keep_property(house.store, replace(HOTEL, room_types=(double, HOTEL.room_types[1])), "Europe/Vienna")
    apply(
        house.store,
        booking(1),
        booking(2, children=1),
        booking(3, adults=3, **LONG_AGO),
        booking(4, adults=4, status="cancelled"),
    )
    assert house.mapped.look().overfull == (Overfull("Double", 2, 1),)
