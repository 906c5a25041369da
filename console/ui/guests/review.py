"""The page of the Guests tab on which guests are reviewed: its lists, one behind the other."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from console.domain.guests.review_lines import DecidedLine, DecisionKind, OpenProposal, TiedSource
from console.domain.undoing import DeedBook
from console.jobs.runner import Runner
from console.services.guest_decisions import GuestDesk
from console.services.guest_review import ReviewBook
from console.ui.guests.review_deeds import ReviewDeeds
from console.ui.guests.review_list import OpenWords
from console.ui.guests.review_open import OpenView
from console.ui.guests.review_past import PastView, PastWords, separating, undoing
from console.ui.guests.review_past_models import AUTOMATIC, DECIDED, PastModel, PastTelling
from console.ui.guests.review_telling import ReviewTelling
from console.ui.kit.acts import act, gap
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress
from console.ui.kit.words import say
from console.ui.parts import TakenBack
from console.ui.wording import guest_review as words

View = OpenView | PastView[DecidedLine] | PastView[TiedSource]
Line = TypeVar("Line", DecidedLine, TiedSource)
_OPEN = "open"
_LISTS = {
    _OPEN: words.LIST_OPEN,
    "rare": words.LIST_RARE,
    "done": words.LIST_DONE,
    "apart": words.LIST_APART,
    "automatic": words.LIST_AUTOMATIC,
}


class ReviewPage(QWidget):
    """`counted` tells what stands on the page's tab and how many pairs wait; `guest_wanted` whose card to open.

    Reads through `stage.reader`; what is decided is an errand on `runner`, which `desk` carries out. The lists beside
    the first are made when somebody turns to them.
    """

    key = "review"
    counted = Signal(str, int)
    guest_wanted = Signal(int)

    def __init__(self, stage: Stage, book: ReviewBook, runner: Runner, desk: Callable[[], GuestDesk]) -> None:
        super().__init__()
        self._stage, self._book = stage, book
        self.deeds = ReviewDeeds(runner, desk)
        self.deeds.setParent(self)
        self._telling = ReviewTelling(stage)
        self._past = PastTelling(stage, self._telling)
        self._made: list[PastView[Any]] = []
        self.lists = QTabBar()
        self.stack = QStackedWidget()
        self._build()
        self._actions = self._make_actions()
        self.open.feed.begin()
        stage.courier.arrived.connect(self._hear)

    def _hear(self, news: object) -> None:
        if isinstance(news, TakenBack) and news.key.book is DeedBook.DECISIONS:
            self.deeds.forget(news.key.number)

    def _build(self) -> None:
        dress(self.lists, "pane")
        self.lists.setAccessibleName(say(words.LISTS))
        self.lists.setUsesScrollButtons(True)
        self.lists.setExpanding(False)
        for text in _LISTS.values():
            self.lists.addTab(say(text))
        self.stack.addWidget(self.open)
        self.lists.currentChanged.connect(lambda number: self._turn_to(list(_LISTS)[number]))
        body = column(self.lists, spacing=Space.S)
        body.setContentsMargins(0, 0, 0, Space.M)
        body.addWidget(self.stack, 1)
        self.setLayout(body)

    # -- the lists

    @cached_property
    def open(self) -> OpenView:
        """What is proposed."""
        told = OpenWords(_OPEN, self._telling.head, words.EMPTY, words.EMPTY_DETAIL)
        view = self._pairs(self._book.open, told)
        view.counted.connect(self._tell_waiting)
        return view

    @cached_property
    def rare(self) -> OpenView:
        """What has nothing but a rare name in common."""
        told = OpenWords("rare", self._telling.rare_head, words.EMPTY_RARE, words.EMPTY_RARE_DETAIL)
        return self._pairs(self._book.rare_names, told)

    def _pairs(self, question: Callable[[str], Sequence[OpenProposal]], told: OpenWords) -> OpenView:
        view = OpenView(self._stage, self._telling, self._book, self.deeds, question, told)
        view.counted.connect(lambda number: self._count(told.key, number))
        view.guest_wanted.connect(self.guest_wanted)
        return view

    @cached_property
    def done(self) -> PastView[DecidedLine]:
        """What people merged and took apart."""
        told = PastWords("done", words.LIST_DONE, words.HINT_DONE, words.EMPTY_DONE)
        return self._decided(told, words.UNDO_ONE, DecisionKind.MERGE, DecisionKind.SPLIT)

    @cached_property
    def apart(self) -> PastView[DecidedLine]:
        """Who is not the same."""
        told = PastWords("apart", words.LIST_APART, words.HINT_APART, words.EMPTY_APART)
        return self._decided(told, words.TAKE_BACK, DecisionKind.NOT_SAME)

    def _decided(self, told: PastWords, undo: str, *kinds: DecisionKind) -> PastView[DecidedLine]:
        model = PastModel(self._stage, self._past, DECIDED)
        offer = undoing(self.deeds, self._past, undo)
        return self._joined(
            PastView(self._stage, self.deeds, model, lambda _day: self._book.decided(*kinds), told, offer)
        )

    @cached_property
    def automatic(self) -> PastView[TiedSource]:
        """What the rules did."""
        told = PastWords("automatic", words.LIST_AUTOMATIC, words.HINT_AUTOMATIC, words.EMPTY_AUTOMATIC)
        model = PastModel(self._stage, self._past, AUTOMATIC)
        offer = separating(self.deeds, self._past)
        return self._joined(PastView(self._stage, self.deeds, model, lambda _day: self._book.automatic(), told, offer))

    def _joined(self, view: PastView[Line]) -> PastView[Line]:
        self._made.append(view)
        view.guest_wanted.connect(self.guest_wanted)
        return view

    def _view(self, key: str) -> View:
        found: View = getattr(self, key)
        return found

    # -- what the tab asks of it

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def first_focus(self) -> QWidget:
        return self._view(list(_LISTS)[self.lists.currentIndex()]).first_focus

    def show_place(self, place: str) -> None:
        """Go to a list by its name (`done`, `apart`, `automatic`, `rare`), or to the first pair with a guest (id)."""
        self._show(place if place in _LISTS else _OPEN)
        if place.isdecimal():
            self.open.choose_guest(int(place))

    def remember(self) -> None:
        """Keep the columns."""
        for view in self._made:
            view.remember()

    # -- turning

    def _show(self, key: str) -> None:
        self.lists.setCurrentIndex(list(_LISTS).index(key))

    def _turn_to(self, key: str) -> None:
        view = self._view(key)
        if self.stack.indexOf(view) < 0:
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.lists.updateGeometry()  # the words of the one in front are bold, and wider
        view.feed.begin()
        view.first_focus.setFocus()

    def _make_actions(self) -> list[QAction]:
        found = [
            act(self, say(text), partial(self._show, key), f"Alt+{number}", self)
            for number, (key, text) in enumerate(_LISTS.items(), start=1)
        ]
        return [*found, gap(self), *self.open.actions_here()]

    def _tell_waiting(self, number: int) -> None:
        self.counted.emit(say(words.TITLE_WITH, n=number) if number else say(words.TITLE), number)

    def _count(self, key: str, number: int) -> None:
        text = say(_LISTS[key])
        shown = say(words.WITH_NUMBER, text=text, n=number) if number else text
        self.lists.setTabText(list(_LISTS).index(key), shown)
