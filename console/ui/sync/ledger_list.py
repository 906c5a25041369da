"""A list of numbered things with its filters over it, and what it says where there is nothing to list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, fill, label
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.ledger_model import LedgerModel
from console.ui.sync.list_filters import ListFilters

_ROWS_AT_LEAST = 5
Plural = tuple[str, str]
M = TypeVar("M", bound=LedgerModel[Any])
F = TypeVar("F", bound=ListFilters)


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list says of itself, not yet translated; `icon` stands over what it says in place of rows."""

    icon: str
    name: str
    loading: str
    failed: str
    again: str
    stale: str
    nothing_matches: str
    nothing_matches_more: Plural
    clear: str
    shown: Plural
    shown_of: Plural
    older: str
    older_tip: str


@dataclass(frozen=True, slots=True)
class Empty:
    """What is said where nothing is known yet, in words for people; `act` is what one may do about it."""

    headline: str
    more: str
    act: tuple[str, Callable[[], object]] | None = None


class LedgerList(QWidget, Generic[M, F]):
    """`chosen` tells the number of what was chosen; the other signals are what its states and its foot ask for.

    What it shows in place of rows while nothing is known is `empty`; `passes` gives the filter as it stands now.
    """

    chosen = Signal(int)
    older_wanted = Signal()
    retry_wanted = Signal()

    def __init__(
        self,
        stage: Stage,
        model: M,
        filters: F,
        passes: Callable[[], Callable[[Any], bool]],
        words: ListWords,
        empty: Callable[[], Empty],
    ) -> None:
        super().__init__()
        dress(self, "surface")
        self._stage, self._words, self._passes, self._empty = stage, words, passes, empty
        self.model, self.filters = model, filters
        self.table = Table(model, say(words.name), stage)
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.setMinimumHeight(stage.row_height * _ROWS_AT_LEAST)
        self.table.chosen.connect(self._tell_chosen)
        self._frame = TableFrame(self.table)
        self.filters.changed.connect(self._filter)
        self._stale = label(kind="caption", tone="warn")
        self._stale.hide()
        self.older = button(say(words.older), self.older_wanted.emit, "link", tip=say(words.older_tip))
        self.older.hide()
        self.older.setEnabled(False)
        self._body = column(fill(column(), (filters, self._stale), margin=Space.M, spacing=Space.XS), spacing=0)
        self._body.addWidget(self._frame, 1)
        self.setLayout(self._body)

    # -- states

    @property
    def stale_text(self) -> str:
        """That the list is old, empty while it is not."""
        return "" if self._stale.isHidden() else self._stale.text()

    def tell_loading(self) -> None:
        """It is read for the first time."""
        self._frame.tell(say(self._words.loading), icon=self._stage.icon(self._words.icon))

    def tell_failed(self, error: Exception) -> None:
        """It could never be read."""
        icon = self._stage.icon("warning-circle", "bad")
        again = (say(self._words.again), self.retry_wanted.emit)
        self._frame.tell(say(self._words.failed), sentence_of(error), icon=icon, action=again)

    def tell_stale(self, *, stale: bool) -> None:
        """It could not be renewed, and shows what was known before; or it could, after all."""
        now = self._stage.local(self._stage.clock.now())
        self._stale.setText(say(self._words.stale, time=telling.time_word(now)))
        self._stale.setVisible(stale)

    def tell_more(self, *, there_is_more: bool) -> None:
        """Whether older ones are kept."""
        self.older.setVisible(there_is_more)
        self.older.setEnabled(there_is_more)

    def tell_state(self) -> None:
        """Rows, or in their place what is the case."""
        shown, known = self.model.rowCount(), self.model.known
        icon = self._stage.icon(self._words.icon)
        if not known:
            empty = self._empty()
            self._frame.tell(empty.headline, empty.more, icon=icon, action=empty.act)
        elif not shown:
            clear = (say(self._words.clear), self.filters.clear)
            more = count(*self._words.nothing_matches_more, known)
            self._frame.tell(say(self._words.nothing_matches), more, icon=icon, action=clear)
        else:
            self._frame.show_rows()
        self.filters.tell_shown(self._shown_words(shown, known))

    def _shown_words(self, shown: int, known: int) -> str:
        if shown == known:
            return count(*self._words.shown, known)
        return count(*self._words.shown_of, known, shown=telling.number_word(shown))

    # -- choosing

    def mark(self, number: int | None) -> None:
        """Make the row of this number the current one, where it is shown."""
        at = self.model.row_of(number) if number is not None else -1
        if at >= 0 and at != self.table.currentIndex().row():
            self.table.selectRow(at)

    def _tell_chosen(self, at: int) -> None:
        number = self.model.number_at(at)
        if number is not None:
            self.chosen.emit(number)

    def _filter(self) -> None:
        self.model.filter_by(self._passes())
        self.tell_state()
