"""Order and search over tens of thousands of rows as plain lists: in C from end to end, for every letter typed."""

from collections.abc import Callable
from itertools import filterfalse, repeat
from operator import contains, or_
from typing import Any, TypeVar

from console.domain.folding import Word

Line = TypeVar("Line")


def hits(texts: list[str], word: Word) -> list[bool]:
    """Which of the texts hold a spelling of the word."""
    first, *others = word
    found = map(contains, texts, repeat(first))
    for other in others:
        found = map(or_, found, map(contains, texts, repeat(other)))
    return list(found)


def in_order(
    lines: list[Line], key: Callable[[Line], Any] | None, filled: Callable[[Line], Any] | None, *, descending: bool
) -> list[Line]:
    """`lines`, which stand in their usual order, by `key`; those without what `filled` gets come last in either
    direction."""
    if key is None:
        return lines
    if filled is None:
        return sorted(lines, key=key, reverse=descending)
    found = list(filter(filled, lines))
    found.sort(key=key, reverse=descending)
    return found if len(found) == len(lines) else [*found, *filterfalse(filled, lines)]
