"""Choosing a time zone from all that there are, by typing part of a name, with the time there now beside each."""

from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeView, QWidget

from console.domain.clock import Clock
from console.domain.folding import folded
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, label
from console.ui.kit.words import say
from console.ui.wording import zones as words

_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_MINUTE = 60_000
_Index = QModelIndex | QPersistentModelIndex


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """The zones that a hotel can lie in, by name, and UTC."""
    return (*sorted(name for name in available_timezones() if name.partition("/")[0] in _AREAS), "UTC")


def place_of(zone: str) -> str:
    """`zone` as a person reads it: America/Argentina/Buenos_Aires is Buenos Aires, Argentina, America."""
    return ", ".join(reversed(zone.replace("_", " ").split("/")))


def time_there(zone: str, now: datetime) -> str:
    """The clock's time in `zone`, as the person's own country writes it."""
    return QLocale().toString(_time(now.astimezone(ZoneInfo(zone))), QLocale.FormatType.ShortFormat)


def day_there(zone: str, now: datetime) -> str:
    """The date in `zone`, with its weekday."""
    local = now.astimezone(ZoneInfo(zone))
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def _time(local: datetime) -> QTime:
    return QTime(local.hour, local.minute)


class ZoneModel(QAbstractTableModel):
    """The zones whose name holds what was typed, each with the time there now."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._shown = zone_names()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        zone = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return time_there(zone, self._clock.now()) if index.column() else place_of(zone)
        return zone if role in (Qt.ItemDataRole.UserRole, Qt.ItemDataRole.ToolTipRole) else None

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 2

    def search(self, typed: str) -> None:
        """Show the zones in whose name every word that was typed occurs."""
        asked = folded(typed.replace("/", " ").replace("_", " ")).split()
        self.beginResetModel()
        self._shown = tuple(zone for zone in zone_names() if all(word in _searched(zone) for word in asked))
        self.endResetModel()

    def row_of(self, zone: str) -> int:
        """The row of a zone, -1 where it is not shown."""
        return self._shown.index(zone) if zone in self._shown else -1

    def tick(self) -> None:
        """The minute has passed: the times are others."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self._shown) - 1, 1))


class ZonePicker(QWidget):
    """`chosen` tells the zone that a person picked; `zone` is the one picked now."""

    chosen = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._clock = stage.clock
        self._zone = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(say(words.SEARCH))
        self.search.setAccessibleName(say(words.SEARCH_NAME))
        self.search.setClearButtonEnabled(True)
        self._model = ZoneModel(stage.clock, self)
        self.list = self._make_list()
        self.now = label(kind="subtitle")
        self._nothing = label(say(words.NOTHING), "muted", wraps=True)
        self._nothing.hide()
        self.setLayout(column(self.now, self.search, self._nothing, self.list, spacing=Space.S))
        self.search.textChanged.connect(self._search)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._tick)
        self._ticker.start(_MINUTE // 6)

    def _make_list(self) -> QTreeView:
        view = dress(QTreeView(), "zones")
        view.setModel(self._model)
        view.setAccessibleName(say(words.LIST_NAME))
        view.setUniformRowHeights(True)
        view.setRootIsDecorated(False)
        view.setHeaderHidden(True)
        view.setMinimumHeight(160)
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)  # to its contents: every zone's time anew
        view.header().resizeSection(1, view.fontMetrics().horizontalAdvance(words.WIDEST_TIME) + 2 * Space.L)
        view.selectionModel().currentChanged.connect(self._pick)
        return view

    @property
    def zone(self) -> str:
        return self._zone

    def show_zone(self, zone: str) -> None:
        """Stand on this zone without telling anybody."""
        self._zone = zone
        self.search.clear()
        self._stand_on(zone)
        self._tell_time()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow down leads from the search into the list."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _stand_on(self, zone: str) -> None:
        row = self._model.row_of(zone)
        if row < 0:
            return
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)

    def _search(self, typed: str) -> None:
        self._model.search(typed)
        self._nothing.setVisible(not self._model.rowCount())
        self._stand_on(self._zone)

    def _pick(self, index: QModelIndex) -> None:
        zone = index.data(Qt.ItemDataRole.UserRole)
        if zone and zone != self._zone:
            self._zone = zone
            self._tell_time()
            self.chosen.emit(zone)

    def _tick(self) -> None:
        if not self.isVisible():
            return
        self._model.tick()
        self._tell_time()

    def _tell_time(self) -> None:
        if self._zone:
            now = self._clock.now()
            told = say(
                words.NOW_THERE,
                place=place_of(self._zone),
                time=time_there(self._zone, now),
                day=day_there(self._zone, now),
            )
            self.now.setText(told)


@lru_cache(maxsize=1024)
def _searched(zone: str) -> str:
    return folded(zone.replace("/", " ").replace("_", " "))
