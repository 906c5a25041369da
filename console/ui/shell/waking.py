"""Sleep, wake and jumps of the clock: noticed by comparing the wall's clock with one that never jumps."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from console.domain.clock import Clock

LOOK_EVERY_MS = 30_000
GAP_SECONDS = 90.0
JUMP_SECONDS = 60.0


def has_slept(before: tuple[datetime, float], now: tuple[datetime, float]) -> bool:
    """Whether the machine slept, or its clock was set, between two looks of (wall, monotonic)."""
    wall = (now[0] - before[0]).total_seconds()
    steady = now[1] - before[1]
    return wall > GAP_SECONDS or steady > GAP_SECONDS or abs(wall - steady) > JUMP_SECONDS


class WakeWatch(QObject):
    """Calls `on_wake` at once when the machine has slept, so that nobody waits for the next ring."""

    def __init__(self, clock: Clock, on_wake: Callable[[], object], every_ms: int = LOOK_EVERY_MS) -> None:
        super().__init__()
        self._clock = clock
        self._on_wake = on_wake
        self._last = (clock.now(), clock.monotonic())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(every_ms)

    def look(self) -> None:
        """Compare with the last look."""
        now = (self._clock.now(), self._clock.monotonic())
        if has_slept(self._last, now):
            self._on_wake()
        self._last = now
