"""The list of checks with its filters, and what it says where there is nothing to list."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.ui.kit.acts import press
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, fill, label
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.cells import Column
from console.ui.sync.filters import FilterLine
from console.ui.sync.runs_model import RunsModel
from console.ui.wording import sync as words

_ROWS_AT_LEAST = 5
_WIDTHS = {
    Column.STARTED: 98,
    Column.RESULT: 140,
    Column.KIND: 144,
    Column.READ: 56,
    Column.NEW: 52,
    Column.CHANGED: 76,
    Column.SAME: 58,
    Column.PARKED: 68,
    Column.ERRORS: 62,
    Column.TOOK: 92,
    Column.CREDITS: 66,
    Column.TRIGGER: 90,
}
"""The columns as they stand at first: how it ended comes right after when it began."""


class RunsList(QWidget):
    """`chosen` tells the number of a run; the other signals are what its states and its foot ask for."""

    chosen = Signal(int)
    older_wanted = Signal()
    run_now_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        dress(self, "surface")
        self._stage = stage
        self._empty_words: Callable[[], str] = lambda: say(words.EMPTY_NOW)
        self._build()

    def _build(self) -> None:
        self.model = RunsModel(self._stage)
        self._build_table()
        self._frame = TableFrame(self.table)
        self.filters = FilterLine()
        self.filters.changed.connect(self._filter)
        self._stale = label(kind="caption", tone="warn")
        self._stale.hide()
        self._older = button(say(words.LOAD_OLDER), self.older_wanted.emit, "link", tip=say(words.LOAD_OLDER_TIP))
        self._older.hide()
        self._older.setEnabled(False)
        body = column(fill(column(), (self.filters, self._stale), margin=Space.M, spacing=Space.XS), spacing=0)
        body.addWidget(self._frame, 1)
        body.addWidget(self._older, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(body)

    def _build_table(self) -> None:
        self.table = Table(self.model, say(words.RUNS), self._stage)
        self.table.sortByColumn(Column.STARTED, Qt.SortOrder.DescendingOrder)
        self.table.set_widths({int(number): width for number, width in _WIDTHS.items()})
        self.table.setMinimumHeight(self._stage.row_height * _ROWS_AT_LEAST)
        header = self.table.horizontalHeader()
        for place, number in enumerate(_WIDTHS):
            header.moveSection(header.visualIndex(number), place)
        self.table.chosen.connect(self._tell_chosen)

    def older_act(self, parent: QWidget, go: Callable[[], object]) -> QAction:
        """What the foot does, for the menu bar."""
        return press(parent, self._older, go)

    def set_empty_words(self, tell: Callable[[], str]) -> None:
        """What an empty list says about the first check."""
        self._empty_words = tell

    @property
    def stale_text(self) -> str:
        """That the list is old, empty while it is not."""
        return "" if self._stale.isHidden() else self._stale.text()

    def tell_loading(self) -> None:
        self._frame.tell(say(words.LOADING), icon=self._stage.icon("clock-clockwise"))

    def tell_failed(self, error: Exception) -> None:
        """It could never be read."""
        icon = self._stage.icon("warning-circle", "bad")
        act = (say(words.TRY_AGAIN), self.retry_wanted.emit)
        self._frame.tell(say(words.LIST_FAILED), sentence_of(error), icon=icon, action=act)

    def tell_stale(self, *, stale: bool) -> None:
        """It could not be renewed, and shows what was known before; or it could, after all."""
        now = self._stage.local(self._stage.clock.now())
        self._stale.setText(say(words.STALE, time=telling.time_word(now)))
        self._stale.setVisible(stale)

    def tell_more(self, *, there_is_more: bool) -> None:
        """Whether the ledger holds older runs."""
        self._older.setVisible(there_is_more)
        self._older.setEnabled(there_is_more)

    def tell_state(self) -> None:
        """Rows, or in their place what is the case."""
        shown, known = self.model.rowCount(), self.model.known
        icon = self._stage.icon("clock-clockwise")
        if not known:
            act = (say(words.RUN_NOW), self.run_now_wanted.emit)
            self._frame.tell(say(words.EMPTY), self._empty_words(), icon=icon, action=act)
        elif not shown:
            clear = (say(words.CLEAR_FILTERS), self.filters.clear)
            more = count(*words.NOTHING_MATCHES_MORE, known)
            self._frame.tell(say(words.NOTHING_MATCHES), more, icon=icon, action=clear)
        else:
            self._frame.show_rows()
        self.filters.tell_shown(_shown_words(shown, known))

    def mark(self, run_id: int | None) -> None:
        """Make a run's row the current one, where it is shown."""
        row = self.model.row_of(run_id) if run_id is not None else -1
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.selectRow(row)

    def _tell_chosen(self, row: int) -> None:
        run = self.model.run_at(row)
        if run is not None:
            self.chosen.emit(run.id)

    def _filter(self) -> None:
        self.model.filter_by(self.filters.passes())
        self.tell_state()


def _shown_words(shown: int, known: int) -> str:
    if shown == known:
        return count(*words.SHOWN, known)
    return count(*words.SHOWN_OF, known, shown=telling.number_word(shown))
