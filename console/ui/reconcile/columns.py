"""What a column of a list of this tab is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Line = TypeVar("Line")
Manner = tuple[str, str]
PLAIN: Manner = ("", "")


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """One column: `shown` is its cell in words, `key` what it is sorted by, `manner` the icon and the tone of the cell;
    `listened` is what those hear who listen to the row instead of seeing it. It may be `hidden` at first."""

    name: str
    title: str
    shown: Callable[[Line], str]
    key: Callable[[Line], Any]
    width: int
    manner: Callable[[Line], Manner] = lambda _line: PLAIN
    listened: Callable[[Line], str] | None = None
    hidden: bool = False
