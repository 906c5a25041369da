"""What differs between a reservation here and its booking at Beds24, how bad that is, and why it is likely so."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class DiscrepancyKind(StrEnum):
    """What is different; a reservation may differ in several ways at once."""

    ONLY_IN_BEDS24 = "only_in_beds24"
    ONLY_HERE = "only_here"
    GONE = "gone"
    CANCELLED_THERE = "cancelled_there"
    CANCELLED_HERE = "cancelled_here"
    STATUS = "status"
    DATES = "dates"
    ROOM = "room"
    UNMAPPED_ROOM = "unmapped_room"
    GUEST_COUNT = "guest_count"
    PRICE = "price"
    GUEST_DATA = "guest_data"
    DETAILS = "details"
    GROUP_INCOMPLETE = "group_incomplete"
    DUPLICATE_PAIR = "duplicate_pair"
    UNREADABLE = "unreadable"


class Severity(StrEnum):
    """By consequence: which night is at stake, or none."""

    TONIGHT = "tonight"
    NEXT_7_DAYS = "next_7_days"
    LATER = "later"
    COSMETIC = "cosmetic"


class LikelyCause(StrEnum):
    """Why it is likely so; `Evidence` has the facts that speak for it."""

    CHANGED_SINCE = "changed_since"
    """Changed there since the last complete reading; the next run brings it."""
    MISSED_WEBHOOK = "missed_webhook"
    """As before, and a webhook should have told of it."""
    RUN_FAILED = "run_failed"
    """A run that would have brought it did not end well."""
    NOT_APPLIED = "not_applied"
    """A complete run has read past it; this should not happen."""
    UNDATED = "undated"
    """Both sides tell the same time of change, and differ."""
    OLDER_THERE = "older_there"
    """Beds24 tells an older version than the one that is stored here."""
    MAPPING = "mapping"
    UNREADABLE = "unreadable"
    ASKED_ONCE = "asked_once"
    """Beds24 did not have it when asked by number, once."""
    HARD_DELETE = "hard_delete"
    """Beds24 did not have it when asked by number, twice."""
    KEPT_BY_RULE = "kept_by_rule"
    """Beds24 no longer tells it; what was once known is kept (console.domain.merging)."""
    SAME_REFERENCE = "same_reference"
    SAME_GUEST = "same_guest"
    LOCAL_EDIT = "local_edit"
    """Changed at the desk; it waits to be sent."""
    ECHO = "echo"
    """Changed at the desk and sent; it was not read back yet."""
    KEPT_BY_DESK = "kept_by_desk"
    """Somebody at the desk wants it to stay different."""
    CHANGED_ON_BOTH_SIDES = "changed_on_both_sides"
    """Changed at the desk, and at Beds24 after that; a person or a rule decides."""
    REFUSED = "refused"
    """Changed at the desk, and refused by Beds24."""
    MASTER_UNKNOWN = "master_unknown"
    """Its group's first booking is known to neither side."""


class DiscrepancyStatus(StrEnum):
    OPEN = "open"
    SNOOZED = "snoozed"
    EXPECTED = "expected"
    FIXED = "fixed"


class FixedBy(StrEnum):
    """What ended a discrepancy: both sides agree again, by themselves or by what a person did about it, or nobody
    compares it any more."""

    ITSELF = "itself"
    DESK = "desk"
    OUT_OF_WINDOW = "out_of_window"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts behind a cause; moments are aware UTC, None where there is no such fact.

    `changed_there` and `changed_here` are the times of change that the two versions tell, `read_here` is when Beds24
    was asked for what is stored, `read_until` up to where every change is known to be read, `asked_first` when Beds24
    first lacked the booking, `failed_run` the run that should have brought the change, `other` the other booking;
    `edited_here` is when the desk changed the field, and `edited_by` who did.
    """

    changed_there: datetime | None = None
    changed_here: datetime | None = None
    read_here: datetime | None = None
    read_until: datetime | None = None
    asked_first: datetime | None = None
    failed_run: int | None = None
    other: int | None = None
    edited_here: datetime | None = None
    edited_by: str = ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A booking that is not here, so far as a list tells of it."""

    arrival: date
    departure: date
    room_type_id: int
    channel: str
    reference: str = dataclasses.field(repr=False)
    guest: str = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference as the comparison saw it; `field` is empty where the whole booking is meant.

    `here` and `there` are the values as texts (amounts in minor units), None where there is none. `hint` is the cause
    where the comparison itself shows it; `announced` tells whether Beds24 sends a webhook for such a change;
    `stranger` is the booking where it is not here.
    """

    kind: DiscrepancyKind
    severity: Severity
    beds24_id: int
    field: str = ""
    here: str | None = dataclasses.field(default=None, repr=False)
    there: str | None = dataclasses.field(default=None, repr=False)
    hint: LikelyCause | None = None
    evidence: Evidence = Evidence()
    announced: bool = False
    stranger: Stranger | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A difference with its likely cause and the facts that speak for it."""

    difference: Difference
    cause: LikelyCause
    evidence: Evidence

    @property
    def is_expected(self) -> bool:
        """Whether it is as our own rules or the desk want it, or ends by itself, and needs nobody."""
        return self.cause in WANTED


WANTED: Final = frozenset(
    {LikelyCause.KEPT_BY_RULE, LikelyCause.KEPT_BY_DESK, LikelyCause.LOCAL_EDIT, LikelyCause.ECHO}
)
"""The causes of what is as it is meant to be for now."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a comparison came to, in bookings: read = agreeing + differing + only_there + parked.

    `upcoming` have not ended by today, `past` have; both count what is on either side. `undecided` of the agreeing
    were read again here while the comparison was under way. `missing` stand here and were not in the reading.
    """

    read: int = 0
    agreeing: int = 0
    differing: int = 0
    only_there: int = 0
    parked: int = 0
    upcoming: int = 0
    past: int = 0
    upcoming_agreeing: int = 0
    missing: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison of the whole window came to; `night` is the hotel's own date, `open` and `expected` count the
    discrepancies that were alive when it ended."""

    run_id: int
    night: date
    compared_at: datetime
    tally: Tally
    open: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the ledger and the inbox know, for judging causes.

    `read_until` is the watermark (Beds24's clock), `failed_runs` are (number, start) of the runs that did not end well
    since the last that did, the earliest first; `listening_since` is since when webhooks are on, None while they are
    off; `heard` is when a booking was last told of by a webhook.
    """

    now: datetime
    read_until: datetime | None = None
    failed_runs: tuple[tuple[int, datetime], ...] = ()
    listening_since: datetime | None = None
    heard: Mapping[int, datetime] = dataclasses.field(default_factory=dict)
