"""The bell: APScheduler rings, the ledger decides what that means."""

import logging
from collections.abc import Callable
from types import TracebackType
from typing import Self

from apscheduler.schedulers.background import BackgroundScheduler

from console.domain.errors import ConsoleError, Stopped
from console.jobs.ledger import due_wish
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace

RING_EVERY_SECONDS = 15.0

_log = logging.getLogger(__name__)


def ring(place: Workplace, runner: Runner) -> None:
    """Start what is due, if anything is and nothing runs."""
    if runner.busy:
        return
    wish = due_wish(place)
    if wish is not None:
        runner.ask(wish)


class Bell:
    """Rings from `start` to the end of the `with` block, at once and then every few seconds."""

    def __init__(self, on_ring: Callable[[], None], every_seconds: float = RING_EVERY_SECONDS) -> None:
        self._on_ring = on_ring
        self._broken = False
        self._scheduler = BackgroundScheduler(timezone="UTC", daemon=True)
        self._scheduler.add_job(
            self._ring, "interval", seconds=every_seconds, coalesce=True, max_instances=1, misfire_grace_time=None
        )

    def __enter__(self) -> Self:
        self._ring()
        self._scheduler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=False)

    def _ring(self) -> None:
        """A ring that fails is told once, and once more when the next one works."""
        try:
            self._on_ring()
        except Stopped:
            return
        except ConsoleError as error:
            if not self._broken:
                _log.warning("The schedule cannot be read: %s", error)
            self._broken = True
            return
        if self._broken:
            _log.info("The schedule can be read again.")
        self._broken = False
