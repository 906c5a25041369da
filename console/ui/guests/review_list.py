"""The list of pairs with what narrows it, what is ticked in it, and words where no pair stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from console.domain.guests.review_lines import OpenProposal
from console.ui.guests.review_delegate import PairDelegate
from console.ui.guests.review_filters import ReviewFilters
from console.ui.guests.review_model import OpenModel
from console.ui.guests.review_telling import ReviewTelling
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

_NARROWEST = 240


@dataclass(frozen=True, slots=True)
class OpenWords:
    """What a list of pairs says of itself: `key` is what it is remembered by, `head` gives what stands over it; `empty`
    and `empty_detail`, not yet translated, stand where there is none."""

    key: str
    head: Callable[[Sequence[OpenProposal]], str]
    empty: str
    empty_detail: str


class PairList(QWidget):
    """`chosen` carries the row of the pair that is current; `batch_wanted` comes for what is ticked."""

    chosen = Signal(int)
    batch_wanted = Signal()

    def __init__(self, stage: Stage, telling: ReviewTelling, told: OpenWords) -> None:
        super().__init__()
        self._stage, self._words = stage, told
        self.model = OpenModel(telling, self)
        self.filters = ReviewFilters(telling)
        self.list = QListView()
        self.frame = TableFrame(self.list)
        self.batch = button("", self.batch_wanted.emit)
        self.untick = button(say(words.UNTICK), self.model.untick, "link")
        self._set_up_list()
        dress(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = column(self.filters, margin=Space.S, spacing=Space.S)
        body.addWidget(self.frame, 1)
        body.addLayout(row(self.batch, self.untick, None, spacing=Space.S))
        self.setLayout(body)
        self.setMinimumWidth(_NARROWEST)
        self.filters.sifted.connect(lambda: self.model.sift(self.filters.rule, self.filters.days))
        self.model.ticks_changed.connect(self._tell_ticks)
        stage.look_changed.connect(self.list.doItemsLayout)
        self.frame.tell(say(words.LOADING), icon=stage.icon("hourglass"))
        self._tell_ticks()

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(PairDelegate(self._stage, self.model, self.list))
        self.list.setAccessibleName(say(words.PAIRS))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(now.row()))

    @property
    def first_focus(self) -> QWidget:
        return self.list if self.list.isVisible() else self.filters.reasons

    def go_to(self, row_number: int) -> None:
        """Make a pair the current one."""
        self.list.setCurrentIndex(self.model.index(row_number))

    def tick(self) -> None:
        """Tick the current pair, or take the tick away."""
        self.model.toggle(self.list.currentIndex().row())

    def tell(self) -> None:
        """The head, and the rows or why there are none."""
        self.filters.tell(self.model, self._words.head(self.model.all))
        if self.model.shown:
            self.frame.show_rows()
        elif self.model.all:
            action = (say(words.SHOW_ALL), self.filters.clear)
            self.frame.tell(say(words.NOTHING_MATCHES), icon=self._stage.icon("funnel"), action=action)
        else:
            icon = self._stage.icon("check-circle", "good")
            self.frame.tell(say(self._words.empty), say(self._words.empty_detail), icon=icon)

    def tell_failed(self, error: Exception, again: Callable[[], object]) -> None:
        """Nothing could be read."""
        icon = self._stage.icon("warning-circle", "bad")
        self.frame.tell(say(words.FAILED), sentence_of(error), icon=icon, action=(say(words.TRY_AGAIN), again))

    def tell_progress(self, decided: int, row_number: int) -> None:
        """How far one is, with so many decided since the list was opened."""
        shown = len(self.model.shown)
        text = say(words.PROGRESS, n=decided + row_number + 1, total=decided + shown) if shown else ""
        self.filters.progress.setText(text)

    def _tell_ticks(self) -> None:
        ticked = len(self.model.ticked)
        self.batch.setText(count(words.BATCH_ONE, words.BATCH_MANY, ticked))
        self.batch.setAccessibleName(self.batch.text())
        for one in (self.batch, self.untick):
            one.setVisible(ticked > 0)
