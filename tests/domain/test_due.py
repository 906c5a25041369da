"""What is due, by the ledger and the clock alone: sleep, changed clocks and daylight-saving days in ten zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.due import LastRuns, Schedule, full_sync_due, night_of, pull_due, was_missed

ZONES = (
    "Europe/Vienna",
    "Europe/London",
    "Europe/Lisbon",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Africa/Casablanca",
    "Asia/Tehran",
)
VIENNA = Schedule(ZoneInfo("Europe/Vienna"))


def nights_run(schedule: Schedule, moments: list[datetime]) -> list[date]:
    """The nights for which a ledger that is rung at these moments does its full sync."""
    last = LastRuns()
    done: list[date] = []
    for now in moments:
        if full_sync_due(now, schedule, last):
            done.append(night_of(now, schedule))
            last = LastRuns(pull_started_at=now, full_started_at=now, full_settled_date=done[-1])
    return done


def every(minutes: int, start: datetime, days: int) -> list[datetime]:
    return [start + timedelta(minutes=n) for n in range(0, days * 24 * 60, minutes)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 1, 2, 3])
def test_the_full_sync_runs_once_for_every_local_date_through_a_whole_year(zone: str, hour: int) -> None:
    schedule = Schedule(ZoneInfo(zone), full_hour=hour)
    done = nights_run(schedule, every(20, datetime(2026, 1, 1, tzinfo=UTC), 366))
    assert len(done) == len(set(done))
    assert all(after - before == timedelta(days=1) for before, after in pairwise(done))
    assert len(done) >= 366


def test_the_night_hour_that_daylight_saving_skips_is_made_up_at_once() -> None:
    schedule = Schedule(ZoneInfo("Europe/Vienna"), full_hour=2)
    spring = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    done = nights_run(schedule, every(5, spring, 1))
    assert done.count(date(2026, 3, 29)) == 1


@pytest.mark.parametrize("asleep", [timedelta(hours=8), timedelta(days=3), timedelta(days=40)])
def test_after_sleep_one_full_sync_makes_up_for_all_missed_nights(asleep: timedelta) -> None:
    evening = datetime(2026, 5, 12, 22, 0, tzinfo=UTC)
    awake = every(5, evening - timedelta(days=1), 1) + every(5, evening + asleep, 1)
    done = nights_run(VIENNA, awake)
    woken = [night for night in done if night >= night_of(evening + asleep, VIENNA)]
    assert woken.count(night_of(evening + asleep, VIENNA)) == 1
    assert len(done) == len(set(done))


def test_after_sleep_one_pull_is_due_and_then_none() -> None:
    now = datetime(2026, 5, 12, 6, 0, tzinfo=UTC)
    last = LastRuns(pull_started_at=now - timedelta(hours=8))
    assert pull_due(now, VIENNA, last)
    assert was_missed(now, VIENNA, last)
    assert not pull_due(now, VIENNA, replace(last, pull_started_at=now))


def test_a_pull_is_due_five_minutes_after_the_last_try_whatever_became_of_it() -> None:
    now = datetime(2026, 5, 12, 6, 0, tzinfo=UTC)
    assert not pull_due(now, VIENNA, LastRuns(pull_started_at=now - timedelta(minutes=4, seconds=59)))
    assert pull_due(now, VIENNA, LastRuns(pull_started_at=now - timedelta(minutes=5)))


def test_a_clock_set_back_does_not_stop_the_pulls() -> None:
    now = datetime(2026, 5, 12, 6, 0, tzinfo=UTC)
    assert pull_due(now, VIENNA, LastRuns(pull_started_at=now + timedelta(hours=1)))


def test_a_clock_that_was_a_year_ahead_does_not_stop_the_full_sync_once_it_is_right() -> None:
    now = datetime(2026, 5, 12, 6, 0, tzinfo=UTC)
    wrong = now + timedelta(days=365)
    last = LastRuns(wrong, wrong, night_of(wrong, VIENNA))
    assert full_sync_due(now, VIENNA, last)


def test_a_clock_set_back_over_midnight_does_not_repeat_the_night() -> None:
    now = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
    last = LastRuns(now, now, night_of(now, VIENNA))
    assert not full_sync_due(now - timedelta(hours=6), VIENNA, last)


def test_a_failed_full_sync_is_tried_again_after_a_quarter_of_an_hour() -> None:
    now = datetime(2026, 5, 12, 2, 0, tzinfo=UTC)
    failed = LastRuns(pull_started_at=now, full_started_at=now)
    assert not full_sync_due(now + timedelta(minutes=14), VIENNA, failed)
    assert full_sync_due(now + timedelta(minutes=15), VIENNA, failed)


@given(st.lists(st.timedeltas(timedelta(minutes=-90), timedelta(hours=30)), max_size=40), st.sampled_from(ZONES))
def test_no_night_is_ever_run_twice_while_time_moves_by_less_than_a_day_back(steps: list[timedelta], zone: str) -> None:
    now = datetime(2026, 3, 27, tzinfo=UTC)
    moments = []
    for step in steps:
        now += step
        moments.append(now)
    done = nights_run(Schedule(ZoneInfo(zone)), moments)
    assert len(done) == len(set(done))
