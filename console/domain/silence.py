"""When webhooks are silent: nothing is heard although the checks go on finding what should have been announced.

What is counted, and why it takes three, a quarter of an hour and an unbroken watch: docs/decisions/0014.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from console.domain.pill import late_after

ENOUGH: Final = 3
WITHIN: Final = timedelta(hours=24)
GRACE: Final = timedelta(minutes=15)
CLOCKS_DIFFER: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unannounced:
    """One booking of a portal or the booking page that a usual check found new, moved or cancelled.

    `what` is its number, or that of its group, whose bookings are one thing. `changed_at` is Beds24's clock;
    `found_at`, and when this check and the complete one before it began, are ours.
    """

    what: int
    changed_at: datetime
    found_at: datetime
    asked_at: datetime
    asked_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingFacts:
    """`heard_at` is when Beds24 last sent anything that was accepted, None where it never did; `enabled_at` None: it
    was switched on before that was noted. `found` is what checks found since, the earliest first."""

    enabled: bool = False
    enabled_at: datetime | None = None
    heard_at: datetime | None = None
    interval: timedelta = timedelta(minutes=5)
    found: Sequence[Unannounced] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was heard since `since`, although so many `changes` were found meanwhile."""

    since: datetime
    changes: int


def silence_of(facts: HearingFacts, now: datetime) -> Silence | None:
    """Whether webhooks are silent now: once that is so, only one that is accepted ends it, or a switch."""
    if not facts.enabled or facts.heard_at is None:
        return None
    since = listening_since(facts.enabled_at, facts.heard_at)
    missed = [one for one in facts.found if _should_have_been_heard(one, since, facts.interval, now)]
    if not any(_are_enough(missed, place) for place in range(len(missed))):
        return None
    return Silence(facts.heard_at, len({one.what for one in missed}))


def listening_since(enabled_at: datetime | None, heard_at: datetime) -> datetime:
    """From when on a change that is not announced is one too many."""
    return max(enabled_at, heard_at) if enabled_at else heard_at


def _should_have_been_heard(one: Unannounced, since: datetime, interval: timedelta, now: datetime) -> bool:
    """Made while this computer was awake and asked regularly, after the last sign of life, and long enough ago."""
    watched = timedelta(0) <= one.asked_at - one.asked_before <= timedelta(minutes=late_after(interval))
    made_then = one.changed_at >= one.asked_before - CLOCKS_DIFFER
    return watched and made_then and one.asked_before >= since and now - one.found_at >= GRACE


def _are_enough(missed: Sequence[Unannounced], first: int) -> bool:
    """Whether enough different ones were found within a day of the one at `first`."""
    end = missed[first].found_at + WITHIN
    day = takewhile(lambda one: one.found_at <= end, (missed[place] for place in range(first, len(missed))))
    return len({one.what for one in day}) >= ENOUGH
