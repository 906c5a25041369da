"""Parked items: grouped by cause, and each cause cured, with the rooms, by hand, or by asking again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.domain.announcing import ReservationsChanged, SyncSettingsChanged
from console.domain.booking import Booking, Cause, ParkedItem
from console.domain.errors import Beds24Unreachable, WrongInput
from console.domain.hotel import RoomType, Unit
from console.services.parked_items import Outflow, ParkedItems, UnitMapping
from console.services.parked_reading import for_support, pretty, read_loosely
from console.services.pull_sync import Watch
from console.store.store import Store
from tests.building import DOUBLE, HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import apply, new_store, rows, stored

GARDEN = 715747


class House:
    """A store with parked items, its Beds24, and everything announced."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.beds24 = FakeBeds24(hotels=(HOTEL,), clock=StillClock(NOW))
        self.announced: list[object] = []
        self.parked = ParkedItems(store, self.beds24, self.beds24.clock, self.announced.append)

    def receive(self, *bookings: Booking) -> None:
        self.beds24.put(*bookings)
        apply(self.store, *bookings)

    def park(self, key: str, cause: Cause, payload: bytes, number: int | None = None) -> None:
        with self.store.writing() as session:
            session.waiting.park(ParkedItem(key, cause, "It has no status.", payload, number), None, NOW)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with new_store(tmp_path) as store:
        yield House(store)


def in_garden(number: int, unit_id: int = 1, **changes: object) -> Booking:
    return booking(number, room_type_id=GARDEN, unit_id=unit_id, **changes)


def test_what_waits_is_grouped_by_cause_and_room_rooms_first(house: House) -> None:
    house.park("item:x", Cause.UNREADABLE, b"")
    house.receive(in_garden(1), in_garden(2), booking(3, room_type_id=9), booking(4, property_id=4712))
    groups = house.parked.groups()
    assert [(group.cause, group.room_type_id, len(group.things)) for group in groups] == [
        (Cause.UNKNOWN_ROOM, 9, 1),
        (Cause.UNKNOWN_ROOM, GARDEN, 2),
        (Cause.UNREADABLE, None, 1),
        (Cause.OTHER_PROPERTY, None, 1),
    ]
    assert house.parked.count() == 5
    first = groups[1].things[0]
    assert (first.number, first.guest, first.arrival) == (1, "Anna Beispiel 1", TODAY)


def test_a_room_that_beds24_lists_by_now_lets_its_bookings_in(house: House) -> None:
    house.receive(in_garden(1))
    garden = RoomType(GARDEN, "Garden Room", 1, (Unit(1, "301"),))
    house.beds24.hotels = (replace(HOTEL, room_types=(*HOTEL.room_types, garden)),)
    assert house.parked.read_rooms(Watch()) == Outflow(let_in=1)
    (id_,) = rows(house.store, "SELECT id FROM reservations")
    assert house.announced == [ReservationsChanged(id_), SyncSettingsChanged()]


def test_a_place_mapped_to_a_room_of_ours_lets_its_bookings_in_and_outlives_a_reading_of_the_rooms(
    house: House,
) -> None:
    house.receive(in_garden(1), in_garden(2, arrival=TODAY + timedelta(days=9), departure=TODAY + timedelta(days=10)))
    single = next(room for room in house.parked.rooms() if room.name == "101")
    assert single.room_type == "Single"
    assert house.parked.map_units(GARDEN, "Garden", (UnitMapping(1, single.id),)) == Outflow(let_in=2)
    assert stored(house.store, "room_id", "room_type_id") == {"room_id": single.id, "room_type_id": GARDEN}
    house.parked.read_rooms(Watch())
    house.receive(in_garden(3))
    assert stored(house.store, "room_id", beds24_id=3) == {"room_id": single.id}
    assert house.parked.count() == 0


def test_a_room_added_by_hand_stays_after_a_reading_of_the_rooms_and_becomes_beds24s_once_it_lists_it(
    house: House,
) -> None:
    house.receive(in_garden(1))
    assert house.parked.map_units(GARDEN, "Garden", (UnitMapping(1, new_name="Gartenhaus"),)).let_in == 1
    house.parked.read_rooms(Watch())
    assert "Gartenhaus" in {room.name for room in house.parked.rooms()}
    assert rows(house.store, "SELECT active, by_hand FROM rooms WHERE name = 'Gartenhaus'") == [(1, 1)]
    garden = RoomType(GARDEN, "Garden Room", 1, (Unit(1, "301"),))
    house.beds24.hotels = (replace(HOTEL, room_types=(*HOTEL.room_types, garden)),)
    house.parked.read_rooms(Watch())
    assert rows(house.store, "SELECT name, active, by_hand FROM rooms WHERE room_type_id = ?", GARDEN) == [
        ("Gartenhaus", 1, 0)
    ]


