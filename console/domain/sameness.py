"""Whether two spellings of a field mean the same, so that only what matters is called a difference.

Case, blanks, line ends, HTML entities, composed and decomposed letters, the ways to write a telephone number and
Beds24's rounding (FACTS.md 8.11) are no difference; neither is it that a single booking became the first of a group,
for then the others of the group are what differs. Those who come along are the same people in any order.
"""

import html
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Final

from console.domain.booking import MONEY_FIELDS, Booking, full_name
from console.domain.companion import Companion
from console.domain.contacts import phone_key
from console.domain.money import is_rounding

PhoneReader = Callable[[str, str], str]
"""The one spelling (E.164) of a number as dialled in a country (two letters, may be empty); empty where unsure."""

_PHONES: Final = frozenset({"phone", "mobile"})
_AMOUNTS: Final = frozenset(MONEY_FIELDS)
_NAMES: Final = frozenset({"first_name", "last_name"})
_OF_COMPANIONS: Final = ("email", "company", "address", "city", "postcode", "country")


def text_key(text: str | None) -> str:
    """`text` without what is mere spelling; empty for what is absent."""
    plain = text or ""
    while "&" in plain and (read := html.unescape(plain)) != plain:
        plain = read
    folded = unicodedata.normalize("NFKC", plain).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def is_same_phone(one: str | None, other: str | None, country: str, read: PhoneReader) -> bool:
    """Whether both are the same number, however they are written."""
    digits, others = phone_key(one), phone_key(other)
    if not (digits and others):
        return text_key(one) == text_key(other)
    if digits == others:
        return True
    key = read(one or "", country)
    return bool(key) and key == read(other or "", country)


def is_same(name: str, here: Booking, there: Booking, currency: str, read_phone: PhoneReader) -> bool:
    """Whether a field of both, which are not equal as they stand, means the same."""
    one, other = getattr(here, name), getattr(there, name)
    if name in _AMOUNTS:
        return one is not None and other is not None and _is_rounded(one, other, currency)
    if name == "group_id":
        return (one or here.beds24_id) == (other or there.beds24_id)
    if name in _PHONES:
        return is_same_phone(one, other, there.country or here.country or "", read_phone)
    if name == "companions":
        return is_same_party(one or (), other or (), there.country or here.country or "", read_phone)
    if name in _NAMES and _name_key(here) == _name_key(there):
        return True
    return _is_text(one) and _is_text(other) and text_key(one) == text_key(other)


def is_same_party(ones: Sequence[Companion], others: Sequence[Companion], country: str, read: PhoneReader) -> bool:
    """Whether both name the same people; places of which nothing is told count for nobody."""
    left = [one for one in others if one.text]
    for one in (each for each in ones if each.text):
        found = next((n for n, other in enumerate(left) if _is_same_person(one, other, country, read)), None)
        if found is None:
            return False
        del left[found]
    return not left


def _is_same_person(one: Companion, other: Companion, country: str, read: PhoneReader) -> bool:
    if _whole_name(one) != _whole_name(other):
        return False
    if any(text_key(getattr(one, name)) != text_key(getattr(other, name)) for name in _OF_COMPANIONS):
        return False
    dialled_in = other.country or one.country or country
    return all(is_same_phone(getattr(one, name), getattr(other, name), dialled_in, read) for name in _PHONES)


def _whole_name(one: Companion) -> str:
    return text_key(full_name(one.first_name, one.last_name))


def _is_rounded(one: int, other: int, currency: str) -> bool:
    return is_rounding(one, other, currency) or is_rounding(other, one, currency)


def _name_key(booking: Booking) -> str:
    """The whole name: channels put it into either field (FACTS.md 8.16)."""
    return text_key(full_name(booking.first_name, booking.last_name))


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)
