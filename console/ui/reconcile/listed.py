"""What every list of this tab has: filters over it, a pane beside it, words where rows are missing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.domain.folding import search_words
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import Message, column, dress, fill, label
from console.ui.kit.words import count, say
from console.ui.reconcile.columns import Column
from console.ui.reconcile.filters import SearchFilters
from console.ui.reconcile.model import LinesModel
from console.ui.reconcile.taking_out import Shown
from console.ui.wording import reconcile as words

_PANE_LEAST = 320
Line = TypeVar("Line", bound=tuple[Any, ...])
Empty = tuple[str, str]


class LinePane(QStackedWidget, Generic[Line]):
    """What stands beside a list: what tells of one line, or words where none is chosen."""

    def __init__(self, nothing: Message) -> None:
        super().__init__()
        self.line: Line | None = None
        self.addWidget(nothing)

    def tell(self, line: Line | None) -> None:
        """Tell of this line; None is nothing."""
        self.line = line
        self.setCurrentIndex(line is not None)
        if line is not None:
            self.show_line(line)

    def show_line(self, line: Line) -> None:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Listed(Generic[Line]):
    """What makes one list differ from another: its name for `ShowPlace` and for what is remembered, its columns (it is
    sorted by the first), by what a line is found; the words of its title, of its title with a number, of its table, and
    of its figures (one and many of all, one and many of some), not yet translated."""

    key: str
    columns: Sequence[Column[Line]]
    text_of: Callable[[Line], str]
    title: str
    title_n: str
    table: str
    figures: tuple[str, str, str, str]
    newest_first: bool = False


class ListedPage(ListAndPaneView, Generic[Line]):
    """A page is told of its lines by `show_lines`; `empty` gives what is said where there are none."""

    def __init__(self, stage: Stage, of: Listed[Line], filters: SearchFilters, pane: LinePane[Line]) -> None:
        super().__init__()
        self._stage, self.of, self.key = stage, of, of.key
        self._filters, self._pane = filters, pane
        self._wanted: int | None = None
        self.is_whole = False
        self.model = LinesModel(stage, of.columns, of.text_of)
        self.table = self._make_table()
        self.frame = TableFrame(self.table)
        self.count, self.stale = label(kind="muted"), label(kind="caption", tone="warn")
        self._lay_out()
        self._filters.typed.connect(lambda typed: self.model.search(search_words(typed)))
        self._filters.search.returnPressed.connect(self._enter_list)
        self.model.shown_changed.connect(self._tell_rows)
        self.table.chosen.connect(lambda row: self._pane.tell(self.model.line(row)))
        self._keep_columns = self.table.remember(stage.settings, f"reconcile/{of.key}/columns")
        self.frame.tell(say(words.READING), icon=stage.icon("hourglass"))

    def _make_table(self) -> MarkedTable:
        made = MarkedTable(self.model, self.model, say(self.of.table), self._stage)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        numbered = dict(enumerate(self.model.columns))
        hidden = tuple(number for number, one in numbered.items() if one.hidden)
        made.set_widths({number: one.width for number, one in numbered.items()}, hidden)
        made.sortByColumn(0, Qt.SortOrder.DescendingOrder if self.of.newest_first else Qt.SortOrder.AscendingOrder)
        return made

    def _lay_out(self) -> None:
        for one in (self.stale, self.count):
            self._filters.line.addWidget(one)
        listed = dress(QWidget(), "surface")
        whole = column(fill(column(), (self._filters,), margin=Space.M, spacing=0), spacing=0)
        whole.addWidget(self.frame, 1)
        listed.setLayout(whole)
        self.split = ListAndPane(self._stage, listed, self._pane, _PANE_LEAST)
        keep_split(self.split, self._stage.settings, f"reconcile/{self.key}/split")
        body = column(spacing=0)
        body.setContentsMargins(0, 0, 0, Space.L)
        body.addWidget(self.split, 1)
        self.setLayout(body)

    # What the tab asks of it

    def title(self) -> str:
        return say(self.of.title)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return []

    @property
    def first_focus(self) -> QWidget:
        return self._filters.search if self.table.isHidden() else self.table

    def show_place(self, place: str) -> None:
        """Go to the line with this id, even if that takes clearing the filters."""
        if place.isdecimal():
            self._wanted = int(place)
            self._go_to_wanted()

    def remember(self) -> None:
        """Remember the columns; called before the window closes."""
        self._keep_columns()

    def shown(self) -> Shown:
        """What is on the screen, to be taken out of the window."""
        columns = [self.model.columns[number] for number in self.table.shown_columns()]
        rows = [[one.shown(line) for one in columns] for line in self.model.shown]
        return Shown(self.title(), [say(one.title) for one in columns], [one.width for one in columns], rows)

    def start_search(self) -> None:
        """Let something be searched for."""
        self._filters.search.setFocus()
        self._filters.search.selectAll()

    # What it shows

    def empty(self) -> Empty:
        """Headline and detail of what is said where nothing is to be listed."""
        raise NotImplementedError

    def marked_lines(self) -> tuple[Line, ...]:
        """The lines that are chosen, from top to bottom."""
        found = (self.model.line(row) for row in self.table.selected_rows())
        return tuple(line for line in found if line is not None)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show what was read anew; the place on the screen and what is marked stay."""
        is_first, self.is_whole = not self.is_whole, True
        self.stale.clear()
        self.table.hold_still()
        self.model.replace(lines)
        self.table.stand_again()
        self._go_to_wanted()
        self._choose_first()
        if is_first and self.window().focusWidget() is self._filters.search and self.model.all:
            self.table.setFocus()  # it had nowhere else to go
        self._pane.tell(self.model.line(self.table.currentIndex().row()))

    def tell_failure(self, error: Exception, again: Callable[[], object]) -> None:
        """It could not be read; what stood there stands, and says so."""
        if self.is_whole:
            self.stale.setText(say(words.STALE, error=sentence_of(error)))
            return
        self.frame.tell(
            say(words.FAILED),
            say(words.FAILED_DETAIL, error=sentence_of(error)),
            icon=self._stage.icon("warning-circle", "bad"),
            action=(say(words.TRY_AGAIN), again),
        )

    def _tell_rows(self) -> None:
        if not self.is_whole:
            return
        shown, total = len(self.model.shown), len(self.model.all)
        self._filters.setVisible(bool(total))
        self._pane.setVisible(bool(total))
        one, many, some, some_many = self.of.figures
        told = (one, many) if shown == total else (some, some_many)
        self.count.setText(count(*told, total, shown=self.locale().toString(shown)) if total else "")
        if shown:
            self.frame.show_rows()
        elif total:
            clear = (say(words.CLEAR_FILTERS), self._filters.clear)
            named = say(words.NOTHING_MATCHES, filters=self._names_of_filters())
            self.frame.tell(named, icon=self._stage.icon("magnifying-glass"), action=clear)
        else:
            headline, detail = self.empty()
            self.frame.tell(headline, detail, icon=self._stage.icon("check-circle", "good"))

    def _names_of_filters(self) -> str:
        first, *rest = self._filters.names()
        for name in rest:
            first = say(words.JOINED, first=first, second=name)
        return first

    # Moving in it

    def _enter_list(self) -> None:
        if self.model.shown:
            self.table.setFocus()
            self._choose_first()

    def _choose_first(self) -> None:
        if self.model.shown and self.table.current_id() is None:
            self.table.selectRow(0)

    def _go_to_wanted(self) -> None:
        if not self.is_whole or self._wanted is None:
            return
        if not self.table.go_to(self._wanted) and any(line[0] == self._wanted for line in self.model.all):
            self._filters.clear()
            self.table.go_to(self._wanted)
        self._wanted = None
