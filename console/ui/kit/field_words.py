"""A booking's fields and their values as a person reads them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QDate, QLocale

from console.domain.booking import MONEY_FIELDS
from console.domain.money import to_minor
from console.ui.kit.money import money_word
from console.ui.kit.words import say
from console.ui.wording import sync as words
from console.ui.wording import sync_fields as fields
from console.ui.wording.reservations import SUB_STATUSES

_DATES = frozenset({"arrival", "departure"})
_CODES = {"status": fields.STATUSES, "sub_status": {**SUB_STATUSES, "none": words.EMPTY_VALUE}}


def field_word(field: str) -> str:
    """The name of a field; one that has no word yet is shown as it is stored."""
    known = fields.NAMES.get(field)
    return say(known) if known else field


def value_word(field: str, value: str | None, currency: str) -> str:
    """A value of a field; amounts come in major units of `currency`, dates in ISO. None was not told."""
    if value is None:
        return say(words.NOTHING_TOLD)
    if not value:
        return say(words.EMPTY_VALUE)
    if field in MONEY_FIELDS:
        return _money(value, currency)
    if field in _DATES:
        day = date.fromisoformat(value)
        return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM")
    told = _CODES.get(field, {}).get(value)
    return say(told) if told else value


def _money(value: str, currency: str) -> str:
    try:
        return money_word(to_minor(Decimal(value), currency), currency)
    except (InvalidOperation, ValueError):
        return value
