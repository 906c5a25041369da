"""Overbooking: a room that two stays hold on one night, or a room type of which more were sold than there are.

Nights are half-open, so that a departure on the day of an arrival is none. Requests and inquiries hold no room; a
closure does, but two closures of one room harm nobody. A stay without a room takes one unit of its type, and a booking
of several rooms (Beds24's roomQty) takes as many.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from console.domain.hotel import Room, RoomType
from console.domain.occupancy import Stay, capacity_of

LOOKED_AHEAD: Final = timedelta(days=548)
"""Eighteen months: as far as channels sell."""

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overbooking:
    """More stays than places on every night of `[first, last)`: in the room `room_id`, or where that is None in the
    type. `stays` are those that hold one on any of these nights, whoever booked first first; `excess` is how many are
    too many on the fullest night."""

    room_type_id: int
    room_id: int | None
    first: date
    last: date
    stays: tuple[Stay, ...]
    excess: int = 1

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(stay.reservation_id for stay in self.stays)


class OverbookingStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    """A person let it stand, and said why."""
    SETTLED = "settled"


class Ending(StrEnum):
    """What ended an overbooking."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    DATES = "dates"
    OVER = "over"
    """Its nights are past."""
    ROOMS = "rooms"
    """There are more rooms, or another place of Beds24's is this room."""


def by_booking(stay: Stay) -> tuple[datetime, int]:
    """Whoever booked first comes first; who is not known to have booked at any time comes last."""
    return stay.booked_at or _NEVER, stay.reservation_id


def overbookings(
    stays: Iterable[Stay], rooms: Collection[Room], room_types: Iterable[RoomType], today: date
) -> tuple[Overbooking, ...]:
    """Every overbooking from `today` on, the earliest first. `stays` are those that hold a room; of a type of which
    nobody knows how many there are, only the rooms are looked at."""
    placed, unplaced = _sorted_out(stays, rooms, today)
    found = [
        one
        for room in rooms
        if len(inside := placed.get(room.id, ())) > 1 and _overlap(inside)
        for one in _in_room(room, inside, today)
    ]
    kinds = {kind.room_type_id: capacity_of(kind, rooms) for kind in room_types}
    of_type: dict[int, list[Sequence[Stay]]] = defaultdict(list)
    for room in rooms:
        if room.id in placed:
            of_type[room.room_type_id].append(placed[room.id])
    for type_id, units in kinds.items():
        loose = unplaced.get(type_id, [])
        if units and (loose or len(of_type[type_id]) > units):
            found.extend(_in_type(type_id, units, of_type[type_id], loose, today))
    return tuple(sorted(found, key=lambda one: (one.first, one.room_type_id, one.room_id or 0)))


def _sorted_out(
    stays: Iterable[Stay], rooms: Collection[Room], today: date
) -> tuple[dict[int, list[Stay]], dict[int, list[Stay]]]:
    """The stays that are not over: by their room, and those that need further units by their type."""
    kinds = {room.id: room.room_type_id for room in rooms}
    placed: dict[int, list[Stay]] = defaultdict(list)
    unplaced: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        if stay.departure <= today or stay.departure == stay.arrival:
            continue
        if stay.room_id is None:
            unplaced[stay.room_type_id].append(stay)
            continue
        placed[stay.room_id].append(stay)
        if stay.rooms > 1:
            unplaced[kinds.get(stay.room_id, stay.room_type_id)].append(stay)
    for inside in placed.values():
        inside.sort(key=_by_arrival)
    return placed, unplaced


def _by_arrival(stay: Stay) -> date:
    return stay.arrival


def _overlap(inside: Sequence[Stay]) -> bool:
    """Whether any two of them, which come by their arrival, share a night."""
    until = inside[0].departure
    for stay in inside[1:]:
        if stay.arrival < until:
            return True
        until = stay.departure
    return False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Nights that all have the same stays; `over` is how many of these are too many."""

    first: date
    last: date
    stays: tuple[Stay, ...]
    over: int


def _in_room(room: Room, inside: Sequence[Stay], today: date) -> Iterator[Overbooking]:
    crowded = [one for one in _stretches(inside, today) if len(one.stays) > 1 and not _all_closed(one.stays)]
    counted = (_Stretch(one.first, one.last, one.stays, len(one.stays) - 1) for one in crowded)
    return _joined(counted, room.room_type_id, room.id)


def _in_type(
    type_id: int, units: int, rooms: Iterable[Sequence[Stay]], loose: Sequence[Stay], today: date
) -> Iterator[Overbooking]:
    """Two stays in one room need one unit here: that they share it is an overbooking of its own."""
    everybody = list({stay.reservation_id: stay for inside in (*rooms, loose) for stay in inside}.values())
    counted = (
        _Stretch(one.first, one.last, one.stays, units_wanted(one.stays) - units)
        for one in _stretches(everybody, today)
        if not _all_closed(one.stays)
    )
    return _joined((one for one in counted if one.over > 0), type_id, None)


def units_wanted(stays: Iterable[Stay]) -> int:
    """How many units these stays of one night need: each room once, and one for whatever has none yet."""
    rooms, loose = set(), 0
    for stay in stays:
        if stay.room_id is not None:
            rooms.add(stay.room_id)
        loose += stay.rooms - (stay.room_id is not None)
    return len(rooms) + loose


def _stretches(stays: Sequence[Stay], today: date) -> Iterator[_Stretch]:
    """The nights from `today` on, cut wherever somebody arrives or leaves."""
    begun = sorted(stays, key=_by_arrival)
    days = sorted({max(day, today) for stay in begun for day in (stay.arrival, stay.departure)})
    present: list[Stay] = []
    reached = 0
    for first, last in pairwise(days):
        while reached < len(begun) and begun[reached].arrival <= first:
            present.append(begun[reached])
            reached += 1
        present = [stay for stay in present if stay.departure > first]
        yield _Stretch(first, last, tuple(present), 0)


def _all_closed(stays: Iterable[Stay]) -> bool:
    return all(stay.is_closure for stay in stays)


def _joined(crowded: Iterable[_Stretch], type_id: int, room_id: int | None) -> Iterator[Overbooking]:
    """One overbooking for all crowded nights that follow one another."""
    run: list[_Stretch] = []
    for one in crowded:
        if run and run[-1].last != one.first:
            yield _overbooking(run, type_id, room_id)
            run = []
        run.append(one)
    if run:
        yield _overbooking(run, type_id, room_id)


def _overbooking(run: Sequence[_Stretch], type_id: int, room_id: int | None) -> Overbooking:
    stays = {stay.reservation_id: stay for one in run for stay in one.stays}
    return Overbooking(
        room_type_id=type_id,
        room_id=room_id,
        first=run[0].first,
        last=run[-1].last,
        stays=tuple(sorted(stays.values(), key=by_booking)),
        excess=max(one.over for one in run),
    )


def ending_of(before: Iterable[tuple[int, int | None, int, str, str]], now: Mapping[int, Stay]) -> Ending:
    """What ended an overbooking of these stays, each as (id, room, type, arrival, departure) when it was last seen;
    `now` are those that still hold a room."""
    seen = tuple(before)
    if any(id_ not in now for id_, *_ in seen):
        return Ending.CANCELLED
    for id_, room_id, type_id, _, _ in seen:
        if (now[id_].room_id, now[id_].room_type_id) != (room_id, type_id):
            return Ending.MOVED
    moved = any((now[id_].arrival.isoformat(), now[id_].departure.isoformat()) != (a, d) for id_, _, _, a, d in seen)
    return Ending.DATES if moved else Ending.ROOMS
