"""What a run changed, flat: a line for each reservation and under it a line for each field, old and new."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from console.services.run_book import FieldLine, Touched
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync import values
from console.ui.wording import sync as words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole
_TITLES = (words.FIELD, words.BEFORE, words.AFTER)


@dataclass(frozen=True, slots=True)
class _Row:
    touched: Touched
    line: FieldLine | None


class ChangesModel(QAbstractTableModel):
    """Rows of one run's changes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._rows: list[_Row] = []

    def show_all(self, touched: Iterable[Touched]) -> None:
        """Begin anew with these."""
        self.beginResetModel()
        self._rows = [row for one in touched for row in _rows_of(one)]
        self.endResetModel()

    def reservation_at(self, row: int) -> int | None:
        """The reservation that a row belongs to; None where it is not stored, as in a rehearsal."""
        return (self._rows[row].touched.id or None) if 0 <= row < len(self._rows) else None

    def heads(self) -> tuple[int, ...]:
        """The rows that name a reservation."""
        return tuple(number for number, row in enumerate(self._rows) if row.line is None)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return say(_TITLES[section])
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.line is None:
            return self._head(row.touched, index.column(), role)
        return self._field(row.touched, row.line, index.column(), role)

    def _head(self, touched: Touched, column: int, role: int) -> Any:
        if column:
            return None
        if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
            return values.stay_words(touched)
        if role == _ROLE.ToolTipRole:
            return say(words.OPEN_RESERVATION)
        if role == _ROLE.DecorationRole:
            return self._stage.icon("plus-circle" if touched.is_new else "arrow-square-out", "accent")
        return _bold() if role == _ROLE.FontRole else None

    def _field(self, touched: Touched, line: FieldLine, column: int, role: int) -> Any:
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return values.row_words(self._stage, touched, line)[column]
        if role == _ROLE.ForegroundRole:
            quiet = line.minor or column < len(_TITLES) - 1
            return QColor(self._stage.colours.muted if quiet else self._stage.colours.text)
        return None


def _rows_of(touched: Touched) -> Iterable[_Row]:
    yield _Row(touched, None)
    for line in sorted(touched.lines, key=lambda one: one.minor):
        yield _Row(touched, line)


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
