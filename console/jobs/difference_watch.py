"""Whenever a reservation changed, by whatever way: what is known to differ of it, looked at anew without asking Beds24.

So a difference that a sync has just healed goes at once, a conflict shows when it arises, and what was undone stands in
the list again, without waiting for the night's comparison.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from console.domain.announcing import DiscrepanciesChanged, EditsChanged, ReservationsChanged
from console.domain.errors import ConsoleError, Stopped

if TYPE_CHECKING:
    from console.jobs.runner import Runner
    from console.jobs.workplace import Workplace
    from console.services.pull_sync import Watch

_AT_ONCE = 50
_log = logging.getLogger(__name__)


class DifferenceWatch:
    """`hear` may be called from any thread; `announce` hears, on the runner's, that something may differ otherwise."""

    def __init__(
        self, place: "Workplace", runner: "Runner", announce: Callable[[object], None] = lambda _news: None
    ) -> None:
        self._place, self._runner, self._announce = place, runner, announce
        self._turn = threading.Lock()
        self._ids: set[int] = set()

    def hear(self, news: object) -> None:
        """Look at the reservations that changed, once the runner comes to it; all that changed by then at once."""
        if not isinstance(news, ReservationsChanged | EditsChanged):
            return
        with self._turn:
            is_asked = bool(self._ids)
            self._ids |= set(news.ids)
        if not is_asked and news.ids:
            with suppress(Stopped):
                self._runner.run_errand(self._look)

    def _look(self, watch: "Watch") -> None:
        from console.services.looking_again import compare_known  # noqa: PLC0415 - the window needs none of it

        with self._turn:
            ids, self._ids = self._ids, set()
        try:
            with self._place.store.reading() as session:
                wanted = session.discrepancies.in_question(ids)
            for start in range(0, len(wanted), _AT_ONCE):
                watch.stop_here()
                with self._place.store.writing() as session:
                    compare_known(session, wanted[start : start + _AT_ONCE], self._place.clock.now())
        except ConsoleError as error:
            _log.warning("What differs could not be looked at anew; the next comparison will: %s", error)
            return
        if wanted:
            self._announce(DiscrepanciesChanged())
