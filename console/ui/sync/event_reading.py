"""What the page of events shows of the inbox, read in one go; to be called on the reader's thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from console.domain.clock import Clock
from console.services.event_book import PAGE, EventBook, EventLine, HeardAt
from console.services.scorecard import Scorecard

_TIME_LINE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EventRead:
    """One reading of the inbox; `oldest` is the lowest number of the page, 0 where there is none."""

    is_used: bool
    lines: Sequence[EventLine]
    score: Scorecard
    heard: Sequence[HeardAt]
    oldest: int = 0
    there_is_more: bool = False


class InboxReader:
    """Raises StoreTrouble, StoreDamaged. `span` is how far back the scorecard looks."""

    def __init__(self, book: EventBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def whole(self, span: timedelta) -> EventRead:
        """The newest, and what waits for a person however old it is."""
        lines = self._book.page()
        there_is_more = len(lines) == PAGE
        parked = self._book.parked() if there_is_more else ()
        oldest = min((line.event.id for line in lines), default=0)
        return self._read((*lines, *parked), span, oldest, there_is_more=there_is_more)

    def news(self, newest: int, ids: Iterable[int], span: timedelta) -> EventRead:
        """What came after `newest`, and these."""
        return self._read(self._book.news(newest, ids), span)

    def _read(
        self, lines: Sequence[EventLine], span: timedelta, oldest: int = 0, *, there_is_more: bool = False
    ) -> EventRead:
        book, now = self._book, self._clock.now()
        heard = book.stretch(now - _TIME_LINE)
        return EventRead(book.is_used(), lines, book.scorecard(now, span), heard, oldest, there_is_more)
