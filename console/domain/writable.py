"""What Beds24 takes when a booking is written, field by field, so that what it would refuse is told beforehand.

The limits are those of FACTS.md section 3; a text that is too long is never cut, because half a note is a wrong note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from console.domain.money import exponent_of

_TEXT = 100
_MOST_MONEY = 100_000_000
_MOST_PEOPLE = 99

LONGEST: Final[Mapping[str, int]] = MappingProxyType(
    dict.fromkeys(
        ("title", "first_name", "last_name", "email", "phone", "mobile", "company", "city", "state", "postcode"), _TEXT
    )
    | dict.fromkeys(("country", "arrival_time", "reference", "voucher"), _TEXT)
    | {"address": 250, "comments": 1000, "notes": 2000, "message": 1000, "group_note": 5000}
    | {"flag_text": 32, "language": 2}
)
"""The most characters that Beds24 takes of a text."""

MONEY: Final = frozenset({"price", "deposit", "tax", "commission"})
PEOPLE: Final = frozenset({"adults", "children"})


class Unwritable(StrEnum):
    """Why Beds24 would refuse a value."""

    TOO_LONG = "too_long"
    NEGATIVE = "negative"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Refusable:
    """A value that Beds24 would refuse: `length` is that of the text or the amount, `most` what it takes."""

    field: str
    why: Unwritable
    length: int
    most: int


def refusable(values: Mapping[str, object], currency: str) -> tuple[Refusable, ...]:
    """What of `values` (by field of `Booking`, amounts in minor units of `currency`) Beds24 would refuse."""
    found = (_judged(field, value, currency) for field, value in values.items())
    return tuple(one for one in found if one is not None)


def _judged(field: str, value: object, currency: str) -> Refusable | None:
    if isinstance(value, str):
        most = LONGEST.get(field)
        return Refusable(field, Unwritable.TOO_LONG, len(value), most) if most and len(value) > most else None
    if not isinstance(value, int) or field not in MONEY | PEOPLE:
        return None
    most = _MOST_PEOPLE if field in PEOPLE else _MOST_MONEY * 10 ** exponent_of(currency) - 1
    if value < 0:
        return Refusable(field, Unwritable.NEGATIVE, value, most)
    return Refusable(field, Unwritable.TOO_MUCH, value, most) if value > most else None
