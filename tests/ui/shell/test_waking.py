"""Sleep and wake, seen from two clocks."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.domain.announcing import Mishap
from console.domain.errors import StoreTrouble
from console.ui.shell.waking import WakeWatch, has_slept, wake
from console.ui.window import Window
from tests.building import NOW
from tests.ui.conftest import Desk

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


def test_after_waking_up_nothing_is_green_over_last_nights_data(qtbot: QtBot, window: Window, desk: Desk) -> None:
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: "In sync" in window.header.pill.text() and not desk.runner.busy)
    desk.clock.at = NOW + timedelta(hours=9)
    held = threading.Event()

    def wait() -> None:
        held.wait(5)

    wake(window.view, replace(desk.parts, ring=wait), desk.stage.courier.send)
    assert window.header.pill.text().strip() == "Not syncing 9 hours"
    assert window.header.pill.property("tone") == "bad"
    held.set()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreTrouble("The disk is gone."), "After waking up the schedule could not be read: The disk is gone."),
        (ZeroDivisionError("ours"), "The ring after waking up broke."),
    ],
)
def test_a_ring_that_fails_after_waking_up_is_logged(
    qtbot: QtBot, window: Window, desk: Desk, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    def ring() -> None:
        raise error

    wake(window.view, replace(desk.parts, ring=ring), desk.stage.courier.send)
    qtbot.waitUntil(lambda: caplog.messages == [told])
    qtbot.waitUntil(lambda: (Mishap() in desk.news) is isinstance(error, ZeroDivisionError))
