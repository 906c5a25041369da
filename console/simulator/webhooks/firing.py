"""What fires: a change in the book becomes a word for booking webhooks and rooms for the inventory webhook."""

from dataclasses import dataclass
from enum import StrEnum

from console.simulator.book import Change
from console.simulator.bookings import Booking, Status
from console.simulator.items import Message


class Word(StrEnum):
    """What a webhook is about. The first four are the `status` of version one; v2 bodies do not say it at all."""

    NEW = "new"
    MODIFY = "modify"
    CANCEL = "cancel"
    MESSAGE = "message"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Notice:
    """A booking as a change left it, its messages, and an id that no other change has."""

    word: Word
    booking: Booking
    messages: tuple[Message, ...]
    event_id: str


@dataclass(frozen=True, slots=True)
class RoomNotice:
    """A room type whose inventory moved."""

    room_id: int


def word_of(change: Change) -> Word | None:
    """What the booking webhook tells of a change, or None when it tells nothing (FACTS.md 7.3)."""
    before, after = change.before, change.after
    if change.quiet or (before is None and after is None):
        return None
    if change.message is not None:
        return Word.MESSAGE if change.message.source == "guest" else None
    if after is None:
        return Word.DELETE
    if before is None:
        return Word.NEW
    cancelled = after.status is Status.CANCELLED and before.status is not Status.CANCELLED
    return Word.CANCEL if cancelled else Word.MODIFY


def rooms_of(change: Change) -> tuple[RoomNotice, ...]:
    """The room types whose free rooms a change may have altered (FACTS.md 7.1)."""
    held = [_taking(change.before), _taking(change.after)]
    if held[0] == held[1]:
        return ()
    return tuple(RoomNotice(room_id) for room_id in sorted({each[0] for each in held if each}))


def _taking(booking: Booking | None) -> tuple[int, object, object, int] | None:
    if booking is None or not booking.blocks:
        return None
    return booking.room_id, booking.arrival, booking.departure, booking.room_qty
