"""One booking on both sides, field by field, with what both sides last agreed on; and what became of it on each."""

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from console.domain.booking import COMPARED_FIELDS, Booking
from console.domain.edits import FIELDS_OF, PART_OF, Edit, Intent, Part

_FIRST: Final = ("status", *(name for names in FIELDS_OF.values() for name in names if name != "status"))
FIELDS: Final = (*_FIRST, *(name for name in COMPARED_FIELDS if name not in _FIRST and name != "property_id"))
"""The fields of a record in the order in which people look at them."""


class LineState(StrEnum):
    """How the two sides of a field stand to each other."""

    EQUAL = "equal"
    DIFFERS = "differs"
    CONFLICT = "conflict"
    """Both sides changed it since they last agreed."""
    WAITS = "waits"
    """Changed here, and still to be sent."""
    KEPT = "kept"
    """Different because somebody wants it so."""


class Side(StrEnum):
    """Where something happened."""

    HERE = "here"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One field; values are texts as history keeps them (amounts in minor units), None where nothing is told.

    `agreed` is what both sides last agreed on, told only where the desk changed the field. `part` is what is settled
    together, None where Beds24 takes no change of the field.
    """

    field: str
    here: str | None = dataclasses.field(repr=False)
    agreed: str | None = dataclasses.field(repr=False)
    there: str | None = dataclasses.field(repr=False)
    state: LineState
    part: Part | None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One field as it changed on one side; `who` is the person or the rule, empty where a machine brought it."""

    at: datetime
    side: Side
    source: str
    who: str = dataclasses.field(repr=False)
    field: str
    old: str | None = dataclasses.field(repr=False)
    new: str | None = dataclasses.field(repr=False)


Text = Callable[[Booking, str], str | None]
"""How a field of a booking is written; a unit has a name only within its type."""


def lines_of(
    here: Booking | None, there: Booking | None, edits: Sequence[Edit], differing: Collection[str], text: Text
) -> tuple[RecordLine, ...]:
    """Every field of which either side tells anything, those that differ first; `differing` are the fields in which
    the comparison found a difference."""
    words = {edit.field: edit for edit in edits}
    agreed = replace(here, **{edit.field: edit.base for edit in edits}) if here and edits else None
    found = [
        RecordLine(
            name,
            text(here, name) if here else None,
            text(agreed, name) if agreed and name in words else None,
            text(there, name) if there else None,
            _state(name, words.get(name), differing),
            PART_OF.get(name),
        )
        for name in FIELDS
    ]
    told = [line for line in found if line.here or line.there or line.state is not LineState.EQUAL]
    return tuple(sorted(told, key=lambda line: line.state is LineState.EQUAL))


def _state(name: str, edit: Edit | None, differing: Collection[str]) -> LineState:
    if edit is not None and (edit.in_conflict or edit.here != edit.there):
        return _EDITED[edit.in_conflict, edit.intent]
    return LineState.DIFFERS if name in differing else LineState.EQUAL


_EDITED: Final = {
    (True, Intent.SEND): LineState.CONFLICT,
    (True, Intent.KEEP): LineState.CONFLICT,
    (False, Intent.SEND): LineState.WAITS,
    (False, Intent.KEEP): LineState.KEPT,
}


def interleaved(*stories: Sequence[StoryLine]) -> tuple[StoryLine, ...]:
    """What happened on both sides, newest first."""
    return tuple(sorted((line for story in stories for line in story), key=lambda line: line.at, reverse=True))
