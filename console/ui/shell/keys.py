"""All actions with their keys, to be searched: F1 or ?."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import shell as words

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An action, where it is found, and its key."""

    place: str
    action: str
    key: str


def key_rows(place: str, actions: Iterable[QAction]) -> list[KeyRow]:
    """All actions that there are, those of menus within too."""
    native = QKeySequence.SequenceFormat.NativeText
    found: list[KeyRow] = []
    for action in filter(QAction.isVisible, actions):
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += key_rows(f"{place} · {plain(action.text())}", inner.actions())
        elif not action.isSeparator():
            keys = "  ".join(key.toString(native) for key in action.shortcuts())
            found.append(KeyRow(place, plain(action.text()), keys))
    return found


def plain(text: str) -> str:
    """A menu's text without the mark of its letter."""
    return text.replace("&", "")


class KeysModel(QAbstractTableModel):
    """Two columns: what, and which key."""

    def __init__(self, rows: list[KeyRow], muted: str) -> None:
        super().__init__()
        self._rows = rows
        self._muted = muted

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() and not one.key:
            return QColor(self._muted)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"{one.place} · {one.action}" if index.column() == 0 else one.key or say(words.KEYS_NO_KEY)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return say(words.KEYS_KEY if section else words.KEYS_ACTION)


class KeysSheet(QDialog):
    """A list that shrinks while one types."""

    def __init__(self, stage: Stage, rows: list[KeyRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say(words.KEYS_TITLE))
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(KeysModel(rows, stage.colours.muted))
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say(words.KEYS_SEARCH))
        self.search.setAccessibleName(say(words.KEYS_SEARCH))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.table = Table(self._proxy, say(words.KEYS_LIST), stage)
        self.table.set_widths({0: 400})
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._frame = TableFrame(self.table)
        done = button(say(words.CLOSE), self.accept)
        title = label(say(words.KEYS_TITLE), "title")
        self.setLayout(column(title, self.search, self._frame, row(None, done), margin=Space.XL, spacing=Space.M))
        self.resize(620, 560)

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        if self._proxy.rowCount():
            self._frame.show_rows()
        else:
            self._frame.tell(say(words.KEYS_NONE))
