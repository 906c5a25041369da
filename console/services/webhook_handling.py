"""What an event of a webhook does to the book: through the same `apply_in` as every pull, with its guard.

What happened is decided from content against what is stored; what the sender calls it is believed in one case only,
`deleted`, which no content can show. Every event's booking is read again by number besides, and that has the last word.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from console.beds24.mapping import Asked, read_booking
from console.beds24.messages import read_message
from console.beds24.reading import Unfit
from console.domain.applying import FieldChange, is_older
from console.domain.booking import Booking, GuestMessage, ParkedItem
from console.domain.hook_events import EventKind, EventVerdict, HookEvent, Outcome, What
from console.domain.markers import tells_referrer
from console.domain.status import Status
from console.services.applying import Applying, apply_in, reason_to_wait
from console.store.reservations import StoredVersion
from console.store.spool import Received
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class _Case:
    """One event that tells a booking, with what is known here."""

    session: Session
    context: Applying
    number: int
    read_at: datetime
    changed_at: datetime | None
    told: Booking | ParkedItem
    deleted: bool
    messages: tuple[GuestMessage, ...] = field(repr=False)
    version: StoredVersion | None
    status: str | None


def process_event(session: Session, event: HookEvent, fields: bytes, context: Applying) -> Outcome:
    """Do what `event` asks for, inside the transaction of `session`. Whatever it raises undoes all of it."""
    if event.kind is EventKind.INVENTORY or event.beds24_id is None:
        return Outcome(EventVerdict.NOTED)
    if event.kind is EventKind.HINT:
        return Outcome(EventVerdict.ASKED)
    version = session.reservations.versions([event.beds24_id]).get(event.beds24_id)
    if event.property_id not in (None, context.property_id):
        if version is None:
            return Outcome(EventVerdict.ELSEWHERE, forget_fields=True)
        return Outcome(EventVerdict.ASKED, reservation_id=version.id)
    case = _case(session, event, fields, context, version)
    outcome = _handler_of(case)(case)
    return _with_messages(case, outcome)


def _case(session: Session, event: HookEvent, fields: bytes, context: Applying, version: StoredVersion | None) -> _Case:
    body: dict[str, Any] = json.loads(fields)
    number = event.beds24_id or 0
    known = session.reservations.bookings([number]).get(number) if version else None
    told = read_booking(json.dumps(body["booking"]).encode(), Asked(context.property_id, context.currency, context.at))
    return _Case(
        session=session,
        context=context,
        number=number,
        read_at=min(event.sent_at or event.received_at, event.received_at),
        changed_at=event.changed_at,
        told=told,
        deleted=bool(body["deleted"]),
        messages=_messages_in(body["messages"], number),
        version=version,
        status=known.status if known else None,
    )


def _handler_of(case: _Case) -> Callable[[_Case], Outcome]:
    """Which of the four it is: by content, and by what is stored."""
    if case.deleted:
        return handle_booking_deleted
    status = case.told.status if isinstance(case.told, Booking) else None
    if status == Status.CANCELLED and case.status != Status.CANCELLED:
        return handle_booking_cancelled
    return handle_booking_created if case.version is None else handle_booking_modified


def handle_booking_created(case: _Case) -> Outcome:
    """A booking that is not here yet: it begins, or waits for its room."""
    return _apply(case, What.CREATED)


def handle_booking_modified(case: _Case) -> Outcome:
    """A booking that is here: what differs is taken over, unless it is older than what is stored."""
    return _apply(case, What.CHANGED)


def handle_booking_cancelled(case: _Case) -> Outcome:
    """A stay that is called off, be it that it was never here: it needs no room, so it never waits for one."""
    return _apply(case, What.CANCELLED)


def handle_booking_deleted(case: _Case) -> Outcome:
    """A booking that Beds24 has no more: marked as gone and kept, with its history.

    One that was changed, or read, after that was told stays as it is; reading it again decides.
    """
    if case.version is None:
        return Outcome(EventVerdict.ASKED)
    id_ = case.version.id
    if case.status == Status.GONE:
        return Outcome(EventVerdict.SAME, reservation_id=id_)
    if _is_passed(case):
        return Outcome(EventVerdict.OLDER, reservation_id=id_)
    former = case.session.reservations.mark_gone([id_])[id_]
    change = FieldChange("status", former, Status.GONE.value)
    changed_at = {id_: case.changed_at} if case.changed_at else {}
    case.session.reservations.remember([(id_, change)], case.context.at, case.context.source, None, changed_at)
    return Outcome(EventVerdict.APPLIED, What.GONE, reservation_id=id_, changed=(id_,))


def _is_passed(case: _Case) -> bool:
    """Whether what is stored was changed or read after the deletion was told."""
    version = case.version.version if case.version else None
    if version is None:
        return False
    if case.changed_at is not None and case.changed_at != version.modified_at:
        return case.changed_at < version.modified_at
    return case.read_at < version.read_at <= case.context.at


def _apply(case: _Case, what: What) -> Outcome:
    id_ = case.version.id if case.version else None
    if isinstance(case.told, ParkedItem):
        return Outcome(EventVerdict.ASKED, cause=case.told.detail, reservation_id=id_)
    if case.changed_at is None or _is_ghost(case, case.told) or _may_be_ours(case, case.told):
        return Outcome(EventVerdict.ASKED, reservation_id=id_)
    # What is kept as received of a known booking is what was read from Beds24, which tells more than a webhook does.
    told = replace(case.told, raw=b"") if case.version else replace(case.told, messages=case.messages)
    applied = apply_in(case.session, [Received(told, case.read_at)], case.context)
    touched = applied.created + applied.changed
    late = case.version and is_older(case.version.version, case.told, case.read_at, case.context.at)
    if touched:
        what = What.CHANGED if late else what  # it filled what no newer version had told
        begins = bool(applied.created)
        return Outcome(EventVerdict.APPLIED, what, reservation_id=touched[0], changed=applied.shown, begins=begins)
    if late:
        return Outcome(EventVerdict.OLDER, reservation_id=id_)
    if not applied.counts.parked:
        return Outcome(EventVerdict.SAME, reservation_id=id_)
    waits = reason_to_wait(told, case.session.hotel.places(), case.context)
    return Outcome(EventVerdict.PARKED, what, cause=waits.detail if waits else "", reservation_id=id_)


def _may_be_ours(case: _Case, told: Booking) -> bool:
    """Whether it tells of a booking that may have been made here, without what it would be known by: then reading it
    again decides (a webhook of version one names no referrer)."""
    return case.version is None and not tells_referrer(told) and bool(case.session.sendings.marked())


def _is_ghost(case: _Case, told: Booking) -> bool:
    """Whether it tells of a booking that is gone nothing that was not known before it went."""
    return (
        case.version is not None and case.status == Status.GONE and told.modified_at <= case.version.version.modified_at
    )


def _with_messages(case: _Case, outcome: Outcome) -> Outcome:
    """Keep the messages of a known booking; a late body adds what is new to us, and takes nothing back.

    A booking that begins or waits carries its messages itself.
    """
    if case.version is None or not case.messages:
        return outcome
    id_, messages = case.version.id, case.session.messages
    stored = messages.stored([id_])
    merged = [(one, stored.get((id_, one.beds24_message_id))) for one in case.messages]
    differing = [_merged(one, known) for one, known in merged if known is None or (one.read and not known.read)]
    if not differing:
        return outcome
    messages.put([(id_, one) for one in differing])
    fresh = any(known is None for _, known in merged)
    verdict = EventVerdict.APPLIED if outcome.verdict is EventVerdict.SAME else outcome.verdict
    what = What.MESSAGE if fresh and outcome.what is What.NOTHING else outcome.what
    return replace(outcome, verdict=verdict, what=what, changed=tuple(dict.fromkeys((*outcome.changed, id_))))


def _merged(told: GuestMessage, known: GuestMessage | None) -> GuestMessage:
    return told if known is None else replace(known, read=True)


def _messages_in(told: Sequence[Mapping[str, Any]], number: int) -> tuple[GuestMessage, ...]:
    """The readable ones of this booking, each once; the last word stands."""
    found: dict[int, GuestMessage] = {}
    for item in told:
        try:
            received = read_message({"bookingId": number, **item}, lambda _oddity: None)
        except Unfit:
            continue
        if received.booking_id == number:
            found[received.message.beds24_message_id] = received.message
    return tuple(found.values())
