"""Which rooms are free: half-open nights, units of a type, and what else keeps a stay out."""

from datetime import date, timedelta

import pytest

from console.domain.hotel import Cleaning, Room, RoomType
from console.domain.occupancy import Hindrance, Spot, Stay, best_first, capacity_of, free_units, nights_of, spots

MAY = date(2026, 5, 1)
DOUBLE = RoomType(100, "Double", 2, max_people=2)
FAMILY = RoomType(200, "Family", 1, max_people=4)
ROOMS = (
    Room(1, 100, 1, "201", Cleaning.CLEAN, active=True),
    Room(2, 100, 2, "202", Cleaning.DIRTY, active=True),
    Room(3, 200, 1, "301", Cleaning.CLEAN, active=True),
)


def _day(number: int) -> date:
    return MAY + timedelta(days=number - 1)


def _stay(number: int, first: int, last: int, room: int | None = 1, *, type_id: int = 100, rooms: int = 1) -> Stay:
    return Stay(
        reservation_id=number, beds24_id=number, room_type_id=type_id, unit_id=room or 0, room_id=room,
        status="confirmed", arrival=_day(first), departure=_day(last), rooms=rooms,
    )  # fmt: skip


def _look(*stays: Stay, people: int = 2, rooms: tuple[Room, ...] = ROOMS) -> dict[str, Spot]:
    found = spots((DOUBLE, FAMILY), rooms, stays, _day(12), _day(15), people=people)
    return {spot.room.name if spot.room else spot.room_type.name: spot for spot in found}


def test_every_type_is_followed_by_its_rooms() -> None:
    assert list(_look()) == ["Double", "201", "202", "Family", "301"]
    assert all(spot.fits for spot in _look().values())


def test_a_departure_on_the_day_of_the_arrival_takes_no_night() -> None:
    assert _look(_stay(1, 9, 12), _stay(2, 15, 18))["201"].fits


@pytest.mark.parametrize(("first", "last"), [(11, 13), (14, 16), (13, 14), (10, 20)])
def test_one_common_night_takes_the_room_and_names_who_has_it(first: int, last: int) -> None:
    spot = _look(_stay(1, first, last))["201"]
    assert spot.hindrance is Hindrance.TAKEN
    assert [stay.reservation_id for stay in spot.taken_by] == [1]


def test_a_stay_of_no_night_takes_no_room() -> None:
    assert _look(_stay(1, 13, 13))["201"].fits


def test_those_who_have_a_room_stand_by_their_arrival() -> None:
    spot = _look(_stay(2, 14, 16), _stay(1, 11, 13))["201"]
    assert [stay.reservation_id for stay in spot.taken_by] == [1, 2]


def test_stays_without_a_room_use_up_the_type() -> None:
    look = _look(_stay(1, 12, 15), _stay(2, 13, 14, None))
    assert look["202"].hindrance is Hindrance.SOLD_OUT
    assert look["Double"].hindrance is Hindrance.SOLD_OUT
    assert look["Double"].left == 0


def test_units_are_counted_night_by_night_and_not_over_the_whole_stay() -> None:
    one_after_the_other = [_stay(1, 12, 13, None), _stay(2, 13, 14, None), _stay(3, 14, 15, None)]
    assert free_units(2, one_after_the_other, _day(12), _day(15)) == 1


def test_more_sold_than_there_is_counts_below_nought_and_several_rooms_count_each() -> None:
    assert free_units(2, [_stay(1, 12, 13, None, rooms=2), _stay(2, 12, 14)], _day(12), _day(15)) == -1


def test_a_room_out_of_order_and_a_type_too_small_say_so() -> None:
    broken = (*ROOMS[:2], Room(3, 200, 1, "301", Cleaning.OUT_OF_ORDER, active=True))
    look = _look(people=3, rooms=broken)
    assert look["301"].hindrance is Hindrance.OUT_OF_ORDER
    assert look["201"].hindrance is Hindrance.TOO_SMALL
    assert look["Family"].fits


def test_rooms_that_are_no_more_are_not_offered() -> None:
    assert "202" not in _look(rooms=(ROOMS[0], Room(2, 100, 2, "202", Cleaning.CLEAN, active=False), ROOMS[2]))


def test_a_type_that_beds24_does_not_list_holds_as_many_as_it_has_rooms() -> None:
    assert capacity_of(RoomType(100, "Attic", 0), ROOMS) == 2
    assert capacity_of(DOUBLE, ROOMS) == 2


def test_what_fits_comes_first_the_wished_type_before_others_and_rooms_before_types_without_one() -> None:
    found = spots((DOUBLE, FAMILY), ROOMS, [_stay(1, 12, 15)], _day(12), _day(15), people=2)
    ordered = [spot.room.name if spot.room else spot.room_type.name for spot in best_first(found, 200)]
    assert ordered == ["301", "Family", "202", "Double", "201"]


def test_nights_are_named_by_the_day_on_which_they_begin() -> None:
    assert list(nights_of(_day(12), _day(14))) == [_day(12), _day(13)]
    assert list(nights_of(_day(12), _day(12))) == []
