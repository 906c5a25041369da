"""What the list can be narrowed by: words, chips, a status, a channel, a room."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from console.domain.details import RoomChoice
from console.domain.lines import ReservationLine
from console.domain.sieve import KIND, NEWS, NO_SHOW, STATUSES, TRAITS, WHEN, Chip, Sieve
from console.domain.status import Status
from console.ui.kit.acts import switch
from console.ui.kit.flow import Flow
from console.ui.kit.search_field import search_field
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, chip, column, row
from console.ui.kit.words import say
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
    Chip.DIFFERS: (words.CHIP_DIFFERS, words.TIP_DIFFERS),
    Chip.PAST: (words.CHIP_PAST, words.TIP_PAST),
}
_KEYS = {
    Chip.ARRIVING: "Ctrl+Shift+A",
    Chip.IN_HOUSE: "Ctrl+Shift+H",
    Chip.LEAVING: "Ctrl+Shift+L",
    Chip.NEW: "Ctrl+Shift+N",
    Chip.CHANGED: "Ctrl+Shift+G",
    Chip.CANCELLED: "Ctrl+Shift+K",
    Chip.PAST: "Ctrl+Shift+B",
}
_STATUSES = {
    Status.CONFIRMED.value: words.STATE_CONFIRMED,
    Status.NEW.value: words.STATE_NEW,
    Status.REQUEST.value: words.STATE_REQUEST,
    Status.INQUIRY.value: words.STATE_INQUIRY,
    Status.CANCELLED.value: words.STATE_CANCELLED,
    Status.BLACK.value: words.STATUS_CLOSURE,
    NO_SHOW: words.STATE_NO_SHOW,
    Status.GONE.value: words.STATE_GONE,
}
_BESIDE_BOXES = (Chip.DIFFERS, Chip.PAST)
_FAMILIES = (WHEN, NEWS, KIND, TRAITS)
_INDENT = "    "
_KEEP_CHIPS, _KEEP_CHOSEN = "reservations/chips", "reservations/chosen"


class Filters(QWidget):
    """`sifted` carries a Sieve, `typed` what is searched for; both come once for each thing the user does."""

    sifted = Signal(object)
    typed = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.search = search_field(stage, say(words.SEARCH), say(words.SEARCH_NAME))
        self.search.textChanged.connect(self.typed)
        self.status = _choices(say(words.STATUS_FILTER), say(words.ALL_STATUSES))
        self.channel = _choices(say(words.CHANNEL_FILTER), say(words.ALL_CHANNELS))
        self.room = _choices(say(words.ROOM_FILTER), say(words.ALL_ROOMS))
        self._boxes = (self.status, self.channel, self.room)
        for box in self._boxes:
            box.currentIndexChanged.connect(lambda _index: self._tell())
        for status in STATUSES:
            self.status.addItem(say(_STATUSES[status]), status)
        self.clear_button = button(say(words.CLEAR_FILTERS), self.clear, "link")
        self.chips: dict[Chip, QPushButton] = {}
        self._channels: dict[str, str] = {}
        chips = self._chips()
        beside = (self._chip(one) for one in _BESIDE_BOXES)
        above = row(self.search, *self._boxes, *beside, self.clear_button, None, spacing=Space.S)
        above.setStretch(0, 10)  # the search takes the room that is left, as far as it can use it
        self.setLayout(column(above, chips, spacing=Space.M))
        self.switches = [switch(self, self.chips[one], _KEYS.get(one, "")) for one in Chip]
        self._recall()

    def _chips(self) -> Flow:
        flow = Flow(Space.XS, Space.S)
        for family in _FAMILIES:
            for number, one in enumerate(one for one in family if one not in _BESIDE_BOXES):
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
            self.status.currentData() or "",
        )

    def set_chips(self, chips: Iterable[Chip]) -> None:
        """Press these chips and no others."""
        wanted = frozenset(chips)
        for one, made in self.chips.items():
            with QSignalBlocker(made):
                made.setChecked(one in wanted)
        for one, entry in zip(Chip, self.switches, strict=True):
            entry.setChecked(one in wanted)
        self._tell()

    def clear(self) -> None:
        """Let everything through that has not ended."""
        for box in self._boxes:
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.search.clear()
        self.set_chips(())

    def names(self) -> list[str]:
        """What narrows the list at present, in words."""
        named = [made.text() for one, made in self.chips.items() if made.isChecked() and one is not Chip.PAST]
        named += [box.currentText().strip() for box in self._boxes if box.currentIndex() > 0]
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
        """What was chosen last time is there at once, before it is known what else there is to choose from."""
        chosen = _decoded(str(self._stage.settings.value(_KEEP_CHOSEN, "")))
        if code := str(chosen.get("channel") or ""):
            self._channels[code] = str(chosen.get("channel_name") or code)
            self.offer_channels(())
        if isinstance(number := chosen.get("room_type"), int):
            self.offer_rooms([RoomChoice(number, chosen.get("room"), str(chosen.get("room_name", "")).strip())])
        for box, at in ((self.status, self.status.findData(chosen.get("status"))), (self.channel, 1), (self.room, 1)):
            with QSignalBlocker(box):
                box.setCurrentIndex(at if 0 < at < box.count() else 0)
        kept = str(self._stage.settings.value(_KEEP_CHIPS, "")).split(",")
        self.set_chips(one for one in Chip if one.value in kept)

    def _tell(self) -> None:
        """Remembered for the next start, but for the words: who searched for a guest yesterday wants the list today."""
        sieve, settings = self.sieve(), self._stage.settings
        settings.setValue(_KEEP_CHIPS, ",".join(sorted(sieve.chips)))
        chosen = {
            "status": sieve.status,
            "channel": sieve.channel,
            "channel_name": self.channel.currentText(),
            "room_type": sieve.room_type_id,
            "room": sieve.room_id,
            "room_name": self.room.currentText(),
        }
        settings.setValue(_KEEP_CHOSEN, json.dumps(chosen))
        self.clear_button.setVisible(bool(self.names()) or self.chips[Chip.PAST].isChecked())
        self.sifted.emit(sieve)


def _decoded(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _choices(name: str, everything: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(130)
    box.setMaxVisibleItems(18)
    box.addItem(everything, None)
    return box


def _refill(box: QComboBox, entries: list[tuple[str, object]]) -> None:
    """Other entries under the first; what was chosen stays chosen if it is still there."""
    if [(box.itemText(n), box.itemData(n)) for n in range(1, box.count())] == entries:
        return
    chosen = _key(box.currentData())
    with QSignalBlocker(box):
        while box.count() > 1:
            box.removeItem(1)
        for text, value in entries:
            box.addItem(text, value)
        values = [None, *(_key(value) for _, value in entries)]
        box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    if _key(box.currentData()) != chosen:
        QTimer.singleShot(0, box, lambda: box.currentIndexChanged.emit(0))


def _key(value: object) -> object:
    """A room stays the same whatever it is called."""
    return (value.room_type_id, value.room_id) if isinstance(value, RoomChoice) else value
