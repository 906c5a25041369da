"""The table of reservations: marks and the place on the screen survive whatever happens to the rows."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.words import say
from console.ui.reservations.badges import FlagIcons, StateBadge
from console.ui.reservations.columns import COLUMNS, NUMBER_OF
from console.ui.reservations.model import ReservationModel
from console.ui.wording import reservations as words

_SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate


class ReservationTable(Table):
    """A table over a ReservationModel that knows its rows by their ids."""

    def __init__(self, model: ReservationModel, stage: Stage) -> None:
        super().__init__(model, say(words.TABLE_NAME), stage)
        self._rows = model
        self._marked: tuple[list[int], int | None] = ([], None)
        self._top: tuple[int, int] | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._badge = StateBadge(stage, model.telling)
        self._icons = FlagIcons(stage, model.telling)
        self.setItemDelegateForColumn(NUMBER_OF["state"], self._badge)
        self.setItemDelegateForColumn(NUMBER_OF["flags"], self._icons)
        self.set_widths({number: column.width for number, column in enumerate(COLUMNS)}, _HIDDEN)
        self.sortByColumn(NUMBER_OF["arrival"], Qt.SortOrder.AscendingOrder)
        model.modelAboutToBeReset.connect(self._note_marks)
        model.modelReset.connect(self._mark_again)

    def current_id(self) -> int | None:
        """The reservation of the current row."""
        row = self.currentIndex().row()
        return self._rows.line(row).id if 0 <= row < len(self._rows.shown) else None

    def marked_ids(self) -> list[int]:
        """The reservations of the marked rows, from top to bottom."""
        return [self._rows.line(row).id for row in self.selected_rows()]

    def go_to(self, id_: int) -> bool:
        """Make its row the current and only marked one; False when it is not shown."""
        row = self._rows.row_of(id_)
        if row < 0:
            return False
        self.selectRow(row)
        self.scrollTo(self._rows.index(row, 0))
        return True

    def hold_still(self) -> None:
        """Remember what stands at the top, before rows change by themselves."""
        row = self.rowAt(0)
        scrolled = self.verticalScrollBar().value() > 0
        self._top = (self._rows.line(row).id, self.rowViewportPosition(row)) if scrolled and row >= 0 else None

    def stand_again(self) -> None:
        """Bring back to its place what stood at the top."""
        row = self._rows.row_of(self._top[0]) if self._top else -1
        if self._top and row >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - self._top[1])

    def _note_marks(self) -> None:
        self._marked = (self.marked_ids(), self.current_id())

    def _mark_again(self) -> None:
        ids, current = self._marked
        rows = self._rows.rows_of({*ids, *([] if current is None else [current])})
        found = QItemSelection()
        for row in (rows[id_] for id_ in ids if id_ in rows):
            found.select(self._rows.index(row, 0), self._rows.index(row, 0))
        self.selectionModel().select(found, _SELECT)
        if current in rows:
            self.selectionModel().setCurrentIndex(self._rows.index(rows[current], 0), _CURRENT)


_HIDDEN = tuple(number for number, column in enumerate(COLUMNS) if column.hidden)
