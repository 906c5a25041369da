"""One pair of guests: why they are shown, what speaks for and against, both cards, their stays, what will happen."""

from collections.abc import Callable, Iterable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from console.domain.guests.judging import Chance, chance_of
from console.services.guest_review import PairView
from console.ui.guests.review_fields import ReviewFields
from console.ui.guests.review_line import StaysLine
from console.ui.guests.review_telling import ReviewTelling
from console.ui.guests.review_why import Why
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import Message, card, column, label, row, rule
from console.ui.kit.words import say
from console.ui.wording import guest_review as words


class PairSheet(QScrollArea):
    """Shows one pair, and another after it."""

    def __init__(self, stage: Stage, telling: ReviewTelling) -> None:
        super().__init__()
        self._stage, self._why = stage, Why(telling)
        self._sign = Sign(size=22)
        self.reason = label(kind="subtitle", wraps=True, selectable=True)
        self.for_it, self.against_it = (label(wraps=True, selectable=True) for _ in range(2))
        self.outcome = label(wraps=True, selectable=True)
        self.fields = ReviewFields(stage, telling)
        self.line = StaysLine(stage, telling)
        self.line_words = label(kind="caption", wraps=True)
        self.line.told.connect(self.line_words.setText)
        self.setWidget(self._inside())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _inside(self) -> QWidget:
        head = row(spacing=Space.S)
        head.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.reason, 1)
        facts = row(
            column(label(say(words.FOR_TITLE), "caption"), self.for_it, None, spacing=Space.XS),
            column(label(say(words.AGAINST_TITLE), "caption"), self.against_it, None, spacing=Space.XS),
            spacing=Space.L,
        )
        facts.setStretch(0, 1)
        facts.setStretch(1, 1)
        will = column(label(say(words.WILL_TITLE), "caption"), self.outcome, spacing=Space.XS)
        stays = column(label(say(words.LINE_TITLE), "caption"), self.line, self.line_words, spacing=Space.XS)
        body = column(head, facts, will, rule(), self.fields, rule(), stays, None, margin=Space.L, spacing=Space.M)
        inside = QWidget()
        inside.setLayout(column(card(body, margin=0), spacing=0))
        return inside

    def show_pair(self, view: PairView, *, keep: bool) -> None:
        """Show these two; with `keep` they are the ones of before, and what was chosen stays."""
        self._sign.show_icon(self._stage.icon(*_sign_of(view)))
        self.reason.setText(self._why.reason(view))
        self.for_it.setText(_lines(self._why.for_it(view), words.NOTHING_FOR))
        self.against_it.setText(_lines(self._why.against_it(view), words.NOTHING_AGAINST))
        self.outcome.setText(self._why.outcome(view))
        self.fields.show_pair(view, self.fields.choices if keep else {})
        self.line.show_pair(view)
        if not keep:
            self.verticalScrollBar().setValue(0)


class ReviewPane(QStackedWidget):
    """Shows one pair, or in words why there is none; what shows it is made with the first pair."""

    def __init__(self, stage: Stage, telling: ReviewTelling) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self.view: PairView | None = None
        self._message = Message()
        self.addWidget(self._message)

    @cached_property
    def sheet(self) -> PairSheet:
        made = PairSheet(self._stage, self._telling)
        self.addWidget(made)
        return made

    def show_pair(self, view: PairView, *, keep: bool) -> None:
        """Show these two; with `keep` they are the ones of before, and what was chosen stays."""
        self.view = view
        self.sheet.show_pair(view, keep=keep)
        self.setCurrentWidget(self.sheet)

    def tell_loading(self) -> None:
        """The pair is being read; what stood here stays until it is there."""
        if self.currentWidget() is self._message:
            self._message.tell(say(words.LOADING_PAIR), icon=self._stage.icon("hourglass"))

    def tell_failed(self, error: Exception, again: Callable[[], object]) -> None:
        """The pair could not be read."""
        self.view = None
        icon = self._stage.icon("warning-circle", "bad")
        action = (say(words.TRY_AGAIN), again)
        self._message.tell(say(words.FAILED_PAIR), sentence_of(error), icon=icon, action=action)
        self.setCurrentWidget(self._message)

    def clear(self) -> None:
        """There is nothing to decide about."""
        self.view = None


def _sign_of(view: PairView) -> tuple[str, str]:
    proposal = view.proposal
    if proposal is None:
        return "question", "muted"
    chance = chance_of(proposal.rule, proposal.score, proposal.conflict, len(view.same_nights))
    is_doubtful = chance in (Chance.CONTRADICTED, Chance.TWO_ON_A_CARD)
    return ("warning", "warn") if is_doubtful else ("users", "accent")


def _lines(sentences: Iterable[str], nothing: str) -> str:
    return "\n".join(sentences) or say(nothing)
