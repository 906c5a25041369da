"""Time under the tests' control."""

from datetime import UTC, datetime, timedelta

from console.domain.errors import Stopped

MORNING = datetime(2026, 8, 6, 9, 0, tzinfo=UTC)


class HandClock:
    """A clock that only `advance` moves."""

    def __init__(self, at: datetime = MORNING) -> None:
        self._at = at
        self._seconds = 1000.0

    def now(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._seconds

    def advance(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)
        self._seconds += seconds


class LeapingWaiter:
    """Waits by moving the clock; remembers how long each wait was; `stop_at` makes that wait (from 1) raise Stopped."""

    def __init__(self, clock: HandClock, stop_at: int = 0) -> None:
        self._clock, self._stop_at = clock, stop_at
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        if len(self.waits) == self._stop_at:
            raise Stopped("stopped while waiting")
        self._clock.advance(seconds)
