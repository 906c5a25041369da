"""What the desk says of a reservation, over what Beds24 tells of its booking: two sides of which neither is lost.

What is shown is what Beds24 told, with the desk's words in place of it. Each word remembers what both sides last agreed
on and what Beds24 tells now, so that it shows by itself when it has arrived (Beds24 tells it too), and when both sides
changed the same thing. Nothing here depends on the order in which versions of a booking become known.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from console.domain.booking import MONEY_FIELDS, Booking
from console.domain.contacts import phone_key
from console.domain.money import is_rounding
from console.domain.sameness import text_key
from console.domain.status import is_opening_in_panel


class Part(StrEnum):
    """What is changed, and decided, together."""

    DATES = "dates"
    ROOM = "room"
    GUESTS = "guests"
    STATUS = "status"
    PRICE = "price"
    DEPOSIT = "deposit"
    TAX = "tax"
    COMMISSION = "commission"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    MOBILE = "mobile"
    COMPANY = "company"
    ADDRESS = "address"
    LANGUAGE = "language"
    ARRIVAL_TIME = "arrival_time"
    NOTES = "notes"
    COMMENTS = "comments"
    MESSAGE = "message"
    VOUCHER = "voucher"


FIELDS_OF: Final[Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {part: (part.value,) for part in Part}
    | {
        Part.DATES: ("arrival", "departure"),
        Part.ROOM: ("room_type_id", "unit_id"),
        Part.GUESTS: ("adults", "children"),
        Part.NAME: ("title", "first_name", "last_name"),
        Part.ADDRESS: ("address", "city", "state", "postcode", "country"),
    }
)
"""The fields of a booking that each part is made of; all of them may be written to Beds24 (FACTS.md section 4)."""

PART_OF: Final[Mapping[str, Part]] = MappingProxyType(
    {name: part for part, names in FIELDS_OF.items() for name in names}
)
_AMOUNTS: Final = frozenset(MONEY_FIELDS)
_PHONES: Final = frozenset({"phone", "mobile"})
_ORDER: Final = {name: place for place, name in enumerate(PART_OF)}


class Intent(StrEnum):
    """What shall become of an edit: Beds24 is to have it, or it stays a difference that somebody wanted."""

    SEND = "send"
    KEEP = "keep"


class Choice(StrEnum):
    """How a part is settled in which both sides differ: Beds24's value, ours for both, or ours here only."""

    THEIRS = "theirs"
    OURS = "ours"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Restore:
    """What Beds24 gets back when something that it already had is undone, and how the edit stands once it tells it."""

    there: Any = dataclasses.field(repr=False)
    base: Any = dataclasses.field(repr=False)
    intent: Intent


