"""Overbookings as they are exported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from console.domain.overbooking import Ending, OverbookingStatus
from console.domain.overbooking_causes import OverbookingCause
from console.store.overbookings import KnownOverbooking
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class ExportedOverbooking:
    """One overbooking of the nights `[first, last)`; `room` is empty where a whole type was sold over. `bookings` are
    Beds24's numbers, whoever booked first first; `source` and `run_id` are of what brought the one too many."""

    id: int
    room_type_id: int
    room: str
    first: date
    last: date
    excess: int
    bookings: tuple[int, ...]
    since: datetime
    status: OverbookingStatus
    cause: OverbookingCause
    source: str
    run_id: int | None
    settled_at: datetime | None
    ending: Ending | None
    accepted_at: datetime | None
    accepted_by: str
    reason: str


def every_overbooking(session: Session) -> Iterator[ExportedOverbooking]:
    """All that were ever found, the oldest first."""
    rooms = {room.id: room.name for room in session.hotel.rooms()}
    known = session.overbookings.every()
    numbers = session.overbookings.numbers(id_ for one in known for id_ in one.ids)
    return (_exported(one, rooms, numbers) for one in known)


def _exported(one: KnownOverbooking, rooms: dict[int, str], numbers: dict[int, int]) -> ExportedOverbooking:
    return ExportedOverbooking(
        one.id,
        one.room_type_id,
        rooms.get(one.room_id or 0, ""),
        one.first,
        one.last,
        one.excess,
        tuple(numbers[id_] for id_ in one.ids if id_ in numbers),
        one.since,
        one.status,
        one.cause,
        one.source,
        one.run_id,
        one.settled_at,
        one.ending,
        one.accepted_at,
        one.accepted_by,
        one.reason,
    )
