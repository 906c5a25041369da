"""The words for the state of a booking (FACTS.md section 3) and what each means for a room."""

from enum import StrEnum


class Status(StrEnum):
    """Beds24's six words, and `gone` for a booking that Beds24 no longer has.

    A booking carries its status as plain text, so that a seventh word is kept and shown instead of lost.
    """

    CONFIRMED = "confirmed"
    REQUEST = "request"
    NEW = "new"
    CANCELLED = "cancelled"
    INQUIRY = "inquiry"
    BLACK = "black"
    GONE = "gone"


BEDS24_STATUSES = tuple(status.value for status in Status if status is not Status.GONE)
RELEASED = frozenset({Status.CANCELLED.value, Status.GONE.value})
HOLDS_NO_ROOM = RELEASED | {Status.INQUIRY.value, Status.REQUEST.value}
_TAKEN_ON = frozenset({Status.NEW.value, Status.CONFIRMED.value})


def holds_room(status: str) -> bool:
    """Whether a booking in `status` takes its room; an unknown word does, lest a room be sold twice."""
    return status not in HOLDS_NO_ROOM


def is_closure(status: str) -> bool:
    """Whether the booking is a closed room without a guest."""
    return status == Status.BLACK


def is_opening_in_panel(old: str, new: str) -> bool:
    """`new` becoming `confirmed`: somebody opened the booking in Beds24's panel, nothing more."""
    return {old, new} == _TAKEN_ON
