"""Sleep and wake, seen from two clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.ui.shell.waking import WakeWatch, has_slept

THEN = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "steady", "slept"),
    [
        (30, 30, False),
        (89, 89, False),
        (8 * 3600, 30, True),  # a sleep in which the steady clock stood still
        (8 * 3600, 8 * 3600, True),  # one in which it went on
        (-3600, 30, True),  # the clock was set back
        (95, 30, True),
        (30, 31, False),
    ],
)
def test_a_gap_or_a_jump_is_noticed(wall: float, steady: float, slept: bool) -> None:
    assert has_slept((THEN, 100.0), (THEN + timedelta(seconds=wall), 100.0 + steady)) is slept


class TwoClocks:
    """Wall and steady clock, moved by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = THEN, 0.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.steady


def test_after_a_night_asleep_the_schedule_rings_at_once_and_only_once(qtbot: QtBot) -> None:
    clocks, rings = TwoClocks(), list[int]()
    watch = WakeWatch(clocks, lambda: rings.append(1))
    clocks.wall, clocks.steady = THEN + timedelta(hours=9), 30.0
    watch.look()
    clocks.wall, clocks.steady = clocks.wall + timedelta(seconds=30), 60.0
    watch.look()
    assert rings == [1]
