"""The list of guests as Qt's views see it."""

from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor

from console.domain.folding import search_words
from console.domain.guests.lines import GuestChip, GuestLine
from console.ui.guests.columns import COLUMNS, NUMBER_OF, Column
from console.ui.guests.rows import GuestRows
from console.ui.guests.telling import GuestTelling
from console.ui.kit.stage import Stage
from console.ui.kit.words import say

Index = QModelIndex | QPersistentModelIndex
_REST_MS = 200
_ID = itemgetter(0)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


class GuestModel(QAbstractTableModel):
    """Holds every guest and shows those that pass; `shown_changed` comes after each change of what is shown."""

    shown_changed = Signal()

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self.telling = GuestTelling(stage.local(stage.clock.now()).date().isoformat())
        self._rows = GuestRows()
        self._shown: list[GuestLine] = []
        self._idle = QTimer(self, singleShot=True, interval=_REST_MS)
        self._idle.timeout.connect(self.prepare)

    # What it holds

    @property
    def shown(self) -> Sequence[GuestLine]:
        """The lines on the screen, in their order."""
        return self._shown

    @property
    def all(self) -> Sequence[GuestLine]:
        return self._rows.all

    def line(self, row: int) -> GuestLine:
        return self._shown[row]

    def rows_of(self, ids: Collection[int]) -> dict[int, int]:
        """Where these guests stand, as far as they are shown."""
        wanted = frozenset(ids)
        return {id_: row for row, id_ in enumerate(map(_ID, self._shown)) if id_ in wanted} if wanted else {}

    def found(self, typed: str, most: int) -> list[GuestLine]:
        """The first of all guests, shown or not, in whom what was typed is found."""
        return self._rows.found(search_words(typed), most)

    # What changes it

    def replace(self, lines: Iterable[GuestLine], today: str) -> None:
        """Show what was read anew, as it is on `today`."""
        self.telling.today = today
        self._rows.replace(lines)
        self._show()

    def merge(self, ids: frozenset[int], lines: Collection[GuestLine]) -> None:
        """`lines` is what has become of `ids`."""
        self._rows.merge(ids, lines)
        self._show()

    def sift(self, chips: frozenset[GuestChip]) -> None:
        self._rows.sift(chips)
        self._show()

    def prepare(self) -> None:
        """Make the first letter of a search as quick as the others; done by itself in a quiet moment."""
        self._rows.prepare()

    def search(self, typed: str) -> None:
        self._rows.search(search_words(typed))
        self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        if descending or column not in (-1, NUMBER_OF["name"]):
            self._rows.sort(COLUMNS[column].key, COLUMNS[column].filled, descending=descending)
        else:
            self._rows.sort(None, None, descending=False)  # they stand by name
        self._show()

    def _show(self) -> None:
        new = self._rows.shown
        if new != self._shown:
            self.beginResetModel()
            self._shown = new
            self.endResetModel()
        self._idle.start()
        self.shown_changed.emit()

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(COLUMNS[section].title)
        return (_RIGHT if COLUMNS[section].right else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line, column = self._shown[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(self.telling, line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole and column.name == "name":
            return self.telling.row(line)
        return self._dress(line, column, role)

    def _tip(self, line: GuestLine, column: Column) -> str:
        if column.name == "stays":
            return self.telling.stays_in_words(line)
        return self.telling.row(line) if column.name == "name" else column.shown(self.telling, line)

    def _dress(self, line: GuestLine, column: Column, role: int) -> Any:
        icon, tone = _manner(line, column)
        if role == Qt.ItemDataRole.DecorationRole and icon:
            return self._stage.icon(icon, tone)
        if role == Qt.ItemDataRole.ForegroundRole and tone not in ("", "accent"):  # a blue text looks like a link
            return QBrush(QColor(getattr(self._stage.colours, tone)))
        return None


def _manner(line: GuestLine, column: Column) -> tuple[str, str]:
    """The icon and the tone of a cell; empty where it is as usual."""
    found = (
        ("flags", line.do_not_rent, "prohibit", "bad"),
        ("flags", line.vip, "star", "accent"),
        ("doubt", line.doubts, "users", "warn"),
        ("contact", not (line.phone or line.email), "", "muted"),
        ("name", line.do_not_rent, "prohibit", "bad"),
        ("name", line.vip, "star", "accent"),
        ("name", not line.name, "", "muted"),
        ("last_stay", line.here, "", "good"),
    )
    return next(((icon, tone) for name, holds, icon, tone in found if name == column.name and holds), ("", ""))
