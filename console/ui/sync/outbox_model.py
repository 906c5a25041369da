"""The outbox as rows."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from console.domain.outbox import OutboxLine
from console.services.outbox_desk import OutboxEntry
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync import outbox_words as telling
from console.ui.wording import outbox as words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole
_Column = tuple[str, Callable[[Stage, OutboxLine], str], Callable[[OutboxLine], Any]]
STATE, SINCE, TRIES = 1, 4, 5
_COLUMNS: tuple[_Column, ...] = (
    (words.WHAT, lambda _stage, line: telling.what_words(line), lambda line: telling.what_words(line).casefold()),
    (words.STATE, lambda stage, line: telling.state_words(line, stage), lambda line: not line.needs_person),
    (words.GUEST, lambda _stage, line: telling.guest_words(line), lambda line: line.guest_name.casefold()),
    (words.STAY, lambda _stage, line: telling.stay_in_short(line), lambda line: (line.arrival, line.departure)),
    (words.SINCE, lambda stage, line: time_words(stage, line.since), lambda line: line.since),
    (words.TRIES, lambda _stage, line: str(line.tries) if line.tries else "", lambda line: line.tries),
)


class OutboxModel(QAbstractTableModel):
    """One row a reservation."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._entries: list[OutboxEntry] = []
        self._order = (SINCE, Qt.SortOrder.AscendingOrder)

    def show_all(self, entries: Sequence[OutboxEntry]) -> None:
        self.beginResetModel()
        self._entries = self._sorted(entries)
        self.endResetModel()

    def entry_at(self, row: int) -> OutboxEntry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, reservation_id: int | None) -> int:
        """Where a reservation stands; -1 where it is not in the outbox any more."""
        found = (row for row, one in enumerate(self._entries) if one.line.reservation_id == reservation_id)
        return next(found, -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._entries[index.row()]) for index in self.persistentIndexList()]
        self._entries = self._sorted(self._entries)
        old = [index for index, _ in kept]
        new = [self.index(self.row_of(one.line.reservation_id), index.column()) for index, one in kept]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _sorted(self, entries: Sequence[OutboxEntry]) -> list[OutboxEntry]:
        column, order = self._order
        key = _COLUMNS[column][2]
        return sorted(entries, key=lambda one: key(one.line), reverse=order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return say(_COLUMNS[section][0])
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._entries[index.row()].line, index.column()
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return _COLUMNS[column][1](self._stage, line)
        if role == _ROLE.DecorationRole and column == STATE:
            return self._stage.icon(*telling.state_icon(line))
        if role == _ROLE.ForegroundRole and column in (SINCE, TRIES):
            return QColor(self._stage.colours.muted)
        return None
