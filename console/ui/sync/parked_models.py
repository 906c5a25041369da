"""What waits as rows: the causes, and the bookings of one cause."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from console.services.parked_items import Group, Thing
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync import parked_words, telling, values
from console.ui.wording import sync_parked as words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole


class GroupsModel(QAbstractListModel):
    """One row a cause."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._groups: Sequence[Group] = ()

    def show_all(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def group_at(self, row: int) -> Group | None:
        return self._groups[row] if 0 <= row < len(self._groups) else None

    def row_like(self, group: Group | None) -> int:
        """The row of the same cause and room, 0 where there is none any more."""
        if group is None:
            return 0
        same = (group.cause, group.room_type_id)
        found = (n for n, one in enumerate(self._groups) if (one.cause, one.room_type_id) == same)
        return next(found, 0)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self._groups[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return parked_words.short_words(group)
        if role == _ROLE.DecorationRole:
            return self._stage.icon(parked_words.ICONS[group.cause], "warn")
        return None


class ThingsModel(QAbstractTableModel):
    """The bookings of one cause."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._things: list[Thing] = []

    def show_all(self, things: Sequence[Thing]) -> None:
        self.beginResetModel()
        self._things = list(things)
        self.endResetModel()

    def thing_at(self, row: int) -> Thing | None:
        return self._things[row] if 0 <= row < len(self._things) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._things[index.row()]) for index in self.persistentIndexList()]
        self._things.sort(key=_COLUMNS[column][2], reverse=order == Qt.SortOrder.DescendingOrder)
        places = {thing.key: row for row, thing in enumerate(self._things)}
        old = [index for index, _ in kept]
        self.changePersistentIndexList(old, [self.index(places[one.key], index.column()) for index, one in kept])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._things)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return say(_COLUMNS[section][0])
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        thing, column = self._things[index.row()], index.column()
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return _COLUMNS[column][1](self._stage, thing)
        if role == _ROLE.ForegroundRole and column not in _LOUD:
            return QColor(self._stage.colours.muted)
        return None


def _moment(stage: Stage, thing: Thing, name: str) -> str:
    return telling.moment_word(stage.local(getattr(thing, name)), stage.local(stage.clock.now()))


def _day(thing: Thing, name: str) -> str:
    day = getattr(thing, name)
    return values.day_word(day) if day is not None else say(words.UNKNOWN)


_Column = tuple[str, Callable[[Stage, Thing], str], Callable[[Thing], Any]]
_COLUMNS: tuple[_Column, ...] = (
    (
        words.NUMBER,
        lambda _stage, thing: str(thing.number) if thing.number is not None else say(words.NO_NUMBER),
        lambda thing: thing.number or 0,
    ),
    (words.GUEST, lambda _stage, thing: thing.guest or say(words.UNKNOWN), lambda thing: thing.guest.casefold()),
    (words.ARRIVAL, lambda _stage, thing: _day(thing, "arrival"), lambda thing: str(thing.arrival)),
    (words.DEPARTURE, lambda _stage, thing: _day(thing, "departure"), lambda thing: str(thing.departure)),
    (words.WHY, lambda _stage, thing: thing.detail, lambda thing: thing.detail),
    (words.FIRST_SEEN, lambda stage, thing: _moment(stage, thing, "first_seen"), lambda thing: thing.first_seen),
    (words.LAST_SEEN, lambda stage, thing: _moment(stage, thing, "last_seen"), lambda thing: thing.last_seen),
    (words.TIMES, lambda _stage, thing: telling.number_word(thing.times), lambda thing: thing.times),
)
_LOUD = frozenset({0, 1, 2})
