"""Single values as real payloads hold them: numbers as text, "" for no date, names with HTML entities.

Rule: what can be read without loss is read; anything else raises Unfit with the plain name of the field. `None` means
that Beds24 did not say.
"""

import html
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from console.domain.booking import Cause
from console.domain.money import to_minor

LONGEST_TEXT: Final = 20_000
_MOST_MONEY = Decimal(100_000_000_000)
_MOST_NUMBER = 10**15
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,15}(?:\.0{1,6})?\s*")
_DAY = 10

Item = Mapping[str, Any]
_T = TypeVar("_T")


class Unfit(Exception):
    """A value that cannot be read; `detail` is a plain sentence without personal data."""

    def __init__(self, detail: str, cause: Cause = Cause.UNREADABLE) -> None:
        super().__init__(detail)
        self.detail, self.cause = detail, cause


def text(value: object, words: str) -> str | None:
    """A text; a number becomes its digits, NUL characters go. Raises Unfit for anything else."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.replace("\0", "") if "\0" in value else value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise Unfit(f"Its {words} is not a text.")


def shown_text(value: object, words: str) -> str | None:
    """A text meant for people: HTML entities, common in channels' names, become the characters they stand for."""
    told = text(value, words)
    if told and "&" in told:
        return _ENTITY.sub(lambda entity: html.unescape(entity.group()), told).replace("\0", "")
    return told


def whole(value: object, words: str) -> int | None:
    """A whole number, also as text or as 2.0; None for null and ""."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        raise Unfit(f"Its {words} is not a number.")
    if isinstance(value, float) and value.is_integer() and abs(value) < _MOST_NUMBER:
        return int(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value) and value.isascii():
        return int(value.strip().partition(".")[0])
    if isinstance(value, int) and abs(value) < _MOST_NUMBER:
        return value
    raise Unfit(f"Its {words} is not a whole number.")


def number_of(item: Item, key: str, words: str, absent: _T, most: int = 999) -> int | _T:
    """A count from 0 to `most`; `absent` where Beds24 did not say."""
    value = item.get(key)
    if type(value) is int and 0 <= value <= most:
        return value
    number = whole(value, words)
    if number is None:
        return absent
    if not 0 <= number <= most:
        raise Unfit(f"Its {words} cannot be right.")
    return number


def identifier(value: object, words: str) -> int | None:
    """A number of Beds24, positive; None for null, "" and 0."""
    if type(value) is int and 0 < value < _MOST_NUMBER:
        return value
    number = whole(value, words)
    if number is not None and number < 0:
        raise Unfit(f"Its {words} cannot be right.")
    return number or None


def day(value: object, words: str) -> date:
    """A civil date; a time of day after it is left out. Raises Unfit as impossible dates, also when absent."""
    if isinstance(value, str):
        told = value if len(value) == _DAY else value.strip()
        try:
            if len(told) == _DAY or told[_DAY] in "T ":
                return date.fromisoformat(told[:_DAY])
        except (ValueError, IndexError):
            pass
    missing = value is None or value == ""
    raise Unfit(f"Its {words} {'is missing' if missing else 'is no date'}.", Cause.IMPOSSIBLE_DATES)


def moment(value: object, words: str) -> datetime | None:
    """An aware UTC moment; one without a zone is taken as UTC (FACTS.md 2.3). None for null and ""."""
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, str) or len(value) <= _DAY:
            raise Unfit(f"Its {words} cannot be read.")
        told = datetime.fromisoformat(value.strip())
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unfit(f"Its {words} cannot be read.") from None


def lenient_moment(value: object) -> datetime | None:
    """A moment that nothing depends on: None also when it cannot be read."""
    try:
        return moment(value, "")
    except Unfit:
        return None


def money(value: object, currency: str, words: str) -> int | None:
    """Minor units of `currency` from major units given as a number or a numeric text; None for null and ""."""
    if value is None or value == "":
        return None
    if type(value) is int and value == 0:
        return 0
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Unfit(f"Its {words} is not an amount.")
    try:
        amount = Decimal(str(value).strip())
        if not amount.is_finite() or abs(amount) >= _MOST_MONEY:
            raise Unfit(f"Its {words} cannot be right.")
        return to_minor(amount, currency)
    except (InvalidOperation, ValueError):
        raise Unfit(f"Its {words} is not an amount.") from None
