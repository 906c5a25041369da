"""What a guest's card is made of besides its values: sources, what became of them, and what people said."""

from datetime import datetime
from typing import NamedTuple

COMPANION = "companion"
"""The role of somebody who came along in a booking of another's."""


class SourceRow(NamedTuple):
    """One source of a guest: the reservation behind it (None at the desk), with its channel and dates (ISO), as whom
    they stand in it (guest or companion), the source that it was tied to, the rule and since when."""

    profile_id: int
    reservation_id: int | None
    beds24_id: int | None
    channel: str
    arrival: str
    departure: str
    role: str
    tied_to: int | None
    rule: str
    tied_at: datetime | None


class Move(NamedTuple):
    """One source went from one guest to another, by a rule or a person (`hand`)."""

    at: datetime
    profile_id: int
    old_guest: int
    new_guest: int
    rule: str


class DecisionRow(NamedTuple):
    """What a person decided about this guest; `other_name` is how the other guest is called now."""

    id: int
    at: datetime
    actor: str
    kind: str
    note: str
    undone_at: datetime | None
    other_name: str


class NearGuest(NamedTuple):
    """Another guest, and what brought them here: the same name (`namesake`) or the same company (`company`)."""

    id: int
    name: str
    by: str


class Said(NamedTuple):
    """One word of the desk's about a source: the field of `Words`, what it is, when and by whom it was said."""

    profile_id: int
    field: str
    value: str
    at: datetime
    actor: str


class FlagSet(NamedTuple):
    """One flag on a source, with the reason that was given."""

    profile_id: int
    flag: str
    note: str
    at: datetime
    actor: str


class NoteKept(NamedTuple):
    """One note or preference (`kind`)."""

    id: int
    profile_id: int
    kind: str
    text: str
    at: datetime
    actor: str
