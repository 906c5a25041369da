"""A table whose rows have ids: marks and the place on the screen survive whatever happens to the rows."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel

from console.ui.kit.stage import Stage
from console.ui.kit.table import Table

_SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate


class Lines(Protocol):
    """What such a table asks its model: lines whose first value is their id."""

    @property
    def shown(self) -> Sequence[tuple[Any, ...]]: ...

    def rows_of(self, ids: Collection[int]) -> dict[int, int]:
        """Where these stand, as far as they are shown."""


class MarkedTable(Table):
    """A table over `lines`, which is also its `model`."""

    def __init__(self, model: QAbstractTableModel, lines: Lines, name: str, stage: Stage) -> None:
        super().__init__(model, name, stage)
        self._lines = lines
        self._marked: tuple[list[int], int | None] = ([], None)
        self._top: tuple[int, int] | None = None
        model.modelAboutToBeReset.connect(self._note_marks)
        model.modelReset.connect(self._mark_again)

    def current_id(self) -> int | None:
        """What stands in the current row."""
        row = self.currentIndex().row()
        return self._id_in(row) if 0 <= row < len(self._lines.shown) else None

    def marked_ids(self) -> list[int]:
        """What stands in the marked rows, from top to bottom."""
        return [self._id_in(row) for row in self.selected_rows()]

    def go_to(self, id_: int) -> bool:
        """Make its row the current and only marked one; False when it is not shown."""
        row = self._lines.rows_of([id_]).get(id_, -1)
        if row < 0:
            return False
        self.selectRow(row)
        self.scrollTo(self.model().index(row, 0))
        return True

    def hold_still(self) -> None:
        """Remember what stands at the top, before rows change by themselves."""
        row = self.rowAt(0)
        scrolled = self.verticalScrollBar().value() > 0
        self._top = (self._id_in(row), self.rowViewportPosition(row)) if scrolled and row >= 0 else None

    def stand_again(self) -> None:
        """Bring back to its place what stood at the top."""
        row = self._lines.rows_of([self._top[0]]).get(self._top[0], -1) if self._top else -1
        if self._top and row >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - self._top[1])

    def _id_in(self, row: int) -> int:
        return int(self._lines.shown[row][0])

    def _note_marks(self) -> None:
        self._marked = (self.marked_ids(), self.current_id())

    def _mark_again(self) -> None:
        ids, current = self._marked
        rows = self._lines.rows_of({*ids, *([] if current is None else [current])})
        found = QItemSelection()
        for row in (rows[id_] for id_ in ids if id_ in rows):
            found.select(self.model().index(row, 0), self.model().index(row, 0))
        self.selectionModel().select(found, _SELECT)
        if current in rows:
            self.selectionModel().setCurrentIndex(self.model().index(rows[current], 0), _CURRENT)
