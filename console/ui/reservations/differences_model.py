"""What differs between a reservation as it is and as it was rebuilt: a row for each field."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from console.domain.rebuilt import Difference
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reservations.field_values import field_word, value_words
from console.ui.reservations.telling import Telling
from console.ui.wording import rebuilding as words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole
_TITLES = (words.FIELD, words.HERE, words.REBUILT)


class DifferencesModel(QAbstractTableModel):
    """Rows of one reservation's differences, in words."""

    def __init__(self, stage: Stage, telling: Telling) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self.rows: list[tuple[str, str, str]] = []

    def show_all(self, differences: Sequence[Difference], currency: str) -> None:
        """Begin anew with these."""
        self.beginResetModel()
        self.rows = [self._words(one, currency) for one in differences]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return say(_TITLES[section])
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return row[index.column()]
        if role == _ROLE.AccessibleTextRole:
            return say(words.ROW, field=row[0], here=row[1], rebuilt=row[2])
        if role == _ROLE.ForegroundRole and index.column() < len(_TITLES) - 1:
            return QColor(self._stage.colours.muted)
        return None

    def _words(self, one: Difference, currency: str) -> tuple[str, str, str]:
        here, rebuilt = (value_words(one.field, value, currency, self._telling) for value in (one.here, one.rebuilt))
        return field_word(one.field), here, rebuilt
