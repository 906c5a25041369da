"""The list of runs: rows that come and change while one looks, sorted and filtered in place."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from console.domain.runs import Outcome, Run, RunKind
from console.ui.kit.stage import Stage
from console.ui.sync.cells import SORT_KEYS, Cells, Column, alignment, title, title_tip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole


class RunsModel(QAbstractTableModel):
    """Holds what was read of the ledger and shows what passes the filter."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._cells = Cells(stage)
        stage.zone_changed.connect(self._tell_all)
        self._known: dict[int, Run] = {}
        self._rows: list[Run] = []
        self._passes: Callable[[Run], bool] = lambda _run: True
        self._column, self._descending = int(Column.STARTED), True

    @property
    def known(self) -> int:
        """How many runs are held, shown or not."""
        return len(self._known)

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
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def run(self, run_id: int) -> Run | None:
        return self._known.get(run_id)

    def row_of(self, run_id: int) -> int:
        """The row that shows a run, -1 where it is not shown."""
        return next((row for row, run in enumerate(self._rows) if run.id == run_id), -1)

    def set_interval(self, interval: timedelta) -> None:
        """How often Beds24 is asked: the name of the usual check."""
        self._cells.interval = interval

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))

    def show_all(self, runs: Iterable[Run]) -> None:
        """Begin anew with these."""
        self.beginResetModel()
        self._known = {run.id: run for run in runs}
        self._rows = self._in_order(filter(self._passes, self._known.values()))
        self.endResetModel()

    def filter_by(self, passes: Callable[[Run], bool]) -> None:
        """Show only what `passes`."""
        self.beginResetModel()
        self._passes = passes
        self._rows = self._in_order(filter(passes, self._known.values()))
        self.endResetModel()

    def add_older(self, runs: Iterable[Run]) -> None:
        """Put another page of the ledger to those held."""
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_places()
        self._known |= {run.id: run for run in runs}
        self._rows = self._in_order(filter(self._passes, self._known.values()))
        self._put_back(kept)
        self.layoutChanged.emit()

    def take_in(self, runs: Iterable[Run]) -> None:
        """Add new runs and renew known ones, row by row, so that nothing on the screen jumps."""
        for run in runs:
            known = self._known.get(run.id)
            if known == run:
                continue
            self._known[run.id] = run
            self._renew(run)

    def _renew(self, run: Run) -> None:
        row, shown = self.row_of(run.id), self._passes(run)
        if row >= 0 and shown and self._stays(row, run):
            self._rows[row] = run
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
            return
        if row >= 0:
            self.beginRemoveRows(_NO_INDEX, row, row)
            del self._rows[row]
            self.endRemoveRows()
        if shown:
            place = self._place_of(run)
            self.beginInsertRows(_NO_INDEX, place, place)
            self._rows.insert(place, run)
            self.endInsertRows()

    def _stays(self, row: int, run: Run) -> bool:
        return self._key(self._rows[row]) == self._key(run)

    def _place_of(self, run: Run) -> int:
        if not self._descending:
            return bisect_left(self._rows, self._key(run), key=self._key)
        turned = self._rows[::-1]
        return len(turned) - bisect_left(turned, self._key(run), key=self._key)

    def _key(self, run: Run) -> tuple[Any, int]:
        return SORT_KEYS[self._column](run), run.id

    def _in_order(self, runs: Iterable[Run]) -> list[Run]:
        return sorted(runs, key=self._key, reverse=self._descending)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_places()
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._rows = self._in_order(self._rows)
        self._put_back(kept)
        self.layoutChanged.emit()

    def _kept_places(self) -> list[tuple[QModelIndex, Run]]:
        return [(index, self._rows[index.row()]) for index in self.persistentIndexList()]

    def _put_back(self, kept: list[tuple[QModelIndex, Run]]) -> None:
        places = {run.id: row for row, run in enumerate(self._rows)} if kept else {}
        old = [index for index, _ in kept]
        self.changePersistentIndexList(old, [self.index(places[run.id], index.column()) for index, run in kept])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return title(section)
        if role == _ROLE.ToolTipRole:
            return title_tip(section)
        return alignment(section) if role == _ROLE.TextAlignmentRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        return self._cells.told(self._rows[index.row()], index.column(), role)
