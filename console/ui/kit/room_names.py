"""The rooms in two columns: the place at Beds24, and the name by which the hotel knows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import rooms as words

PLACE, NAME, CLEANING, NOTE = range(4)
_HEADERS = (words.AT_BEDS24, words.OUR_NAME, words.CLEANING, words.NOTE)
_EDITABLE = (NAME, CLEANING)
_CLEANING_SIGNS = {
    "clean": ("check", "good"),
    "dirty": ("drop", "warn"),
    "inspected": ("check-circle", "good"),
    "out_of_order": ("prohibit", "bad"),
}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RoomName:
    """One room; `usual` is Beds24's own name of it, empty where that is not known, `note` what is odd about it, and
    `warns` whether that is a reason to look; `cleaning` is empty where housekeeping has no word yet."""

    key: str
    place: str
    name: str
    usual: str = ""
    note: str = ""
    cleaning: str = ""
    warns: bool = False


class RoomNames(QAbstractTableModel):
    """`renamed` tells key and name that a person typed, `cleaned` key and state; the row itself follows from `show`,
    or at once when `keeps`."""

    renamed = Signal(str, str)
    cleaned = Signal(str, str)

    def __init__(self, stage: Stage, *, keeps: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._keeps = keeps
        self._rows: list[RoomName] = []
        self._twice: frozenset[str] = frozenset()

    def show(self, rows: Sequence[RoomName]) -> None:
        """Other rows from now on."""
        self.beginResetModel()
        self._rows = list(rows)
        self._twice = _named_twice(self._rows)
        self.endResetModel()

    def row(self, number: int) -> RoomName:
        return self._rows[number]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADERS[section])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() in _EDITABLE else usual

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.EditRole and index.column() == CLEANING:
            return self._rows[index.row()].cleaning
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign(index)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() not in _EDITABLE:
            return False
        return self._clean(index, str(value)) if index.column() == CLEANING else self._rename(index, str(value))

    def _clean(self, index: _Index, state: str) -> bool:
        row = self._rows[index.row()]
        if state not in words.CLEANINGS or state == row.cleaning:
            return False
        self.cleaned.emit(row.key, state)
        return True

    def _rename(self, index: _Index, typed: str) -> bool:
        row = self._rows[index.row()]
        name = " ".join(typed.split()) or row.usual
        if not name or name == row.name:
            return False
        if self._keeps:
            self._rows[index.row()] = replace(row, name=name)
            self._twice = _named_twice(self._rows)
            self.dataChanged.emit(self.index(0, PLACE), self.index(len(self._rows) - 1, NOTE))
        self.renamed.emit(row.key, name)
        return True

    @property
    def twice(self) -> frozenset[str]:
        """Names, without regard to case, that more than one room has."""
        return self._twice

    def _text(self, index: _Index) -> str:
        row = self._rows[index.row()]
        cleaning = say(words.CLEANINGS[row.cleaning]) if row.cleaning else ""
        return (row.place, row.name, cleaning, self._note(row))[index.column()]

    def _note(self, row: RoomName) -> str:
        if row.name.casefold() in self._twice:
            return say(words.NAMED_TWICE)
        if row.note:
            return row.note
        return say(words.RENAMED, name=row.usual) if row.usual and row.name != row.usual else ""

    def _sign(self, index: _Index) -> Any:
        row = self._rows[index.row()]
        if index.column() == NAME:
            return self._stage.icon("pencil-simple")
        if index.column() == CLEANING and row.cleaning:
            return self._stage.icon(*_CLEANING_SIGNS[row.cleaning])
        if index.column() == NOTE and (row.warns or row.name.casefold() in self._twice):
            return self._stage.icon("warning", "warn")
        return None


def _named_twice(rows: Sequence[RoomName]) -> frozenset[str]:
    counted = Counter(row.name.casefold() for row in rows)
    return frozenset(name for name, number in counted.items() if number > 1)


class CleaningChoice(QStyledItemDelegate):
    """Lets housekeeping's word be picked from the four that there are."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        editor = QComboBox(parent)
        editor.setAccessibleName(say(words.CLEANING))
        for state, text in words.CLEANINGS.items():
            editor.addItem(say(text), state)
        editor.activated.connect(lambda _number: self._take(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def _take(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
