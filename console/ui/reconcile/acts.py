"""The pages of what was done: by rules, and by people; each deed can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QShowEvent

from console.domain.act_lines import ActLine, ActResult, search_text
from console.domain.acts import ActKind
from console.services.act_book import ActBook
from console.ui.kit.acts import act
from console.ui.kit.answers import Saver
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done
from console.ui.reconcile.act_pane import ActPane
from console.ui.reconcile.act_telling import RESULTS, ActTelling
from console.ui.reconcile.columns import Column
from console.ui.reconcile.feed import ReconcileFeed
from console.ui.reconcile.filters import SearchFilters
from console.ui.reconcile.listed import Empty, Listed, ListedPage
from console.ui.wording import reconcile as words

if TYPE_CHECKING:
    from console.services.editing import EditDesk

_FIGURES = (words.ACT_ONE, words.ACT_MANY, words.ACT_SOME_ONE, words.ACT_SOME_MANY)


@dataclass(frozen=True, slots=True)
class ActsOf:
    """Which acts a page is about, and what it says of itself, not yet translated."""

    key: str
    kind: ActKind
    title: str
    table: str
    empty: Empty


BY_RULES = ActsOf(
    "by_rule",
    ActKind.RULE,
    words.PAGE_RULES,
    words.TABLE_RULES,
    (words.RULES_EMPTY, words.RULES_EMPTY_DETAIL),
)
BY_US = ActsOf("by_us", ActKind.FIX, words.PAGE_US, words.TABLE_US, (words.US_EMPTY, words.US_EMPTY_DETAIL))


@dataclass(frozen=True, slots=True)
class ActServices:
    """What these pages read, and what takes a deed back, on the thread for short writes."""

    book: ActBook
    desk: "Callable[[], EditDesk]"
    saver: Saver


class ActsPage(ListedPage[ActLine]):
    """Reads when it is first seen, and then with the lists of differences."""

    def __init__(self, stage: Stage, of: ActsOf, services: ActServices, telling: ActTelling) -> None:
        self._acts_of, self._services, self._telling = of, services, telling
        self.filters = SearchFilters(stage, say(words.ACT_SEARCH_HINT), say(words.ACT_SEARCH_NAME))
        self.pane = ActPane(stage, telling)
        columns = columns_of(telling, by_rules=of.kind is ActKind.RULE)
        listed = Listed(of.key, columns, search_text, of.title, of.title, of.table, _FIGURES, newest_first=True)
        super().__init__(stage, listed, self.filters, self.pane)
        self.table.chosen.connect(self._ask_what_undo_does)
        self.pane.undo_wanted.connect(self.undo)
        self._undo = act(self, say(words.UNDO), self.undo, "Ctrl+U", self.table)

    def actions(self) -> list[QAction]:
        """For the menu bar; one entry stands for both pages."""
        return [self._undo] if self._acts_of is BY_US else []

    def follow(self, feed: ReconcileFeed) -> None:
        """Read whenever it does, once anybody has looked here."""
        feed.came.connect(lambda _reading: self.read() if self.is_whole else None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_whole:
            self.read()

    def read(self) -> None:
        """Read anew."""
        self._stage.reader.ask(
            partial(self._services.book.lines, self._acts_of.kind),
            self.show_lines,
            lambda error: self.tell_failure(error, self.read),
        )

    def empty(self) -> Empty:
        headline, detail = self._acts_of.empty
        return say(headline), say(detail)

    # Undoing

    def undo(self) -> None:
        """Take back the marked ones, the newest first."""
        for line in sorted(self.marked_lines(), reverse=True):
            if line.can_be_undone and line.result is not ActResult.TAKEN_BACK:
                self._take_back(line)

    def _take_back(self, line: ActLine) -> None:
        said = say(words.UNDONE, what=self._telling.what(line))
        self._services.saver.save(
            lambda: self._services.desk().undo(line.id),
            lambda _acts: self._tell(said),
            lambda error: self._tell(say(words.NOT_UNDONE, error=sentence_of(error))),
        )

    def _tell(self, sentence: str) -> None:
        self._stage.courier.send(Done(sentence))
        self.read()

    def _ask_what_undo_does(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and line.result is not ActResult.TAKEN_BACK:
            ask = partial(self._services.book.undo_sends, line.id)
            self._stage.reader.ask(ask, partial(self.pane.tell_undo, line.id))


def columns_of(telling: ActTelling, *, by_rules: bool) -> tuple[Column[ActLine], ...]:
    """Those of what rules did, or of what people did."""
    who: Column[ActLine] = Column("who", words.ACT_WHO, telling.who, telling.who, 120)
    if by_rules:
        who = Column("rule", words.ACT_RULE, telling.rule, telling.rule, 220)
    return (
        Column("at", words.ACT_WHEN, telling.when, lambda line: (line.at, line.id), 110, listened=telling.row),
        who,
        Column("guest", words.GUEST, telling.guest, lambda line: line.guest.lower(), 190),
        Column("arrival", words.ARRIVAL, telling.arrival, lambda line: line.arrival, 96),
        Column("what", words.ACT_WHAT, telling.what, telling.what, 260),
        Column("result", words.ACT_RESULT, telling.result, telling.result, 170, lambda line: RESULTS[line.result][2]),
    )
