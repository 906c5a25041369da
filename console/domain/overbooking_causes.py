"""Why a room was sold twice: one of a closed list of causes, with the facts that speak for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from console.domain.booking import UNASSIGNED
from console.domain.hotel import Room, RoomType
from console.domain.occupancy import Stay
from console.domain.overbooking import Overbooking, by_booking

SYNC_GAP: Final = timedelta(minutes=15)
"""As long as a channel may go on selling what another has just sold."""

_SOLD_AGAIN: Final = timedelta(hours=6)
"""Within this time of a cancellation a booking is taken to have used the room that it gave back."""


class OverbookingCause(StrEnum):
    """The surest first."""

    NOT_SENT = "not_sent"
    """A reservation made here of which Beds24 knows nothing yet."""
    MOVED_HERE = "moved_here"
    """Moved here, while the channel still holds the former room or dates."""
    MAPPED_TWICE = "mapped_twice"
    """Two places of Beds24's are one room here."""
    UNMAPPED = "unmapped"
    """Beds24 gives a room that is not known here."""
    FEWER_ROOMS = "fewer_rooms"
    """The type has fewer rooms than it had."""
    TWO_CHANNELS = "two_channels"
    """Two channels sold it before either had heard of the other."""
    SOLD_AGAIN = "sold_again"
    """A cancellation put a room on sale again that was not free."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """The facts behind a cause. `first` and `second` are reservations (our ids) in the order in which they were booked,
    `..._booked` is when that was, `..._heard` when each was first heard of here. `other` is the reservation that was
    moved, never sent or cancelled, `at` when it was, else when the second came to be as it is; None: no such fact."""

    first: int
    second: int
    first_booked: datetime | None = None
    second_booked: datetime | None = None
    first_heard: datetime | None = None
    second_heard: datetime | None = None
    other: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A stay that no longer holds the room or the type that it had on `[arrival, departure)`."""

    reservation_id: int
    room_type_id: int
    arrival: date
    departure: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFacts:
    """What is known of the stays of an overbooking: `heard` is when each was first heard of, `changed` when its room or
    dates were last changed, `moved_here` when the desk moved it otherwise than Beds24 has it, and `unsent` are those of
    which Beds24 knows nothing."""

    heard: Mapping[int, datetime] = field(default_factory=dict)
    changed: Mapping[int, datetime] = field(default_factory=dict)
    moved_here: Mapping[int, datetime] = field(default_factory=dict)
    unsent: Collection[int] = ()
    cancelled: tuple[Cancelled, ...] = ()


def cause_of(
    one: Overbooking, facts: CauseFacts, rooms: Iterable[Room], room_types: Iterable[RoomType]
) -> tuple[OverbookingCause, Because]:
    """The surest cause that the facts allow."""
    because = _told(one, facts)
    guests = [stay for stay in one.stays if not stay.is_closure]
    unsent = next((stay.reservation_id for stay in guests if stay.reservation_id in facts.unsent), None)
    if unsent is not None:
        return OverbookingCause.NOT_SENT, replace(because, other=unsent)
    moved = next((stay.reservation_id for stay in one.stays if stay.reservation_id in facts.moved_here), None)
    if moved is not None:
        return OverbookingCause.MOVED_HERE, replace(because, other=moved, at=facts.moved_here[moved])
    if (of_rooms := _of_rooms(one, rooms, room_types)) is not None:
        return of_rooms, because
    return _of_sales(one, because, facts)


def _told(one: Overbooking, facts: CauseFacts) -> Because:
    first, second = one.stays[0], one.stays[-1]
    return Because(
        first=first.reservation_id,
        second=second.reservation_id,
        first_booked=first.booked_at,
        second_booked=second.booked_at,
        first_heard=facts.heard.get(first.reservation_id),
        second_heard=facts.heard.get(second.reservation_id),
        at=facts.changed.get(second.reservation_id) or facts.changed.get(first.reservation_id),
    )


def _of_rooms(one: Overbooking, rooms: Iterable[Room], room_types: Iterable[RoomType]) -> OverbookingCause | None:
    if one.room_id is not None:
        places = {(stay.room_type_id, stay.unit_id) for stay in one.stays}
        return OverbookingCause.MAPPED_TWICE if len(places) > 1 else None
    if any(stay.room_id is None and stay.unit_id != UNASSIGNED for stay in one.stays):
        return OverbookingCause.UNMAPPED
    kept = {room.id for room in rooms if room.active}
    sold = next((kind.qty for kind in room_types if kind.room_type_id == one.room_type_id), 0)
    lost = any(stay.room_id is not None and stay.room_id not in kept for stay in one.stays)
    return OverbookingCause.FEWER_ROOMS if lost and sold else None


def _of_sales(one: Overbooking, because: Because, facts: CauseFacts) -> tuple[OverbookingCause, Because]:
    first, second = _sold(one)
    if first is not None and second is not None and _in_one_gap(first, second):
        return OverbookingCause.TWO_CHANNELS, because
    again = next((other for other in facts.cancelled if _gave_back(other, one, second)), None)
    if again is not None:
        return OverbookingCause.SOLD_AGAIN, replace(because, other=again.reservation_id, at=again.at)
    return OverbookingCause.UNKNOWN, because


def _sold(one: Overbooking) -> tuple[Stay | None, Stay | None]:
    """The last two that were booked: the second of them is the one too many."""
    booked = sorted((stay for stay in one.stays if stay.booked_at is not None), key=by_booking)
    return (booked[-2] if len(booked) > 1 else None), (booked[-1] if booked else None)


def _in_one_gap(first: Stay, second: Stay) -> bool:
    if first.booked_at is None or second.booked_at is None or not (first.channel and second.channel):
        return False
    return first.channel != second.channel and second.booked_at - first.booked_at <= SYNC_GAP


def _gave_back(other: Cancelled, one: Overbooking, second: Stay | None) -> bool:
    if second is None or second.booked_at is None or other.room_type_id != one.room_type_id:
        return False
    meets = max(other.arrival, one.first) < min(other.departure, one.last)
    return meets and timedelta(0) <= second.booked_at - other.at <= _SOLD_AGAIN
