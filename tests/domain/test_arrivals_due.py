"""When arrivals are looked at: 07:00 and 18:00 of the hotel's day, through sleep, changed clocks and short days."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from console.domain.due import LastRuns, Schedule, arrivals_check_of, arrivals_due, arrivals_were_missed
from tests.domain.test_due import ZONES, every

VIENNA = Schedule(ZoneInfo("Europe/Vienna"))
HOUR = timedelta(hours=1)
SEVEN = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)  # in Vienna


def checks_made(schedule: Schedule, moments: list[datetime]) -> list[datetime]:
    """The checks (wall time) that a ledger rung at these moments has made, each done at once."""
    last = LastRuns()
    made = []
    for now in moments:
        if arrivals_due(now, schedule, last):
            check = arrivals_check_of(now, schedule)
            assert check is not None
            made.append(check)
            last = LastRuns(arrivals_started_at=now, arrivals_settled_at=now)
    return made


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("times", [(time(7), time(18)), (time(2, 30), time(14)), (time(0), time(23, 45))])
def test_every_check_is_made_once_on_every_local_day_of_a_year(zone: str, times: tuple[time, ...]) -> None:
    schedule = Schedule(ZoneInfo(zone), arrivals_at=times)
    made = checks_made(schedule, every(15, datetime(2026, 1, 1, tzinfo=UTC), 366))
    assert len(made) == len(set(made))
    days = [check.date() for check in made[1:-1]]
    assert all(later - earlier <= timedelta(days=1) for earlier, later in pairwise(days))
    whole = [made[n : n + 2] for n in range(2, len(made) - 2) if made[n].time() == min(times)]
    assert all([one.time() for one in pair] == sorted(times) for pair in whole)


def test_a_check_is_due_at_its_minute_and_no_earlier() -> None:
    done = LastRuns(arrivals_settled_at=SEVEN - 13 * HOUR)
    assert not arrivals_due(SEVEN - timedelta(seconds=1), VIENNA, done)
    assert arrivals_due(SEVEN, VIENNA, done)


def test_however_many_were_slept_through_one_makes_up_for_them() -> None:
    awake = SEVEN + 76 * HOUR
    assert arrivals_due(awake, VIENNA, LastRuns(arrivals_settled_at=SEVEN))
    assert not arrivals_due(awake + HOUR, VIENNA, LastRuns(arrivals_settled_at=awake))
    assert arrivals_were_missed(awake, VIENNA)
    assert not arrivals_were_missed(SEVEN + timedelta(minutes=1), VIENNA)


def test_a_failed_check_is_tried_again_after_a_quarter_of_an_hour() -> None:
    failed = LastRuns(arrivals_started_at=SEVEN, arrivals_settled_at=SEVEN - 11 * HOUR)
    assert not arrivals_due(SEVEN + timedelta(minutes=14), VIENNA, failed)
    assert arrivals_due(SEVEN + timedelta(minutes=15), VIENNA, failed)


def test_a_hotel_that_wants_none_has_none() -> None:
    off = replace(VIENNA, arrivals_at=())
    assert not arrivals_due(SEVEN, off, LastRuns())
    assert not arrivals_were_missed(SEVEN, off)


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=365)])
def test_a_clock_that_was_far_ahead_does_not_stop_the_checks(ahead: timedelta) -> None:
    assert arrivals_due(SEVEN, VIENNA, LastRuns(arrivals_settled_at=SEVEN + ahead))
    assert not arrivals_due(SEVEN, VIENNA, LastRuns(arrivals_settled_at=SEVEN + HOUR))
