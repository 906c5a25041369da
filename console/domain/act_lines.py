"""What was done to settle differences, as a list shows it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from console.domain.acts import Act
from console.domain.discrepancies import DiscrepancyKind
from console.domain.edits import Edit
from console.domain.folding import folded


class ActResult(StrEnum):
    """What has come of an act by now."""

    EQUAL = "equal"
    """Beds24 tells the same as stands here."""
    WAITING = "waiting"
    """Beds24 has still to be told."""
    KEPT = "kept"
    """Both sides differ, as somebody wants it."""
    CONFLICT = "conflict"
    """Beds24 has changed the same since."""
    TAKEN_BACK = "taken_back"


class ShownChange(NamedTuple):
    """One thing that an act was about: what was shown before and after, and what Beds24 told then; amounts are texts in
    minor units, rooms are named (`ROOM`), None was not told."""

    field: str
    before: str | None
    after: str | None
    there: str | None


ROOM = "room"
"""Names type and unit together among the changes of an act."""


class ActLine(NamedTuple):
    """One act on one reservation; `at` and `arrival` are ISO texts, `changes` the fields that it was about.

    `settled` is the kind of the difference that it settled, where that is known, and `keeps` tells that it let it be.
    One that `can_be_undone` has a way back: what Beds24 alone brought about has none.
    """

    id: int
    at: str
    who: str
    rule: str
    reservation_id: int
    guest_id: int | None
    guest: str
    beds24_id: int | None
    reference: str
    arrival: str
    room: str
    currency: str
    changes: tuple[ShownChange, ...]
    result: ActResult
    settled: DiscrepancyKind | None = None
    keeps: bool = False
    can_be_undone: bool = True


def result_of(act: Act, edits: Iterable[Edit]) -> ActResult:
    """What has come of an act, given what the desk still says of its reservation."""
    if act.undone_by is not None:
        return ActResult.TAKEN_BACK
    touched = {change.field for change in act.changes}
    standing = [edit for edit in edits if edit.field in touched]
    if any(edit.in_conflict for edit in standing):
        return ActResult.CONFLICT
    if any(edit.is_to_send for edit in standing):
        return ActResult.WAITING
    return ActResult.KEPT if standing else ActResult.EQUAL


def search_text(line: ActLine) -> str:
    """Everything by which a line is found."""
    return folded(" ".join((line.guest, str(line.beds24_id or ""), line.reference, line.room, line.who)))
