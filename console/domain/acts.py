"""What was done to a reservation at the desk or by a rule, told so that it can be undone on both sides."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from console.domain.edits import Edit, Intent, Restore, means_same


class ActKind(StrEnum):
    """What was done; a rule acts by itself, everything else is a person's doing."""

    EDIT = "edit"
    CREATE = "create"
    FIX = "fix"
    RULE = "rule"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class ActChange:
    """One field of one reservation: what was shown before and after, what Beds24 told then, and the desk's word on it
    before and after, None where there was none."""

    field: str
    here_before: Any = dataclasses.field(repr=False)
    here_after: Any = dataclasses.field(repr=False)
    there: Any = dataclasses.field(repr=False)
    before: Edit | None
    after: Edit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act on one reservation. Acts of one `group` (the id of the first of them) were done and are undone together;
    `undoes` is the act that this one takes back or does again, `undone_by` the act that took this one back. One that
    `overbooks` took or left a room that somebody else held too.
    """

    id: int
    at: datetime
    who: str
    kind: ActKind
    reservation_id: int
    changes: tuple[ActChange, ...]
    rule: str = ""
    discrepancy_id: int | None = None
    group: int | None = None
    undoes: int | None = None
    undone_by: int | None = None
    overbooks: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """How a field stands when something is to be undone: what is shown, what Beds24 tells, and what it will once it has
    what waits to be sent."""

    here: Any = dataclasses.field(repr=False)
    there: Any = dataclasses.field(repr=False)
    heading: Any = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True)
class Back:
    """How a field is to stand once an act is undone: what is shown, and the desk's word on it."""

    here: Any = dataclasses.field(repr=False)
    edit: Edit | None


class CannotUndo(Exception):
    """Something else changed since; `field` is what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field = name


def undone(change: ActChange, now: Now, currency: str, at: datetime, who: str) -> Back:
    """How to bring both sides back to where they were before `change`: what Beds24 never had is dropped, what it has is
    sent back as a correction. Raises CannotUndo where either side has moved on since.
    """
    if not means_same(change.field, now.here, change.here_after, currency):
        raise CannotUndo(change.field)
    if means_same(change.field, now.there, change.there, currency):
        return Back(change.here_before, _at(change.before, now.there))
    sent = change.after.sends if change.after else change.here_after
    if not any(means_same(change.field, now.heading, value, currency) for value in (sent, change.there)):
        raise CannotUndo(change.field)
    return Back(change.here_before, _correction(change, now, at, who))


def sends_correction(changes: Iterable[ActChange], now: dict[str, Now], currency: str) -> bool:
    """Whether undoing has to tell Beds24, because it already has what was done."""
    return any(not means_same(one.field, now[one.field].there, one.there, currency) for one in changes)


def _at(edit: Edit | None, there: Any) -> Edit | None:
    return replace(edit, there=there) if edit else None


def _correction(change: ActChange, now: Now, at: datetime, who: str) -> Edit:
    before = change.before
    differed = before is not None and not before.is_to_send
    differed = differed or (before is None and change.here_before != change.there)
    restore = None
    if differed:
        base, intent = (before.base, before.intent) if before else (change.there, Intent.KEEP)
        restore = Restore(change.there, base, intent)
    return Edit(
        field=change.field, here=change.here_before, base=now.there, there=now.there, intent=Intent.SEND, made_at=at,
        made_by=who, restores=restore,
    )  # fmt: skip
