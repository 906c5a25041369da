"""A list of numbered things that come and change while one looks, sorted and filtered in place."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from console.ui.kit.stage import Stage

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout(Generic[T]):
    """What stands in the columns: cells and heads by column and role, and by what each column is sorted."""

    cell: Callable[[T, int, int], Any]
    head: Callable[[int, int], Any]
    keys: Mapping[int, Callable[[T], Any]]
    number: Callable[[T], int]


class LedgerModel(QAbstractTableModel, Generic[T]):
    """Holds what was read and shows what passes the filter; the newest first until it is sorted otherwise."""

    def __init__(self, stage: Stage, layout: Layout[T]) -> None:
        super().__init__()
        self._layout = layout
        stage.zone_changed.connect(self._tell_all)
        self._known: dict[int, T] = {}
        self._rows: list[T] = []
        self._passes: Callable[[T], bool] = lambda _item: True
        self._column, self._descending = 0, True

    @property
    def known(self) -> int:
        """How many are held, shown or not."""
        return len(self._known)

    @property
    def all(self) -> Iterable[T]:
        """Everything that is held, shown or not."""
        return self._known.values()

    @property
    def shown(self) -> tuple[T, ...]:
        """What is shown, from top to bottom."""
        return tuple(self._rows)

    def at(self, row: int) -> T | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def number_at(self, row: int) -> int | None:
        """The number of what a row shows."""
        item = self.at(row)
        return None if item is None else self._layout.number(item)

    def of(self, number: int) -> T | None:
        """The one with this number, shown or not."""
        return self._known.get(number)

    def row_of(self, number: int) -> int:
        """The row that shows it, -1 where it is not shown."""
        numbered = self._layout.number
        return next((row for row, item in enumerate(self._rows) if numbered(item) == number), -1)

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def show_all(self, items: Iterable[T]) -> None:
        """Begin anew with these."""
        self.beginResetModel()
        self._known = self._numbered(items)
        self._rows = self._in_order(filter(self._passes, self._known.values()))
        self.endResetModel()

    def filter_by(self, passes: Callable[[T], bool]) -> None:
        """Show only what `passes`."""
        self.beginResetModel()
        self._passes = passes
        self._rows = self._in_order(filter(passes, self._known.values()))
        self.endResetModel()

    def add_older(self, items: Iterable[T]) -> None:
        """Put another page to those held."""
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_places()
        self._known |= self._numbered(items)
        self._rows = self._in_order(filter(self._passes, self._known.values()))
        self._put_back(kept)
        self.layoutChanged.emit()

    def take_in(self, items: Iterable[T]) -> None:
        """Add new ones and renew known ones, row by row, so that nothing on the screen jumps."""
        for number, item in self._numbered(items).items():
            known = self._known.get(number)
            if known != item:
                self._known[number] = item
                self._renew(item, -1 if known is None else self.row_of(number))

    def _numbered(self, items: Iterable[T]) -> dict[int, T]:
        return {self._layout.number(item): item for item in items}

    def _renew(self, item: T, row: int) -> None:
        shown = self._passes(item)
        if row >= 0 and shown:
            self._move(item, row)
        elif row >= 0:
            self.beginRemoveRows(_NO_INDEX, row, row)
            del self._rows[row]
            self.endRemoveRows()
        elif shown:
            place = self._place_of(item)
            self.beginInsertRows(_NO_INDEX, place, place)
            self._rows.insert(place, item)
            self.endInsertRows()

    def _move(self, item: T, row: int) -> None:
        """Renew a row where it stands, or where it belongs now; one that is chosen stays so."""
        former = self._rows.pop(row)
        place = self._place_of(item)
        self._rows.insert(row, former)
        if place == row:
            self._rows[row] = item
        else:
            self.beginMoveRows(_NO_INDEX, row, row, _NO_INDEX, place + (place > row))
            del self._rows[row]
            self._rows.insert(place, item)
            self.endMoveRows()
        self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def _place_of(self, item: T) -> int:
        if not self._descending:
            return bisect_left(self._rows, self._key(item), key=self._key)
        turned = self._rows[::-1]
        return len(turned) - bisect_left(turned, self._key(item), key=self._key)

    def _key(self, item: T) -> tuple[Any, int]:
        return self._layout.keys[self._column](item), self._layout.number(item)

    def _in_order(self, items: Iterable[T]) -> list[T]:
        return sorted(items, key=self._key, reverse=self._descending)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_places()
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._rows = self._in_order(self._rows)
        self._put_back(kept)
        self.layoutChanged.emit()

    def _kept_places(self) -> list[tuple[QModelIndex, int]]:
        number = self._layout.number
        return [(index, number(self._rows[index.row()])) for index in self.persistentIndexList()]

    def _put_back(self, kept: list[tuple[QModelIndex, int]]) -> None:
        number = self._layout.number
        places = {number(item): row for row, item in enumerate(self._rows)} if kept else {}
        old = [index for index, _ in kept]
        self.changePersistentIndexList(old, [self.index(places[id_], index.column()) for index, id_ in kept])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._layout.keys)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        return self._layout.head(section, role) if orientation is Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        return self._layout.cell(self._rows[index.row()], index.column(), role)