def test_rooms_to_choose_from_stand_as_on_the_doors(house: House) -> None:
    house.receive(in_garden(1), in_garden(2, unit_id=2))
    names = UnitMapping(1, new_name="Gartenhaus"), UnitMapping(2, new_name="9")
    house.parked.map_units(GARDEN, "Garden", names)
    shown = [room.name for room in house.parked.rooms()]
    assert shown[0] == "9"
    assert shown[-1] == "Gartenhaus"
    assert shown[1:-1] == sorted(shown[1:-1], key=int)


def test_bookings_without_a_unit_may_come_in_without_a_room(house: House) -> None:
    house.receive(in_garden(1, unit_id=0))
    assert house.parked.map_units(GARDEN, "Garden", (UnitMapping(0),)).let_in == 1
    assert stored(house.store, "room_id") == {"room_id": None}
    assert house.parked.groups() == ()


def test_a_mapping_that_was_taken_back_parks_the_next_booking(house: House) -> None:
    house.receive(in_garden(1))
    room = house.parked.rooms()[0]
    house.parked.map_units(GARDEN, "Garden", (UnitMapping(1, room.id),))
    with house.store.writing() as session:
        (alias,) = session.hotel.aliases()
        assert (alias.room_type_id, alias.unit_id, alias.room_id, alias.made_at) == (GARDEN, 1, room.id, NOW)
        session.hotel.forget_mapping(GARDEN, 1)
    house.receive(in_garden(2))
    assert house.parked.count() == 1


def test_past_stays_that_were_kept_without_the_room_get_it_too(house: House) -> None:
    house.receive(in_garden(7, status="cancelled"), in_garden(1))
    room = house.parked.rooms()[0]
    house.parked.map_units(GARDEN, "Garden", (UnitMapping(1, room.id),))
    assert stored(house.store, "room_id", beds24_id=7) == {"room_id": room.id}


def test_a_room_that_is_gone_meanwhile_is_refused_and_nothing_is_mapped(house: House) -> None:
    house.receive(in_garden(1))
    with pytest.raises(WrongInput):
        house.parked.map_units(GARDEN, "Garden", (UnitMapping(1, 999),))
    assert house.parked.count() == 1


def test_an_unreadable_booking_is_asked_for_again_and_let_in_once_it_can_be_read(house: House) -> None:
    house.park("booking:5", Cause.UNREADABLE, b'{"id": 5}', 5)
    house.park("item:x", Cause.UNREADABLE, b"")
    house.beds24.put(booking(5))
    (group,) = house.parked.groups()
    assert house.parked.try_again(group.things, Watch()) == Outflow(let_in=1, waiting=1)
    assert stored(house.store, "status", beds24_id=5) == {"status": "confirmed"}


def test_a_parked_booking_that_beds24_no_longer_has_is_let_go(house: House) -> None:
    house.park("booking:5", Cause.UNREADABLE, b'{"id": 5}', 5)
    (group,) = house.parked.groups()
    assert house.parked.try_again(group.things, Watch()) == Outflow(gone=1)


def test_trying_again_for_a_room_reads_the_rooms_first_and_leaves_what_still_has_none(house: House) -> None:
    house.receive(in_garden(1))
    (group,) = house.parked.groups()
    assert house.parked.try_again(group.things, Watch()) == Outflow(waiting=1)
    assert [call[0] for call in house.beds24.calls] == ["properties", "bookings"]


def test_a_cut_line_leaves_everything_waiting(house: House) -> None:
    house.receive(in_garden(1))
    (group,) = house.parked.groups()
    house.beds24.fail(Beds24Unreachable("Beds24 does not answer."), kind="properties")
    with pytest.raises(Beds24Unreachable):
        house.parked.try_again(group.things, Watch())
    assert house.parked.count() == 1


def test_what_cannot_be_read_is_recognised_as_far_as_it_can(house: House) -> None:
    payload = b'{"id": 5, "arrival": "2026-06-01", "departure": "soon", "firstName": "Eva", "lastName": 7}'
    house.park("booking:5", Cause.UNREADABLE, payload, 5)
    (group,) = house.parked.groups()
    (thing,) = group.things
    assert (thing.guest, thing.arrival, thing.departure) == ("Eva", date(2026, 6, 1), None)
    assert house.parked.payload("booking:5") == payload
    assert house.parked.payload("booking:6") == b""
    assert read_loosely(b"[]") == ("", None, None)


def test_what_goes_to_support_tells_nothing_of_a_person() -> None:
    payload = b'{"id": 5, "arrival": "soon", "lastName": "Stein", "guests": [{"phone": "123"}], "flag": null}'
    text = for_support(payload)
    assert "Stein" not in text
    assert "123" not in text
    assert '"arrival": "soon"' in text
    assert "Stein" in pretty(payload)
    assert pretty(b"<html>") == "<html>"


def test_a_mapped_unit_of_a_known_type_needs_no_new_type(house: House) -> None:
    house.receive(booking(1, unit_id=9))
    house.parked.map_units(DOUBLE, "Double", (UnitMapping(9, house.parked.rooms()[0].id),))
    assert rows(house.store, "SELECT count(*) FROM room_types WHERE by_hand") == [(0,)]
    assert house.parked.count() == 0
