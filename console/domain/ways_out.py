"""Ways out of an overbooking, the gentlest first: a free room of the type, a chain of moves, a better type, a stay in
two rooms, and at last another house.

Nobody is moved who sleeps here already, whose room is fixed at Beds24, or who has several rooms in one booking; a
closure stays where it is. Every way that can be done leaves nobody without a room and no overbooking that was not there
before: each is tried on a copy of the plan before it is offered.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import combinations, islice
from typing import Final

from console.domain.hotel import Cleaning, Room, RoomType
from console.domain.occupancy import Stay, nights_of
from console.domain.overbooking import Overbooking, by_booking, overbookings
from console.domain.room_moves import Chain, Move, RoomPlan, can_be_moved

MOST_WAYS: Final = 6
_MOST_MOVES: Final = 3
_MOST_MOVED_AT_ONCE: Final = 3
_MOST_ASKED: Final = 8
"""How many stays of an overbooking are thought of for a move: those who booked last."""

_OF_A_KIND: Final = 2
_MOST_TRIED: Final = 10


class WayKind(StrEnum):
    """The gentlest first."""

    SAME_TYPE = "same_type"
    CHAIN = "chain"
    BETTER_TYPE = "better_type"
    SPLIT = "split"
    WALK = "walk"


_WITHIN_THE_TYPE = frozenset({WayKind.SAME_TYPE, WayKind.CHAIN})


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. `moves` come in an order in which each finds its room free; `walked` has to be put up elsewhere."""

    kind: WayKind
    moves: tuple[Move, ...] = ()
    walked: Stay | None = None

    @property
    def can_be_done(self) -> bool:
        """Whether it is moves of whole stays; a split stay is two bookings, and no program finds another house."""
        return bool(self.moves) and self.kind is not WayKind.SPLIT


def ways_out(one: Overbooking, plan: RoomPlan, most: int = MOST_WAYS) -> tuple[Way, ...]:
    """At most `most` of them, the gentlest first; the last is always to walk whoever booked last. Nobody is asked to
    change rooms during the stay where moves within the type do."""
    search = _Search(one, plan)
    found: list[Way] = []
    for movers in _who_could_go(one, plan):
        found.extend(search.ways_of(movers))
    if any(way.kind in _WITHIN_THE_TYPE for way in found):
        found = [way for way in found if way.kind is not WayKind.SPLIT]
    walk = _walk(one, plan.today)
    kept = [way for kind in WayKind for way in sorted(_of(kind, found), key=_cost)[:_OF_A_KIND]]
    return (*kept[: most - 1], *walk)


def is_way_out(one: Overbooking, way: Way, plan: RoomPlan) -> bool:
    """Whether `way` can be gone in the plan as it is: it ends the overbooking, makes none, and moves nobody who has to
    stay where they are."""
    stays = (move.stay for move in way.moves)
    return all(can_be_moved(stay, plan.today) for stay in stays) and _Search(one, plan).is_sound(way)


def _of(kind: WayKind, ways: Iterable[Way]) -> Iterator[Way]:
    return (way for way in ways if way.kind is kind)


def _cost(way: Way) -> tuple[int, int, int, tuple[str, ...]]:
    """Few moves, no room of a group taken from the others' type, and whoever booked last rather than first."""
    groups = sum(1 for move in way.moves if move.stay.group_id)
    newest = -max((by_booking(move.stay)[0].timestamp() for move in way.moves), default=0)
    return len(way.moves), groups, int(newest), tuple(move.room.name for move in way.moves)


def after(stays: Iterable[Stay], way: Way) -> tuple[Stay, ...]:
    """The stays as they are once `way` is done; a split stay is two, and whoever is walked is gone."""
    parts: dict[int, list[Stay]] = {}
    for move in way.moves:
        part = replace(_moved(move.stay, move.room), arrival=move.first, departure=move.last)
        parts.setdefault(move.stay.reservation_id, []).append(part)
    gone = way.walked.reservation_id if way.walked else None
    kept = (stay for stay in stays if stay.reservation_id != gone)
    return tuple(part for stay in kept for part in parts.get(stay.reservation_id, [stay]))


def _moved(stay: Stay, room: Room) -> Stay:
    return replace(stay, room_type_id=room.room_type_id, unit_id=room.unit_id, room_id=room.id)


def _walk(one: Overbooking, today: date) -> tuple[Way, ...]:
    coming = [stay for stay in one.stays if not stay.is_closure and stay.arrival >= today]
    return (Way(WayKind.WALK, walked=coming[-1]),) if coming else ()


def _who_could_go(one: Overbooking, plan: RoomPlan) -> Iterator[tuple[Stay, ...]]:
    """The smallest sets of stays without which the overbooking would be none, whoever booked last first."""
    asked = [stay for stay in reversed(one.stays) if can_be_moved(stay, plan.today)][:_MOST_ASKED]
    loose = [stay for stay in asked if stay.room_id is None]
    asked = loose if one.room_id is None and len(loose) >= one.excess else asked
    for number in range(1, _MOST_MOVED_AT_ONCE + 1):
        cured = [some for some in combinations(asked, number) if _cures(one, plan, some)]
        yield from cured
        if cured:
            return


def _cures(one: Overbooking, plan: RoomPlan, gone: Collection[Stay]) -> bool:
    ids = {stay.reservation_id for stay in gone}
    left = [stay for stay in one.stays if stay.reservation_id not in ids]
    return not any(_same_place(one, other) for other in overbookings(left, plan.rooms, plan.room_types, plan.today))


def _same_place(one: Overbooking, other: Overbooking) -> bool:
    meet = max(one.first, other.first) < min(one.last, other.last)
    return meet and (one.room_type_id, one.room_id) == (other.room_type_id, other.room_id)


