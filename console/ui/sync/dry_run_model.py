"""What a check foresees, flat: a line for each booking with its tick, and under it a line for each field."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from console.services.dry_run import FieldLine, Foreseen, ForeseenGroup
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.sync import values
from console.ui.wording import dry_run as words

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole
_TITLES = (words.BOOKING, words.HERE, words.THERE)
_ICONS = {
    ForeseenGroup.NEW: ("plus-circle", "accent"),
    ForeseenGroup.CHANGED: ("pencil-simple", "accent"),
    ForeseenGroup.CANCELLED: ("x-circle", "warn"),
    ForeseenGroup.MISSING: ("ghost", "warn"),
}
_MARKS = {
    ForeseenGroup.NEW: words.MARK_NEW,
    ForeseenGroup.CANCELLED: words.MARK_CANCELLED,
    ForeseenGroup.MISSING: words.MARK_MISSING,
}


@dataclass(frozen=True, slots=True)
class _Row:
    one: Foreseen
    line: FieldLine | None


class DryRunModel(QAbstractTableModel):
    """`ticks_changed` whenever another choice stands. What `moved` meanwhile can no longer be ticked."""

    ticks_changed = Signal()

    def __init__(self, stage: Stage, foreseen: Iterable[Foreseen]) -> None:
        super().__init__()
        self._stage = stage
        self.foreseen = tuple(foreseen)
        self._groups: frozenset[ForeseenGroup] = frozenset()
        self._ticked: set[int] = set()
        self._moved: frozenset[int] = frozenset()
        self._rows: list[_Row] = []
        self._arrange()

    # -- what is shown and chosen

    def show_groups(self, groups: Collection[ForeseenGroup]) -> None:
        """Only these; all where none is named."""
        self._groups = frozenset(groups)
        self._arrange()

    def take_end(self, done: Collection[int], moved: Collection[int]) -> None:
        """What was applied goes, what moved stays to be seen."""
        self.foreseen = tuple(one for one in self.foreseen if one.beds24_id not in done)
        self._moved |= frozenset(moved)
        self._ticked -= set(done) | set(moved)
        self._arrange()
        self.ticks_changed.emit()

    @property
    def ticked(self) -> tuple[Foreseen, ...]:
        """What is chosen, shown or not."""
        return tuple(one for one in self.foreseen if one.beds24_id in self._ticked)

    def tick_shown(self) -> None:
        """Choose everything that is shown."""
        self._ticked |= {row.one.beds24_id for row in self._rows} - self._moved
        self._tell_ticks()

    def untick(self) -> None:
        """Choose nothing."""
        self._ticked.clear()
        self._tell_ticks()

    def turn(self, row: int) -> None:
        """Tick the booking of a row, or take its tick back."""
        number = self._rows[row].one.beds24_id
        if number not in self._moved:
            self._ticked ^= {number}
            self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0), [_ROLE.CheckStateRole])
        self.ticks_changed.emit()

    def _arrange(self) -> None:
        self.beginResetModel()
        shown = (one for one in self.foreseen if not self._groups or one.group in self._groups)
        self._rows = [row for one in shown for row in _rows_of(one)]
        self.endResetModel()

    # -- as Qt asks for it

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return say(_TITLES[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self._rows[index.row()] if index.isValid() else None
        if row is None or row.line is not None or index.column() or row.one.beds24_id in self._moved:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        is_tick = role == _ROLE.CheckStateRole and index.isValid()
        if is_tick and (Qt.CheckState(value) is Qt.CheckState.Checked) is not self._is_ticked(index.row()):
            self.turn(index.row())
        return is_tick

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.line is None:
            return self._head(row.one, index, role)
        return self._field(row.one, row.line, index.column(), role)

    def _is_ticked(self, row: int) -> bool:
        return self._rows[row].one.beds24_id in self._ticked

    def _head(self, one: Foreseen, index: Index, role: int) -> Any:
        if index.column():
            return self._beside(one, index.column(), role)
        stay = values.stay_words(one.touched)
        told: dict[int, Any] = {
            _ROLE.DisplayRole: stay,
            _ROLE.ToolTipRole: stay,
            _ROLE.AccessibleTextRole: say(words.ROW, stay=stay, mark=self._mark(one)),
            _ROLE.DecorationRole: self._stage.icon(*_ICONS[one.group]),
            _ROLE.FontRole: _bold(),
        }
        if one.beds24_id not in self._moved:
            is_ticked = self._is_ticked(index.row())
            told[_ROLE.CheckStateRole] = Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return told.get(role)

    def _beside(self, one: Foreseen, column: int, role: int) -> Any:
        if column == len(_TITLES) - 1 and role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return self._mark(one)
        if role == _ROLE.ForegroundRole:
            colours = self._stage.colours
            return QColor(colours.warn if one.beds24_id in self._moved else colours.muted)
        return None

    def _mark(self, one: Foreseen) -> str:
        if one.beds24_id in self._moved:
            return say(words.MARK_MOVED)
        if one.group is ForeseenGroup.CHANGED:
            return count(*words.MARK_CHANGED, one.fields) if one.fields else say(words.MARK_MINOR)
        return say(_MARKS[one.group])

    def _field(self, one: Foreseen, line: FieldLine, column: int, role: int) -> Any:
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            shown = values.row_words(self._stage, one.touched, line)[column]
            return shown if column else say(words.FIELD, field=shown)
        if role == _ROLE.ForegroundRole:
            quiet = line.minor or column < len(_TITLES) - 1
            return QColor(self._stage.colours.muted if quiet else self._stage.colours.text)
        return None


def _rows_of(one: Foreseen) -> Iterable[_Row]:
    yield _Row(one, None)
    for line in sorted(one.touched.lines, key=lambda line: line.minor):
        yield _Row(one, line)


def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
