"""Moments by the hotel's clocks."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import moments as words

_HOUR, _DAY = 60, 24 * 60
_MANY_HOURS, _MANY_DAYS = 2 * _HOUR, 2 * _DAY
Plural = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AgeWords:
    """How an age is told, for one and for many of each."""

    minutes: Plural
    hours: Plural
    days: Plural

    def of(self, minutes: int) -> str:
        """An age in the largest unit of which it has at least two."""
        if minutes < _MANY_HOURS:
            return count(*self.minutes, minutes)
        if minutes < _MANY_DAYS:
            return count(*self.hours, minutes // _HOUR)
        return count(*self.days, minutes // _DAY)


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
