"""Runs in words: their kind, their time, and the one-line story of what they did."""

from datetime import datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QTime

from console.domain.runs import Outcome, Run, RunKind, Trigger
from console.ui.kit.words import count, say
from console.ui.sync.moods import Mood, has_changes, mood_of
from console.ui.wording import dry_run as dry_run_words
from console.ui.wording import sync as words

_FIVE = timedelta(minutes=5)
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_EXACT_BELOW = 10
_LEAST_MS = 50
_TRIGGERS = {
    Trigger.SCHEDULE: words.TRIGGER_SCHEDULE,
    Trigger.MANUAL: words.TRIGGER_MANUAL,
    Trigger.CATCH_UP: words.TRIGGER_CATCH_UP,
}


def kind_word(run: Run, interval: timedelta) -> str:
    """ "Five-minute check", "Sync now", "Full sync" or "Check only"."""
    if run.kind is RunKind.FULL:
        return say(words.KIND_FULL)
    if run.kind is RunKind.CHECK:
        return say(words.KIND_CHECK)
    if run.kind is RunKind.CHOSEN:
        return say(dry_run_words.KIND)
    if run.trigger is Trigger.MANUAL:
        return say(words.KIND_NOW)
    return say(words.KIND_FIVE) if interval == _FIVE else say(words.KIND_MINUTES, n=minutes_of(interval))


def trigger_word(run: Run) -> str:
    return say(_TRIGGERS[run.trigger])


def minutes_of(interval: timedelta) -> int:
    return round(interval.total_seconds() / _MINUTE)


def number_word(number: int) -> str:
    return QLocale().toString(number)


def credits_word(spent: Decimal) -> str:
    """ "1.3"; whole numbers without decimals."""
    return QLocale().toString(float(spent), "f", 0 if spent == spent.to_integral_value() else 1)


def time_word(local: datetime) -> str:
    """The time of day as the user's country writes it."""
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def moment_word(local: datetime, today: datetime) -> str:
    """The time of day, with the date unless it is today's."""
    if local.date() == today.date():
        return time_word(local)
    day = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM")
    return say(words.DAY_AND_TIME, day=day, time=time_word(local))


def weekday_word(local: datetime) -> str:
    """ "Mon 12"."""
    return QLocale().toString(QDate(local.year, local.month, local.day), "ddd d")


def full_moment_word(local: datetime) -> str:
    """Weekday, date and time with seconds, for those who look closely."""
    day = QLocale().toString(QDate(local.year, local.month, local.day), "dddd, d MMMM yyyy")
    return say(words.DAY_AND_TIME, day=day, time=local.strftime("%H:%M:%S"))


def took_word(milliseconds: int | None) -> str:
    """How long a run took: tenths of seconds only where they matter."""
    if milliseconds is None:
        return ""
    if milliseconds < _LEAST_MS:
        return say(words.AN_INSTANT)
    seconds = milliseconds / 1000
    if seconds < _EXACT_BELOW:
        return say(words.SECONDS, s=QLocale().toString(seconds, "f", 1))
    return duration_word(timedelta(seconds=seconds))


def duration_word(length: timedelta) -> str:
    """ "40 s", "3 min 20 s", "2 h 10 min", "1 d 4 h": two units at most."""
    total = round(length.total_seconds())
    if total < _MINUTE:
        return say(words.SECONDS, s=number_word(total))
    if total < _HOUR:
        minutes, seconds = divmod(total, _MINUTE)
        return say(words.MINUTES_SECONDS, m=minutes, s=seconds) if seconds else say(words.MINUTES, m=minutes)
    if total < _DAY:
        hours, minutes = divmod(total // _MINUTE, 60)
        return say(words.HOURS_MINUTES, h=hours, m=minutes) if minutes else say(words.HOURS, h=hours)
    days, hours = divmod(total // _HOUR, 24)
    return say(words.DAYS_HOURS, d=days, h=hours)


def story_of(run: Run, time: str, interval: timedelta) -> str:
    """The story of a run in one line; `time` is when it began, in words."""
    who = _who(run, time, interval)
    if run.outcome in _ENDINGS:
        return say(_ENDINGS[run.outcome], who=who, took=took_word(run.took_ms))
    return say(_done_template(run), who=who, **_told(run))


_ENDINGS = {
    Outcome.FAILED: words.STORY_FAILED,
    Outcome.BRAKED: words.STORY_BRAKED,
    Outcome.STOPPED: words.STORY_STOPPED,
    Outcome.CRASHED: words.STORY_CRASHED,
    Outcome.RUNNING: words.STORY_RUNNING,
}


def _who(run: Run, time: str, interval: timedelta) -> str:
    by_hand = run.trigger is Trigger.MANUAL
    if run.kind is RunKind.CHECK:
        return say(words.WHO_CHECK, time=time)
    if run.kind is RunKind.CHOSEN:
        return say(dry_run_words.WHO, time=time)
    if run.kind is RunKind.FULL:
        return say(words.WHO_FULL_HAND if by_hand else words.WHO_NIGHT, time=time)
    if by_hand:
        return say(words.WHO_HAND, time=time)
    if interval == _FIVE:
        return say(words.WHO_FIVE, time=time)
    return say(words.WHO_MINUTES, n=minutes_of(interval), time=time)


def _done_template(run: Run) -> str:
    if run.kind is RunKind.CHECK:
        return words.STORY_CHECK if has_changes(run) else words.STORY_CHECK_QUIET
    if run.counts.created and run.counts.updated:
        return words.STORY_BOTH
    if run.counts.created:
        return words.STORY_NEW
    return words.STORY_CHANGED if run.counts.updated else words.STORY_QUIET


def _told(run: Run) -> dict[str, str]:
    spent = run.traffic.credits
    return {
        "bookings": bookings_word(run.counts.read),
        "new": number_word(run.counts.created),
        "changed": number_word(run.counts.updated),
        "took": took_word(run.took_ms or 0),
        "credits": say(words.CREDITS[0 if spent == 1 else 1], n=credits_word(spent)),
    }


def bookings_word(number: int) -> str:
    return count(*words.BOOKINGS, number)


def sums_word(run: Run) -> str:
    """ "12 read = 0 new + 2 changed + 10 same + 0 parked"."""
    counts = run.counts
    return say(
        words.SUMS,
        read=number_word(counts.read),
        new=number_word(counts.created),
        changed=number_word(counts.updated),
        same=number_word(counts.unchanged),
        parked=number_word(counts.parked),
    )


def result_tip(run: Run) -> str:
    """The sentence behind a result: what went wrong, where something did."""
    if mood_of(run) is Mood.WRONG_SUM:
        counts = run.counts
        parts = counts.created + counts.updated + counts.unchanged + counts.parked
        return say(words.WRONG_SUM_TIP, read=counts.read, sum=parts)
    return run.message
