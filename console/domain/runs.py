"""A run: one execution of a job, a row in the ledger."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class RunKind(StrEnum):
    PULL = "pull"
    FULL = "full"
    CHECK = "check"
    RECONCILE = "reconcile"
    """Both sides compared; nothing of the reservations is changed."""
    ARRIVALS = "arrivals"
    """The arrivals of the next 48 hours read, applied and compared."""
    CHOSEN = "chosen"
    """What a person ticked in a check, applied by itself."""


SYNCING = frozenset({RunKind.PULL, RunKind.FULL})
"""The kinds that bring what changed."""

COMPARING = frozenset({RunKind.RECONCILE, RunKind.ARRIVALS})
"""The kinds that compare both sides."""


class Trigger(StrEnum):
    """Why a run started: the schedule, a person, or the ledger making up for what was missed."""

    SCHEDULE = "schedule"
    MANUAL = "manual"
    CATCH_UP = "catch_up"


class Outcome(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    BRAKED = "braked"
    STOPPED = "stopped"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of everything that was read, or would: read = created + updated + unchanged + parked."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    parked: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.read + other.read,
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.parked + other.parked,
        )

    @property
    def add_up(self) -> bool:
        return self.read == self.created + self.updated + self.unchanged + self.parked


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a run cost at Beds24."""

    requests: int = 0
    credits: Decimal = Decimal(0)

    def __add__(self, other: "Traffic") -> "Traffic":
        return Traffic(self.requests + other.requests, self.credits + other.credits)


@dataclass(frozen=True, slots=True)
class Run:
    """One row of the ledger.

    `watermark` is the moment (Beds24's clock) up to which a finished run has read every change; `local_date` is
    the hotel's own date for which a full sync counts; `message` is a plain sentence when something went wrong,
    be it only that guests' messages could not be read after the bookings.
    """

    id: int
    kind: RunKind
    trigger: Trigger
    started_at: datetime
    outcome: Outcome = Outcome.RUNNING
    finished_at: datetime | None = None
    counts: Counts = field(default_factory=Counts)
    traffic: Traffic = field(default_factory=Traffic)
    errors: int = 0
    watermark: datetime | None = None
    took_ms: int | None = None
    local_date: str | None = None
    message: str = ""


class Stage(StrEnum):
    """What a run is doing, for whoever watches."""

    READING = "reading"
    ASKING_BY_ID = "asking_by_id"
    WRITING = "writing"
    CLOSING = "closing"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `expected` is 0 while nobody can know how many bookings there will be."""

    stage: Stage
    pages: int = 0
    read: int = 0
    written: int = 0
    expected: int = 0
