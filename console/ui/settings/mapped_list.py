"""What was mapped by hand: each place of Beds24's with the room of ours that it is, to be changed and taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from console.domain.booking import UNASSIGNED
from console.services.house_settings import HouseRoom
from console.services.mapped_places import MappedPlace
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, label, row, rule
from console.ui.kit.words import count, say
from console.ui.settings.section import choice_field
from console.ui.wording import settings as words


class MappedList(QWidget):
    """`changed` tells a place and the id of the room that was chosen for it, `unwanted` a place to take back."""

    changed = Signal(object, int)
    unwanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Sequence[MappedPlace], Sequence[HouseRoom]] = ((), ())
        self.choices: dict[tuple[int, int], QComboBox] = {}
        self.removers: dict[tuple[int, int], QAbstractButton] = {}
        self._box = column(spacing=Space.M)
        self.setLayout(self._box)

    def show_places(self, places: Sequence[MappedPlace], rooms: Sequence[HouseRoom]) -> None:
        """Lines are made anew only where something is different; the keyboard stays on its line."""
        if (places, rooms) == self._shown:
            self._show_chosen(places)
            return
        here = next((key for key, choice in self.choices.items() if choice.hasFocus()), None)
        self._shown = places, rooms
        self._clear()
        for number, place in enumerate(places):
            if number:
                self._box.addWidget(rule())
            self._box.addWidget(self._line(place, rooms))
        if here in self.choices:
            self.choices[here].setFocus()

    def _show_chosen(self, places: Sequence[MappedPlace]) -> None:
        """What was chosen and refused is taken back in the window too."""
        for place in places:
            choice = self.choices.get((place.room_type_id, place.unit_id))
            if choice is not None:
                choice.setCurrentIndex(choice.findData(str(place.room_id)))

    def _clear(self) -> None:
        self.choices.clear()
        self.removers.clear()
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _line(self, place: MappedPlace, rooms: Sequence[HouseRoom]) -> QWidget:
        key = (place.room_type_id, place.unit_id)
        remove = button(say(words.UNMAP), lambda: self.unwanted.emit(place))
        remove.setAccessibleName(say(words.UNMAP_NAME, place=place_words(place)))
        self.removers[key] = remove
        stays = label(count(*words.MAPPED_STAYS, place.bookings), "muted")
        made = QWidget()
        line = row(spacing=Space.L)
        line.addLayout(column(label(place_words(place), "strong", wraps=True), stays, spacing=2), 1)
        line.addWidget(self._room(place, rooms))
        line.addWidget(remove)
        made.setLayout(line)
        return made

    def _room(self, place: MappedPlace, rooms: Sequence[HouseRoom]) -> QWidget:
        """A room that stands or falls with the mapping can only be taken back; any other is one of a list."""
        if place.room_id is None:
            return label(say(words.MAPPED_LATER), "muted")
        if place.added:
            return label(say(words.MAPPED_ADDED, room=place.room_name))
        entries = {str(room.id): room.name for room in rooms if room.active or room.id == place.room_id}
        choice = choice_field(entries, lambda chosen: self._choose(place, int(chosen)))
        choice.setAccessibleName(say(words.MAPPED_CHOICE, place=place_words(place)))
        choice.setCurrentIndex(choice.findData(str(place.room_id)))
        self.choices[place.room_type_id, place.unit_id] = choice
        return choice

    def _choose(self, place: MappedPlace, room_id: int) -> None:
        if room_id != place.room_id:
            self.changed.emit(place, room_id)


def place_words(place: MappedPlace) -> str:
    """The place as the hotel knows it from Beds24."""
    kind = place.type_name or say(words.TYPE_UNKNOWN, number=place.room_type_id)
    if place.unit_id == UNASSIGNED:
        return say(words.PLACE_NO_UNIT, type=kind)
    return say(words.PLACE, type=kind, unit=place.unit_id)
