"""What the pane tells of a run: its own words at once, what it changed as soon as that was read."""

from collections.abc import Callable
from datetime import timedelta

from console.domain.runs import Outcome, Run, RunKind
from console.jobs.report import Report
from console.services.run_book import Changes, RunBook
from console.ui.kit.courier import Reader
from console.ui.sync.run_pane import RunPane
from console.ui.sync.runs_model import RunsModel


class RunTeller:
    """`found_by` gives what a check of this session found, which is in no table."""

    def __init__(
        self, pane: RunPane, model: RunsModel, book: RunBook, reader: Reader, found_by: Callable[[int], Report | None]
    ) -> None:
        self._pane = pane
        self._model = model
        self._book = book
        self._reader = reader
        self._found_by = found_by
        self._told: int | None = None
        self.interval = timedelta(minutes=5)

    def tell(self, run_id: int | None) -> None:
        """Tell of this run, or that none is chosen."""
        run = self._model.run(run_id) if run_id is not None else None
        self._told = run.id if run else None
        if run is None:
            self._pane.clear()
            return
        self._pane.tell(run, self.interval, brake_holds=self._brake_holds(run))
        if run.kind is RunKind.CHECK:
            self._tell_foreseen(run)
            return
        self._pane.tell_loading()
        self._reader.ask(
            lambda: self._book.changes(run.id), self._tell_changes, lambda _error: self._pane.tell_failed()
        )

    def _tell_changes(self, changes: Changes) -> None:
        if changes.run_id == self._told:
            self._pane.tell_changes(changes)

    def _tell_foreseen(self, run: Run) -> None:
        report = self._found_by(run.id)
        if report is None:
            self._pane.tell_nothing_kept()
        else:
            total = max(run.counts.created + run.counts.updated, len(report.foreseen))
            self._pane.tell_changes(Changes(run.id, total, report.foreseen), foreseen=True)

    def _brake_holds(self, run: Run) -> bool:
        """Whether nothing has settled since what the brake held back."""
        return run.outcome is Outcome.BRAKED and not self._model.has_later_success(run)
