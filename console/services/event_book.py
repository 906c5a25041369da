"""The inbox of webhooks for whoever looks at it: its pages, its figures, the whole story of one event."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from console.domain.booking import MONEY_FIELDS
from console.domain.hook_events import Attempt, EventState, EventVerdict, HookEvent
from console.domain.money import to_major
from console.services.parked_reading import pretty
from console.services.run_book import FieldLine, Touched
from console.services.scorecard import Scorecard, scorecard
from console.store.reservations import CREATED, HistoryLine
from console.store.store import Session, Store

PAGE = 2_500
_LOOKED_BACK = 100


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as a list shows it: `here` is the reservation's id, where its booking is in the book; `waits` whether
    its booking still waits for something that is missing, mostly a room."""

    event: HookEvent
    here: int | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class HeardAt:
    """When a webhook came, and whether it is parked."""

    at: datetime
    parked: bool


@dataclass(frozen=True, slots=True)
class EventStory:
    """Everything about one event: what it did to the book, what is kept of its body, the tries that failed.

    `channel` is where the booking was made, as the body tells it; `touched` the reservation as it stands now with the
    fields that the event changed, None where it changed nothing.
    """

    line: EventLine
    channel: str
    touched: Touched | None = field(repr=False)
    body: str = field(repr=False)
    attempts: tuple[Attempt, ...] = ()


class EventBook:
    """Readings of the inbox; each may be called on any thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def is_used(self) -> bool:
        """Whether the webhook is switched on, or ever told anything."""
        with self._store.reading() as session:
            config = next(iter(session.config.all()), None)
            setup = session.webhook_settings.of(config.property_id).setup if config else None
            was_on = setup is not None and (setup.enabled or setup.port is not None)
            return was_on or session.events.any()

    def page(self, before: int | None = None) -> tuple[EventLine, ...]:
        """The newest ones with a number below `before`, the newest first; PAGE of them while there are so many."""
        with self._store.reading() as session:
            return _lines(session, session.events.page(PAGE, before))

    def parked(self) -> tuple[EventLine, ...]:
        """What was tried in vain and waits for a person, however old."""
        with self._store.reading() as session:
            return _lines(session, session.events.parked(PAGE))

    def news(self, newest: int, ids: Iterable[int]) -> tuple[EventLine, ...]:
        """What came after `newest` and shortly before it, for it may have been repeated since, and these `ids`."""
        with self._store.reading() as session:
            latest = session.events.since_number(newest - _LOOKED_BACK, PAGE)
            rest = session.events.of_all(set(ids) - {event.id for event in latest})
            return _lines(session, [*latest, *reversed(rest)])

    def scorecard(self, now: datetime, span: timedelta) -> Scorecard:
        """What the webhook is worth, as it showed in the last `span`."""
        with self._store.reading() as session:
            return scorecard(session, now, span)

    def stretch(self, since: datetime) -> tuple[HeardAt, ...]:
        """What came since then, the oldest first: what a time line shows."""
        with self._store.reading() as session:
            found = session.events.moments(since)
        return tuple(HeardAt(at, state is EventState.PARKED) for at, state in sorted(found))

    def story(self, id_: int) -> EventStory | None:
        """None when it is no more."""
        with self._store.reading() as session:
            event = session.events.of(id_)
            if event is None:
                return None
            (line,) = _lines(session, [event])
            body, attempts = session.events.fields(id_), session.events.attempts(id_)
            touched = _touched(session, line, session.events.differences(event))
        return EventStory(line, _channel_in(body), touched, pretty(body) if body else "", attempts)


def _lines(session: Session, events: Sequence[HookEvent]) -> tuple[EventLine, ...]:
    numbers = {event.beds24_id for event in events if event.beds24_id is not None}
    here = {number: version.id for number, version in session.reservations.versions(numbers).items()}
    kept_aside = any(event.verdict is EventVerdict.PARKED for event in events)
    waiting = session.waiting.numbers() if kept_aside else set()
    return tuple(EventLine(event, here.get(event.beds24_id or 0), event.beds24_id in waiting) for event in events)


def _touched(session: Session, line: EventLine, differences: Sequence[HistoryLine]) -> Touched | None:
    number, here = line.event.beds24_id, line.here
    if not differences or number is None or here is None:
        return None
    booking = session.reservations.bookings([number])[number]
    hotels = {hotel.property_id: hotel.currency for hotel in session.hotel.properties()}
    currency = hotels.get(booking.property_id, "")
    return Touched(
        here,
        number,
        line.event.guest,
        booking.arrival,
        booking.departure,
        booking.status,
        currency,
        any(one.field == CREATED for one in differences),
        tuple(_field_line(one, currency) for one in differences if one.field != CREATED),
    )


def _field_line(told: HistoryLine, currency: str) -> FieldLine:
    if told.field not in MONEY_FIELDS:
        return FieldLine(told.field, told.old, told.new, told.minor)
    return FieldLine(told.field, _major(told.old, currency), _major(told.new, currency), told.minor)


def _major(minor: str | None, currency: str) -> str | None:
    return None if minor is None else str(to_major(int(minor), currency))


def _channel_in(body: bytes) -> str:
    told: Any = json.loads(body)["booking"].get("apiSource") if body else ""
    return told if isinstance(told, str) else ""
