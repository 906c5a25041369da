"""What waits, in words."""

from collections.abc import Iterable

from console.domain.booking import Cause
from console.services.parked_items import Group, Outflow
from console.ui.kit.words import count, say
from console.ui.sync import values
from console.ui.wording import sync_parked as words

ICONS = {
    Cause.UNKNOWN_ROOM: "bed",
    Cause.UNREADABLE: "file-x",
    Cause.IMPOSSIBLE_DATES: "calendar-x",
    Cause.OTHER_PROPERTY: "buildings",
}
_SHORT = {
    Cause.UNKNOWN_ROOM: words.GROUP_ROOM,
    Cause.UNREADABLE: words.GROUP_UNREADABLE,
    Cause.IMPOSSIBLE_DATES: words.GROUP_DATES,
    Cause.OTHER_PROPERTY: words.GROUP_OTHER,
}
_HEADS = {
    Cause.UNKNOWN_ROOM: words.HEAD_ROOM,
    Cause.UNREADABLE: words.HEAD_UNREADABLE,
    Cause.IMPOSSIBLE_DATES: words.HEAD_DATES,
    Cause.OTHER_PROPERTY: words.HEAD_OTHER,
}
_WHAT = {
    Cause.UNKNOWN_ROOM: words.WHAT_ROOM,
    Cause.UNREADABLE: words.WHAT_UNREADABLE,
    Cause.IMPOSSIBLE_DATES: words.WHAT_DATES,
    Cause.OTHER_PROPERTY: words.WHAT_OTHER,
}


def short_words(group: Group) -> str:
    """The line of a group in the list."""
    return count(*_SHORT[group.cause], len(group.things), room=group.room_type_id)


def head_words(group: Group) -> str:
    """What is the matter, in a sentence."""
    return count(*_HEADS[group.cause], len(group.things), room=group.room_type_id)


def what_words(group: Group) -> str:
    """What it means, when it presses, and what helps."""
    arrivals = [thing.arrival for thing in group.things if thing.arrival is not None]
    sentence = say(_WHAT[group.cause])
    if group.cause is Cause.UNKNOWN_ROOM and arrivals:
        return f"{say(words.NEXT_ARRIVAL, day=values.day_word(min(arrivals)))} {sentence}"
    return sentence


def outflow_words(outflow: Outflow) -> str:
    """What came of trying: let in, let go, still waiting."""
    return " ".join(_parts(outflow))


def _parts(outflow: Outflow) -> Iterable[str]:
    if outflow.let_in:
        yield count(*words.LET_IN, outflow.let_in)
    if outflow.gone:
        yield count(*words.GONE, outflow.gone)
    if not (outflow.let_in or outflow.gone):
        yield say(words.NO_DIFFERENCE)
    if outflow.waiting:
        yield count(*words.STILL, outflow.waiting)
