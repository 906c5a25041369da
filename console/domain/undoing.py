"""One stack of what people and rules did, by time: what is taken back next, and what comes back after that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.domain.edits import Part


class DeedBook(StrEnum):
    """Where a deed is written down: among the desk's acts, among what was decided about guests, or among what was said
    of differences."""

    ACTS = "acts"
    DECISIONS = "decisions"
    SAYINGS = "sayings"


class DeedKind(StrEnum):
    """What was done, as people call it."""

    EDIT = "edit"
    MOVE = "move"
    CANCEL = "cancel"
    CREATE = "create"
    FIX = "fix"
    RULE = "rule"
    MERGE = "merge"
    NOT_SAME = "not_same"
    SPLIT = "split"
    PUT_OFF = "put_off"
    EXPECT = "expect"
    LOOK_AGAIN = "look_again"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class DeedKey:
    """One deed by the book that it stands in and its number there; of a batch of decisions the batch's number."""

    book: DeedBook
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that can be taken back: when, by whom, about whom (a reservation's guest, or two guests), and of how
    many of its kind it is one.

    Of an act on a reservation `parts` are what it changed or decided, `rooms` what a move was from and to; it
    `corrects` where taking it back sends Beds24 a correction, because it has what was done. `acts` are those that
    were done together, the first first.
    """

    key: DeedKey
    kind: DeedKind
    at: datetime
    by: str
    names: tuple[str, ...] = field(repr=False)
    times: int = 1
    undone_at: datetime | None = None
    parts: "tuple[Part, ...]" = ()
    rooms: tuple[str, str] = ("", "")
    corrects: bool = False
    acts: tuple[int, ...] = ()

    def is_named(self, key: DeedKey) -> bool:
        """Whether this is the deed with this key, or one of several done together that has it."""
        return key == self.key or (key.book is self.key.book is DeedBook.ACTS and key.number in self.acts)


def newest_first(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    """All of them by time; those of one second and one book by their numbers."""
    return tuple(sorted(deeds, key=lambda deed: (deed.at, deed.key.number), reverse=True))


def next_undo(deeds: Sequence[Deed]) -> Deed | None:
    """What is taken back next, of deeds that come newest first: the newest that stands."""
    return next((deed for deed in deeds if deed.undone_at is None), None)


def next_redo(deeds: Sequence[Deed]) -> Deed | None:
    """What comes back next, of deeds that come newest first: what was taken back last, unless something was done since;
    of several taken back in one second the oldest."""
    undone = [(deed.undone_at, deed) for deed in reversed(deeds) if deed.undone_at is not None]
    if not undone:
        return None
    when, last = max(undone, key=lambda pair: pair[0])
    return None if any(deed.at > when for deed in deeds) else last
