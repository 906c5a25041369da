"""Ways out of an overbooking: what is offered, in which order, and that every one of them is one."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.hotel import Cleaning
from console.domain.occupancy import Stay, nights_of
from console.domain.overbooking import Overbooking, overbookings
from console.domain.room_moves import RoomPlan, can_be_moved
from console.domain.ways_out import Way, WayKind, after, ways_out
from tests.domain.rooming import ROOMS, TODAY, TYPES, day, stay


def ways(*stays: Stay) -> tuple[Way, ...]:
    first = overbookings(stays, ROOMS, TYPES, TODAY)[0]
    return ways_out(first, RoomPlan(stays, ROOMS, TYPES, TODAY))


def told(way: Way) -> tuple[str, list[tuple[int, str]]]:
    return way.kind.value, [(move.stay.reservation_id, move.room.name) for move in way.moves]


def test_a_free_room_of_the_type_comes_first_and_whoever_booked_last_goes_there() -> None:
    assert told(ways(stay(1, 3, 6), stay(2, 4, 7))[0]) == ("same_type", [(2, "202")])


def test_the_one_who_booked_first_can_go_too_and_comes_after_that() -> None:
    assert told(ways(stay(1, 3, 6), stay(2, 4, 7))[1]) == ("same_type", [(1, "202")])


def test_nobody_who_sleeps_here_is_moved() -> None:
    found = ways(stay(1, 3, 6), stay(2, -1, 5))
    assert {move.stay.reservation_id for way in found for move in way.moves} == {1}


def test_neither_is_a_closure_nor_whoever_has_a_fixed_room_nor_a_booking_of_several_rooms() -> None:
    assert {m.stay.reservation_id for w in ways(stay(1, 3, 6), stay(2, 4, 7, status="black")) for m in w.moves} == {1}
    assert {m.stay.reservation_id for w in ways(stay(1, 3, 6), stay(2, 4, 7, locked=True)) for m in w.moves} == {1}
    assert {m.stay.reservation_id for w in ways(stay(1, 3, 6), stay(2, 4, 7, rooms=2)) for m in w.moves} == {1}


def test_two_moves_make_room_where_no_room_is_free_for_all_nights() -> None:
    taken = (stay(3, 2, 5, 2), stay(4, 5, 9, 3), stay(5, 6, 9, 2))
    chain = next(way for way in ways(stay(1, 3, 8, locked=True), stay(2, 4, 6), *taken) if way.kind is WayKind.CHAIN)
    assert told(chain)[1] in ([(3, "203"), (2, "202")], [(4, "202"), (2, "203")])


def test_three_moves_do_where_two_do_not() -> None:
    fixed = stay(1, 10, 13, locked=True)
    taken = (stay(3, 11, 14, 2), stay(4, 13, 16, 3), stay(5, 10, 11, 3, locked=True))
    found = ways(fixed, stay(2, 10, 12), *taken)
    chain = next(way for way in found if way.kind is WayKind.CHAIN)
    assert len(chain.moves) == 3
    assert told(chain)[1][-2:] == [(3, "203"), (2, "202")]


def full_of_doubles(first: int, last: int) -> tuple[Stay, ...]:
    return tuple(stay(10 + room, first, last, room, locked=True) for room in (2, 3))


def test_a_better_type_is_offered_where_the_type_is_full_and_never_a_smaller_one() -> None:
    found = ways(stay(1, 3, 6, locked=True), stay(2, 4, 7), *full_of_doubles(3, 7))
    assert told(found[0]) == ("better_type", [(2, "301")])
    upstairs = ways(stay(1, 3, 6, 4), stay(2, 4, 7, 4), stay(3, 3, 7, 5))
    assert WayKind.BETTER_TYPE not in [way.kind for way in upstairs]


def test_a_stay_without_a_room_is_what_goes_into_the_better_type() -> None:
    full = [stay(n, 3, 6, n) for n in (1, 2, 3)]
    assert told(ways(*full, stay(4, 4, 5, None))[0]) == ("better_type", [(4, "301")])


def test_a_type_whose_last_unit_waits_for_a_stay_without_a_room_is_not_given_away() -> None:
    waiting = (stay(20, 3, 9, None), stay(21, 3, 9, None))
    upstairs = stay(30, 3, 9, 4), stay(31, 3, 9, 5)
    assert [w.kind for w in ways(stay(1, 3, 6), stay(2, 4, 7), *waiting, *upstairs)] == [WayKind.WALK]


def test_a_stay_in_two_rooms_is_only_proposed() -> None:
    taken = (
        stay(3, 3, 6, 2, locked=True), stay(4, 6, 9, 3, locked=True),
        stay(5, 3, 9, 4, locked=True), stay(6, 3, 9, 5, locked=True),
    )  # fmt: skip
    split, walk = ways(stay(1, 3, 9, locked=True), stay(2, 4, 8), *taken)
    assert [(m.room.name, m.first, m.last) for m in split.moves] == [("203", day(4), day(6)), ("202", day(6), day(8))]
    assert not split.can_be_done
    assert (walk.kind, walk.walked and walk.walked.reservation_id) == (WayKind.WALK, 2)


def test_nobody_changes_rooms_during_the_stay_where_a_room_is_free_for_another() -> None:
    taken = (stay(3, 3, 6, 2, locked=True), stay(4, 6, 9, 3, locked=True))
    kinds = [way.kind for way in ways(stay(1, 3, 6), stay(2, 4, 8), *taken)]
    assert WayKind.SAME_TYPE in kinds
    assert WayKind.SPLIT not in kinds


def test_three_in_one_room_are_all_put_up() -> None:
    found = ways(stay(1, 3, 6), stay(2, 3, 6), stay(3, 3, 6))
    assert told(found[0]) == ("same_type", [(2, "203"), (3, "202")])


def test_rooms_out_of_order_are_not_offered() -> None:
    rooms = tuple(replace(room, cleaning=Cleaning.OUT_OF_ORDER) if room.id == 2 else room for room in ROOMS)
    stays = (stay(1, 3, 6), stay(2, 4, 7))
    (one,) = overbookings(stays, rooms, TYPES, TODAY)
    assert told(ways_out(one, RoomPlan(stays, rooms, TYPES, TODAY))[0]) == ("same_type", [(2, "203")])


_STAYS = st.lists(
    st.tuples(
        st.integers(-2, 9), st.integers(1, 6), st.sampled_from([1, 2, 3, 4, 5, None]), st.integers(1, 4),
        st.sampled_from(["confirmed"] * 8 + ["black"]), st.sampled_from([False] * 5 + [True]),
        st.sampled_from([1] * 8 + [2]),
    ),
    min_size=2, max_size=14,
)  # fmt: skip


def _too_many(found: tuple[Overbooking, ...]) -> set[tuple[int, int | None, object, int]]:
    return {
        (one.room_type_id, one.room_id, night, n)
        for one in found
        for night in nights_of(one.first, one.last)
        for n in range(one.excess)
    }


@settings(max_examples=150, deadline=None)
@given(_STAYS)
def test_every_way_ends_the_overbooking_makes_no_other_and_leaves_nobody_without_a_room(drawn: list[tuple]) -> None:  # type: ignore[type-arg]
    stays = tuple(
        stay(n, first, first + nights, room, adults=people, status=status, locked=locked, rooms=rooms)
        for n, (first, nights, room, people, status, locked, rooms) in enumerate(drawn, 1)
    )
    before = overbookings(stays, ROOMS, TYPES, TODAY)
    for one in before:
        found = ways_out(one, RoomPlan(stays, ROOMS, TYPES, TODAY))
        assert found == ways_out(one, RoomPlan(stays, ROOMS, TYPES, TODAY))
        for way in found:
            if way.kind is WayKind.WALK:
                continue
            then = after(stays, way)
            left = _too_many(overbookings(then, ROOMS, TYPES, TODAY))
            assert left < _too_many(before)
            assert not {(t, r, n) for t, r, n, _ in left} & {
                (one.room_type_id, one.room_id, night) for night in nights_of(one.first, one.last)
            }
            assert {s.reservation_id for s in then} == {s.reservation_id for s in stays}
            assert all(can_be_moved(move.stay, TODAY) for move in way.moves)
            nights = sum((m.last - m.first for m in way.moves), timedelta(0))
            assert nights == sum(
                (s.departure - s.arrival for s in {m.stay.reservation_id: m.stay for m in way.moves}.values()),
                timedelta(0),
            )
            for move in way.moves:
                if move.room.room_type_id != move.stay.room_type_id:
                    kind = next(kind for kind in TYPES if kind.room_type_id == move.room.room_type_id)
                    assert kind.max_people >= move.stay.adults + move.stay.children


def test_a_chain_never_passes_through_another_overbooking() -> None:
    """Each move finds its room free, unless two change places with one another."""
    taken = (stay(3, 2, 5, 2), stay(4, 5, 9, 3), stay(5, 6, 9, 2))
    stays = (stay(1, 3, 8, locked=True), stay(2, 4, 6), *taken)
    for way in ways(*stays):
        where = {s.reservation_id: s for s in stays}
        for move in way.moves if way.kind is WayKind.CHAIN else ():
            others = (s for s in where.values() if s.room_id == move.room.id)
            assert not any(s.takes(move.first, move.last) for s in others)
            where = {s.reservation_id: s for s in after(where.values(), Way(way.kind, (move,)))}
