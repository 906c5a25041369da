"""A page of differences: filters over the list, and beside it the pane of one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.discrepancies import DiscrepancyStatus
from console.domain.discrepancy_lines import DiscrepancyLine, search_text
from console.domain.folding import search_words
from console.services.discrepancy_book import ReconcileStanding
from console.ui.kit.acts import act, gap
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import column, dress, fill, label
from console.ui.kit.words import count, say
from console.ui.reconcile.deeds import DifferenceDeeds
from console.ui.reconcile.differences import columns_of
from console.ui.reconcile.feed import Reading, ReconcileFeed
from console.ui.reconcile.filters import DifferenceFilters
from console.ui.reconcile.model import LinesModel
from console.ui.reconcile.pane import DifferencePane
from console.ui.reconcile.taking_out import Shown
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import reconcile as words

_PANE_LEAST = 320


@dataclass(frozen=True, slots=True)
class PageOf:
    """Which differences a page is about, and what it says of itself, not yet translated; `empty` gives headline and
    detail of what is said instead of rows. `with_state` shows what people said, `counts` makes them things to do."""

    key: str
    statuses: Collection[DiscrepancyStatus]
    title: str
    title_n: str
    table: str
    empty: Callable[[ReconcileStanding], tuple[str, str]]
    with_state: bool = False
    counts: bool = False


class DifferencesPage(ListAndPaneView):
    """`counted` tells what stands on the page's tab and how many wait for a person; `opened` carries the line that is
    to be looked at closely (Enter), `marked` the lines that are chosen, whenever that changes."""

    counted = Signal(str, int)
    opened = Signal(object)
    marked = Signal(object)

    def __init__(self, stage: Stage, of: PageOf, deeds: DifferenceDeeds, telling: DifferenceTelling) -> None:
        super().__init__()
        self._stage, self._of, self.deeds, self.telling = stage, of, deeds, telling
        self.key = of.key
        self._standing = ReconcileStanding()
        self._wanted: int | None = None
        self.is_whole = False
        self.model = LinesModel[DiscrepancyLine](stage, columns_of(telling, with_state=of.with_state), search_text)
        self.table = MarkedTable(self.model, self.model, say(of.table), stage)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        numbered = dict(enumerate(self.model.columns))
        hidden = tuple(number for number, one in numbered.items() if one.hidden)
        self.table.set_widths({number: one.width for number, one in numbered.items()}, hidden)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.frame = TableFrame(self.table)
        self.filters = DifferenceFilters(stage, f"reconcile/{of.key}")
        self.count, self.stale = label(kind="muted"), label(kind="caption", tone="warn")
        self.pane = DifferencePane(stage, telling)
        self.model.sift(self.filters.passes)
        self._lay_out()
        self._connect()
        self._acts = self._make_acts()
        self._keep_columns = self.table.remember(stage.settings, f"reconcile/{of.key}/columns")
        self.frame.tell(say(words.READING), icon=stage.icon("hourglass"))

    # Building

    def _lay_out(self) -> None:
        for one in (self.stale, self.count):
            self.filters.line.addWidget(one)
        listed = dress(QWidget(), "surface")
        whole = column(fill(column(), (self.filters,), margin=Space.M, spacing=0), spacing=0)
        whole.addWidget(self.frame, 1)
        listed.setLayout(whole)
        self.split = ListAndPane(self._stage, listed, self.pane, _PANE_LEAST)
        keep_split(self.split, self._stage.settings, f"reconcile/{self.key}/split")
        body = column(spacing=0)
        body.setContentsMargins(0, 0, 0, Space.L)
        body.addWidget(self.split, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.filters.changed.connect(lambda: self.model.sift(self.filters.passes))
        self.filters.typed.connect(lambda typed: self.model.search(search_words(typed)))
        self.filters.search.returnPressed.connect(self._enter_list)
        self.model.shown_changed.connect(self._tell_rows)
        self.table.chosen.connect(lambda row: self.pane.tell(self.model.line(row)))
        self.table.opened.connect(lambda row: self.opened.emit(self.model.line(row)))
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self.marked.emit(self.marked_lines()))
        self.pane.later_wanted.connect(self.put_off)
        self.pane.expect_wanted.connect(self.expect)
        self.pane.note_wanted.connect(self.note)
        self.pane.back_wanted.connect(self.look_again)

    def _make_acts(self) -> list[QAction]:
        """Single letters work within the list alone."""
        said = [(words.EXPECT, self.expect, "E"), (words.NOTE, self.note, "N"), (words.BACK, self.look_again, "R")]
        if not self._of.with_state:
            said = [(words.LATER, self.put_off, "S"), *said[:2]]
        return [act(self, say(text), does, key, self.table) for text, does, key in said]

    def offer(self, acts: Sequence[QAction]) -> None:
        """Offer these too, before what is only said of a difference."""
        self._acts[:0] = [*acts, gap(self)]

    # What the tab asks of it

    def title(self) -> str:
        return say(self._of.title)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return [*self._acts, gap(self), *self.filters.switches(self)] if self._of.counts else []

    @property
    def first_focus(self) -> QWidget:
        return self.filters.search if self.table.isHidden() else self.table

    def show_place(self, place: str) -> None:
        """Go to the difference with this id, even if that takes clearing the filters."""
        if place.isdecimal():
            self._wanted = int(place)
            self._go_to_wanted()

    def remember(self) -> None:
        """Remember the columns; called before the window closes."""
        self._keep_columns()

    # What it shows

    def marked_lines(self) -> tuple[DiscrepancyLine, ...]:
        """The lines that are chosen, from top to bottom."""
        found = (self.model.line(row) for row in self.table.selected_rows())
        return tuple(line for line in found if line is not None)

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters.names())

    def shown(self) -> Shown:
        """What is on the screen, to be taken out of the window."""
        columns = [self.model.columns[number] for number in self.table.shown_columns()]
        rows = [[one.shown(line) for one in columns] for line in self.model.shown]
        widths = [one.width for one in columns]
        return Shown(self.title(), [say(one.title) for one in columns], widths, rows)

    def follow(self, feed: ReconcileFeed) -> None:
        """Show what it reads."""
        feed.came.connect(self.take)
        feed.failed.connect(lambda error: self.tell_failure(error, feed.read))

    def take(self, reading: Reading) -> None:
        """Show what was read anew; the place on the screen and what is marked stay."""
        is_first, self.is_whole, self._standing = not self.is_whole, True, reading.standing
        lines = [line for line in reading.lines if line.status in self._of.statuses]
        self.stale.clear()
        self.table.hold_still()
        self.filters.count(lines)
        self.model.replace(lines)
        self.table.stand_again()
        self._go_to_wanted()
        self._choose_first()
        if is_first and self.filters.search.hasFocus() and lines:
            self.table.setFocus()  # it had nowhere else to go
        self.pane.tell(self.model.line(self.table.currentIndex().row()))
        text = say(self._of.title_n, n=len(lines)) if lines else self.title()
        self.counted.emit(text, len(lines) if self._of.counts else 0)

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
        self.filters.setVisible(bool(total))
        self.pane.setVisible(bool(total))
        one, many = (words.SHOWN_ONE, words.SHOWN_MANY) if shown == total else (words.SOME_ONE, words.SOME_MANY)
        self.count.setText(count(one, many, total, shown=self.locale().toString(shown)) if total else "")
        if shown:
            self.frame.show_rows()
        elif total:
            clear = (say(words.CLEAR_FILTERS), self.filters.clear)
            told = say(words.NOTHING_MATCHES, filters=self._names_of_filters())
            self.frame.tell(told, icon=self._stage.icon("magnifying-glass"), action=clear)
        else:
            headline, detail = self._of.empty(self._standing)
            self.frame.tell(headline, detail, icon=self._stage.icon("check-circle", "good"))

    def _names_of_filters(self) -> str:
        first, *rest = self.filters.names()
        for name in rest:
            first = say(words.JOINED, first=first, second=name)
        return first

    # What is done in it

    def put_off(self) -> None:
        """Ask until when the marked ones are put off."""
        if lines := self.marked_lines():
            menu = self.deeds.later_menu(self, lines)
            menu.aboutToHide.connect(menu.deleteLater)
            place = self.pane.later if self.pane.later.isVisible() else self.table
            menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def expect(self) -> None:
        """Ask until when and why the marked ones may differ."""
        if lines := self.marked_lines():
            self.deeds.expect(self, lines)

    def note(self) -> None:
        """Write something to the marked ones."""
        if lines := self.marked_lines():
            self.deeds.note(self, lines)

    def look_again(self) -> None:
        """Bring the marked ones back for review."""
        if lines := self.marked_lines():
            self.deeds.look_again(lines)

    def start_search(self) -> None:
        """Let something be searched for."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

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
        if not self.table.go_to(self._wanted) and any(line.id == self._wanted for line in self.model.all):
            self.filters.clear()
            self.table.go_to(self._wanted)
        self._wanted = None
