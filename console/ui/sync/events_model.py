"""The list of events."""

from collections.abc import Sequence

from console.domain.folding import Word, folded
from console.domain.hook_events import EventState
from console.services.event_book import EventLine
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync.event_cells import SORT_KEYS, EventCells
from console.ui.sync.event_moods import Told, Verdict, told_of, told_word, verdict_of, verdict_word
from console.ui.sync.ledger_model import Layout, LedgerModel
from console.ui.wording import sync_events as words


class EventsModel(LedgerModel[EventLine]):
    """Holds what was read of the inbox and shows what passes the filter."""

    def __init__(self, stage: Stage) -> None:
        self.cells = cells = EventCells(stage)
        super().__init__(stage, Layout(cells.told, cells.head, SORT_KEYS, lambda line: line.event.id))
        self._verdicts = {one: folded(verdict_word(one)) for one in Verdict}
        self._told = {one: folded(told_word(one)) for one in Told}
        self._sources = {source: folded(say(word)) for source, word in words.SOURCES.items()}
        self._texts: dict[int, tuple[EventLine, str]] = {}

    @property
    def newest(self) -> int:
        """The highest number among the events held."""
        return max(self._known, default=0)

    @property
    def for_a_person(self) -> int:
        """How many were tried in vain; what waits for a room is counted where it waits."""
        return sum(line.event.state is EventState.PARKED for line in self._known.values())

    def parked_for(self, cause: str) -> tuple[int, ...]:
        """The numbers of those that are parked for this cause."""
        return tuple(
            number
            for number, line in self._known.items()
            if line.event.state is EventState.PARKED and line.event.cause == cause
        )

    def holds(self, line: EventLine, sought: Sequence[Word]) -> bool:
        """Whether every sought word stands, in one of its spellings, in what the list tells of an event."""
        text = self._text(line) if sought else ""
        return all(any(spelling in text for spelling in word) for word in sought)

    def _text(self, line: EventLine) -> str:
        """Put together when it is first searched."""
        known, text = self._texts.get(line.event.id, (None, ""))
        if known is not line:
            event, verdict, told = line.event, verdict_of(line), told_of(line)
            own = " ".join((event.guest, event.cause, event.note, event.event_id))
            texts = (folded(own), own.casefold(), str(event.beds24_id or ""))
            text = " ".join((*texts, self._verdicts[verdict], self._told[told], self._sources.get(event.source, "")))
            self._texts[event.id] = (line, text)
        return text
