"""What a person says of the pair that is shown, or of all that are ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from console.domain.guests.card import CardField
from console.services.guest_review import PairView, ReviewBook
from console.ui.guests.review_batch import BatchDialog
from console.ui.guests.review_deeds import ReviewDeeds
from console.ui.guests.review_rows import picks_for
from console.ui.guests.review_showing import Pair, PairShowing
from console.ui.guests.review_telling import ReviewTelling, room_words
from console.ui.kit.asking import ask_plainly
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import guest_review as words


class Deciding(QObject):
    """`decided` carries the pairs that something is said of, before it is saved; `failed` why nothing can be."""

    decided = Signal(object)
    failed = Signal(object)

    def __init__(
        self, stage: Stage, telling: ReviewTelling, book: ReviewBook, deeds: ReviewDeeds, showing: PairShowing
    ) -> None:
        super().__init__(showing)
        self._stage, self._telling, self._book = stage, telling, book
        self._deeds, self._showing = deeds, showing
        self.box: QMessageBox | None = None
        self.dialog: BatchDialog | None = None

    def merge(self, parent: QWidget) -> None:
        """They are one person; where two rooms in one night speak against it, that is asked once more."""
        view = self._showing.view
        if view is None:
            return
        if view.is_torn_card or not view.same_nights:
            self._merge(view)
            return
        one, other = view.same_nights[0]
        text = say(words.ANYWAY, one=room_words(one), other=room_words(other))
        yes, no = say(words.ANYWAY_YES), say(words.CANCEL)
        self.box = ask_plainly(parent, say(words.ANYWAY_TITLE), text, yes, no, lambda: self._merge(view))

    def _merge(self, view: PairView) -> None:
        pair, proposal = self._showing.pair, view.proposal
        if pair is None or self._showing.view is None:
            return
        picks, who = picks_for(view, self._showing.choices), self._telling.both(view)
        self.decided.emit((pair,))
        if not view.is_torn_card:
            self._deeds.merge(pair, picks, who)
        elif proposal is not None:
            birth = {CardField.BIRTH: view.merged.text(CardField.BIRTH)}
            self._deeds.keep_whole(pair, (proposal.profile_a, proposal.profile_b), birth | picks, who)

    def not_same(self) -> None:
        """They are two people; a card that holds both is taken apart."""
        view, pair = self._showing.view, self._showing.pair
        if view is None or pair is None:
            return
        self.decided.emit((pair,))
        if view.is_torn_card:
            self._deeds.split(pair, view.other.profile_ids, self._telling.both(view))
        else:
            self._deeds.not_same(pair, self._telling.both(view))

    def same_household(self) -> None:
        """They are two people who belong together."""
        view, pair = self._showing.view, self._showing.pair
        if view is not None and pair is not None and not view.is_torn_card:
            self.decided.emit((pair,))
            self._deeds.same_household(pair, self._telling.both(view))

    def ask_batch(self, parent: QWidget, pairs: Sequence[Pair]) -> None:
        """Show what merging these comes to, and do it if that is wanted."""
        if pairs:
            self._stage.reader.ask(
                lambda: self._book.pairs(pairs), lambda views: self._preview(parent, views), self.failed.emit
            )

    def _preview(self, parent: QWidget, views: Sequence[PairView]) -> None:
        dialog = self.dialog = BatchDialog(parent, self._telling, views)
        dialog.accepted.connect(lambda: self._merge_all(dialog.pairs))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _merge_all(self, pairs: Sequence[Pair]) -> None:
        self.decided.emit(tuple(pairs))
        self._deeds.merge_all(pairs)
