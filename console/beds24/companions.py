"""Beds24's `guests` of a booking: those who stay in it beside whoever booked (FACTS.md section 3)."""

from collections.abc import Callable
from typing import Final

from console.beds24.reading import Item, Unfit, identifier, shown_text, text
from console.domain.companion import Companion

_MOST: Final = 60
_TEXTS: Final[tuple[tuple[Callable[[object, str], str | None], str, str], ...]] = (
    (shown_text, "first_name", "firstName"),
    (shown_text, "last_name", "lastName"),
    (text, "email", "email"),
    (text, "phone", "phone"),
    (text, "mobile", "mobile"),
    (shown_text, "company", "company"),
    (shown_text, "address", "address"),
    (shown_text, "city", "city"),
    (text, "postcode", "postcode"),
)


def companions_of(item: Item) -> tuple[Companion, ...] | None:
    """Those of whom anything is told; None where the answer leaves it open. Raises Unfit for what is no list.

    An entry that cannot be read counts as empty, so that an odd one holds back nobody.
    """
    told = item.get("guests")
    if told is None:
        return None
    if not isinstance(told, list):
        raise Unfit("Its guests cannot be read.")
    read = (_companion(one) for one in told[:_MOST] if isinstance(one, dict))
    return tuple(one for one in read if one.text)


def _companion(entry: Item) -> Companion:
    country = _or_empty(text, entry.get("country2")) or _or_empty(shown_text, entry.get("country"))
    told = {name: _or_empty(read, entry.get(key)) for read, name, key in _TEXTS}
    return Companion(_number(entry.get("id")), **told, country=country)


def _number(value: object) -> int:
    try:
        return identifier(value, "guest") or 0
    except Unfit:
        return 0


def _or_empty(read: Callable[[object, str], str | None], value: object) -> str:
    try:
        return read(value, "companion") or ""
    except Unfit:
        return ""
