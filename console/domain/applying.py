"""The one truth about order: what a newly read version of a booking does to the reservation that is stored.

Every path ends here, the five-minute pull, the night sync, a webhook and the desk, so that the end state is the
same whatever the order, loss or repetition of messages (DESIGN.md section 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from console.domain.booking import COMPARED_FIELDS, MONEY_FIELDS, NOTHING_KEPT, Age, Booking, BookingVersion
from console.domain.merging import Merged, with_newer, with_older
from console.domain.money import is_rounding
from console.domain.status import is_opening_in_panel


class Source(StrEnum):
    """Who told us; kept with every line of history."""

    PULL = "pull"
    FULL_SYNC = "full_sync"
    BY_ID = "by_id"
    WEBHOOK = "webhook"
    DESK = "desk"
    CONSOLE = "console"
    REBUILT = "rebuilt"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one reservation, old to new; `minor` marks a change that means nothing to the hotel."""

    field: str
    old: Any
    new: Any
    minor: bool = False


class Effect(StrEnum):
    """What a version does to the stored reservation."""

    OLDER = "older"
    SAME = "same"
    TOUCHED = "touched"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reservation's next state, the visible changes that lead there (empty unless CHANGED), and the ages of the
    fields that are kept from older versions."""

    effect: Effect
    booking: Booking
    changes: tuple[FieldChange, ...] = ()
    since: Mapping[str, Age] = field(default_factory=lambda: NOTHING_KEPT)


def is_older(version: BookingVersion, incoming: Booking, read_at: datetime, now: datetime | None = None) -> bool:
    """Whether `incoming`, asked for at `read_at`, is older than what is stored.

    `modified_at` has whole seconds, so at equal time the later reading wins; a stored reading that lies after `now`
    was taken while the clock was wrong, and proves nothing.
    """
    if incoming.modified_at != version.modified_at:
        return incoming.modified_at < version.modified_at
    return read_at < version.read_at and not (now is not None and version.read_at > now)


def judge(known: Merged, incoming: Booking, age: Age, currency: str) -> Judgement:
    """Merge `incoming`, which is not older, into `known` and name every visible change."""
    return _judgement(known, with_newer(known, incoming, age), currency)


def judge_late(known: Merged, older: Booking, age: Age, currency: str) -> Judgement:
    """Let `older` fill what no newer version has said, and name every visible change; OLDER when it fills nothing."""
    merged = with_older(known, older, age)
    return Judgement(Effect.OLDER, known.booking) if merged == known else _judgement(known, merged, currency)


def _judgement(known: Merged, merged: Merged, currency: str) -> Judgement:
    changes = changes_between(known.booking, merged.booking, currency)
    return Judgement(Effect.CHANGED if changes else Effect.TOUCHED, merged.booking, changes, merged.since)


def changes_between(old: Booking, new: Booking, currency: str) -> tuple[FieldChange, ...]:
    """Every compared field in which `new` differs from `old`, in the order of the fields. Where nothing was told of
    companions, to hear that there are none is no change."""
    return tuple(
        FieldChange(name, before, after, _is_minor(name, before, after, currency))
        for name in COMPARED_FIELDS
        if (before := getattr(old, name)) != (after := getattr(new, name)) and not (before is None and after == ())
    )


def _is_minor(name: str, old: Any, new: Any, currency: str) -> bool:
    if name == "status":
        return is_opening_in_panel(old, new)
    if name in MONEY_FIELDS and old is not None and new is not None:
        return is_rounding(old, new, currency)
    return False
