"""The lists beside the pairs to review: what people decided, and what the rules did; each may be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.domain.guests.review_lines import DecidedLine, TiedSource
from console.ui.guests.review_deeds import Deed, ReviewDeeds
from console.ui.guests.review_feed import ReviewFeed
from console.ui.guests.review_foot import DoneBar, tell_trouble
from console.ui.guests.review_past_models import PastModel, PastTelling
from console.ui.kit.acts import act
from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

Line = TypeVar("Line", DecidedLine, TiedSource)


@dataclass(frozen=True, slots=True)
class Offer(Generic[Line]):
    """What may be done about a line: the words of the button (empty for nothing), what it does, and the guest whose
    card the line leads to (None for none)."""

    words: Callable[[Line], str]
    take_back: Callable[[Line], object]
    guest: Callable[[Line], int | None]


@dataclass(frozen=True, slots=True)
class PastWords:
    """What a list says of itself, not yet translated; `key` is what it is remembered by."""

    key: str
    title: str
    hint: str
    empty: str


class PastView(QWidget, Generic[Line]):
    """One list with what may be done about its current row."""

    guest_wanted = Signal(int)

    def __init__(
        self,
        stage: Stage,
        deeds: ReviewDeeds,
        model: PastModel[Line],
        question: Callable[[str], Sequence[Line]],
        told: PastWords,
        offer: Offer[Line],
    ) -> None:
        super().__init__()
        self._stage, self._words = stage, told
        self._offer: Offer[Line] = offer
        self.model: PastModel[Line] = model
        self.table = MarkedTable(model, model, say(told.title), stage)
        self.table.set_widths(dict(enumerate(model.widths)))
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.frame = TableFrame(self.table)
        self.bar = DoneBar(stage, deeds)
        self.trouble = Trouble(stage)
        self.takes_back = button("", self.take_back)
        self.open_card = button(say(words.OPEN_CARD), self._open_card, icon=stage.icon("user"))
        above = row(label(say(told.hint), "muted", wraps=True), self.open_card, self.takes_back, spacing=Space.S)
        above.setStretch(0, 1)
        body = column(above, self.bar, self.trouble, spacing=Space.S)
        body.addWidget(self.frame, 1)
        self.setLayout(body)
        self.remember = self.table.remember(stage.settings, f"guests/review_columns/{told.key}")
        self.feed = ReviewFeed(stage, question, self)
        self._wire(deeds)
        self.frame.tell(say(words.LOADING), icon=stage.icon("hourglass"))
        self._look()

    def _wire(self, deeds: ReviewDeeds) -> None:
        self.feed.came.connect(self._take)
        self.feed.failed.connect(self._fail)
        self.table.chosen.connect(lambda _row: self._look())
        self.table.opened.connect(lambda _row: self._open_card())
        deeds.failed.connect(self._tell_trouble)
        act(self, say(words.TAKE_BACK), self.take_back, "U", self)
        act(self, say(words.OPEN_CARD), self._open_card, "C", self)

    @property
    def first_focus(self) -> QWidget:
        """While there are no rows the page itself hears the keys."""
        return self.table if self.table.isVisible() else self

    @property
    def line(self) -> Line | None:
        """What stands in the current row."""
        at = self.table.currentIndex().row()
        return self.model.shown[at] if 0 <= at < len(self.model.shown) else None

    def take_back(self) -> None:
        """Take back what the current row tells of, where that may be done."""
        line = self.line
        if line is not None and self._offer.words(line):
            self.trouble.hide()
            self._offer.take_back(line)

    # -- reading and showing

    def _take(self, lines: Sequence[Line]) -> None:
        self.table.hold_still()
        self.model.replace(lines)
        self.table.stand_again()
        if lines:
            self.frame.show_rows()
            if self.hasFocus():
                self.table.setFocus()
            if not self.table.selected_rows():
                self.table.selectRow(max(0, self.table.currentIndex().row()))
        else:
            self.frame.tell(say(self._words.empty), icon=self._stage.icon("check-circle", "good"))
        self._look()

    def _fail(self, error: Exception) -> None:
        if self.feed.is_whole:
            self.bar.tell_news(say(words.STALE, error=sentence_of(error)))
            return
        icon = self._stage.icon("warning-circle", "bad")
        action = (say(words.TRY_AGAIN), self.feed.read)
        self.frame.tell(say(words.FAILED), sentence_of(error), icon=icon, action=action)

    def _tell_trouble(self, _deed: Deed, error: BaseException) -> None:
        self.bar.hide()
        if self.isVisible():
            tell_trouble(self.trouble, error)

    def _look(self) -> None:
        line = self.line
        text = "" if line is None else self._offer.words(line)
        self.takes_back.setVisible(bool(text))
        if text:
            self.takes_back.setText(say(words.WITH_KEY, text=text, key="U"))
            self.takes_back.setAccessibleName(text)
        self.open_card.setEnabled(line is not None and self._offer.guest(line) is not None)

    def _open_card(self) -> None:
        guest = None if self.line is None else self._offer.guest(self.line)
        if guest is not None:
            self.guest_wanted.emit(guest)


def undoing(deeds: ReviewDeeds, telling: PastTelling, word: str) -> Offer[DecidedLine]:
    """A decision is taken back as `word` says, a batch as one."""

    def told(line: DecidedLine) -> str:
        if line.undone_at is not None:
            return ""
        is_batch = line.in_batch > 1
        return count(words.UNDO_BATCH_ONE, words.UNDO_BATCH_MANY, line.in_batch) if is_batch else say(word)

    def undo(line: DecidedLine) -> None:
        if line.batch_id is not None and line.in_batch > 1:
            deeds.undo_batch(line.batch_id, line.in_batch)
        else:
            deeds.undo(line.id, telling.who(line))

    return Offer(told, undo, lambda line: line.guest_a)


def separating(deeds: ReviewDeeds, telling: PastTelling) -> Offer[TiedSource]:
    """What a rule matched is separated."""
    return Offer(
        lambda _line: say(words.SEPARATE),
        lambda line: deeds.separate(line.profile_id, telling.stay(line)),
        lambda line: line.guest_id,
    )
