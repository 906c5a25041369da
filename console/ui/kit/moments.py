"""Moments by the hotel's clocks."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QTime

from console.ui.kit.stage import Stage


def moment_words(stage: Stage, moment: datetime) -> str:
    """A moment by the hotel's clocks, as the person's own country writes it."""
    local = stage.local(moment)
    shown = QDateTime(local.year, local.month, local.day, local.hour, local.minute, 0)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def clock_words(stage: Stage, moment: datetime) -> str:
    """Its time of the day alone."""
    local = stage.local(moment)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
