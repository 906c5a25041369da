"""A reservation's fields and values as a person reads them."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from console.services.run_book import FieldLine, Touched
from console.ui.kit.field_words import field_word, value_word
from console.ui.kit.words import say
from console.ui.wording import sync as words


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


def line_words(touched: Touched, line: FieldLine) -> tuple[str, str, str]:
    """Field, value before, value now."""
    old, new = (value_word(line.field, value, touched.currency) for value in (line.old, line.new))
    return field_word(line.field), old, new
