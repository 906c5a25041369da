"""Brings the pair that is chosen into the pane, and keeps it there as the book is while somebody looks at it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from console.domain.guests.card import CardField
from console.services.guest_review import PairView, ReviewBook
from console.ui.guests.review_pane import ReviewPane
from console.ui.guests.review_rows import Choice
from console.ui.kit.stage import Stage

Pair = tuple[int, int]


class PairShowing(QObject):
    """`shown` comes with each pair that was read; `changed` when the one that somebody looks at is not as it was."""

    shown = Signal()
    changed = Signal(object)

    def __init__(self, stage: Stage, book: ReviewBook, pane: ReviewPane) -> None:
        super().__init__(pane)
        self._stage, self._book, self._pane = stage, book, pane
        self._pair: Pair | None = None
        self._turn = 0

    @property
    def pair(self) -> Pair | None:
        """The pair that is chosen, read or not."""
        return self._pair

    @property
    def view(self) -> PairView | None:
        """What is shown of it; None until it was read."""
        return self._pane.view

    @property
    def choices(self) -> Mapping[CardField, Choice]:
        """Whose values were chosen in it."""
        return self._pane.sheet.fields.choices

    def show(self, pair: Pair | None) -> None:
        """Choose a pair, or none; the one that is shown already is read again, and what was chosen in it stays."""
        if pair is not None and pair == self._pair:
            self.look_again()
            return
        self._pair = pair
        self._pane.clear()
        self.shown.emit()
        if pair is not None:
            self._pane.tell_loading()
            self._ask(pair, self._take)

    def look_again(self) -> None:
        """Read the chosen pair once more."""
        if self._pair is not None:
            self._ask(self._pair, self._take_again if self.view else self._take)

    def follow(self, pair: Pair, now: PairView) -> None:
        """The chosen two are called by other ids from now on, as `now` tells in the order of before."""
        if self._pair is not None and now.one.guest_id != pair[0]:
            self._pane.sheet.fields.swap()
        self._pair = pair

    def _ask(self, pair: Pair, take: Callable[[PairView], None]) -> None:
        self._turn += 1
        turn = self._turn

        def hear(view: PairView) -> None:
            if turn == self._turn:
                take(view)

        def fail(error: Exception) -> None:
            if turn == self._turn:
                self._pane.tell_failed(error, self.look_again)
                self.shown.emit()

        self._stage.reader.ask(lambda: self._book.pair(*pair), hear, fail)

    def _take(self, view: PairView) -> None:
        self._pane.show_pair(view, keep=False)
        self.shown.emit()

    def _take_again(self, view: PairView) -> None:
        former = self.view
        if former == view:
            return
        self._pane.show_pair(view, keep=True)
        self.shown.emit()
        self.changed.emit(view)
