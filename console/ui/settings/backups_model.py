"""The backups with what each holds, the newest first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.services.backups import BackupHeld
from console.ui.kit.moments import moment_words
from console.ui.kit.sizes import size_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import settings as words

_Index = QModelIndex | QPersistentModelIndex
TAKEN, OCCASION, RESERVATIONS, GUESTS, LAST_RUN, SIZE = range(6)
_HEADERS = (
    words.COLUMN_TAKEN,
    words.COLUMN_OCCASION,
    words.COLUMN_RESERVATIONS,
    words.COLUMN_GUESTS,
    words.COLUMN_LAST_RUN,
    words.COLUMN_SIZE,
)
_NUMBERS = (RESERVATIONS, GUESTS, SIZE)


class BackupsModel(QAbstractTableModel):
    """Rows are replaced as a whole: there are a few dozen at most."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._rows: tuple[BackupHeld, ...] = ()

    def show(self, rows: tuple[BackupHeld, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> BackupHeld:
        return self._rows[number]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADERS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts()[index.column()](self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _texts(self) -> tuple[Callable[[BackupHeld], str], ...]:
        return (
            lambda row: moment_words(self._stage, row.taken_at),
            lambda row: say(words.OCCASIONS.get(row.occasion, "")),
            lambda row: _figure(row.reservations),
            lambda row: _figure(row.guests),
            lambda row: moment_words(self._stage, row.last_run) if row.last_run else say(words.NEVER),
            lambda row: size_words(row.size),
        )


def _figure(number: int | None) -> str:
    return say(words.UNREADABLE) if number is None else QLocale().toString(number)
