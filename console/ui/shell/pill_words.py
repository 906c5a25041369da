"""The pill in words, with the icon that gives each state its shape."""

from collections.abc import Callable
from datetime import datetime

from console.domain.pill import FRESH_MINUTES, Pill, PillState
from console.ui.kit.moments import AgeWords, time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import shell as words

_AGE = AgeWords(words.AGE_MINUTES, words.AGE_HOURS, words.AGE_DAYS)
_NOT_SYNCING = AgeWords(words.PILL_NOT_SYNCING_MINUTES, words.PILL_NOT_SYNCING_HOURS, words.PILL_NOT_SYNCING_DAYS)

ICONS = {
    PillState.NOT_CONNECTED: "link-break",
    PillState.SWITCHED_OFF: "power-bold",
    PillState.IN_SYNC: "check-bold",
    PillState.CHECKING: "arrows-clockwise-bold",
    PillState.LATE: "clock-afternoon-bold",
    PillState.NOT_SYNCING: "x-bold",
    PillState.NO_KEY: "key-bold",
    PillState.BROKEN: "warning-octagon-bold",
    PillState.OFFLINE: "prohibit-bold",
    PillState.PAUSED: "pause-fill",
    PillState.NEEDS_YOU: "warning-circle-bold",
    PillState.SILENT: "ear-slash-bold",
}
_PLAIN = {
    PillState.NOT_CONNECTED: words.PILL_NOT_CONNECTED,
    PillState.SWITCHED_OFF: words.PILL_SWITCHED_OFF,
    PillState.CHECKING: words.PILL_CHECKING,
    PillState.NO_KEY: words.PILL_NO_KEY,
    PillState.BROKEN: words.PILL_BROKEN,
    PillState.SILENT: words.PILL_SILENT,
}
_SENTENCES = {
    PillState.NOT_CONNECTED: words.SAY_NOT_CONNECTED,
    PillState.SWITCHED_OFF: words.SAY_SWITCHED_OFF,
    PillState.IN_SYNC: words.SAY_IN_SYNC,
    PillState.CHECKING: words.SAY_CHECKING,
    PillState.LATE: words.SAY_LATE,
    PillState.NOT_SYNCING: words.SAY_LATE,
    PillState.OFFLINE: words.SAY_OFFLINE,
    PillState.NO_KEY: words.SAY_NO_KEY,
    PillState.BROKEN: words.SAY_BROKEN,
    PillState.NEEDS_YOU: words.SAY_NEEDS,
    PillState.SILENT: words.SAY_SILENT,
}

_OF_DATA = frozenset({PillState.CHECKING, PillState.LATE, PillState.NOT_SYNCING, PillState.NO_KEY})


def pill_text(pill: Pill, stage: Stage) -> str:
    """A few words for the pill itself."""
    return say(_PLAIN[pill.state]) if pill.state in _PLAIN else _TEXTS[pill.state](pill, stage)


def pill_sentence(pill: Pill, stage: Stage) -> str:
    """What it means for the desk."""
    if pill.until is not None:
        return _paused(pill, pill.until, stage)
    if pill.moment is None and pill.state in _OF_DATA:
        return say(words.SAY_FIRST if pill.state is PillState.CHECKING else words.SAY_NEVER)
    template = _SENTENCES[pill.state]
    return say(template, time=time_words(stage, pill.moment)) if pill.moment else say(template)


def _paused(pill: Pill, until: datetime, stage: Stage) -> str:
    ends = time_words(stage, until)
    if pill.moment is None:
        return say(words.SAY_PAUSED_FIRST, until=ends)
    template = words.SAY_NEEDS_PAUSED if pill.state is PillState.NEEDS_YOU else words.SAY_PAUSED
    return say(template, until=ends, time=time_words(stage, pill.moment), age=_AGE.of(pill.minutes or 0))


def _offline(moment: datetime | None, stage: Stage) -> str:
    return say(words.PILL_OFFLINE_SINCE, time=time_words(stage, moment)) if moment else say(words.PILL_OFFLINE)


def _in_sync(minutes: int) -> str:
    if minutes <= FRESH_MINUTES:
        return say(words.PILL_IN_SYNC)
    return count(*words.PILL_IN_SYNC_AGE, minutes)


def _not_syncing(minutes: int | None) -> str:
    return _NOT_SYNCING.of(minutes) if minutes else say(words.PILL_NOT_SYNCING)


_TEXTS: dict[PillState, Callable[[Pill, Stage], str]] = {
    PillState.IN_SYNC: lambda pill, _stage: _in_sync(pill.minutes or 0),
    PillState.LATE: lambda pill, _stage: count(*words.PILL_LATE, pill.minutes or 0),
    PillState.NOT_SYNCING: lambda pill, _stage: _not_syncing(pill.minutes),
    PillState.OFFLINE: lambda pill, stage: _offline(pill.moment, stage),
    PillState.PAUSED: lambda pill, stage: say(words.PILL_PAUSED, time=time_words(stage, pill.until)),
    PillState.NEEDS_YOU: lambda pill, _stage: count(*words.PILL_NEEDS, pill.needs),
}
