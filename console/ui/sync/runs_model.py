"""The list of runs."""

from datetime import timedelta

from console.domain.runs import Outcome, Run, RunKind
from console.ui.kit.stage import Stage
from console.ui.sync.cells import SORT_KEYS, Cells
from console.ui.sync.ledger_model import Layout, LedgerModel


class RunsModel(LedgerModel[Run]):
    """Holds what was read of the ledger and shows what passes the filter."""

    def __init__(self, stage: Stage) -> None:
        cells = Cells(stage)
        super().__init__(stage, Layout(cells.told, cells.head, SORT_KEYS, lambda run: run.id))
        self._cells = cells

    @property
    def oldest(self) -> int | None:
        """The lowest number among the runs held."""
        return min(self._known, default=None)

    @property
    def first_open(self) -> int:
        """From which number on the ledger may tell something new: the oldest run under way, else the next one."""
        under_way = [run.id for run in self._known.values() if run.outcome is Outcome.RUNNING]
        return min(under_way, default=max(self._known, default=0) + 1)

    @property
    def newest_held_back(self) -> int | None:
        """The number of the newest run that the brake stopped, checks aside; of one that nothing settled, if any."""
        runs = self._known.values()
        held = [run for run in runs if run.outcome is Outcome.BRAKED and run.kind is not RunKind.CHECK]
        unsettled = [run for run in held if not self.has_later_success(run)]
        return max((run.id for run in unsettled or held), default=None)

    def has_later_success(self, run: Run) -> bool:
        """Whether a full sync, or a run of the same kind, went through after `run`."""
        kinds = {RunKind.FULL, run.kind} - {RunKind.CHECK}
        return any(
            later.id > run.id and later.outcome is Outcome.DONE and later.kind in kinds
            for later in self._known.values()
        )

    def run_at(self, row: int) -> Run | None:
        return self.at(row)

    def run(self, run_id: int) -> Run | None:
        return self.of(run_id)

    def set_interval(self, interval: timedelta) -> None:
        """How often Beds24 is asked: the name of the usual check."""
        self._cells.interval = interval
