"""What is kept of all that was told of one reservation, in the order in which it was taken in, and what is missing.

A webhook that changed nothing is a fact too: what it said again stands over what comes later and is older.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.beds24.mapping import Asked, read_booking
from console.domain.applying import Source, is_older
from console.domain.booking import Age, Booking, BookingVersion
from console.domain.rebuilt import Gap, GapKind
from console.domain.status import Status
from console.services.applying import Applying
from console.store.journal import AppliedEvent, KeptBody, Line
from console.store.reservations import CREATED
from console.store.store import Session

_TOLD_BY_BODIES = frozenset({Source.PULL, Source.FULL_SYNC, Source.BY_ID, Source.WEBHOOK, Source.REBUILT})
_SAID_OVER_IT = frozenset({Source.DESK, Source.RULE})
"""What the desk says lies over what was told, and is no gap in it."""

_BEFORE_ALL = -1


@dataclass(frozen=True, slots=True)
class Fact:
    """One booking that was told; `place` is where it stands in the order in which facts were applied, `at` when it was,
    as far as is known."""

    place: tuple[int, int]
    read_at: datetime
    at: datetime
    booking: Booking = field(repr=False)

    @property
    def age(self) -> Age:
        return self.booking.modified_at, self.read_at


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of one reservation."""

    bodies: Sequence[KeptBody]
    events: Sequence[AppliedEvent]
    lines: Sequence[Line]


def kept_of(session: Session, reservation_id: int) -> Kept:
    """What the journal holds of a reservation."""
    journal = session.journal
    return Kept(journal.bodies(reservation_id), journal.applied_events(reservation_id), journal.lines(reservation_id))


def facts_in(kept: Kept, context: Applying) -> tuple[list[Fact], int]:
    """The bookings that were told and taken over, in that order, and how many bodies cannot be read."""
    read = [
        _read(body.body, (_place(body), 1), body.read_at, _applied_at(kept, _place(body), body.read_at), context)
        for body in kept.bodies
    ]
    told = [
        _read(booking, (event.last, 0), event.told_at, _worked_off_at(kept, event), context)
        for event in kept.events
        if not _began_with(kept.bodies, event) and (booking := _booking_in(event))
    ]
    facts = [fact for fact in read if fact]
    facts += [_as_told(fact) for fact in told if fact and not _is_in_start(fact, kept, read)]
    return sorted(facts, key=lambda fact: fact.place), (read + told).count(None)


def _as_told(fact: Fact) -> Fact:
    """Of a webhook about a known booking the body was not kept with it, which is how it was known from a reading."""
    return replace(fact, booking=replace(fact.booking, raw=b""))


def _place(body: KeptBody) -> int:
    return _BEFORE_ALL if body.mark is None else body.mark


def _applied_at(kept: Kept, mark: int, told_at: datetime) -> datetime:
    """When what was taken over at this mark was: the line of history that it wrote tells, if it wrote one."""
    return next((line.at for line in kept.lines if line.id > mark), told_at) if mark != _BEFORE_ALL else told_at


def _worked_off_at(kept: Kept, event: AppliedEvent) -> datetime:
    """One that wrote no line was worked off soon after it came."""
    return event.received_at if event.first == event.last else _applied_at(kept, event.first, event.received_at)


def _read(body: bytes, place: tuple[int, int], read_at: datetime, at: datetime, context: Applying) -> Fact | None:
    told = read_booking(body, Asked(context.property_id, context.currency, context.at))
    return Fact(place, read_at, at, told) if isinstance(told, Booking) else None


def _booking_in(event: AppliedEvent) -> bytes:
    """What an event told of its booking; empty where nothing is kept of it, or it told that there is none."""
    body = json.loads(event.fields) if event.fields else {"deleted": True}
    return b"" if body["deleted"] else json.dumps(body["booking"]).encode()


def _began_with(bodies: Sequence[KeptBody], event: AppliedEvent) -> bool:
    """Whether the reservation began with this event, so that its body lies among those that were read."""
    if event.first == event.last:
        return False
    return any(body.source == Source.WEBHOOK and body.mark == event.first for body in bodies)


def _is_in_start(fact: Fact, kept: Kept, read: Sequence[Fact | None]) -> bool:
    """Whether something was told before the first body, where only their versions say in which order they came."""
    start = read[0] if read else None
    if start is None or kept.bodies[0].mark is not None:
        return False
    return is_older(BookingVersion(start.booking.modified_at, None, start.read_at), fact.booking, fact.read_at)


def ends_gone(kept: Kept, facts: Sequence[Fact]) -> bool:
    """Whether the last that Beds24 told of it is that it is no more."""
    told = [
        line for line in kept.lines if line.field == "status" and line.source not in _SAID_OVER_IT | {Source.REBUILT}
    ]
    if not told or told[-1].new != Status.GONE:
        return False
    newest = max((fact.age for fact in facts if fact.place[0] < told[-1].id), default=None)
    return newest is None or all(fact.age <= newest for fact in facts)


def gaps_in(kept: Kept, unreadable: int) -> Iterator[Gap]:
    """Why what is kept does not tell all; `unreadable` bodies could not be read."""
    created = next((line.id for line in kept.lines if line.field == CREATED), 0)
    start = kept.bodies[0] if kept.bodies else None
    if start is None or start.mark is None or start.mark >= created:
        yield Gap(GapKind.STARTS_LATE, 1)
    numbers = {
        GapKind.MESSAGES_GONE: len({line.at for line in kept.lines if _is_untold(line, kept, start)}),
        GapKind.UNREADABLE: unreadable,
        GapKind.BY_HAND: len({line.at for line in kept.lines if line.source not in _TOLD_BY_BODIES | _SAID_OVER_IT}),
    }
    yield from (Gap(kind, number) for kind, number in numbers.items() if number)


def _is_untold(line: Line, kept: Kept, start: KeptBody | None) -> bool:
    """Whether a webhook wrote this line, after the start, of which nothing is kept."""
    if line.source != Source.WEBHOOK or line.field == CREATED or (line.field, line.new) == ("status", Status.GONE):
        return False
    if start is not None and (line.at < start.read_at if start.mark is None else line.id <= start.mark):
        return False
    return not any(event.fields and event.first < line.id <= event.last for event in kept.events)