@dataclass(frozen=True, slots=True)
class Posted:
    """A value that was given to Beds24, as long as it is not known whether it arrived."""

    value: Any = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What the desk says of one field: `here` is shown, `base` is what both sides last agreed on, `there` is what
    Beds24 tells now. While `in_conflict`, Beds24 changed the part as well, and nothing of it is sent. What is `posted`
    is our own word when Beds24 tells it, whatever the desk has said since.
    """

    field: str
    here: Any = dataclasses.field(repr=False)
    base: Any = dataclasses.field(repr=False)
    there: Any = dataclasses.field(repr=False)
    intent: Intent
    made_at: datetime
    made_by: str
    in_conflict: bool = False
    restores: Restore | None = None
    posted: Posted | None = None

    @property
    def part(self) -> Part:
        return PART_OF[self.field]

    @property
    def sends(self) -> Any:
        """What Beds24 shall have."""
        return self.restores.there if self.restores else self.here

    @property
    def is_to_send(self) -> bool:
        return self.intent is Intent.SEND and not self.in_conflict


@dataclass(frozen=True, slots=True)
class Rebased:
    """The edits that stay once Beds24 told a newer version, and the parts that it changed as well, newly or again."""

    edits: tuple[Edit, ...]
    conflicts: tuple[Part, ...] = ()


def by_part(edits: Iterable[Edit]) -> Iterator[tuple[Part, tuple[Edit, ...]]]:
    """The edits of each part that has any, in the order of the parts."""
    ordered = sorted(edits, key=lambda edit: _ORDER[edit.field])
    return ((part, tuple(group)) for part, group in groupby(ordered, key=lambda edit: edit.part))


def told_of(shown: Booking, edits: Iterable[Edit]) -> Booking:
    """The booking as Beds24 tells it, of a reservation as it is shown."""
    return _with(shown, {edit.field: edit.there for edit in edits})


def shown_of(told: Booking, edits: Iterable[Edit]) -> Booking:
    """The reservation as it is shown, of a booking as Beds24 tells it."""
    return _with(told, {edit.field: edit.here for edit in edits})


def rebased(edits: Iterable[Edit], told: Booking, currency: str) -> Rebased:
    """What stays of edits once Beds24 tells `told`. A part is settled where Beds24 tells what it shall have, and in
    conflict where it tells something else than both sides agreed on; where it goes back to that, the conflict is over.
    """
    kept: list[Edit] = []
    conflicts: list[Part] = []
    for part, group in by_part(edits):
        told_now = tuple(replace(edit, there=getattr(told, edit.field)) for edit in group)
        now = _arrived(group, told_now, currency)
        if all(_tells(old, new, new.sends, currency) for old, new in zip(group, now, strict=True)):
            kept += _restored(now, currency)
            continue
        now = marked(now, currency)
        kept += now
        if any(edit.in_conflict for edit in now) and _is_told_anew(group, now, currency):
            conflicts.append(part)
    return Rebased(tuple(kept), tuple(conflicts))


def _arrived(before: tuple[Edit, ...], now: tuple[Edit, ...], currency: str) -> tuple[Edit, ...]:
    """The edits of one part `now` that Beds24 tells something; where it tells what was posted to it, both sides agree
    on that."""
    pairs = tuple(zip(before, now, strict=True))
    if not all(_tells(old, new, new.posted.value, currency) for old, new in pairs if new.posted):
        return now
    return tuple(replace(edit, base=edit.there, posted=None) if edit.posted else edit for edit in now)


def _tells(before: Edit, now: Edit, value: Any, currency: str) -> bool:
    """Whether Beds24 tells `value` now: exactly, or by its meaning where it moved there. What only means the same as
    before is no answer to somebody who mends the spelling."""
    moved = now.there != before.there
    return bool(now.there == value or (moved and means_same(now.field, value, now.there, currency)))


def marked(group: tuple[Edit, ...], currency: str) -> tuple[Edit, ...]:
    """The edits of one part, each saying whether the part is in conflict; none where nothing differs, now or once what
    is posted arrives."""
    open_ones = any(edit.restores or edit.posted for edit in group)
    if not open_ones and all(edit.here == edit.there for edit in group):
        return ()
    moved = any(not means_same(edit.field, edit.base, edit.there, currency) for edit in group)
    return tuple(replace(edit, in_conflict=moved) for edit in group)


def _restored(group: tuple[Edit, ...], currency: str) -> tuple[Edit, ...]:
    """The part as it stood before what was undone; nothing where nothing was."""
    if not any(edit.restores for edit in group):
        return ()
    back = (
        replace(edit, base=edit.restores.base, intent=edit.restores.intent, restores=None) if edit.restores else edit
        for edit in group
    )
    return marked(tuple(back), currency)


def _is_told_anew(before: tuple[Edit, ...], now: tuple[Edit, ...], currency: str) -> bool:
    pairs = zip(before, now, strict=True)
    return any(not means_same(old.field, old.there, new.there, currency) for old, new in pairs)


def means_same(name: str, one: Any, other: Any, currency: str) -> bool:
    """Whether two values of a field are the same to the hotel: rounded cents, mere spelling and other ways to dial
    are."""
    if one == other:
        return True
    if name == "status":
        return is_opening_in_panel(one, other)
    if name in _PHONES and (digits := phone_key(one)):
        return digits == phone_key(other)
    if name in _AMOUNTS:
        known = one is not None and other is not None
        return known and (is_rounding(one, other, currency) or is_rounding(other, one, currency))
    return isinstance(one or "", str) and isinstance(other or "", str) and text_key(one) == text_key(other)


def _with(booking: Booking, values: Mapping[str, Any]) -> Booking:
    return replace(booking, **values) if values else booking
