"""The pairs of guests to review as Qt's views see them: sifted, ticked, with what is being decided left out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from console.domain.guests.judging import Chance, chance_of
from console.domain.guests.review_lines import OpenProposal
from console.ui.guests.review_telling import JUDGED, ReviewTelling
from console.ui.kit.words import say
from console.ui.wording import guest_review as words

Index = QModelIndex | QPersistentModelIndex
Pair = tuple[int, int]
_NOWHERE = QModelIndex()
WHO, CHANCE, ARRIVES, TONE = (Qt.ItemDataRole.UserRole + number for number in range(4))
TONES = {
    Chance.VERY_LIKELY: "good",
    Chance.LIKELY: "good",
    Chance.POSSIBLE: "muted",
    Chance.CONTRADICTED: "warn",
    Chance.TWO_ON_A_CARD: "warn",
}


pair_in: Callable[[OpenProposal], Pair] = itemgetter(0, 1)
"""The two guests of a proposal, looked up in C: lists of thousands are gone through at every decision."""
_RULE, _ARRIVES = (itemgetter(OpenProposal._fields.index(name)) for name in ("rule", "arrives"))


class OpenModel(QAbstractListModel):
    """One row a pair. `sifted` comes after each change of what is shown, `ticks_changed` after one of what is ticked,
    `refused` tells in a sentence why something cannot be ticked."""

    sifted = Signal()
    ticks_changed = Signal()
    refused = Signal(str)

    def __init__(self, telling: ReviewTelling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._telling = telling
        self._all: list[OpenProposal] = []
        self._open: list[OpenProposal] = []
        self._shown: list[OpenProposal] = []
        self._hidden: set[Pair] = set()
        self._put_off: set[Pair] = set()
        self._ticked: dict[Pair, OpenProposal] = {}
        self._rule = ""
        self._days: frozenset[str] = frozenset()

    # -- what it holds

    @property
    def all(self) -> Sequence[OpenProposal]:
        """Every pair that is not being decided."""
        return self._open

    @property
    def shown(self) -> Sequence[OpenProposal]:
        return self._shown

    def holds(self, pair: Pair) -> bool:
        """Whether a pair is there, shown or not, and is not being decided."""
        return pair in map(pair_in, self._open)

    @property
    def ticked(self) -> Sequence[Pair]:
        """What is ticked, in the order of the list."""
        return [pair_in(one) for one in self._shown if pair_in(one) in self._ticked]

    def at(self, row: int) -> OpenProposal | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, pair: Pair | None) -> int:
        """Where a pair stands, -1 where it is not shown."""
        found = (row for row, one in enumerate(map(pair_in, self._shown)) if one == pair)
        return next(found, -1)

    def row_after(self, row: int) -> int:
        """The row to go on with from this one: the next that was not put off, else the next."""
        later = [*range(row, len(self._shown)), *range(min(row, len(self._shown)))]
        fresh = (place for place in later if pair_in(self._shown[place]) not in self._put_off)
        return next(fresh, min(row, len(self._shown) - 1))

    def rules(self) -> Counter[str]:
        """How many pairs there are of each rule."""
        return Counter(map(_RULE, self._open))

    def arrivals(self) -> Counter[str]:
        """How many pairs have somebody who arrives on each day (ISO)."""
        return Counter(map(_ARRIVES, self._open))

    # -- what changes it

    def replace(self, rows: Iterable[OpenProposal]) -> None:
        """Show what was read anew."""
        self._all = list(rows)
        if self._hidden or self._put_off:
            there = set(map(pair_in, self._all))
            self._hidden &= there
            self._put_off &= there
        self._sift()

    def sift(self, rule: str, days: Collection[str]) -> None:
        """Show only pairs of this rule (empty: of any), and with somebody who arrives on one of the days."""
        self._rule, self._days = rule, frozenset(days)
        self._sift()

    def hide(self, pairs: Iterable[Pair]) -> None:
        """Leave out what is being decided; it stays away once it is."""
        self._hidden |= set(pairs)
        self._sift()

    def show_again(self, pairs: Iterable[Pair]) -> None:
        """What could not be decided."""
        self._hidden -= set(pairs)
        self._sift()

    def put_off(self, pair: Pair) -> None:
        """Go by it for now."""
        self._put_off.add(pair)
        row = self.row_of(pair)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def untick(self) -> None:
        self._ticked.clear()
        self._tell_ticks()

    def toggle(self, row: int) -> None:
        """Tick a pair, or take the tick away; all that is ticked is of one rule."""
        one = self.at(row)
        if one is None:
            return
        pair = pair_in(one)
        if pair in self._ticked:
            del self._ticked[pair]
        elif why_not := self._why_not(one):
            self.refused.emit(why_not)
            return
        else:
            self._ticked[pair] = one
        self._tell_ticks()

    def _why_not(self, one: OpenProposal) -> str:
        if TONES[chance_of(*JUDGED(one))] == "warn":
            return say(words.TICK_CONTRADICTED)
        rule = next((ticked.rule for ticked in self._ticked.values()), one.rule)
        return "" if rule == one.rule else say(words.TICK_OTHER_RULE, rule=say(words.RULES[rule]))

    def _tell_ticks(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.ticks_changed.emit()

    def _sift(self) -> None:
        hidden = self._hidden
        self._open = [one for one in self._all if pair_in(one) not in hidden] if hidden else self._all
        narrows = self._rule or self._days
        shown = [one for one in self._open if self._passes(one)] if narrows else self._open
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()
        if self._ticked and self._ticked.keys() - (left := set(map(pair_in, shown))):
            self._ticked = {pair: one for pair, one in self._ticked.items() if pair in left}
            self.ticks_changed.emit()
        self.sifted.emit()

    def _passes(self, one: OpenProposal) -> bool:
        return (not self._rule or one.rule == self._rule) and (not self._days or one.arrives in self._days)

    # -- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else super().flags(index)

    def setData(self, index: Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.at(index.row()) if index.isValid() else None
        if one is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{self._telling.who(one)}\n{self._second_line(one)}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join((self._telling.who(one), self._second_line(one), say(words.RULES[one.rule])))
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if pair_in(one) in self._ticked else Qt.CheckState.Unchecked
        return self._for_painting(one, role)

    def _for_painting(self, one: OpenProposal, role: int) -> Any:
        if role == WHO:
            return self._telling.who(one)
        if role == CHANCE:
            return self._telling.chance(one)
        if role == ARRIVES:
            return self._when(one)
        return TONES[chance_of(*JUDGED(one))] if role == TONE else None

    def _second_line(self, one: OpenProposal) -> str:
        return " · ".join(filter(None, (self._telling.chance(one), self._when(one))))

    def _when(self, one: OpenProposal) -> str:
        put_off = say(words.LATER) if pair_in(one) in self._put_off else ""
        return " · ".join(filter(None, (self._telling.arrives(one), put_off)))
