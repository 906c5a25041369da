"""The list of checks with its filters."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.ui.kit.acts import press
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync.cells import Column
from console.ui.sync.filters import FilterLine
from console.ui.sync.ledger_list import Empty, LedgerList, ListWords
from console.ui.sync.runs_model import RunsModel
from console.ui.wording import sync as words

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
_WORDS = ListWords(
    icon="clock-clockwise",
    name=words.RUNS,
    loading=words.LOADING,
    failed=words.LIST_FAILED,
    again=words.TRY_AGAIN,
    stale=words.STALE,
    nothing_matches=words.NOTHING_MATCHES,
    nothing_matches_more=words.NOTHING_MATCHES_MORE,
    clear=words.CLEAR_FILTERS,
    shown=words.SHOWN,
    shown_of=words.SHOWN_OF,
    older=words.LOAD_OLDER,
    older_tip=words.LOAD_OLDER_TIP,
)


class RunsList(LedgerList[RunsModel, FilterLine]):
    """As every list of the tab; `run_now_wanted` asks for the first check."""

    run_now_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        filters = FilterLine()
        self._empty_words: Callable[[], str] = lambda: say(words.EMPTY_NOW)
        super().__init__(stage, RunsModel(stage), filters, filters.passes, _WORDS, self._nothing_yet)
        self.table.set_widths({int(number): width for number, width in _WIDTHS.items()})
        header = self.table.horizontalHeader()
        for place, number in enumerate(_WIDTHS):
            header.moveSection(header.visualIndex(number), place)
        self._body.addWidget(self.older, alignment=Qt.AlignmentFlag.AlignHCenter)

    def older_act(self, parent: QWidget, go: Callable[[], object]) -> QAction:
        """What the foot does, for the menu bar."""
        return press(parent, self.older, go)

    def set_empty_words(self, tell: Callable[[], str]) -> None:
        """What an empty list says about the first check."""
        self._empty_words = tell

    def _nothing_yet(self) -> Empty:
        return Empty(say(words.EMPTY), self._empty_words(), (say(words.RUN_NOW), self.run_now_wanted.emit))
