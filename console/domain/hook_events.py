"""Something that a webhook told, from the moment it was kept until it is forgotten."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

DONE_KEPT: Final = timedelta(days=14)
DEAD_KEPT: Final = timedelta(days=90)
MOST_PENDING: Final = 10_000


class EventKind(StrEnum):
    """Whether a body told a booking, only a number, only that a room's inventory moved, or nothing that can be read."""

    BOOKING = "booking"
    HINT = "hint"
    INVENTORY = "inventory"
    UNREADABLE = "unreadable"


class EventState(StrEnum):
    """Where it stands; `parked` was tried in vain and waits for a person, `dismissed` was laid aside by one."""

    PENDING = "pending"
    DONE = "done"
    PARKED = "parked"
    DISMISSED = "dismissed"


class EventVerdict(StrEnum):
    """What came of it.

    `same`: everything in it was known. `parked`: its booking waits among the parked items, mostly for a room.
    `asked`: nothing in it could be believed by itself, Beds24 is asked for the booking. `noted`: it asks for nothing.
    `elsewhere`: it is about another property, and its fields were not kept. `refused`: it could not be read.
    `failed`: it was tried in vain.
    """

    APPLIED = "applied"
    SAME = "same"
    OLDER = "older"
    PARKED = "parked"
    ASKED = "asked"
    NOTED = "noted"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"
    FAILED = "failed"


class What(StrEnum):
    """What happened to the booking, decided from content against what is stored, never from the event's name."""

    CREATED = "created"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    GONE = "gone"
    MESSAGE = "message"
    NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HookEvent:
    """One event as it is stored. `source` is webhook or replay; a replay names in `duplicate_of` what it repeats.

    `changed_at` is when the booking was changed by its own account, `sent_at` when the body was sent, both Beds24's
    clock; all other moments are ours. `cause` tells why the last try failed. `guest` is the name on the reservation.
    """

    id: int
    source: str
    kind: EventKind
    state: EventState
    received_at: datetime
    beds24_id: int | None = None
    property_id: int | None = None
    event_id: str = ""
    named: str = ""
    changed_at: datetime | None = None
    sent_at: datetime | None = None
    auth_slot: str = ""
    body_sha256: str = ""
    attempts: int = 0
    next_try: datetime | None = None
    cause: str = ""
    what: What = What.NOTHING
    verdict: EventVerdict | None = None
    reservation_id: int | None = None
    history_from: int | None = None
    history_to: int | None = None
    processed_at: datetime | None = None
    duplicates: int = 0
    last_duplicate_at: datetime | None = None
    duplicate_of: int | None = None
    note: str = ""
    guest: str = field(default="", repr=False)

    @property
    def delay(self) -> timedelta | None:
        """From the change at Beds24 to our knowing of it; None where either is not told."""
        if self.changed_at is None or self.processed_at is None:
            return None
        return max(self.processed_at - self.changed_at, timedelta(0))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of an event that failed."""

    number: int
    at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event when it was worked off; `cause` says why it could not simply be applied.

    `changed` are the reservations (our ids) that are no longer as they were, `begins` tells whether they are new;
    `forget_fields` asks to keep nothing of what it told.
    """

    verdict: EventVerdict
    what: What = What.NOTHING
    cause: str = ""
    reservation_id: int | None = None
    changed: tuple[int, ...] = ()
    begins: bool = False
    forget_fields: bool = False
