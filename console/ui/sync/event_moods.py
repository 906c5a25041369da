"""What an event came to and what it told, as the eye tells them: an icon, a tone and a word each."""

from enum import IntEnum

from console.domain.hook_events import EventKind, EventState, EventVerdict, What
from console.services.event_book import EventLine
from console.ui.kit.words import say
from console.ui.sync.moods import Face
from console.ui.wording import sync_events as words


class Verdict(IntEnum):
    """From what is calm to what needs a person."""

    APPLIED = 0
    KNOWN = 1
    OLDER = 2
    ASKED = 3
    NOTED = 4
    ELSEWHERE = 5
    PLACED = 6
    DISMISSED = 7
    WAITING = 8
    HELD_BACK = 9
    ASIDE = 10
    PARKED = 11
    REFUSED = 12


class Told(IntEnum):
    """What a webhook told, from the most to the least telling."""

    CREATED = 0
    CHANGED = 1
    CANCELLED = 2
    GONE = 3
    MESSAGE = 4
    HINT = 5
    INVENTORY = 6
    UNREADABLE = 7
    NOTHING = 8


FACES = {
    Verdict.APPLIED: Face("check-circle", "good", words.APPLIED),
    Verdict.KNOWN: Face("check", "muted", words.KNOWN),
    Verdict.OLDER: Face("clock-counter-clockwise", "muted", words.OLDER),
    Verdict.ASKED: Face("arrows-clockwise", "muted", words.ASKED),
    Verdict.NOTED: Face("check", "muted", words.NOTED),
    Verdict.ELSEWHERE: Face("buildings", "muted", words.ELSEWHERE),
    Verdict.PLACED: Face("check-circle", "muted", words.PLACED),
    Verdict.DISMISSED: Face("archive", "muted", words.DISMISSED),
    Verdict.WAITING: Face("clock", "accent", words.WAITING),
    Verdict.HELD_BACK: Face("arrow-clockwise", "warn", words.HELD_BACK),
    Verdict.ASIDE: Face("tray", "warn", words.ASIDE),
    Verdict.PARKED: Face("x-circle", "bad", words.PARKED),
    Verdict.REFUSED: Face("prohibit", "bad", words.REFUSED),
}
TOLD_WORDS = {
    Told.CREATED: words.CREATED,
    Told.CHANGED: words.CHANGED,
    Told.CANCELLED: words.CANCELLED,
    Told.GONE: words.GONE,
    Told.MESSAGE: words.MESSAGE,
    Told.HINT: words.HINT,
    Told.INVENTORY: words.INVENTORY,
    Told.UNREADABLE: words.UNREADABLE,
}
WAITS_FOR_A_PERSON = frozenset({Verdict.ASIDE, Verdict.PARKED})
PROBLEMS = WAITS_FOR_A_PERSON | {Verdict.HELD_BACK, Verdict.REFUSED}

_OF_VERDICT = {
    EventVerdict.APPLIED: Verdict.APPLIED,
    EventVerdict.SAME: Verdict.KNOWN,
    EventVerdict.OLDER: Verdict.OLDER,
    EventVerdict.ASKED: Verdict.ASKED,
    EventVerdict.NOTED: Verdict.NOTED,
    EventVerdict.ELSEWHERE: Verdict.ELSEWHERE,
    EventVerdict.REFUSED: Verdict.REFUSED,
    EventVerdict.FAILED: Verdict.PARKED,
}
_OF_WHAT = {
    What.CREATED: Told.CREATED,
    What.CHANGED: Told.CHANGED,
    What.CANCELLED: Told.CANCELLED,
    What.GONE: Told.GONE,
    What.MESSAGE: Told.MESSAGE,
}
_OF_KIND = {
    EventKind.HINT: Told.HINT,
    EventKind.INVENTORY: Told.INVENTORY,
    EventKind.UNREADABLE: Told.UNREADABLE,
}


def verdict_of(line: EventLine) -> Verdict:
    """What an event came to. One that was kept aside is a problem only as long as its booking still waits."""
    event = line.event
    if event.state is EventState.DISMISSED:
        return Verdict.DISMISSED
    if event.verdict is None:
        return Verdict.HELD_BACK if event.attempts else Verdict.WAITING
    if event.verdict is EventVerdict.PARKED:
        return Verdict.ASIDE if line.waits else Verdict.PLACED
    return _OF_VERDICT[event.verdict]


def told_of(line: EventLine) -> Told:
    """What it told, by what came of it; by its shape where it told no booking."""
    event = line.event
    return _OF_WHAT[event.what] if event.what in _OF_WHAT else _OF_KIND.get(event.kind, Told.NOTHING)


def verdict_word(verdict: Verdict) -> str:
    return say(FACES[verdict].word)


def told_word(told: Told) -> str:
    """The word; nothing where nothing can be said yet, or nothing happened."""
    return say(TOLD_WORDS[told]) if told in TOLD_WORDS else ""
