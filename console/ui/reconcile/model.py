"""The lists of this tab as Qt's views see them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from console.domain.folding import Word
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reconcile.columns import Column

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line", bound=tuple[Any, ...])
_NOWHERE = QModelIndex()
_ALIGN = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LinesModel(QAbstractTableModel, Generic[Line]):
    """Holds lines, whose first value is their id, and shows those that pass and in which every word is found;
    `shown_changed` comes after each change of what is shown. Lines that are equal in the column sorted by stand in the
    order in which they were given."""

    shown_changed = Signal()

    def __init__(self, stage: Stage, columns: Sequence[Column[Line]], text_of: Callable[[Line], str]) -> None:
        super().__init__()
        self._stage, self.columns, self._text_of = stage, columns, text_of
        self.all: Sequence[Line] = ()
        self._shown: list[Line] = []
        self._texts: dict[int, str] = {}
        self._words: tuple[Word, ...] = ()
        self._passes: Callable[[Line], bool] = lambda _line: True
        self._column, self._descending = -1, False

    # What it holds

    @property
    def shown(self) -> Sequence[Line]:
        """The lines on the screen, in their order."""
        return self._shown

    def line(self, row: int) -> Line | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rows_of(self, ids: Collection[int]) -> dict[int, int]:
        """Where these stand, as far as they are shown."""
        return {line[0]: row for row, line in enumerate(self._shown) if line[0] in ids}

    # What changes it

    def replace(self, lines: Iterable[Line]) -> None:
        """Show what was read anew."""
        self.all = tuple(lines)
        self._texts = {}
        self._show()

    def sift(self, passes: Callable[[Line], bool]) -> None:
        self._passes = passes
        self._show()

    def search(self, words: tuple[Word, ...]) -> None:
        self._words = words
        self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._show()

    def _show(self) -> None:
        found = [line for line in self.all if self._passes(line) and self._is_found(line)]
        if self._column >= 0:
            found.sort(key=self.columns[self._column].key, reverse=self._descending)
        self.beginResetModel()
        self._shown = found
        self.endResetModel()
        self.shown_changed.emit()

    def _is_found(self, line: Line) -> bool:
        if not self._words:
            return True
        text = self._texts.get(line[0]) or self._texts.setdefault(line[0], self._text_of(line))
        return all(any(spelling in text for spelling in word) for word in self._words)

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(self.columns[section].title)
        return _ALIGN if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.shown(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (column.listened or column.shown)(line)
        return self._dress(line, column, role)

    def _dress(self, line: Line, column: Column[Line], role: int) -> Any:
        if role not in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole):
            return None
        icon, tone = column.manner(line)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._stage.icon(icon, tone or "muted") if icon else None
        return QBrush(QColor(getattr(self._stage.colours, tone))) if tone else None
