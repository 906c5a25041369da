"""Announcements gathered, so that twenty thousand bookings do not ask the window to draw itself anew at every page."""

import time
from collections.abc import Callable
from threading import Lock

from console.domain.announcing import OverbookingsChanged, ReservationsChanged
from console.domain.runs import Progress

CHANGES_EVERY = 0.4
PROGRESS_EVERY = 0.1


class Gatherer:
    """Passes the first of what comes on at once, and what follows in bundles; `flush` sends what is left.

    May be used from any thread. Whoever ends a run has to flush, before the report is sent.
    """

    def __init__(self, send: Callable[[object], None], ticks: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._ticks = ticks
        self._turn = Lock()
        self._ids: dict[int, None] = {}
        self._changes_sent = self._progress_sent = float("-inf")
        self._stage = ""

    def announce(self, changed: ReservationsChanged | OverbookingsChanged) -> None:
        """Send these reservations now or with those that follow soon; overbookings at once, and after the reservations
        that made them."""
        if isinstance(changed, OverbookingsChanged):
            self.flush()
            self._send(changed)
            return
        with self._turn:
            self._ids |= dict.fromkeys(changed.ids)
            if self._ticks() - self._changes_sent < CHANGES_EVERY:
                return
        self.flush()

    def tell(self, progress: Progress) -> None:
        """Send a run's progress, unless the last one was sent a moment ago; the last of a stage always passes."""
        now = self._ticks()
        done = progress.expected and progress.written >= progress.expected
        if progress.stage == self._stage and not done and now - self._progress_sent < PROGRESS_EVERY:
            return
        self._stage, self._progress_sent = progress.stage, now
        self._send(progress)

    def flush(self) -> None:
        """Send the reservations that were kept back."""
        with self._turn:
            ids, self._ids = tuple(self._ids), {}
            self._changes_sent = self._ticks()
        if ids:
            self._send(ReservationsChanged(ids))
