"""The outbox as it is exported, and in short."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from console.domain.edits import Part
from console.domain.outbox import OutboxLine
from console.store.store import Session


class ExportedState(StrEnum):
    """How far it is; `conflict`: nothing of it is sent before somebody has decided, for both sides changed it."""

    WAITING = "waiting"
    SENDING = "sending"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class ExportedSending:
    """A reservation of which something is to be sent; `beds24_id` is None where Beds24 does not have it yet. `parts`
    are what it is to get, `conflicts` what both sides changed; `message` is why it was not sent so far."""

    reservation_id: int
    beds24_id: int | None
    is_new: bool
    arrival: date
    departure: date
    parts: tuple[Part, ...]
    conflicts: tuple[Part, ...]
    state: ExportedState
    since: datetime
    tries: int
    next_try_at: datetime | None
    message: str


@dataclass(frozen=True, slots=True)
class OutboxStanding:
    """How many reservations are in the outbox, how many of them go no further by themselves, of how many somebody has
    to decide before anything is sent, and since when the oldest waits."""

    waiting: int = 0
    stuck: int = 0
    undecided: int = 0
    since: datetime | None = None


def outbox_rows(session: Session) -> Iterator[ExportedSending]:
    """Everything that is in it, the oldest first."""
    return map(_exported, session.outbox.lines())


def outbox_standing(session: Session) -> OutboxStanding:
    """How the outbox stands; a short question where it is empty."""
    lines = session.outbox.lines()
    since = min((line.since for line in lines), default=None)
    return OutboxStanding(
        waiting=len(lines),
        stuck=sum(line.needs_person for line in lines),
        undecided=sum(line.is_conflict for line in lines),
        since=since,
    )


def _exported(line: OutboxLine) -> ExportedSending:
    return ExportedSending(
        reservation_id=line.reservation_id,
        beds24_id=line.beds24_id,
        is_new=line.is_new,
        arrival=line.arrival,
        departure=line.departure,
        parts=line.parts,
        conflicts=line.in_conflict,
        state=ExportedState.CONFLICT if line.is_conflict else ExportedState(line.state.value),
        since=line.since,
        tries=line.tries,
        next_try_at=line.next_try_at,
        message=line.message,
    )
