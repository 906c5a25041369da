"""Mapping a room of Beds24's by hand: each of its units to a room of the house, to a new one, or to none."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QWidget

from console.domain.booking import UNASSIGNED
from console.services.parked_items import Group, RoomChoice, UnitMapping
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, fill, label, row
from console.ui.kit.words import count, say
from console.ui.wording import sync_parked as words

_WIDTH = 640
_LONG_ROOM = 24


class _Way(Enum):
    LATER = 0
    NO_ROOM = 1
    NEW = 2


class UnitLine:
    """One unit: what it is called, where its bookings go, and the name of a room that is new."""

    def __init__(self, unit_id: int, bookings: int, rooms: Sequence[RoomChoice]) -> None:
        self.unit_id = unit_id
        unit = say(words.NO_UNIT) if unit_id == UNASSIGNED else say(words.UNIT, unit=unit_id)
        self.name = label(unit, "strong")
        self.bookings = label(count(*words.FOR_BOOKINGS, bookings), "muted")
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(_LONG_ROOM)
        self.choice.setAccessibleName(say(words.CHOICE, unit=unit))
        self.new_name = QLineEdit()
        self.new_name.setAccessibleName(say(words.NEW_NAME))
        self.new_name.setPlaceholderText(say(words.NEW_NAME_HINT))
        self.new_name.setVisible(False)
        self._fill(rooms)

    def _fill(self, rooms: Sequence[RoomChoice]) -> None:
        if self.unit_id == UNASSIGNED:
            self.choice.addItem(say(words.WITHOUT_ROOM), _Way.NO_ROOM)
        self.choice.addItem(say(words.CHOOSE), _Way.LATER)
        for room in rooms:
            told = say(words.ROOM_OF_TYPE, name=room.name, type=room.room_type) if room.room_type else room.name
            self.choice.addItem(told, room.id)
        if self.unit_id != UNASSIGNED:
            self.choice.addItem(say(words.NEW_ROOM), _Way.NEW)

    @property
    def wants_name(self) -> bool:
        return self.choice.currentData() is _Way.NEW

    @property
    def mapping(self) -> UnitMapping | None:
        """What was chosen, None while nothing was."""
        way = self.choice.currentData()
        if way is _Way.LATER:
            return None
        if way is _Way.NEW:
            name = self.new_name.text().strip()
            return UnitMapping(self.unit_id, new_name=name) if name else None
        return UnitMapping(self.unit_id) if way is _Way.NO_ROOM else UnitMapping(self.unit_id, int(way))


class MapRoomDialog(QDialog):
    """`answer` is what `ParkedItems.map_units` takes."""

    def __init__(self, parent: QWidget, group: Group, rooms: Sequence[RoomChoice]) -> None:
        super().__init__(parent)
        self._room = group.room_type_id or 0
        self.setWindowTitle(say(words.DIALOG_TITLE, room=self._room))
        self.setMinimumWidth(_WIDTH)
        units = Counter(thing.unit_id or UNASSIGNED for thing in group.things)
        self.lines = [UnitLine(unit, bookings, rooms) for unit, bookings in sorted(units.items())]
        self.map_button = button(say(words.MAP), self.accept, "primary", tip=say(words.STILL_TO_CHOOSE))
        self.cancel_button = button(say(words.CANCEL), self.reject)
        body = (
            label(say(words.DIALOG_HEAD), "subtitle"),
            label(say(words.DIALOG_DETAIL, room=self._room), "muted", wraps=True),
            self._grid(),
            row(None, self.cancel_button, self.map_button),
        )
        self.setLayout(fill(column(), body, margin=Space.XL, spacing=Space.L))
        self.map_button.setDefault(True)
        self._check()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(3, 1)
        for number, line in enumerate(self.lines):
            for place, widget in enumerate((line.name, line.bookings, line.choice, line.new_name)):
                grid.addWidget(widget, number, place)
            line.choice.currentIndexChanged.connect(lambda _index, line=line: self._chosen(line))
            line.new_name.textChanged.connect(self._check)
        return grid

    def _chosen(self, line: UnitLine) -> None:
        line.new_name.setVisible(line.wants_name)
        if line.wants_name:
            line.new_name.setFocus()
        self._check()

    def _check(self, _text: str = "") -> None:
        self.map_button.setEnabled(bool(self._mappings()))

    def _mappings(self) -> tuple[UnitMapping, ...]:
        return tuple(mapping for line in self.lines if (mapping := line.mapping) is not None)

    @property
    def answer(self) -> tuple[int, str, tuple[UnitMapping, ...]]:
        """The room type of Beds24's, a name for it, and what was chosen for its units."""
        return self._room, say(words.TYPE_NAME, room=self._room), self._mappings()
