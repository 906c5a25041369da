"""What the cells of a list have in common, whatever it lists: what Qt asks for, the heads, how they are aligned."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon

from console.ui.kit.words import say

_ROLE = Qt.ItemDataRole
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the columns, what some of them mean, and which columns stand at the right."""

    titles: Sequence[str]
    tips: Mapping[int, str]
    right: frozenset[int]


class ListCells(ABC, Generic[T]):
    """The words, icons and colours of what is listed, by column."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._tellers: dict[int, Callable[[T, int], Any]] = {
            _ROLE.DisplayRole: self.text,
            _ROLE.ToolTipRole: self.tip,
            _ROLE.DecorationRole: self.icon,
            _ROLE.ForegroundRole: self.ink,
            _ROLE.BackgroundRole: self.ground,
            _ROLE.AccessibleTextRole: lambda item, column: f"{self.title(column)}: {self.text(item, column)}",
            _ROLE.TextAlignmentRole: lambda _item, column: self._alignment(column),
        }

    def told(self, item: T, column: int, role: int) -> Any:
        """What Qt asks for in `role`; None where there is nothing to tell."""
        tell = self._tellers.get(role)
        return tell(item, column) if tell else None

    @abstractmethod
    def text(self, item: T, column: int) -> str:
        """The words of a cell."""

    @abstractmethod
    def tip(self, item: T, column: int) -> str:
        """What is said of it under the mouse."""

    @abstractmethod
    def icon(self, item: T, column: int) -> QIcon | None:
        """The sign before the words."""

    @abstractmethod
    def ink(self, item: T, column: int) -> QColor | None:
        """The colour of the words, where it is not the usual one."""

    def ground(self, _item: T, _column: int) -> QColor | None:
        """The colour under the words, where it is not the usual one."""
        return None

    def title(self, column: int) -> str:
        """The head of a column."""
        return say(self._heads.titles[column])

    def head(self, column: int, role: int) -> Any:
        """What Qt asks for of the head of a column; its tip says what it means, where that is not plain."""
        if role == _ROLE.DisplayRole:
            return self.title(column)
        if role == _ROLE.ToolTipRole:
            tip = self._heads.tips.get(column)
            return say(tip) if tip else None
        return self._alignment(column) if role == _ROLE.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._heads.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
