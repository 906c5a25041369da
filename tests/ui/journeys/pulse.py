"""How long the window's thread keeps its loop waiting, without what the machine's neighbours took from it.

Between two beats of a quick timer the wall clock says how long the loop was away. On a shared machine a part of that
belongs to others: the time in which a thread of this process was ready to run and was not let. Linux tells it for
each thread; of the gap it is taken off, but never so much that less is left than the window's thread has computed
itself. Where nobody tells it, only the window's own computing counts.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

_TASKS = Path("/proc/self/task")
_BEAT_MS = 4


@dataclass(frozen=True, slots=True)
class _Reading:
    wall: float
    computed: float
    kept_waiting: float


@dataclass(frozen=True, slots=True)
class Gap:
    """One turn of the loop, in milliseconds, and what was being done."""

    what: str
    stalled: float
    wall: float
    computed: float


class Pulse(QObject):
    """Beats while it is watched; `gaps` are the turns that kept the next one waiting for longer than they may."""

    def __init__(self) -> None:
        super().__init__()
        self._what = ""
        self._most_ms: Callable[[], float] = float
        self._last = _read()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.gaps: list[Gap] = []

    @contextmanager
    def watching(self, what: str, most_ms: Callable[[], float]) -> Iterator[None]:
        """Count from here to the end of the block; what a test does in between is not the window's."""
        self._what, self._most_ms, self._last = what, most_ms, _read()
        self._timer.start()
        yield
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        before, now = self._last, _read()
        self._last = now
        gap = _gap(self._what, before, now)
        if gap.stalled > self._most_ms():
            self.gaps.append(gap)


def _read() -> _Reading:
    return _Reading(time.perf_counter(), time.thread_time(), _kept_waiting())


def _gap(what: str, before: _Reading, now: _Reading) -> Gap:
    wall, computed = now.wall - before.wall, now.computed - before.computed
    stolen = max(0.0, now.kept_waiting - before.kept_waiting) if _TASKS.exists() else wall
    return Gap(what, 1000 * max(computed, wall - stolen), 1000 * wall, 1000 * computed)


def _kept_waiting() -> float:
    """Seconds that the threads of this process have waited for a processor so far."""
    total = 0
    for thread in threading.enumerate():
        with suppress(OSError, IndexError, ValueError):
            total += int((_TASKS / str(thread.native_id) / "schedstat").read_text().split()[1])
    return total / 1e9