class _Search:
    """Looks for rooms in the house without touching it."""

    def __init__(self, one: Overbooking, plan: RoomPlan) -> None:
        first = min(stay.arrival for stay in one.stays)
        last = max(stay.departure for stay in one.stays)
        self._one = one
        self._plan = plan
        self._kinds = {kind.room_type_id: kind for kind in plan.room_types}
        self._usable = [room for room in plan.rooms if room.active and room.cleaning is not Cleaning.OUT_OF_ORDER]
        self._known = self._places(plan.stays)
        self._near = [stay for stay in plan.stays if stay.takes(first, last)]

    def ways_of(self, movers: Sequence[Stay]) -> Iterator[Way]:
        """The ways in which just these leave the place."""
        yield from self._within_the_type(movers)
        yield from self._into_better(movers)
        if len(movers) == 1:
            yield from self._split(movers[0])

    def _within_the_type(self, movers: Sequence[Stay]) -> Iterator[Way]:
        """The fewest moves that find every one of them a room of the type that they are in."""
        if self._one.room_id is None or not all(
            self._has_unit(one, self._kinds.get(one.room_type_id)) for one in movers
        ):
            return
        for budget in range(len(movers), max(_MOST_MOVES, len(movers)) + 1):
            chain = Chain(self._plan, self._usable)
            for moves in islice(chain.place(movers, budget), _MOST_TRIED):
                way = Way(WayKind.SAME_TYPE if len(moves) == len(movers) else WayKind.CHAIN, moves)
                if self.is_sound(way):
                    yield way
                    return

    def _into_better(self, movers: Sequence[Stay]) -> Iterator[Way]:
        """Rooms of a type that takes as many guests or more, the least bigger one first."""
        moves: list[Move] = []
        taken = self._plan.stays
        for mover in movers:
            room = next((room for room in self._better(mover) if _is_free(room, mover, taken)), None)
            if room is None:
                return
            moves.append(Move(mover, room, mover.arrival, mover.departure))
            taken = after(taken, Way(WayKind.BETTER_TYPE, (moves[-1],)))
        way = Way(WayKind.BETTER_TYPE, tuple(moves))
        if self.is_sound(way):
            yield way

    def _better(self, stay: Stay) -> Iterator[Room]:
        own = self._kinds.get(stay.room_type_id)
        people = max(stay.adults + stay.children, own.max_people if own else 0)
        kinds = sorted(
            (kind for kind in self._plan.room_types if kind is not own and kind.max_people >= people),
            key=lambda kind: (kind.max_people, kind.room_type_id),
        )
        for kind in kinds:
            if self._has_unit(stay, kind):
                yield from (room for room in self._usable if room.room_type_id == kind.room_type_id)

    def _has_unit(self, stay: Stay, kind: RoomType | None) -> bool:
        """Whether the type would not be sold over with one stay more, whichever room it gets."""
        if kind is None:
            return False
        guest = replace(stay, room_type_id=kind.room_type_id, unit_id=0, room_id=None)
        others = [other for other in self._near if other.reservation_id != stay.reservation_id]
        return self._places((*others, guest)) <= self._known

    def _split(self, mover: Stay) -> Iterator[Way]:
        """Two rooms one after the other, of which the first is kept for as long as can be; own rooms and type first."""
        rooms = sorted(self._usable, key=lambda room: _nearness(room, mover))
        rooms = [room for room in rooms if self._is_big_enough(mover, room)]
        others = [other for other in self._near if other.reservation_id != mover.reservation_id]
        for cut in reversed(list(nights_of(mover.arrival, mover.departure))[1:]):
            early, late = replace(mover, departure=cut), replace(mover, arrival=cut)
            one = next((room for room in rooms if _is_free(room, early, others)), None)
            two = next((room for room in rooms if room is not one and _is_free(room, late, others)), None)
            if one is None or two is None:
                continue
            way = Way(WayKind.SPLIT, (Move(mover, one, mover.arrival, cut), Move(mover, two, cut, mover.departure)))
            if self.is_sound(way):
                yield way
                return

    def _is_big_enough(self, stay: Stay, room: Room) -> bool:
        if room.room_type_id == stay.room_type_id:
            return True
        kind = self._kinds.get(room.room_type_id)
        return kind is not None and kind.max_people >= stay.adults + stay.children > 0

    def is_sound(self, way: Way) -> bool:
        """Whether nothing is overbooked afterwards that was not before, and the place itself no longer is."""
        left = self._found(after(self._plan.stays, way))
        return not any(_same_place(self._one, one) for one in left) and _places(left) <= self._known

    def _found(self, stays: Iterable[Stay]) -> tuple[Overbooking, ...]:
        return overbookings(stays, self._plan.rooms, self._plan.room_types, self._plan.today)

    def _places(self, stays: Iterable[Stay]) -> "frozenset[_TooMany]":
        return _places(self._found(stays))


_TooMany = tuple[int, int | None, date, int]
"""One stay too many: in which type, in which room of it if any, in which night, and which in number."""


def _places(found: Iterable[Overbooking]) -> frozenset[_TooMany]:
    return frozenset(
        (one.room_type_id, one.room_id, night, number)
        for one in found
        for night in nights_of(one.first, one.last)
        for number in range(one.excess)
    )


def _nearness(room: Room, stay: Stay) -> tuple[bool, bool, str]:
    return room.id != stay.room_id, room.room_type_id != stay.room_type_id, room.name


def _is_free(room: Room, stay: Stay, stays: Iterable[Stay]) -> bool:
    return not any(
        other.room_id == room.id
        and other.reservation_id != stay.reservation_id
        and other.takes(stay.arrival, stay.departure)
        for other in stays
    )
