"""A page of differences: filters over the list, and beside it the pane of one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from console.domain.discrepancies import DiscrepancyStatus
from console.domain.discrepancy_lines import DiscrepancyLine, search_text
from console.services.discrepancy_book import ReconcileStanding
from console.ui.kit.acts import act, gap
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reconcile.deeds import DifferenceDeeds
from console.ui.reconcile.differences import columns_of
from console.ui.reconcile.feed import Reading, ReconcileFeed
from console.ui.reconcile.filters import DifferenceFilters
from console.ui.reconcile.listed import Empty, Listed, ListedPage
from console.ui.reconcile.pane import DifferencePane
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import reconcile as words

_FIGURES = (words.SHOWN_ONE, words.SHOWN_MANY, words.SOME_ONE, words.SOME_MANY)


@dataclass(frozen=True, slots=True)
class PageOf:
    """Which differences a page is about, and what it says of itself, not yet translated; `empty` gives headline and
    detail of what is said instead of rows. `with_state` shows what people said, `counts` makes them things to do."""

    key: str
    statuses: Collection[DiscrepancyStatus]
    title: str
    title_n: str
    table: str
    empty: Callable[[ReconcileStanding], Empty]
    with_state: bool = False
    counts: bool = False


class DifferencesPage(ListedPage[DiscrepancyLine]):
    """`counted` tells what stands on the page's tab and how many wait for a person; `opened` carries the line that is
    to be looked at closely (Enter), `marked` the lines that are chosen, whenever that changes."""

    counted = Signal(str, int)
    opened = Signal(object)
    marked = Signal(object)

    def __init__(self, stage: Stage, of: PageOf, deeds: DifferenceDeeds, telling: DifferenceTelling) -> None:
        self._of, self.deeds, self.telling = of, deeds, telling
        self._standing = ReconcileStanding()
        self.filters = DifferenceFilters(stage, f"reconcile/{of.key}")
        self.pane = DifferencePane(stage, telling)
        columns = columns_of(telling, with_state=of.with_state)
        listed = Listed(of.key, columns, search_text, of.title, of.title_n, of.table, _FIGURES)
        super().__init__(stage, listed, self.filters, self.pane)
        self.model.sift(self.filters.passing())
        self._connect()
        self._acts = self._make_acts()

    def _connect(self) -> None:
        self.filters.changed.connect(lambda: self.model.sift(self.filters.passing()))
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

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups; what both pages offer stands there once."""
        if self._of.counts:
            return [*self._acts, gap(self), *self.filters.switches(self)]
        return [one for one in self._acts if one.text() == say(words.BACK)]

    # What it shows

    def follow(self, feed: ReconcileFeed) -> None:
        """Show what it reads."""
        feed.came.connect(self.take)
        feed.failed.connect(lambda error: self.tell_failure(error, feed.read))

    def take(self, reading: Reading) -> None:
        """Show of what was read anew what this page is about."""
        self._standing = reading.standing
        lines = [line for line in reading.lines if line.status in self._of.statuses]
        self.filters.count(lines)
        self.show_lines(lines)
        text = say(self._of.title_n, n=len(lines)) if lines else self.title()
        self.counted.emit(text, len(lines) if self._of.counts else 0)

    def empty(self) -> Empty:
        return self._of.empty(self._standing)

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
