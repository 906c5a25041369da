"""What stands in each cell of the list of events."""

from collections.abc import Callable
from datetime import timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtGui import QColor, QIcon

from console.domain.folding import folded
from console.services.event_book import EventLine
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync import telling
from console.ui.sync.event_moods import FACES, Verdict, told_of, told_word, verdict_of, verdict_word
from console.ui.sync.event_telling import Storyteller, delay_word, source_word, told_delay
from console.ui.sync.list_cells import Heads, ListCells
from console.ui.wording import sync_events as words


class Column(IntEnum):
    RECEIVED = 0
    WHAT = 1
    GUEST = 2
    VERDICT = 3
    DELAY = 4
    BOOKING = 5
    TRIES = 6
    REPEATS = 7
    SOURCE = 8


_TITLES = (
    words.RECEIVED,
    words.WHAT,
    words.GUEST,
    words.VERDICT,
    words.DELAY,
    words.BOOKING,
    words.TRIES,
    words.REPEATS,
    words.SOURCE,
)
_TIPS: dict[int, str] = {
    Column.WHAT: words.WHAT_TIP,
    Column.DELAY: words.DELAY_TIP,
    Column.TRIES: words.TRIES_TIP,
    Column.REPEATS: words.REPEATS_TIP,
}
_NEVER = timedelta(seconds=-1)
SORT_KEYS: dict[int, Callable[[EventLine], Any]] = {
    Column.RECEIVED: lambda line: line.event.received_at,
    Column.WHAT: told_of,
    Column.GUEST: lambda line: folded(line.event.guest),
    Column.BOOKING: lambda line: line.event.beds24_id or 0,
    Column.VERDICT: verdict_of,
    Column.DELAY: lambda line: told_delay(line.event) or _NEVER,
    Column.TRIES: lambda line: line.event.attempts,
    Column.REPEATS: lambda line: line.event.duplicates,
    Column.SOURCE: lambda line: line.event.source,
}
_RIGHT = frozenset({Column.BOOKING, Column.DELAY, Column.TRIES})
_LOUD = frozenset({Column.WHAT, Column.GUEST})


class EventCells(ListCells[EventLine]):
    """The words, icons and colours of an event, by column."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(Heads(_TITLES, _TIPS, _RIGHT))
        self._stage = stage
        self._teller = Storyteller(stage)
        self._words: dict[int, Callable[[EventLine], str]] = {
            Column.RECEIVED: lambda line: self._teller.time(line.event.received_at),
            Column.WHAT: lambda line: told_word(told_of(line)),
            Column.GUEST: lambda line: line.event.guest,
            Column.BOOKING: lambda line: str(line.event.beds24_id or ""),
            Column.VERDICT: lambda line: verdict_word(verdict_of(line)),
            Column.DELAY: lambda line: delay_word(line.event),
            Column.TRIES: lambda line: telling.number_word(line.event.attempts) if line.event.attempts else "",
            Column.REPEATS: lambda line: _times(line.event.duplicates),
            Column.SOURCE: lambda line: source_word(line.event),
        }

    def text(self, line: EventLine, column: int) -> str:
        return self._words[column](line)

    def exported(self, line: EventLine, column: int) -> str:
        """The words of a cell for a spreadsheet: moments in ISO, delays in seconds, so that they compute."""
        if column == Column.RECEIVED:
            local = self._stage.local(line.event.received_at).replace(tzinfo=None)
            return local.isoformat(sep=" ", timespec="seconds")
        if column == Column.DELAY:
            told = told_delay(line.event)
            return "" if told is None else str(round(told.total_seconds()))
        if column in (Column.TRIES, Column.REPEATS):
            return str(line.event.attempts if column == Column.TRIES else line.event.duplicates)
        return self.text(line, column)

    def tip(self, line: EventLine, column: int) -> str:
        if column == Column.RECEIVED:
            return telling.full_moment_word(self._stage.local(line.event.received_at))
        return self._teller.story(line)

    def icon(self, line: EventLine, column: int) -> QIcon | None:
        if column != Column.VERDICT:
            return None
        face = FACES[verdict_of(line)]
        return self._stage.icon(face.icon, face.tone)

    def ink(self, line: EventLine, column: int) -> QColor | None:
        colours = self._stage.colours
        if column == Column.VERDICT:
            return QColor(getattr(colours, FACES[verdict_of(line)].tone))
        if column in _LOUD and verdict_of(line) is not Verdict.KNOWN:
            return QColor(colours.text)
        return QColor(colours.muted) if column != Column.RECEIVED else None


def _times(number: int) -> str:
    return say(words.TIMES, n=telling.number_word(number)) if number else ""
