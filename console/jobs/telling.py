"""What becomes of runs that fail: one line in the log when it begins and one when it is over (DESIGN.md section 7)."""

import logging
from typing import TYPE_CHECKING

from console.domain.errors import ConsoleError, NotConnected, OurBug, Stopped, SyncSwitchedOff
from console.domain.runs import Run
from console.jobs.runner import Wish

if TYPE_CHECKING:
    from console.jobs.report import Report
    from console.jobs.workplace import Workplace

_log = logging.getLogger(__name__)


class RunLog:
    """Logs the first of several runs that fail in the same way, and the first that goes well after them."""

    def __init__(self) -> None:
        self._trouble: type[ConsoleError] | None = None

    def note(self, report: "Report") -> None:
        """A run has ended."""
        if report.error is not None:
            self._note_broken(f"Run {report.run.id} ({report.run.kind}) failed", report.error)
        elif self._trouble is not None:
            _log.info("Run %d (%s) went well again.", report.run.id, report.run.kind)
            self._trouble = None

    def note_refused(self, wish: Wish, error: ConsoleError) -> None:
        """A run could not even begin, so that it has no number."""
        if not isinstance(error, (NotConnected, OurBug)):  # a bug was logged with all that is known of it
            self._note_broken(f"A {wish.kind} run could not begin", error)

    def _note_broken(self, what: str, error: ConsoleError) -> None:
        if isinstance(error, (SyncSwitchedOff, Stopped)) or type(error) is self._trouble:
            return
        self._trouble = type(error)
        _log.warning("%s: %s", what, error)


class LeftOpen:
    """Runs whose end could not be written into the ledger: it is written before the next run begins."""

    def __init__(self, place: "Workplace") -> None:
        self._place = place
        self._ended: list[Run] = []
        self._perhaps_more = False

    def note(self, report: "Report") -> None:
        """Remember a run that is still open in the ledger."""
        if not report.closed:
            self._ended.append(report.run)

    def suspect(self) -> None:
        """Something broke in a way that may have left a run open."""
        self._perhaps_more = True

    def close(self) -> None:
        """Close them; only while no run is under way. Raises StoreTrouble."""
        if not (self._ended or self._perhaps_more):
            return
        with self._place.store.writing() as session:
            for run in self._ended:
                session.runs.close(run)
            session.runs.close_crashed(self._place.clock.now())
        self._ended.clear()
        self._perhaps_more = False
