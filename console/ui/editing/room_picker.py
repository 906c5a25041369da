"""Choosing a room for certain nights: those that fit first, the others with what speaks against them."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from console.domain.occupancy import Hindrance, Spot, best_first
from console.services.edit_book import EditBook, Search
from console.ui.editing.room_words import RoomWords
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import column, label
from console.ui.kit.words import say
from console.ui.wording import editing as words

Place = tuple[int, int]
_HEIGHT = 132
_OVERBOOKS = frozenset({Hindrance.TAKEN, Hindrance.SOLD_OUT})


class RoomPicker(QWidget):
    """`place` is the type and unit (0: none yet) that are chosen, None while none is; `picked` comes when a person
    chose another one. A place that is taken has to be insisted on."""

    picked = Signal()
    looked = Signal()

    def __init__(self, stage: Stage, book: EditBook, told: RoomWords, place: Place | None = None) -> None:
        super().__init__()
        self._stage, self._book, self._told = stage, book, told
        self._first, self.place = place, place
        self._search: Search | None = None
        self._first_search: Search | None = None
        self._was_refused = False
        self._spots: dict[Place, Spot] = {}
        stage.look_changed.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName(say(words.ROOM))
        self.list.setMinimumHeight(stage.scaled(_HEIGHT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(lambda now, _before: self._pick(now))
        self.insist = QCheckBox()
        self.insist.toggled.connect(lambda _on: self.picked.emit())
        self.insist.hide()
        self._state = label(say(words.ROOMS_LOADING), "caption", wraps=True)
        self.setLayout(column(self.list, self.insist, self._state, spacing=4))

    @property
    def spot(self) -> Spot | None:
        """What is chosen, as far as it is known."""
        return None if self.place is None else self._spots.get(self.place)

    @property
    def overbooks(self) -> bool:
        """Whether what is chosen is taken already, or sold out."""
        return self.spot is not None and self.spot.hindrance in _OVERBOOKS

    @property
    def must_insist(self) -> bool:
        """Whether it is this change that would put two parties into one room, or sell more than there is."""
        is_other = (self.place, _nights(self._search)) != (self._first, _nights(self._first_search))
        return self.overbooks and (is_other or self._was_refused)

    @property
    def insists(self) -> bool:
        """Whether the person means it so."""
        return self.overbooks and self.insist.isChecked()

    def demand(self) -> None:
        """The room was refused, for somebody has it: it has to be insisted on, whatever else is the same."""
        self._was_refused = True
        if self._search is not None:
            self.look(self._search)

    def look(self, search: Search) -> None:
        """Look what is free on these nights; what is chosen stays chosen."""
        self._search = search
        self._first_search = self._first_search or search
        if search.departure > search.arrival:
            self._stage.reader.ask(
                lambda: self._book.spots(search),
                lambda found: self._show(search, found),
                lambda error: self._fail(search, error),
            )

    def forget(self) -> None:
        """The dialog closes: an answer that is still on its way finds nobody."""
        self._search = None

    def _show(self, search: Search, found: Iterable[Spot]) -> None:
        if search != self._search:
            return
        ordered = best_first(found, self.place[0] if self.place else None)
        self._spots = {_place_of(spot): spot for spot in ordered}
        self._fill()
        self._state.hide()
        self._offer_to_insist()
        self.looked.emit()

    def _fill(self) -> None:
        """Put what was found into the list, in the colours of today's look."""
        self.list.blockSignals(True)
        self.list.clear()
        for spot in self._spots.values():
            self.list.addItem(self._item(spot))
        self._mark()
        self.list.blockSignals(False)

    def _fail(self, search: Search, error: Exception) -> None:
        if search != self._search:
            return
        self._state.setText(say(words.ROOMS_FAILED, error=sentence_of(error)))
        self._state.show()

    def _item(self, spot: Spot) -> QListWidgetItem:
        text = self._told.spot(spot)
        if _place_of(spot) == self._first:
            text = f"{text} · {say(words.NOW_HERE)}"
        icon = self._stage.icon("check", "good") if spot.fits else self._stage.icon("x", "muted")
        item = QListWidgetItem(icon, text)
        item.setData(Qt.ItemDataRole.UserRole, _place_of(spot))
        item.setToolTip(text)
        if not spot.fits:
            item.setForeground(QBrush(QColor(self._stage.colours.muted)))
        return item

    def _mark(self) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == self.place:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.place = tuple(item.data(Qt.ItemDataRole.UserRole))
            self._offer_to_insist()
            self.picked.emit()

    def _offer_to_insist(self) -> None:
        self.insist.blockSignals(True)
        self.insist.setChecked(False)
        self.insist.blockSignals(False)
        spot = self.spot
        is_type = spot is not None and spot.hindrance is Hindrance.SOLD_OUT
        self.insist.setText(say(words.INSIST_TYPE if is_type else words.INSIST))
        self.insist.setVisible(self.must_insist)


def _place_of(spot: Spot) -> Place:
    return spot.room_type.room_type_id, spot.room.unit_id if spot.room else 0


def _nights(search: Search | None) -> tuple[date, date] | None:
    return None if search is None else (search.arrival, search.departure)
