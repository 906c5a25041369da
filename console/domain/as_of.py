"""A reservation as it was at any moment: what stands now, walked back line by line through its history.

History keeps texts, and no line keeps the state with which a reservation began, so the walk begins at the present. The
values of an erased guest are known at no moment before the erasing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any

from console.domain.booking import COMPARED_FIELDS, MONEY_FIELDS
from console.domain.details import Change
from console.domain.erased import ERASED_FIELDS

CREATED, ERASED = "created", "erased"
"""The lines that tell of no field: the first reading, and that the guest was erased."""

_OF_PERSON = frozenset((*ERASED_FIELDS, "companions"))
_NUMBERS = frozenset({"room_type_id", "unit_id", "adults", "children", *MONEY_FIELDS})
_DATES = frozenset({"arrival", "departure"})


@dataclass(frozen=True, slots=True)
class State:
    """All fields as texts, None where nothing was told; what is `unknown` had a value that was erased since."""

    texts: Mapping[str, str | None] = field(repr=False)
    unknown: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        """The value as text; empty where there is none, or none that is known."""
        return self.texts.get(name) or ""

    def differing(self, other: "State") -> tuple[str, ...]:
        """The fields, in their order, that are known in both and mean something else; nothing and "" are alike."""
        names = dict.fromkeys((*COMPARED_FIELDS, *self.texts))
        return tuple(
            name for name in names if name not in self.unknown | other.unknown and self.text(name) != other.text(name)
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """What became of a reservation at once: when and from whom, the lines, and how it stood before and after. With
    `before` None it began here."""

    at: str
    source: str
    by_whom: str
    changes: tuple[Change, ...]
    before: State | None
    after: State

    @property
    def minor(self) -> bool:
        """Whether nothing of it means anything to the hotel."""
        return all(change.minor for change in self.changes)


def moments_of(now: Mapping[str, str | None], changes: Sequence[Change]) -> tuple[Moment, ...]:
    """The history in moments, the newest first, of lines that come newest first; `now` is how the reservation
    stands, field by field as history writes it."""
    return tuple(_moments(State(MappingProxyType(dict(now))), changes))


def as_of(moments: Sequence[Moment], at: str) -> State | None:
    """How the reservation stood at a moment (UTC as history writes it); None before it was known."""
    return next((one.after for one in moments if one.at <= at), None)


def value_from(name: str, text: str | None) -> Any:
    """The value of a field that can be edited, from its text in history; a text that nobody told is empty.

    Raises ValueError for what is no such value.
    """
    if name in _DATES:
        return date.fromisoformat(text or "")
    if name in _NUMBERS:
        return None if text is None else int(text)
    return text or ""


def values_from(state: State, names: Collection[str]) -> dict[str, Any]:
    """The values of several fields as they were. Raises ValueError where one is not known any more."""
    if unknown := state.unknown.intersection(names):
        raise ValueError(f"not known any more: {', '.join(sorted(unknown))}")
    return {name: value_from(name, state.texts.get(name)) for name in names}


def _moments(now: State, changes: Sequence[Change]) -> Iterator[Moment]:
    after = now
    for (at, source, by_whom), lines in groupby(changes, key=lambda one: (one.at, one.source, one.by_whom)):
        together = tuple(lines)
        before: State | None = after
        for change in together:
            before = None if before is None else _before(before, change)
        yield Moment(at, source, by_whom, together, before, after)
        after = before or State({}, frozenset(after.texts))


def _before(after: State, change: Change) -> State | None:
    """How it stood before one line."""
    if change.field == CREATED:
        return None
    if change.field == ERASED:
        return State(after.texts, after.unknown | _OF_PERSON)
    if change.old is change.new is None:
        return State(after.texts, after.unknown | {change.field})
    return State(MappingProxyType({**after.texts, change.field: change.old}), after.unknown - {change.field})
