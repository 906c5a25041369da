"""How long ago something was, in words that a person would use."""

from datetime import datetime, timedelta

from console.ui.kit.words import count, say
from console.ui.wording import settings as words

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def ago(then: datetime, now: datetime) -> str:
    """Rounded down; what lies ahead of a clock that was set back counts as now."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return say(words.JUST_NOW)
    if passed < _HOUR:
        return count(*words.MINUTES_AGO, int(passed.total_seconds() // 60))
    if passed < _DAY:
        return count(*words.HOURS_AGO, int(passed // _HOUR))
    return count(*words.DAYS_AGO, passed.days)
