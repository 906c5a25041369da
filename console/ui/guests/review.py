"""The page of the Guests tab on which guests are reviewed: its lists, one behind the other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from console.domain.guests.review_lines import DecidedLine, DecisionKind, TiedSource
from console.jobs.runner import Runner
from console.services.guest_decisions import GuestDesk
from console.services.guest_review import ReviewBook
from console.ui.guests.review_deeds import ReviewDeeds
from console.ui.guests.review_open import OpenView, OpenWords
from console.ui.guests.review_past import PastView, PastWords, separating, undoing
from console.ui.guests.review_past_models import AUTOMATIC, DECIDED, PastModel, PastTelling
from console.ui.guests.review_telling import ReviewTelling
from console.ui.kit.acts import act, gap
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress
from console.ui.kit.words import say
from console.ui.wording import guest_review as words

View = OpenView | PastView[DecidedLine] | PastView[TiedSource]
_OPEN, _RARE = range(2)


class ReviewPage(QWidget):
    """`counted` tells what stands on the page's tab and how many pairs wait; `guest_wanted` whose card to open.

    Reads through `stage.reader`; what is decided is an errand on `runner`, which `desk` carries out.
    """

    key = "review"
    counted = Signal(str, int)
    guest_wanted = Signal(int)

    def __init__(self, stage: Stage, book: ReviewBook, runner: Runner, desk: Callable[[], GuestDesk]) -> None:
        super().__init__()
        self.deeds = ReviewDeeds(runner, desk)
        self.deeds.setParent(self)
        telling = ReviewTelling(stage)
        past = PastTelling(stage, telling)
        self.open = OpenView(
            stage,
            telling,
            book,
            self.deeds,
            book.open,
            OpenWords("open", telling.head, words.EMPTY, words.EMPTY_DETAIL),
        )
        self.rare = OpenView(
            stage,
            telling,
            book,
            self.deeds,
            book.rare_names,
            OpenWords("rare", telling.rare_head, words.EMPTY_RARE, words.EMPTY_RARE_DETAIL),
        )
        self.done = PastView(
            stage,
            self.deeds,
            PastModel(stage, past, DECIDED),
            lambda _day: book.decided(DecisionKind.MERGE, DecisionKind.SPLIT),
            PastWords("done", words.LIST_DONE, words.HINT_DONE, words.EMPTY_DONE),
            undoing(self.deeds, past, words.UNDO_ONE),
        )
        self.apart = PastView(
            stage,
            self.deeds,
            PastModel(stage, past, DECIDED),
            lambda _day: book.decided(DecisionKind.NOT_SAME),
            PastWords("apart", words.LIST_APART, words.HINT_APART, words.EMPTY_APART),
            undoing(self.deeds, past, words.TAKE_BACK),
        )
        self.automatic = PastView(
            stage,
            self.deeds,
            PastModel(stage, past, AUTOMATIC),
            lambda _day: book.automatic(),
            PastWords("automatic", words.LIST_AUTOMATIC, words.HINT_AUTOMATIC, words.EMPTY_AUTOMATIC),
            separating(self.deeds, past),
        )
        self._views: tuple[tuple[View, str], ...] = (
            (self.open, words.LIST_OPEN),
            (self.rare, words.LIST_RARE),
            (self.done, words.LIST_DONE),
            (self.apart, words.LIST_APART),
            (self.automatic, words.LIST_AUTOMATIC),
        )
        self.lists = QTabBar()
        self.stack = QStackedWidget()
        self._build()
        self._actions = self._make_actions()
        self.open.feed.begin()

    def _build(self) -> None:
        dress(self.lists, "pane")
        self.lists.setAccessibleName(say(words.LISTS))
        self.lists.setUsesScrollButtons(False)
        self.lists.setExpanding(False)
        for view, text in self._views:
            self.lists.addTab(say(text))
            self.stack.addWidget(view)
            view.guest_wanted.connect(self.guest_wanted)
        self.lists.currentChanged.connect(self._turn_to)
        self.open.counted.connect(self._count_open)
        self.rare.counted.connect(lambda number: self._count(_RARE, words.LIST_RARE, number))
        body = column(self.lists, spacing=Space.S)
        body.setContentsMargins(0, 0, 0, Space.M)
        body.addWidget(self.stack, 1)
        self.setLayout(body)

    # -- what the tab asks of it

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def first_focus(self) -> QWidget:
        return self._view.first_focus

    def show_place(self, place: str) -> None:
        """Go to a list by its name (`done`, `apart`, `automatic`, `rare`), or to the first pair with a guest (id)."""
        named: dict[str, View] = {
            "rare": self.rare,
            "done": self.done,
            "apart": self.apart,
            "automatic": self.automatic,
        }
        view = named.get(place, self.open)
        self.lists.setCurrentIndex(self.stack.indexOf(view))
        if place.isdecimal():
            self.open.choose_guest(int(place))

    def remember(self) -> None:
        """Keep the columns."""
        for view in (self.done, self.apart, self.automatic):
            view.remember()

    # -- turning

    @property
    def _view(self) -> View:
        return self._views[self.stack.currentIndex()][0]

    def _turn_to(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.lists.updateGeometry()  # the words of the one in front are bold, and wider
        self._view.feed.begin()
        self._view.first_focus.setFocus()

    def _make_actions(self) -> list[QAction]:
        found = [
            act(self, say(text), partial(self.lists.setCurrentIndex, number), f"Alt+{number + 1}", self)
            for number, (_, text) in enumerate(self._views)
        ]
        return [*found, gap(self), *self.open.actions_here()]

    def _count_open(self, number: int) -> None:
        self._count(_OPEN, words.LIST_OPEN, number)
        self.counted.emit(say(words.TITLE_WITH, n=number) if number else say(words.TITLE), number)

    def _count(self, at: int, text: str, number: int) -> None:
        self.lists.setTabText(at, say(words.WITH_NUMBER, text=say(text), n=number) if number else say(text))
