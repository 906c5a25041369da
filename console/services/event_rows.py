"""Events of the webhook as they are exported: what came, what became of it, and nothing about guests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from console.domain.hook_events import HookEvent
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `verdict` is its state while nothing has come of it yet.

    `duplicate_of` is the event that a replay repeats. A repetition that came in is no event: it is counted with the
    first one, in `duplicates`. `changed_at` and `sent_at` are Beds24's clock.
    """

    id: int
    received_at: datetime
    verdict: str
    kind: str
    beds24_id: int | None
    attempts: int
    duplicate_of: int | None
    state: str
    what: str
    source: str
    event_id: str
    named: str
    property_id: int | None
    changed_at: datetime | None
    sent_at: datetime | None
    processed_at: datetime | None
    duplicates: int
    last_duplicate_at: datetime | None
    cause: str
    note: str


def event_rows(session: Session) -> Iterator[EventRow]:
    """Every event, the oldest first."""
    return (event_row(event) for event in reversed(session.events.events()))


def event_row(event: HookEvent) -> EventRow:
    return EventRow(
        id=event.id,
        received_at=event.received_at,
        verdict=(event.verdict or event.state).value,
        kind=event.kind.value,
        beds24_id=event.beds24_id,
        attempts=event.attempts,
        duplicate_of=event.duplicate_of,
        state=event.state.value,
        what=event.what.value,
        source=event.source,
        event_id=event.event_id,
        named=event.named,
        property_id=event.property_id,
        changed_at=event.changed_at,
        sent_at=event.sent_at,
        processed_at=event.processed_at,
        duplicates=event.duplicates,
        last_duplicate_at=event.last_duplicate_at,
        cause=event.cause,
        note=event.note,
    )
