"""Sleep, wake and jumps of the clock: noticed by comparing the wall's clock with one that never jumps."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from console.domain.announcing import Mishap
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, Stopped
from console.ui.parts import Parts
from console.ui.shell.sync_view import SyncView

_log = logging.getLogger(__name__)
LOOK_EVERY_MS = 5_000
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


def wake(view: SyncView, parts: Parts, send: Callable[[object], None]) -> None:
    """Tell at once how old the data has become, and ask the ledger what was missed."""

    def failed(error: BaseException) -> None:
        if isinstance(error, ConsoleError):
            _log_refusal(error)
        else:
            _log.error("The ring after waking up broke.", exc_info=error)
            send(Mishap())

    view.read()
    parts.saver.save(parts.ring, _nothing, failed)


def _log_refusal(error: ConsoleError) -> None:
    if not isinstance(error, Stopped):
        _log.warning("After waking up the schedule could not be read: %s", error)


def _nothing(_answer: object) -> None:
    """A ring shows itself by the run that it starts."""
