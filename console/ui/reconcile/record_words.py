"""A record's fields, values and story in words."""

from collections.abc import Iterable

from console.domain.applying import Source
from console.domain.booking import MONEY_FIELDS
from console.domain.moments import moment_from
from console.domain.money import to_major
from console.domain.record import Record, RecordLine, Side, StoryLine
from console.ui.kit.field_words import field_word, value_word
from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import fixes as words
from console.ui.wording import reservations as reservation_words

_CREATED = "created"
_MOMENTS = frozenset({"booked_at", "cancelled_at"})


def shown(line: RecordLine, value: str | None, currency: str) -> str:
    """A value of a field, in words."""
    return value_word(line.field, value, currency) if value else say(words.NOTHING)


def field_words(lines: Iterable[RecordLine]) -> str:
    """Several fields by name."""
    return ", ".join(field_word(line.field) for line in lines)


def story_words(stage: Stage, record: Record, line: StoryLine) -> str:
    """One line of what happened."""
    told = {
        "when": moment_words(stage, line.at),
        "side": say(words.STORY_HERE if line.side is Side.HERE else words.STORY_THERE),
        "source": _source(line),
    }
    if line.field == _CREATED:
        return say(words.STORY_FIRST, **told)
    old, new = (_value(stage, line.field, value, record.currency) for value in (line.old, line.new))
    return say(words.STORY_LINE, field=field_word(line.field), old=old, new=new, **told)


def _source(line: StoryLine) -> str:
    known = reservation_words.SOURCES.get(line.source)
    source = say(known) if known else line.source
    return say(words.STORY_WHO, source=source, who=line.who) if line.who and line.source != Source.RULE else source


def _value(stage: Stage, field: str, value: str | None, currency: str) -> str:
    """A value as history keeps it: amounts in minor units."""
    if not value:
        return say(words.NOTHING)
    if field in _MOMENTS:
        return moment_words(stage, moment_from(value))
    if field in MONEY_FIELDS and value.lstrip("-").isdecimal():
        value = str(to_major(int(value), currency))
    return value_word(field, value, currency)
