"""What the list can be narrowed by: words, chips, a channel, a room."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from console.domain.details import RoomChoice
from console.domain.lines import ReservationLine
from console.domain.sieve import KIND, NEWS, TRAITS, WHEN, Chip, Sieve
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, chip, column, row
from console.ui.kit.words import say
from console.ui.reservations.flow import Flow
from console.ui.wording import reservations as words

_CHIPS = {
    Chip.ARRIVING: (words.CHIP_ARRIVING, words.TIP_ARRIVING),
    Chip.IN_HOUSE: (words.CHIP_IN_HOUSE, words.TIP_IN_HOUSE),
    Chip.LEAVING: (words.CHIP_LEAVING, words.TIP_LEAVING),
    Chip.NEW: (words.CHIP_NEW, words.TIP_NEW),
    Chip.CHANGED: (words.CHIP_CHANGED, words.TIP_CHANGED),
    Chip.CANCELLED: (words.CHIP_CANCELLED, words.TIP_CANCELLED),
    Chip.REQUEST: (words.CHIP_REQUEST, words.TIP_REQUEST),
    Chip.CLOSURE: (words.CHIP_CLOSURE, words.TIP_CLOSURE),
    Chip.GROUP: (words.CHIP_GROUP, words.TIP_GROUP),
    Chip.UNASSIGNED: (words.CHIP_UNASSIGNED, words.TIP_UNASSIGNED),
    Chip.NO_CONTACT: (words.CHIP_NO_CONTACT, words.TIP_NO_CONTACT),
    Chip.PAST: (words.CHIP_PAST, words.TIP_PAST),
}
_FAMILIES = (WHEN, NEWS, KIND, TRAITS)
_INDENT = "    "
_KEEP_CHIPS = "reservations/chips"


class Filters(QWidget):
    """`sifted` carries a Sieve, `typed` what is searched for; both come once for each thing the user does."""

    sifted = Signal(object)
    typed = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.search = QLineEdit()
        self.search.setPlaceholderText(say(words.SEARCH))
        self.search.setAccessibleName(say(words.SEARCH_NAME))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(300)
        self.search.setMaximumWidth(420)
        self.search.textChanged.connect(self.typed)
        self._glass = QAction(self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.channel = _choices(say(words.CHANNEL_FILTER), say(words.ALL_CHANNELS))
        self.room = _choices(say(words.ROOM_FILTER), say(words.ALL_ROOMS))
        for box in (self.channel, self.room):
            box.currentIndexChanged.connect(lambda _index: self._tell())
        self.clear_button = button(say(words.CLEAR_FILTERS), self.clear, "link")
        self.chips: dict[Chip, QPushButton] = {}
        self._channels: dict[str, str] = {}
        chips = self._chips()
        past = self._chip(Chip.PAST)
        above = row(self.search, self.channel, self.room, past, self.clear_button, None, spacing=Space.S)
        self.setLayout(column(above, chips, spacing=Space.M))
        self._dress()
        stage.look_changed.connect(self._dress)
        self._recall()

    def _chips(self) -> Flow:
        flow = Flow(Space.XS, Space.S)
        for family in _FAMILIES:
            for number, one in enumerate(family):
                flow.add(self._chip(one), gap=Space.M if number == 0 and family is not WHEN else 0)
        return flow

    def _chip(self, one: Chip) -> QPushButton:
        text, tip = _CHIPS[one]
        made = self.chips[one] = chip(say(text), lambda _on: self._tell(), tip=say(tip))
        return made

    def sieve(self) -> Sieve:
        """What the chips and drop-downs say now."""
        room: RoomChoice | None = self.room.currentData()
        return Sieve(
            frozenset(one for one, made in self.chips.items() if made.isChecked()),
            self.channel.currentData() or "",
            room.room_type_id if room else None,
            room.room_id if room else None,
        )

    def set_chips(self, chips: Iterable[Chip]) -> None:
        """Press these chips and no others."""
        wanted = frozenset(chips)
        for one, made in self.chips.items():
            with QSignalBlocker(made):
                made.setChecked(one in wanted)
        self._tell()

    def clear(self) -> None:
        """Let everything through that has not ended."""
        for box in (self.channel, self.room):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.search.clear()
        self.set_chips(())

    def names(self) -> list[str]:
        """What narrows the list at present, in words."""
        named = [made.text() for one, made in self.chips.items() if made.isChecked() and one is not Chip.PAST]
        named += [box.currentText().strip() for box in (self.channel, self.room) if box.currentIndex() > 0]
        return [*named, *([self.search.text().strip()] if self.search.text().strip() else [])]

    def offer_channels(self, lines: Sequence[ReservationLine]) -> None:
        """The channels that occur in these lines, beside those that occurred before; each by its name."""
        self._channels |= {line.channel: line.channel_name for line in lines if line.channel}
        found = self._channels
        _refill(self.channel, [(name, code) for code, name in sorted(found.items(), key=lambda one: one[1].lower())])

    def offer_rooms(self, choices: Sequence[RoomChoice]) -> None:
        """Room types, each with its rooms under it."""
        _refill(self.room, [(f"{_INDENT if one.room_id else ''}{one.name}", one) for one in choices])

    def _recall(self) -> None:
        kept = str(self._stage.settings.value(_KEEP_CHIPS, "")).split(",")
        self.set_chips(one for one in Chip if one.value in kept)

    def _tell(self) -> None:
        """The chips are remembered for the next start; words and drop-downs begin afresh."""
        self._stage.settings.setValue(_KEEP_CHIPS, ",".join(sorted(self.sieve().chips)))
        self.clear_button.setVisible(bool(self.names()) or self.chips[Chip.PAST].isChecked())
        self.sifted.emit(self.sieve())

    def _dress(self) -> None:
        self._glass.setIcon(self._stage.icon("magnifying-glass"))


def _choices(name: str, everything: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(150)
    box.setMaxVisibleItems(18)
    box.addItem(everything, None)
    return box


def _refill(box: QComboBox, entries: list[tuple[str, object]]) -> None:
    """Other entries under the first; what was chosen stays chosen if it is still there."""
    if [(box.itemText(n), box.itemData(n)) for n in range(1, box.count())] == entries:
        return
    chosen = box.currentData()
    with QSignalBlocker(box):
        while box.count() > 1:
            box.removeItem(1)
        for text, value in entries:
            box.addItem(text, value)
        values = [None, *(value for _, value in entries)]
        box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    if box.currentData() != chosen:
        QTimer.singleShot(0, box, lambda: box.currentIndexChanged.emit(0))
