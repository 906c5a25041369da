"""When a room or a type is overbooked: half-open nights, closures, units, and what ended it."""

import pytest

from console.domain.hotel import Cleaning, Room, RoomType
from console.domain.occupancy import Stay
from console.domain.overbooking import Ending, Overbooking, ending_of, overbookings
from tests.domain.rooming import ROOMS, TODAY, TYPES, day, stay


def found(*stays: Stay, rooms: tuple[Room, ...] = ROOMS, types: tuple[RoomType, ...] = TYPES) -> list[Overbooking]:
    return list(overbookings(stays, rooms, types, TODAY))


def test_two_stays_in_one_room_are_found_with_their_common_nights_and_who_booked_first() -> None:
    (one,) = found(stay(2, 5, 9), stay(1, 7, 12))
    assert (one.room_id, one.first, one.last, one.ids, one.excess) == (1, day(7), day(9), (1, 2), 1)


def test_a_departure_on_the_day_of_the_next_arrival_is_none() -> None:
    assert not found(stay(1, 3, 5), stay(2, 5, 8), stay(3, 8, 9))


@pytest.mark.parametrize("status", ["new", "confirmed", "black", "something_new"])
def test_whatever_holds_a_room_counts_against_a_guest(status: str) -> None:
    assert found(stay(1, 3, 5), stay(2, 3, 5, status=status))


def test_two_closures_of_one_room_harm_nobody() -> None:
    assert not found(stay(1, 3, 9, status="black"), stay(2, 4, 5, status="black"))


def test_a_stay_of_no_night_takes_nothing() -> None:
    assert not found(stay(1, 3, 6), stay(2, 4, 4))


def test_nights_that_are_past_do_not_count_and_tonight_does() -> None:
    assert not found(stay(1, -5, 3), stay(2, -2, 1))
    (one,) = found(stay(1, -5, 3), stay(2, 0, 2))
    assert (one.first, one.last) == (day(1), day(2))


def test_crowded_nights_that_follow_one_another_are_one_overbooking_and_others_two() -> None:
    together = found(stay(1, 2, 10), stay(2, 3, 5), stay(3, 5, 7))
    assert [(one.first, one.last, one.ids) for one in together] == [(day(3), day(7), (1, 2, 3))]
    apart = found(stay(1, 2, 10), stay(2, 3, 5), stay(3, 6, 7))
    assert [(one.first, one.ids) for one in apart] == [(day(3), (1, 2)), (day(6), (1, 3))]


def test_three_in_one_room_are_two_too_many() -> None:
    (one,) = found(stay(1, 2, 4), stay(2, 2, 4), stay(3, 3, 4))
    assert one.excess == 2


def test_stays_without_a_room_use_up_their_type() -> None:
    full = [stay(1, 2, 4, 1), stay(2, 2, 4, 2), stay(3, 2, 4, 3)]
    assert not found(*full)
    (one,) = found(*full, stay(4, 3, 6, None))
    assert (one.room_id, one.room_type_id, one.first, one.last, one.ids) == (None, 100, day(3), day(4), (1, 2, 3, 4))


def test_two_in_one_room_need_one_unit_of_the_type() -> None:
    (one,) = found(stay(1, 2, 4, 1), stay(2, 2, 4, 1), stay(3, 2, 4, None), stay(4, 2, 4, None))
    assert one.room_id == 1


def test_a_booking_of_three_rooms_takes_three_units() -> None:
    full = stay(1, 2, 4, 1, rooms=3)
    assert not found(full)
    (one,) = found(full, stay(2, 2, 4, None))
    assert one.room_type_id == 100
    assert one.ids == (1, 2)


def test_a_type_that_has_fewer_rooms_than_before_is_overbooked_by_those_in_them() -> None:
    fewer = (*ROOMS[:2], Room(3, 100, 3, "203", Cleaning.CLEAN, active=False), *ROOMS[3:])
    (one,) = found(*(stay(n, 2, 4, n) for n in (1, 2, 3)), rooms=fewer, types=(RoomType(100, "Double", 2), TYPES[1]))
    assert (one.room_id, one.room_type_id, one.excess) == (None, 100, 1)


def test_of_a_type_of_unknown_size_only_the_rooms_are_looked_at() -> None:
    assert not found(stay(1, 2, 4, None), stay(2, 2, 4, None), rooms=(), types=(RoomType(100, "Attic", 0),))


def seen(*stays: Stay) -> list[tuple[int, int | None, int, str, str]]:
    return [
        (s.reservation_id, s.room_id, s.room_type_id, s.arrival.isoformat(), s.departure.isoformat()) for s in stays
    ]


def test_what_ended_it_is_told_by_what_became_of_the_stays() -> None:
    one, two = stay(1, 3, 6), stay(2, 4, 7)
    assert ending_of(seen(one, two), {1: one}) is Ending.CANCELLED
    assert ending_of(seen(one, two), {1: one, 2: stay(2, 4, 7, 2)}) is Ending.MOVED
    assert ending_of(seen(one, two), {1: stay(1, 3, 4), 2: two}) is Ending.DATES
    assert ending_of(seen(one, two), {1: one, 2: two}) is Ending.ROOMS
