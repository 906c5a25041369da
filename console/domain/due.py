"""What is due: decided from the ledger and the clock, never from a timer having fired.

A timer can be lost to sleep, a crash, a changed clock or a daylight-saving night; the ledger cannot. So every
ring only asks this page, and a missed 03:00 is made up once.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RETRY_FULL_AFTER = timedelta(minutes=15)
MISSED_INTERVALS = 2


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the hotel wants its runs; `full_hour` is an hour of the property's own day."""

    zone: ZoneInfo
    pull_every: timedelta = timedelta(minutes=5)
    full_hour: int = 3


@dataclass(frozen=True, slots=True)
class LastRuns:
    """What the ledger remembers: starts of the latest attempts, and the latest local date with a full sync done.

    `full_settled_date` counts a full sync that was done or was stopped by the brake: that one waits for a person.
    """

    pull_started_at: datetime | None = None
    full_started_at: datetime | None = None
    full_settled_date: date | None = None


def night_of(now: datetime, schedule: Schedule) -> date:
    """The hotel's date whose full sync is the latest that should have run by `now` (aware).

    Before the night hour that is still yesterday's. Wall time decides, so that the hour that a daylight-saving
    day skips or repeats neither loses nor doubles a night.
    """
    local = now.astimezone(schedule.zone)
    return local.date() if local.time() >= time(schedule.full_hour) else local.date() - timedelta(days=1)


def full_sync_due(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether the night's full sync is still to be done; a failed try is repeated after a quarter of an hour."""
    if last.full_settled_date is not None and last.full_settled_date >= night_of(now, schedule):
        return _clock_was_ahead(last.full_settled_date, now, schedule)
    return _has_passed(last.full_started_at, RETRY_FULL_AFTER, now)


def pull_due(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether the interval has passed since the last try, or the clock has been set back behind it."""
    return _has_passed(last.pull_started_at, schedule.pull_every, now)


def was_missed(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether runs have been lost meanwhile: to sleep, to a crash, or because the console was closed."""
    return last.pull_started_at is not None and now - last.pull_started_at > MISSED_INTERVALS * schedule.pull_every


def _has_passed(started_at: datetime | None, interval: timedelta, now: datetime) -> bool:
    return started_at is None or now - started_at >= interval or started_at > now


def _clock_was_ahead(settled: date, now: datetime, schedule: Schedule) -> bool:
    """A night settled two or more days from now can only come from a clock that was wrong then."""
    return settled > night_of(now, schedule) + timedelta(days=1)
