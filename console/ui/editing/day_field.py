"""A civil date of the hotel, typed or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit

_MONTH_FIRST, _DAY_FIRST = "ddd MMM d, yyyy", "ddd d MMM yyyy"


def day_field(day: date, on_change: Callable[[], object], earliest: date | None = None) -> QDateEdit:
    """With its weekday, as the person's own country writes it."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    month_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
    made.setDisplayFormat(_MONTH_FIRST if month_first else _DAY_FIRST)
    if earliest is not None:
        made.setMinimumDate(_qt_day(earliest))
    show_day(made, day)
    made.dateChanged.connect(lambda _day: on_change())
    return made


def show_day(field: QDateEdit, day: date) -> None:
    """Show a date, which is no change by anybody."""
    field.blockSignals(True)
    field.setDate(_qt_day(day))
    field.blockSignals(False)


def day_in(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
