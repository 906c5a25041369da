"""The one truth about order: what a newly read version of a booking does to the reservation that is stored.

Every path ends here, the five-minute pull, the night sync, a webhook and the desk, so that the end state is the
same whatever the order, loss or repetition of messages (DESIGN.md section 2).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from console.domain.booking import COMPARED_FIELDS, CONTACT_FIELDS, MONEY_FIELDS, Booking, BookingVersion
from console.domain.money import is_rounding
from console.domain.status import RELEASED, is_closure, is_opening_in_panel


class Source(StrEnum):
    """Who told us; kept with every line of history."""

    PULL = "pull"
    FULL_SYNC = "full_sync"
    BY_ID = "by_id"
    WEBHOOK = "webhook"
    DESK = "desk"
    CONSOLE = "console"
    REBUILT = "rebuilt"


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
    """The reservation's next state and the visible changes that lead there (empty unless CHANGED)."""

    effect: Effect
    booking: Booking
    changes: tuple[FieldChange, ...] = ()


def is_older(version: BookingVersion, incoming: Booking, read_at: datetime, now: datetime | None = None) -> bool:
    """Whether `incoming`, asked for at `read_at`, is older than what is stored.

    `modified_at` has whole seconds, so at equal time the later reading wins; a stored reading that lies after `now`
    was taken while the clock was wrong, and proves nothing.
    """
    if incoming.modified_at != version.modified_at:
        return incoming.modified_at < version.modified_at
    return read_at < version.read_at and not (now is not None and version.read_at > now)


def judge(known: Booking, incoming: Booking, currency: str) -> Judgement:
    """Merge `incoming`, which is not older, into `known` and name every visible change."""
    merged = keep_what_is_known(known, incoming)
    changes = changes_between(known, merged, currency)
    return Judgement(Effect.CHANGED if changes else Effect.TOUCHED, merged, changes)


def keep_what_is_known(known: Booking, incoming: Booking) -> Booking:
    """`incoming` with everything that it may not erase taken from `known`.

    A key that was absent says nothing (missing scope, FACTS.md section 1). A contact that became empty is kept, for
    channels blank out old guests (FACTS.md 8.15), unless the booking has become a closure; so are the amounts that a
    channel zeroes on cancelling (8.12).
    """
    kept = {name: getattr(known, name) for name in COMPARED_FIELDS if getattr(incoming, name) is None}
    kept.pop("cancelled_at", None)
    if is_closure(incoming.status):
        kept |= {name: _contact_of_closure(getattr(known, name), getattr(incoming, name)) for name in CONTACT_FIELDS}
    else:
        kept |= {name: old for name in CONTACT_FIELDS if (old := getattr(known, name)) and not getattr(incoming, name)}
    if incoming.status in RELEASED:
        kept |= {name: old for name in MONEY_FIELDS if (old := getattr(known, name)) and not getattr(incoming, name)}
    return replace(incoming, **kept) if kept else incoming


def _contact_of_closure(known: str | None, told: str | None) -> str | None:
    """Nobody stays in a closed room, so a former guest goes, also when Beds24 does not tell of guests at all."""
    return told if told is not None or known is None else ""


def changes_between(old: Booking, new: Booking, currency: str) -> tuple[FieldChange, ...]:
    """Every compared field in which `new` differs from `old`, in the order of the fields."""
    return tuple(
        FieldChange(name, before, after, _is_minor(name, before, after, currency))
        for name in COMPARED_FIELDS
        if (before := getattr(old, name)) != (after := getattr(new, name))
    )


def _is_minor(name: str, old: Any, new: Any, currency: str) -> bool:
    if name == "status":
        return is_opening_in_panel(old, new)
    if name in MONEY_FIELDS and old is not None and new is not None:
        return is_rounding(old, new, currency)
    return False
