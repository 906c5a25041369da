"""Moments by the hotel's clocks."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import moments as words


def moment_words(stage: Stage, moment: datetime) -> str:
    """A moment by the hotel's clocks, as the person's own country writes it."""
    local = stage.local(moment)
    shown = QDateTime(local.year, local.month, local.day, local.hour, local.minute, 0)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def clock_words(stage: Stage, moment: datetime) -> str:
    """Its time of the day alone."""
    local = stage.local(moment)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def time_words(stage: Stage, moment: datetime | None) -> str:
    """A time of the hotel's today, or day and time where it is another day; None has not come yet."""
    if moment is None:
        return say(words.NEVER)
    local, today = stage.local(moment), stage.local(stage.clock.now()).date()
    clock = clock_words(stage, moment)
    day = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM")
    return clock if local.date() == today else f"{day} {clock}"
