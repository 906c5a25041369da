"""The pairs that are to be reviewed: the list on the left, one pair on the right, and what is decided about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from console.domain.guests.review_lines import OpenProposal
from console.services.guest_review import PairView, ReviewBook
from console.ui.guests.review_acts import acts_of
from console.ui.guests.review_deciding import Deciding
from console.ui.guests.review_deeds import Deed, DeedKind, ReviewDeeds
from console.ui.guests.review_feed import ReviewFeed
from console.ui.guests.review_foot import DecideButtons, DoneBar, tell_trouble
from console.ui.guests.review_list import OpenWords, PairList
from console.ui.guests.review_model import Pair, pair_in
from console.ui.guests.review_pane import ReviewPane
from console.ui.guests.review_showing import PairShowing
from console.ui.guests.review_telling import ReviewTelling
from console.ui.kit.moments import clock_words
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import column
from console.ui.kit.words import say
from console.ui.wording import guest_review as words


class OpenView(QWidget):
    """`counted` tells how many pairs wait, `guest_wanted` whose card to open. `question` gives the pairs."""

    counted = Signal(int)
    guest_wanted = Signal(int)

    def __init__(
        self,
        stage: Stage,
        telling: ReviewTelling,
        book: ReviewBook,
        deeds: ReviewDeeds,
        question: Callable[[str], Sequence[OpenProposal]],
        told: OpenWords,
    ) -> None:
        super().__init__()
        self._stage, self._telling, self._book, self._deeds = stage, telling, book, deeds
        self._row = 0
        self._wanted: Pair | None = None
        self._wanted_guest: int | None = None
        self._decided: set[Pair] = set()
        self._made: dict[int, tuple[Pair, ...]] = {}
        self._own: set[int] = set()
        self.listed = PairList(stage, telling, told)
        self.model, self.list = self.listed.model, self.listed.list
        self.filters, self.frame = self.listed.filters, self.listed.frame
        self.pane = ReviewPane(stage, telling)
        self.showing = PairShowing(stage, book, self.pane)
        self.bar = DoneBar(stage, deeds, "U")
        self.trouble = Trouble(stage)
        deciding = self.deciding = Deciding(stage, telling, book, deeds, self.showing)
        self.buttons = DecideButtons(self.merge, deciding.not_same, deciding.same_household, self.skip)
        self.feed = ReviewFeed(stage, question, self)
        self._build(told.key)
        self._wire()
        self._acts = acts_of(self)
        self._let_act(offered=False)
        self._look()

    # -- building

    def _build(self, key: str) -> None:
        right = QWidget()
        body = column(self.bar, self.trouble, spacing=Space.S)
        body.addWidget(self.pane, 1)
        body.addWidget(self.buttons)
        body.setContentsMargins(Space.M, 0, 0, Space.S)
        right.setLayout(body)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.listed)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([330, 750])
        keep_split(self.split, self._stage.settings, f"guests/review_split/{key}")
        self.setLayout(column(self.split))

    def _wire(self) -> None:
        self.feed.came.connect(self._take)
        self.feed.failed.connect(self._fail)
        self.model.modelReset.connect(self._stand_again)
        self.model.sifted.connect(self._tell_list)
        self.listed.batch_wanted.connect(self.merge_ticked)
        self.model.refused.connect(self.bar.tell_news)
        self.listed.chosen.connect(self._go_to)
        self.showing.shown.connect(self._look)
        self.showing.changed.connect(self._tell_changed)
        self.deciding.decided.connect(self._go_on)
        self.deciding.failed.connect(self._fail)
        self._deeds.done.connect(self._settle)
        self._deeds.failed.connect(self._take_back)

    def actions_here(self) -> list[QAction]:
        """What can be done here, with its keys, for the menu bar."""
        return self._acts

    @property
    def first_focus(self) -> QWidget:
        return self.listed.first_focus

    # -- reading

    def _take(self, rows: Sequence[OpenProposal]) -> None:
        """Show what was read. Where the pair that somebody looks at is not among it, that is looked into first."""
        chosen = self.showing.pair
        if chosen is None or any(pair_in(one) == chosen for one in rows) or not self.model.holds(chosen):
            self._show(rows)
            if self.isVisible():
                self.showing.look_again()
            return
        self._stage.reader.ask(
            lambda: self._book.pair(*chosen),
            lambda view: self._show_without(chosen, rows, view),
            lambda _error: self._show_without(chosen, rows, None),
        )

    def _show_without(self, lost: Pair, rows: Sequence[OpenProposal], now: PairView | None) -> None:
        """The two may be called by other ids by now; else there is nothing to decide about them any more."""
        pairs = {pair_in(one) for one in rows}
        ids = sorted((now.one.guest_id, now.other.guest_id)) if now is not None else []
        if now is not None and (ids[0], ids[1]) in pairs and self.showing.pair == lost:
            self.showing.follow((ids[0], ids[1]), now)
        elif self.isVisible() and not self._own.intersection(lost):
            who = next((self._telling.who(one) for one in self.model.all if pair_in(one) == lost), "")
            self.bar.tell_news(say(words.GONE, who=who))
        self._show(rows)

    def _show(self, rows: Sequence[OpenProposal]) -> None:
        self.model.replace(rows)
        self.counted.emit(len(self.model.all))
        if self._wanted is not None and (row := self.model.row_of(self._wanted)) >= 0:
            self._wanted = None
            self._choose_row(row)
        if self._wanted_guest is not None:
            self.choose_guest(self._wanted_guest)

    def _fail(self, error: Exception) -> None:
        if self.feed.is_whole:
            self.bar.tell_news(say(words.STALE, error=sentence_of(error)))
            return
        self.listed.tell_failed(error, self.feed.read)

    # -- showing

    def _tell_list(self) -> None:
        if self.feed.is_whole:
            self.listed.tell()
        self._look()

    def _stand_again(self) -> None:
        """After each change of the list: at the pair of before, else at the one that came in its place. Nothing is read
        while nobody looks."""
        if not self.isVisible():
            return
        row = self.model.row_of(self.showing.pair)
        self._choose_row(row if row >= 0 else self.model.row_after(self._row))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._let_act(offered=True)
        self._stand_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._let_act(offered=False)

    def _let_act(self, *, offered: bool) -> None:
        """From the menu, too, nothing is decided about a pair that nobody sees."""
        for one in self._acts:
            one.setEnabled(offered)

    def _choose_row(self, row: int) -> None:
        if row >= 0:
            self.listed.go_to(row)
        else:
            self.showing.show(None)

    def _go_to(self, row: int) -> None:
        one = self.model.at(row)
        if one is not None:
            self._row = row
            self.showing.show(pair_in(one))

    def choose_guest(self, guest_id: int) -> None:
        """Go to the first pair with this guest, as soon as the pairs are read; a filter that hides it is cleared."""
        pair = next((pair_in(one) for one in self.model.all if guest_id in pair_in(one)), None)
        self._wanted_guest = None if self.feed.is_whole else guest_id
        if pair is not None and self.model.row_of(pair) < 0:
            self.filters.clear()
        if pair is not None:
            self._choose_row(self.model.row_of(pair))

    def _look(self) -> None:
        """What may be done now, and how far one is."""
        view = self.showing.view
        self.buttons.offer(there_is=view is not None, torn=view is not None and view.is_torn_card)
        self.buttons.setVisible(self.showing.pair is not None)
        self.pane.setVisible(self.showing.pair is not None)
        self.listed.tell_progress(len(self._decided), self._row)

    def _tell_changed(self, view: PairView) -> None:
        if not self._own.intersection((view.one.guest_id, view.other.guest_id)):
            time = clock_words(self._stage, self._stage.clock.now())
            self.bar.tell_news(say(words.CHANGED, who=self._telling.both(view), time=time))

    # -- deciding

    def merge(self) -> None:
        """They are one person."""
        self.deciding.merge(self)

    def merge_ticked(self) -> None:
        """All that are ticked are one person each."""
        self.deciding.ask_batch(self, self.model.ticked)

    def undo(self) -> None:
        """Take back what was done last."""
        self._deeds.undo_last()

    def skip(self) -> None:
        """Leave it as it is, and look at the next that was not left yet."""
        pair = self.showing.pair
        if pair is not None:
            self.model.put_off(pair)
            self._choose_row(self.model.row_after(self._row + 1))

    def _go_on(self, pairs: Sequence[Pair]) -> None:
        """On with the next pair, while what was said of these is being saved."""
        self.trouble.hide()
        self._decided |= set(pairs)
        self._own = {id_ for pair in pairs for id_ in pair}
        self.model.hide(pairs)
        self.counted.emit(len(self.model.all))

    def _settle(self, deed: Deed) -> None:
        self.trouble.hide()
        if deed.kind not in (DeedKind.UNDO, DeedKind.UNDO_BATCH):
            self._made[deed.number] = deed.pairs
        elif pairs := self._made.pop(deed.number, ()):
            self._own = {id_ for pair in pairs for id_ in pair}
            self._decided -= set(pairs)
            self._wanted = pairs[0]
            self.model.show_again(pairs)
        self._look()

    def _take_back(self, deed: Deed, error: BaseException) -> None:
        """It could not be saved: the pairs are there again."""
        self.bar.hide()
        if self.isVisible():
            tell_trouble(self.trouble, error)
        self._decided -= set(deed.pairs)
        self.model.show_again(deed.pairs)
        self.counted.emit(len(self.model.all))
        self.feed.read()

    def open_card(self) -> None:
        """Look at the card of the one on the left."""
        if self.showing.pair is not None:
            self.guest_wanted.emit(self.showing.pair[0])
