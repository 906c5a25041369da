"""What was decided about guests, and what the rules did by themselves, as rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from console.domain.guests.judging import SAME_HOUSEHOLD
from console.domain.guests.review_lines import DecidedLine, DecisionKind, TiedSource
from console.ui.guests.review_telling import ReviewTelling, listed, pair_words
from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import guest_review as words

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line", DecidedLine, TiedSource)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PastColumn(Generic[Line]):
    """One column: its title, its width at the usual text size, what it shows, and what it sorts by."""

    title: str
    width: int
    shown: Callable[["PastTelling", Line], str]
    key: Callable[[Line], Any]


class PastTelling:
    """Turns what is past into words."""

    def __init__(self, stage: Stage, telling: ReviewTelling) -> None:
        self._stage, self._telling = stage, telling

    def moment(self, line: DecidedLine | TiedSource) -> str:
        return moment_words(self._stage, line.at)

    def who(self, line: DecidedLine) -> str:
        """Both names as they were told then."""
        return pair_words(line.name_a, line.name_b)

    def what(self, line: DecidedLine) -> str:
        kind = _KINDS[DecisionKind(line.kind)]
        told = say(words.KIND_HOUSEHOLD if line.note == SAME_HOUSEHOLD else kind)
        if line.in_batch > 1:
            told = listed([told, say(words.BATCH_OF, n=line.in_batch)])
        return told

    def why(self, line: DecidedLine | TiedSource) -> str:
        return say(words.RULES[line.rule]) if line.rule else ""

    def actor(self, line: DecidedLine) -> str:
        return say(words.BY_DESK) if line.actor == _DESK else line.actor

    def state(self, line: DecidedLine) -> str:
        if line.undone_at is None:
            return say(words.HOLDS)
        return say(words.TAKEN_BACK, when=moment_words(self._stage, line.undone_at))

    def stay(self, line: TiedSource) -> str:
        day = self._telling.day(line.arrival) if line.arrival else ""
        number = str(line.beds24_id) if line.beds24_id is not None else ""
        return " · ".join(filter(None, (line.told or say(words.NO_NAME), day, number)))


_DESK = "desk"
_KINDS = {
    DecisionKind.MERGE: words.KIND_MERGE,
    DecisionKind.SPLIT: words.KIND_SPLIT,
    DecisionKind.NOT_SAME: words.KIND_NOT_SAME,
}
DECIDED: tuple[PastColumn[DecidedLine], ...] = (
    PastColumn(words.COL_WHEN, 140, PastTelling.moment, lambda line: line.id),
    PastColumn(words.COL_GUESTS, 230, PastTelling.who, lambda line: line.name_a.casefold()),
    PastColumn(words.COL_WHAT, 120, PastTelling.what, lambda line: (line.kind, line.id)),
    PastColumn(words.COL_REASON, 210, PastTelling.why, lambda line: line.rule),
    PastColumn(words.COL_WHO, 90, PastTelling.actor, lambda line: line.actor),
    PastColumn(words.COL_STATE, 240, PastTelling.state, lambda line: (line.undone_at is not None, line.id)),
)
AUTOMATIC: tuple[PastColumn[TiedSource], ...] = (
    PastColumn(words.COL_WHEN, 140, PastTelling.moment, lambda line: (line.at, line.profile_id)),
    PastColumn(words.COL_STAY, 300, PastTelling.stay, lambda line: line.told.casefold()),
    PastColumn(words.COL_MATCHED, 180, lambda _, line: line.told_there or line.name, lambda line: line.told_there),
    PastColumn(words.COL_REASON, 230, PastTelling.why, lambda line: line.rule),
    PastColumn(words.COL_GUEST, 170, lambda _, line: line.name, lambda line: line.name.casefold()),
)


class PastModel(QAbstractTableModel, Generic[Line]):
    """Lines whose first value is their number, in the order of the column that was chosen."""

    def __init__(self, stage: Stage, telling: PastTelling, columns: tuple[PastColumn[Line], ...]) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self._columns: tuple[PastColumn[Line], ...] = columns
        self._lines: list[Line] = []
        self._sorted: tuple[int, bool] = (0, True)

    @property
    def widths(self) -> Sequence[int]:
        """How wide the columns are at first, at the usual text size."""
        return [one.width for one in self._columns]

    @property
    def shown(self) -> Sequence[Line]:
        return self._lines

    def rows_of(self, ids: Any) -> dict[int, int]:
        """Where the lines with these numbers stand."""
        wanted = frozenset(ids)
        return {line[0]: row for row, line in enumerate(self._lines) if line[0] in wanted}

    def replace(self, lines: Sequence[Line]) -> None:
        """Show what was read anew."""
        self.beginResetModel()
        self._lines = self._in_order(lines)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (max(0, column), order is Qt.SortOrder.DescendingOrder)
        self.replace(self._lines)

    def _in_order(self, lines: Sequence[Line]) -> list[Line]:
        column, descending = self._sorted
        return sorted(lines, key=self._columns[column].key, reverse=descending)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(self._columns[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._columns[index.column()].shown(self._telling, line)
        if role == Qt.ItemDataRole.ForegroundRole and getattr(line, "undone_at", None) is not None:
            return QColor(self._stage.colours.muted)
        return None
