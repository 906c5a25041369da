"""The outbox in words: what is to be sent, how far it is, and what it means."""

from collections.abc import Iterable

from PySide6.QtCore import QDate, QLocale

from console.domain.edits import Part
from console.domain.outbox import OutboxLine, SendState, Sent, SentAt, TryVerdict, Verdict
from console.services.event_book import HeardAt
from console.services.outbox_desk import ROOM, OutboxEntry, Outgoing
from console.ui.kit.field_words import field_word, value_word
from console.ui.kit.moments import clock_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync.values import day_word
from console.ui.wording import outbox as words

_NOT_TAKEN = (TryVerdict.REFUSED, TryVerdict.OTHERWISE)
_ICONS = {
    words.REFUSED: ("warning-circle", "bad"),
    words.DECIDE: ("arrows-left-right", "warn"),
    words.ON_ITS_WAY: ("hourglass", "muted"),
    words.WAITS_AGAIN: ("clock-clockwise", "muted"),
    words.WAITS: ("paper-plane-tilt", "muted"),
}
_MEANS = {
    words.REFUSED: words.SAY_REFUSED,
    words.DECIDE: words.SAY_DECIDE,
    words.ON_ITS_WAY: words.SAY_ON_ITS_WAY,
    words.WAITS_AGAIN: words.SAY_WAITS_AGAIN,
    words.WAITS: words.SAY_WAITS,
}


def what_words(line: OutboxLine) -> str:
    """What it is about, in a few words."""
    return say(words.NEW_RESERVATION) if line.is_new else parts_words((*line.parts, *line.in_conflict))


def parts_words(parts: Iterable[Part]) -> str:
    return ", ".join(say(words.PARTS[part.value]) for part in parts)


def guest_words(line: OutboxLine) -> str:
    return line.guest_name or say(words.NO_NAME)


def stay_words(line: OutboxLine) -> str:
    return say(words.STAY_OF, arrival=day_word(line.arrival), departure=day_word(line.departure))


def stay_in_short(line: OutboxLine) -> str:
    """Without the year, and the month once where it is one."""
    locale, days = QLocale(), (line.arrival, line.departure)
    same = line.arrival.month == line.departure.month
    first, last = (QDate(day.year, day.month, day.day) for day in days)
    return say(
        words.STAY_OF,
        arrival=locale.toString(first, "d" if same else "d MMM"),
        departure=locale.toString(last, "d MMM"),
    )


def state_words(line: OutboxLine, stage: Stage) -> str:
    return say(_state(line), time=_again(line, stage))


def state_icon(line: OutboxLine) -> tuple[str, str]:
    """The icon and its tone."""
    return _ICONS[_state(line)]


def means_words(line: OutboxLine, stage: Stage) -> str:
    """What that means for the desk, and why it is so, where that is known."""
    meaning = say(_MEANS[_state(line)], time=_again(line, stage))
    return f"{meaning} {line.message}".strip()


def _state(line: OutboxLine) -> str:
    if line.state is SendState.REFUSED:
        return words.REFUSED
    if line.in_conflict and not line.parts and not line.is_new:
        return words.DECIDE
    if line.state is SendState.SENDING:
        return words.ON_ITS_WAY
    return words.WAITS_AGAIN if line.tries and line.next_try_at else words.WAITS


def _again(line: OutboxLine, stage: Stage) -> str:
    return clock_words(stage, line.next_try_at) if line.next_try_at else ""


def name_words(one: Outgoing) -> str:
    return say(words.PARTS[ROOM]) if one.name == ROOM else field_word(one.name)


def change_words(one: Outgoing, currency: str) -> str:
    """ "300.00 EUR → 250.00 EUR"; of what is to be made only the value."""
    here = value_word(one.name, one.here, currency)
    if one.there is None:
        return here
    return say(words.FROM_TO, there=value_word(one.name, one.there, currency), here=here)


def conflict_words(one: Outgoing, currency: str) -> str:
    here, there = (value_word(one.name, value, currency) for value in (one.here, one.there))
    return say(words.HERE_AND_THERE, here=here, there=there)


def sent_words(sent: Iterable[Sent]) -> str:
    """What came of sending, a sentence for each reason."""
    return " ".join(dict.fromkeys(_sent_words(one) for one in sent)) or say(words.NOTHING_SENT)


def _sent_words(one: Sent) -> str:
    if one.verdict is Verdict.EQUAL:
        return f"{say(words.EQUAL)} {one.message}".strip()
    return one.message or say(words.NOTHING_SENT)


def sent_at(sent: Iterable[SentAt]) -> tuple[HeardAt, ...]:
    """What was sent, for the time line; what never left the house is none of it."""
    left = (one for one in sent if one.verdict is not TryVerdict.NOT_SENT)
    return tuple(HeardAt(one.at, parked=one.verdict in _NOT_TAKEN) for one in left)


def done_words(entry: OutboxEntry) -> str:
    """What was done once it is taken back."""
    line = entry.line
    if line.is_new:
        return say(words.CALLED_OFF, guest=guest_words(line))
    return say(words.TAKEN_BACK, what=what_words(line), guest=guest_words(line))
