"""A reservation's fields and values as a person reads them."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from console.domain.moments import moment_from
from console.services.run_book import FieldLine, Touched
from console.ui.kit.field_words import field_word, value_word
from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import sync as words

_MOMENTS = frozenset({"booked_at", "cancelled_at", "modified_at"})


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


def row_words(stage: Stage, touched: Touched, line: FieldLine) -> tuple[str, str, str]:
    """The same for a list, with moments by the hotel's clocks."""
    field, old, new = line_words(touched, line)
    if line.field in _MOMENTS:
        old, new = (
            moment_words(stage, moment_from(value)) if value else told
            for value, told in ((line.old, old), (line.new, new))
        )
    return field, old, new
