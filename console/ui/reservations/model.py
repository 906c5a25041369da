"""The list as Qt's views see it; a change is told as the few rows that it touches, so that nothing else moves."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from operator import indexOf, itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor

from console.domain.folding import search_words
from console.domain.lines import ReservationLine, State, state_of
from console.domain.sieve import At, Sieve
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reservations.columns import COLUMNS, NUMBER_OF, Column
from console.ui.reservations.rows import Rows
from console.ui.reservations.telling import Telling

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST_STEPS = 40
_FEW = 4
_ID = itemgetter(0)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_DO_NOT_RENT, _VIP = ("prohibit", "bad"), ("star", "accent")
_READ_ALOUD = {"state": Telling.row, "checked": Telling.checked_meaning}
_QUIET = frozenset({State.CANCELLED, State.GONE, State.STAYED, State.NO_SHOW})


class ReservationModel(QAbstractTableModel):
    """Holds every reservation and shows those that pass; `shown_changed` comes after each change of what is shown."""

    shown_changed = Signal()

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        at = self._now()
        self.telling = Telling(stage.zone, at.today)
        self._rows = Rows(at)
        self._shown: list[ReservationLine] = []
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._prepare)
        self._sorted_by = (NUMBER_OF["arrival"], Qt.SortOrder.AscendingOrder)
        stage.zone_changed.connect(self._take_zone)

    # What it holds

    @property
    def shown(self) -> Sequence[ReservationLine]:
        """The lines on the screen, in their order."""
        return self._shown

    @property
    def all(self) -> Sequence[ReservationLine]:
        return self._rows.all

    @property
    def total(self) -> int:
        return self._rows.total

    @property
    def left_aside(self) -> int:
        """How many would be shown had they not been cancelled, and are not gone."""
        return self._rows.left_aside

    @property
    def by_arrival(self) -> bool:
        """Whether the lines stand in their usual order."""
        return self._sorted_by == (NUMBER_OF["arrival"], Qt.SortOrder.AscendingOrder)

    def line(self, row: int) -> ReservationLine:
        return self._shown[row]

    def row_of(self, id_: int) -> int:
        """Where the reservation with this id of ours stands; -1 when it is not shown."""
        return self.rows_of([id_]).get(id_, -1)

    def rows_of(self, ids: Collection[int]) -> dict[int, int]:
        """Where these reservations stand, as far as they are shown."""
        if len(ids) > _FEW:
            every = dict(zip(map(_ID, self._shown), range(len(self._shown)), strict=True))
            return {id_: every[id_] for id_ in ids if id_ in every}
        return {id_: row for id_ in ids if (row := self._place(id_)) >= 0}

    def _place(self, id_: int) -> int:
        with suppress(ValueError):
            return indexOf(map(_ID, self._shown), id_)
        return -1

    def also_found_with(self, sieve: Sieve) -> int:
        return self._rows.also_found_with(sieve)

    # What changes it

    def replace(self, lines: Iterable[ReservationLine]) -> None:
        """Show what was read anew."""
        self._rows.replace(lines)
        self._show(self._rows.shown)

    def merge(self, ids: Iterable[int], lines: Collection[ReservationLine]) -> None:
        """`lines` is what has become of `ids`; every other row stays as and where it is."""
        changed = frozenset(ids)
        self._rows.merge(changed, lines)
        self._step(changed, self._rows.shown)
        self.shown_changed.emit()

    def sift(self, sieve: Sieve) -> None:
        self._rows.sift(sieve)
        self._show(self._rows.shown)

    def search(self, typed: str) -> None:
        self._rows.search(search_words(typed))
        self._show(self._rows.shown)

    def pass_time(self) -> None:
        """Arriving today, new in 24 hours: both change by themselves."""
        at = self._now()
        new_day, self.telling.today = at.today != self.telling.today, at.today
        self._rows.be_at(at)
        self._set_order(*self._sorted_by)
        self._show(self._rows.shown)
        if new_day:
            self._tell_all()

    def _take_zone(self) -> None:
        """Every moment reads otherwise."""
        self.telling.zone = self._stage.zone
        self._tell_all()

    def _tell_all(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(COLUMNS) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if (column, order) == self._sorted_by:
            return  # Qt asks twice
        self._sorted_by = (column, order)
        self._set_order(column, order)
        self._rearrange(self._rows.shown)
        self.shown_changed.emit()

    def _set_order(self, column: int, order: Qt.SortOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        if not 0 <= column < len(COLUMNS) or (column == NUMBER_OF["arrival"] and not descending):
            self._rows.sort(None, None, descending=False)
        else:
            chosen = COLUMNS[column]
            self._rows.sort(chosen.key(self.telling.today), chosen.filled, descending=descending)

    def _prepare(self) -> None:
        """One step in each quiet moment."""
        if self._rows.prepare():
            self._idle.start()

    def _now(self) -> At:
        return At.moment(self._stage.clock.now(), self._stage.zone)

    # How a change is told

    def _show(self, new: list[ReservationLine]) -> None:
        """Quite other rows, or more of them at the end; what is marked is marked again by the view."""
        before = len(self._shown)
        if before and len(new) > before and new[:before] == self._shown:
            self.beginInsertRows(_NOWHERE, before, len(new) - 1)
            self._take(new)
            self.endInsertRows()
        elif new != self._shown:
            self.beginResetModel()
            self._take(new)
            self.endResetModel()
        self.shown_changed.emit()

    def _take(self, new: list[ReservationLine]) -> None:
        self._shown = new
        self._idle.start()

    def _step(self, changed: frozenset[int], new: list[ReservationLine]) -> None:
        """Take rows out, put the others in order, put rows in: only the `changed` may have moved."""
        before, after = _places(self._shown, changed), _places(new, changed)
        gone = [row for id_, row in before.items() if id_ not in after]
        fresh = [row for id_, row in after.items() if id_ not in before]
        out, into = _runs(gone), _runs(fresh)
        if len(out) + len(into) > _MOST_STEPS or not self._shown:
            self._show(new)
            return
        for first, end in reversed(out):
            self.beginRemoveRows(_NOWHERE, first, end)
            self._take(self._shown[:first] + self._shown[end + 1 :])
            self.endRemoveRows()
        self._settle(_without(new, into), _shifted(before, gone), _shifted(after, fresh))
        for first, end in into:
            self.beginInsertRows(_NOWHERE, first, end)
            self._take(self._shown[:first] + new[first : end + 1] + self._shown[first:])
            self.endInsertRows()

    def _settle(self, staying: list[ReservationLine], before: dict[int, int], after: dict[int, int]) -> None:
        """The lines that stay, as they are now; the changed among them stood and stand in these rows."""
        both = before.keys() & after.keys()
        if any(before[id_] != after[id_] for id_ in both):
            self._rearrange(staying)
        else:
            self._take(staying)
        last = len(COLUMNS) - 1
        for first, end in _runs(sorted(after[id_] for id_ in both)):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def _rearrange(self, new: list[ReservationLine]) -> None:
        """The same lines in another order; what is marked stays marked."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._shown[index.row()].id for index in before]
        self._take(new)
        rows = self.rows_of(set(ids))
        moved = [self.index(rows.get(id_, -1), index.column()) for id_, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

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
        if role == LINE_ROLE:
            return line
        return self._manner(line, column, role)

    def _manner(self, line: ReservationLine, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = state_of(line, self.telling.today) in _QUIET or (column.name == "guest" and not line.guest)
            return QBrush(QColor(self._stage.colours.muted)) if quiet else None
        if role == Qt.ItemDataRole.DecorationRole and column.name == "guest" and (line.do_not_rent or line.vip):
            return self._stage.icon(*(_DO_NOT_RENT if line.do_not_rent else _VIP))
        if role == Qt.ItemDataRole.AccessibleTextRole and column.name in _READ_ALOUD:
            return _READ_ALOUD[column.name](self.telling, line)
        return self._tip(line, column) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, line: ReservationLine, column: Column) -> str:
        if column.name == "state":
            return self.telling.state_meaning(line)
        if column.name == "checked":
            return self.telling.checked_meaning(line)
        if column.name in {"booked", "changed"}:
            return self.telling.utc(line.booked_at if column.name == "booked" else line.modified_at)
        return column.shown(self.telling, line)


def _places(lines: list[ReservationLine], ids: frozenset[int]) -> dict[int, int]:
    """The rows in which these stand, from top to bottom."""
    return {id_: row for row, id_ in enumerate(map(_ID, lines)) if id_ in ids}


def _shifted(places: dict[int, int], without: list[int]) -> dict[int, int]:
    """The same rows counted without some."""
    return {id_: row - bisect_left(without, row) for id_, row in places.items()}


def _without(lines: list[ReservationLine], runs: list[tuple[int, int]]) -> list[ReservationLine]:
    if not runs:
        return lines
    ends = [0, *(end + 1 for _, end in runs)]
    starts = [*(first for first, _ in runs), len(lines)]
    return [line for start, stop in zip(ends, starts, strict=True) for line in lines[start:stop]]


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending row numbers as stretches from first to last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
