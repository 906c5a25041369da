"""The rules for conflicts as rows in their order, and the conflicts that somebody decided otherwise than one says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from console.domain.settling import Mode, RuleKey
from console.services.rule_desk import Case, Ruled, RuleLine
from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import rules as words

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line", RuleLine, Case)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class RuleColumn(Generic[Line]):
    """One column: its title, its width at the usual text size, and what it shows."""

    title: str
    width: int
    shown: Callable[[Stage, Line], str]


def mode_word(line: RuleLine) -> str:
    """What the rule does as it stands; one that asks is on or off."""
    if line.key is RuleKey.ASK:
        return say(words.ALWAYS)
    return one_mode_word(line, line.mode)


def one_mode_word(line: RuleLine, mode: Mode) -> str:
    """A mode of this rule."""
    asks = Mode.SUGGEST not in line.modes
    return say(words.ASKS if asks and mode is not Mode.OFF else words.MODES[mode])


def lately_words(line: RuleLine) -> str:
    """What it decided in the last 30 days."""
    if not line.decided:
        return say(words.NOTHING_DECIDED)
    decided = count(*words.DECIDED, line.decided)
    return count(*words.DECIDED_BACK, line.taken_back, decided=decided) if line.taken_back else decided


def changed_words(stage: Stage, line: RuleLine) -> str:
    """When and by whom it was last changed."""
    if line.changed_at is None:
        return say(words.AS_SHIPPED)
    who = line.changed_by or say(words.AT_THE_DESK)
    return say(words.CHANGED, when=moment_words(stage, line.changed_at), who=who)


def stay_words(case: Case) -> str:
    """Whose stay, and from when."""
    day = QLocale().toString(QDate(case.arrival.year, case.arrival.month, case.arrival.day), "ddd d MMM")
    return say(words.STAY, guest=case.guest_name or say(words.NO_NAME), day=day)


def ruled_words(decided: Sequence[Ruled]) -> str:
    """What rules decided: of one decision whose stay, what of it, whose value counts, and by which rule."""
    if len(decided) > 1:
        return count(*words.TOLD_MANY, len(decided))
    (one,) = decided
    return say(
        words.TOLD_ONE,
        guest=one.guest_name or say(words.NO_NAME),
        part=say(words.PARTS[one.part]),
        choice=say(words.TOLD_CHOICES[one.choice]),
        rule=say(words.SENTENCES[one.key]),
    )


RULE_COLUMNS: tuple[RuleColumn[RuleLine], ...] = (
    RuleColumn(words.COL_PLACE, 40, lambda _, line: str(line.place)),
    RuleColumn(words.COL_RULE, 350, lambda _, line: say(words.SENTENCES[line.key])),
    RuleColumn(words.COL_MODE, 115, lambda _, line: mode_word(line)),
    RuleColumn(words.COL_LATELY, 120, lambda _, line: lately_words(line)),
)
CASE_COLUMNS: tuple[RuleColumn[Case], ...] = (
    RuleColumn(words.COL_STAY, 130, lambda _, case: stay_words(case)),
    RuleColumn(words.COL_PART, 62, lambda _, case: say(words.PARTS[case.part])),
    RuleColumn(words.COL_YOU, 62, lambda _, case: say(words.CHOICES[case.decided])),
    RuleColumn(words.COL_WOULD, 62, lambda _, case: say(words.CHOICES[case.would])),
)


class RuleModel(QAbstractTableModel, Generic[Line]):
    """Lines in the order in which they are given; a rule that is off is shown muted."""

    def __init__(self, stage: Stage, columns: tuple[RuleColumn[Line], ...]) -> None:
        super().__init__()
        self._stage = stage
        self._columns: tuple[RuleColumn[Line], ...] = columns
        self.lines: Sequence[Line] = ()

    @property
    def widths(self) -> dict[int, int]:
        """How wide the columns are at first, at the usual text size."""
        return {number: column.width for number, column in enumerate(self._columns)}

    def replace(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(self._columns[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._columns[index.column()].shown(self._stage, line)
        if role == Qt.ItemDataRole.ForegroundRole and getattr(line, "mode", None) is Mode.OFF:
            return QColor(self._stage.colours.muted)
        return None
