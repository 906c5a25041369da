"""A reservation's fields and values as a person reads them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QDate, QLocale

from console.domain.booking import MONEY_FIELDS
from console.domain.money import to_minor
from console.services.run_book import FieldLine, Touched
from console.ui.kit.money import money_word
from console.ui.kit.words import say
from console.ui.wording import sync as words
from console.ui.wording import sync_fields as fields
from console.ui.wording.reservations import SUB_STATUSES

_DATES = frozenset({"arrival", "departure"})
_CODES = {"status": fields.STATUSES, "sub_status": {**SUB_STATUSES, "none": words.EMPTY_VALUE}}


def day_word(day: date) -> str:
    return _formatted(day, "ddd d MMM yyyy")


def _formatted(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def stay_words(touched: Touched) -> str:
    """ "García, María · 12 May - 15 May"; a new one says so."""
    guest = touched.guest or say(words.NO_NAME)
    arrival = _formatted(touched.arrival, "d MMM" if touched.arrival.year == touched.departure.year else "d MMM yyyy")
    stay = say(words.STAY, guest=guest, arrival=arrival, departure=_formatted(touched.departure, "d MMM yyyy"))
    return f"{stay} · {say(words.IS_NEW)}" if touched.is_new else stay


def field_word(field: str) -> str:
    """The name of a field; one that has no word yet is shown as it is stored."""
    known = fields.NAMES.get(field)
    return say(known) if known else field


def line_words(touched: Touched, line: FieldLine) -> tuple[str, str, str]:
    """Field, value before, value now."""
    old, new = (_value(line.field, value, touched.currency) for value in (line.old, line.new))
    return field_word(line.field), old, new


def _value(field: str, value: str | None, currency: str) -> str:
    if value is None:
        return say(words.NOTHING_TOLD)
    if not value:
        return say(words.EMPTY_VALUE)
    if field in MONEY_FIELDS:
        return _money(value, currency)
    if field in _DATES:
        return _formatted(date.fromisoformat(value), "ddd d MMM")
    told = _CODES.get(field, {}).get(value)
    return say(told) if told else value


def _money(value: str, currency: str) -> str:
    try:
        return money_word(to_minor(Decimal(value), currency), currency)
    except (InvalidOperation, ValueError):
        return value
