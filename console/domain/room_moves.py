"""Moves of stays between the rooms of a house, and chains of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from console.domain.hotel import Room, RoomType
from console.domain.occupancy import Stay

_LONGEST_SEARCH: Final = 4000
"""Rooms that are looked at for one chain; a search that finds none by then is given up."""


@dataclass(frozen=True, slots=True)
class Move:
    """A stay goes into `room`, for all of its nights or, in a split stay, for those of `[first, last)`."""

    stay: Stay
    room: Room
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """The house as far as moves go: who holds a room, all rooms and types, and the hotel's own date."""

    stays: Sequence[Stay]
    rooms: Sequence[Room]
    room_types: Sequence[RoomType]
    today: date


def can_be_moved(stay: Stay, today: date) -> bool:
    """Whether the desk may give the stay another room without asking anybody in the house."""
    return not (stay.is_closure or stay.locked or stay.rooms > 1 or stay.arrival < today)


class Chain:
    """Places stays one after the other, and moves on whoever is in the way, while the number of moves allows it."""

    def __init__(self, plan: RoomPlan, usable: Sequence[Room]) -> None:
        self._today = plan.today
        self._usable = usable
        self._looked = 0
        self._inside: dict[int, list[Stay]] = {}
        for stay in plan.stays:
            if stay.room_id is not None:
                self._inside.setdefault(stay.room_id, []).append(stay)

    def place(self, movers: Sequence[Stay], budget: int) -> Iterator[tuple[Move, ...]]:
        """Every list of at most `budget` moves that gives all of these a room, in an order that can be gone."""
        for moves in self._place(tuple(movers), {}, budget):
            yield _in_order(moves.values())

    def _place(self, waiting: tuple[Stay, ...], new: dict[int, Move], budget: int) -> Iterator[dict[int, Move]]:
        if not waiting:
            yield new
            return
        stay, *rest = waiting
        leaving = {*new, *(one.reservation_id for one in waiting)}
        for room in self._usable:
            self._looked += 1
            if self._looked > _LONGEST_SEARCH:
                return
            if room.room_type_id != stay.room_type_id or room.id == stay.room_id:
                continue
            met = self._in_the_way(stay, room, new, leaving)
            if met is None or 1 + len(rest) + len(met) > budget:
                continue
            move = Move(stay, room, stay.arrival, stay.departure)
            yield from self._place((*rest, *met), new | {stay.reservation_id: move}, budget - 1)

    def _in_the_way(
        self, stay: Stay, room: Room, new: Mapping[int, Move], leaving: Collection[int]
    ) -> tuple[Stay, ...] | None:
        """Who would have to leave the room, without those who leave theirs anyway; None where somebody cannot."""
        if any(move.room.id == room.id and move.stay.takes(stay.arrival, stay.departure) for move in new.values()):
            return None
        inside = (one for one in self._inside.get(room.id, ()) if one.reservation_id not in leaving)
        met = tuple(one for one in inside if one.takes(stay.arrival, stay.departure))
        return met if all(can_be_moved(one, self._today) for one in met) else None


def _in_order(moves: Iterable[Move]) -> tuple[Move, ...]:
    """First whoever goes where none of the others still is; of those who change rooms with one another, any."""
    left, ordered = list(moves), []
    while left:
        staying = {move.stay.room_id: move.stay for move in left}
        free = (move for move in reversed(left) if not _meets(move, staying.get(move.room.id)))
        ordered.append(next(free, left[-1]))
        left.remove(ordered[-1])
    return tuple(ordered)


def _meets(move: Move, other: Stay | None) -> bool:
    return other is not None and other is not move.stay and other.takes(move.first, move.last)
