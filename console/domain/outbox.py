"""What waits to be sent to Beds24, how far its sending is, and what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from console.domain.edits import Part

FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)
UNCLEAR_FOR: Final = timedelta(minutes=1)
"""How long an order whose answer was lost may still be carried out; only then is it looked whether it was."""


class SendState(StrEnum):
    """How far the sending of a reservation is: `sending` may have been carried out already, `refused` waits for a
    person."""

    WAITING = "waiting"
    SENDING = "sending"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What came of sending a reservation.

    `otherwise`: Beds24 took it and tells another value; `conflict`: the booking moved there meanwhile, so nothing was
    sent; `unclear`: the answer was lost; `waits`: it could not be sent now; `nothing`: there was nothing to send.
    """

    EQUAL = "equal"
    OTHERWISE = "otherwise"
    CONFLICT = "conflict"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    WAITS = "waits"
    NOTHING = "nothing"


class TryVerdict(StrEnum):
    """How one attempt ended. `open`: nobody knows yet; `taken`: Beds24 took it, and it was not read back yet."""

    OPEN = "open"
    TAKEN = "taken"
    EQUAL = "equal"
    OTHERWISE = "otherwise"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one reservation (our id); `message` is a sentence wherever it is not simply equal now."""

    verdict: Verdict
    message: str = ""
    reservation_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A reservation of which something is to be sent: `beds24_id` None where it is to be made there, and then `marker`
    is by what it is known again and `said` are the fields that somebody entered."""

    reservation_id: int
    beds24_id: int | None
    marker: str | None
    said: tuple[str, ...]
    overbooks: bool
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One order that was given to Beds24, written down before it was; `arrival` is that of a booking to be made."""

    reservation_id: int
    at: datetime
    fields: tuple[str, ...]
    beds24_id: int | None = None
    arrival: date | None = None
    verdict: TryVerdict = TryVerdict.OPEN
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """A reservation in the outbox: `parts` are what Beds24 is to get, `in_conflict` what both sides changed, so that
    somebody has to decide first; `beds24_id` None where Beds24 does not have it yet."""

    reservation_id: int
    beds24_id: int | None
    guest_name: str = field(repr=False)
    arrival: date
    departure: date
    status: str
    parts: tuple[Part, ...]
    in_conflict: tuple[Part, ...]
    state: SendState
    since: datetime
    tries: int
    next_try_at: datetime | None
    message: str = ""

    @property
    def is_new(self) -> bool:
        return self.beds24_id is None

    @property
    def needs_person(self) -> bool:
        """Whether it goes no further by itself."""
        return self.state is SendState.REFUSED or self.is_conflict

    @property
    def is_conflict(self) -> bool:
        """Whether nothing of it is sent before somebody has decided."""
        return bool(self.in_conflict and not self.parts and not self.is_new)


@dataclass(frozen=True, slots=True)
class SentAt:
    """An order of a former time, for a line of time: when, of which reservation, and how it ended."""

    id: int
    at: datetime
    reservation_id: int
    verdict: TryVerdict
    is_new: bool


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries (from 1) that failed for want of a line, credits or a key."""
    doubled = 1 << min(max(tries - 1, 0), 10)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
