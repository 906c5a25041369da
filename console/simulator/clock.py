"""The simulator's own time: stands still, is moved by hand, or runs faster than the day outside."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

A_WORKING_MORNING = datetime(2026, 8, 4, 9, 0, tzinfo=UTC)


class Clock(Protocol):
    """Whatever can tell an aware UTC moment."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""


class SimulatedClock:
    """Time that starts at `start` and runs `speed` simulated seconds per real second (0 stands still)."""

    def __init__(
        self,
        start: datetime = A_WORKING_MORNING,
        speed: float = 0.0,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lock = threading.Lock()
        self._ticks = ticks
        self._speed = speed
        self._moment = start.astimezone(UTC)
        self._read_at = ticks()

    def now(self) -> datetime:
        """The simulated moment, aware UTC."""
        with self._lock:
            return self._settle()

    def advance(self, step: timedelta | float) -> datetime:
        """Move time by `step` (a timedelta or seconds) and return the new moment; it never goes back."""
        by = step if isinstance(step, timedelta) else timedelta(seconds=step)
        if by < timedelta(0):
            raise ValueError("time does not run backwards")
        with self._lock:
            self._moment = self._settle() + by
            return self._moment

    def run(self, speed: float) -> None:
        """From now on run `speed` simulated seconds per real second."""
        with self._lock:
            self._settle()
            self._speed = speed

    def _settle(self) -> datetime:
        ticks = self._ticks()
        self._moment += timedelta(seconds=(ticks - self._read_at) * self._speed)
        self._read_at = ticks
        return self._moment
