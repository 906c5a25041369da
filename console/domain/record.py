"""One booking on both sides, field by field, with what both sides last agreed on; and what became of it on each."""

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from console.domain.booking import COMPARED_FIELDS, Booking
from console.domain.edits import FIELDS_OF, PART_OF, Choice, Edit, Intent, Part
from console.domain.fixing import Found

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
    """One field; values are texts (amounts in major units, rooms by their names), None where nothing is told.

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
    """One field as it changed on one side (texts as history keeps them, amounts in minor units); `who` is the person or
    the rule, empty where a machine brought it."""

    at: datetime
    side: Side
    source: str
    who: str = dataclasses.field(repr=False)
    field: str
    old: str | None = dataclasses.field(repr=False)
    new: str | None = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the rules would say of a part in which both sides changed: Beds24's value (`theirs`) or ours, by the rule
    with this key."""

    part: Part
    choice: Choice
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Both sides of the booking with this number.

    `reservation_id` is ours, None where it is not here. `there` tells whether Beds24 has it, `asked_at` when it was
    asked for this record; None where what it told last is shown. `found` are its remembered differences.
    """

    number: int
    reservation_id: int | None
    there: bool
    asked_at: datetime | None
    currency: str
    channel: str
    guest: str = dataclasses.field(repr=False)
    phone: str = dataclasses.field(repr=False)
    room: str
    arrival: str
    departure: str
    lines: tuple[RecordLine, ...]
    found: tuple[Found, ...]
    story: tuple[StoryLine, ...]
    suggested: tuple[Suggested, ...] = ()

    def found_of(self, line: RecordLine) -> tuple[Found, ...]:
        """The differences that are settled together with a field; none where there is nothing to settle."""
        together = FIELDS_OF[line.part] if line.part else (line.field,)
        return tuple(one for one in self.found if one.field in together)

    @property
    def conflicts(self) -> tuple[RecordLine, ...]:
        """The fields that both sides changed and that differ."""
        return tuple(line for line in self.lines if line.state is LineState.CONFLICT)


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
    if edit is not None and edit.here != edit.there:
        return _EDITED[edit.in_conflict, edit.intent]
    return LineState.DIFFERS if name in differing else LineState.EQUAL


_EDITED: Final = {
    (True, Intent.SEND): LineState.CONFLICT,
    (True, Intent.KEEP): LineState.CONFLICT,
    (False, Intent.SEND): LineState.WAITS,
    (False, Intent.KEEP): LineState.KEPT,
}
