"""The simulator's own time."""

from datetime import UTC, datetime, timedelta

import pytest

from console.simulator import SimulatedClock

START = datetime(2026, 8, 4, 9, 0, tzinfo=UTC)


class Ticks:
    """Real seconds, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_time_stands_still_until_it_is_moved() -> None:
    clock = SimulatedClock(START)
    assert clock.now() == clock.now() == START
    assert clock.advance(90) == START + timedelta(seconds=90)
    assert clock.advance(timedelta(days=1)) == clock.now()


def test_time_runs_as_fast_as_told() -> None:
    ticks = Ticks()
    clock = SimulatedClock(START, speed=60, ticks=ticks)
    ticks.seconds += 2
    assert clock.now() == START + timedelta(minutes=2)
    clock.run(0)
    ticks.seconds += 5
    assert clock.now() == START + timedelta(minutes=2)


def test_time_never_goes_back() -> None:
    with pytest.raises(ValueError, match="backwards"):
        SimulatedClock(START).advance(-1)
