"""What is due: decided from the ledger and the clock, never from a timer having fired.

A timer can be lost to sleep, a crash, a changed clock or a daylight-saving night; the ledger cannot. So every
ring only asks this page, and a missed 03:00 is made up once.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RETRY_FULL_AFTER = timedelta(minutes=15)
RETRY_ARRIVALS_AFTER = timedelta(minutes=15)
MISSED_INTERVALS = 2
ARRIVALS_AT = (time(7), time(18))
"""When a hotel's arrivals are looked at if it wishes nothing else."""

ARRIVALS_AHEAD = timedelta(days=2)
"""The next 48 hours in civil dates: today, tomorrow, and the day that those hours end in."""

_DAY = timedelta(days=1)
_CLOCK_SET_BACK = timedelta(hours=2)
"""Arrivals that were looked at so far ahead of now were so by a clock that was wrong; a look costs little."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the hotel wants its runs; `full_hour` and `arrivals_at` are of the property's own day. The latter is empty
    where arrivals are not looked at by themselves."""

    zone: ZoneInfo
    pull_every: timedelta = timedelta(minutes=5)
    full_hour: int = 3
    arrivals_at: tuple[time, ...] = ARRIVALS_AT


@dataclass(frozen=True, slots=True)
class LastRuns:
    """What the ledger remembers: starts of the latest attempts, and the latest local date with a full sync done.

    `full_settled_date` counts a full sync that was done or was stopped by the brake: that one waits for a person.
    `arrivals_settled_at` is when the newest comparison that took in all arrivals began: of arrivals alone, or of
    everything.
    """

    pull_started_at: datetime | None = None
    full_started_at: datetime | None = None
    full_settled_date: date | None = None
    arrivals_started_at: datetime | None = None
    arrivals_settled_at: datetime | None = None


def night_of(now: datetime, schedule: Schedule) -> date:
    """The hotel's date whose full sync is the latest that should have run by `now` (aware).

    Before the night hour that is still yesterday's. Wall time decides, so that the hour that a daylight-saving
    day skips or repeats neither loses nor doubles a night.
    """
    local = now.astimezone(schedule.zone)
    return local.date() if local.time() >= time(schedule.full_hour) else local.date() - _DAY


def next_night(now: datetime, schedule: Schedule) -> datetime:
    """When the night hour comes next (aware, in the hotel's zone)."""
    day = night_of(now, schedule) + timedelta(days=1)
    return datetime.combine(day, time(schedule.full_hour), schedule.zone)


def full_sync_due(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether the night's full sync is still to be done; a failed try is repeated after a quarter of an hour."""
    if last.full_settled_date is not None and last.full_settled_date >= night_of(now, schedule):
        return _clock_was_ahead(last.full_settled_date, now, schedule)
    return _has_passed(last.full_started_at, RETRY_FULL_AFTER, now)


def pull_due(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether the interval has passed since the last try, or the clock has been set back behind it."""
    return _has_passed(last.pull_started_at, schedule.pull_every, now)


def arrivals_check_of(now: datetime, schedule: Schedule) -> datetime | None:
    """The latest arrivals check that should have begun by `now` (aware), as the hotel's wall time (naive); None where
    there is none.

    Wall time decides, as for the night: an hour that a daylight-saving day skips is made up, one that comes twice
    counts once.
    """
    wall = _wall(now, schedule)
    days = (wall.date(), wall.date() - _DAY)
    checks = (datetime.combine(day, at) for day in days for at in schedule.arrivals_at)
    return max((check for check in checks if check <= wall), default=None)


def arrivals_due(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether the arrivals are still to be looked at; a failed try is repeated after a quarter of an hour.

    However many checks were slept through, one makes up for them.
    """
    check, settled = arrivals_check_of(now, schedule), last.arrivals_settled_at
    if check is None:
        return False
    if settled is not None and _wall(settled, schedule) >= check:
        return settled - now > _CLOCK_SET_BACK
    return _has_passed(last.arrivals_started_at, RETRY_ARRIVALS_AFTER, now)


def pull_goes_first(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether a pull that is due is more urgent than the arrivals: it was not tried since their time came.

    Otherwise a hotel that pulls at every ring would never come to its arrivals.
    """
    check, pulled = arrivals_check_of(now, schedule), last.pull_started_at
    return check is None or pulled is None or _wall(pulled, schedule) < check


def arrivals_were_missed(now: datetime, schedule: Schedule) -> bool:
    """Whether the check that is due is being made up for: its time passed a good while ago."""
    check = arrivals_check_of(now, schedule)
    return check is not None and _wall(now, schedule) - check > MISSED_INTERVALS * schedule.pull_every


def was_missed(now: datetime, schedule: Schedule, last: LastRuns) -> bool:
    """Whether runs have been lost meanwhile: to sleep, to a crash, or because the console was closed."""
    return last.pull_started_at is not None and now - last.pull_started_at > MISSED_INTERVALS * schedule.pull_every


def _wall(moment: datetime, schedule: Schedule) -> datetime:
    return moment.astimezone(schedule.zone).replace(tzinfo=None)


def _has_passed(started_at: datetime | None, interval: timedelta, now: datetime) -> bool:
    return started_at is None or now - started_at >= interval or started_at > now


def _clock_was_ahead(settled: date, now: datetime, schedule: Schedule) -> bool:
    """A night settled two or more days from now can only come from a clock that was wrong then."""
    return settled > night_of(now, schedule) + _DAY
