"""What is erased is not let in again: everything that Beds24 tells passes here before anything of it is kept."""

from collections.abc import Sequence
from dataclasses import replace

from console.domain.asking import ReceivedMessage
from console.domain.booking import ParkedItem
from console.domain.companions import name_of, without
from console.domain.erased import without_person
from console.domain.hook_bodies import Notice
from console.domain.hook_events import EventKind
from console.store.spool import Received
from console.store.store import Session


def bookings_to_keep(session: Session, received: Sequence[Received]) -> tuple[Sequence[Received], frozenset[int]]:
    """Of bookings whose guest was erased the figures, of all others everything but companions who were erased; and the
    numbers of the former."""
    erased = session.ledger.erased_among(one.booking.beds24_id for one in received)
    if session.ledger.knows_sources():
        received = [_without_companions(session, one) for one in received]
    if not erased:
        return received, erased
    kept = [
        replace(one, booking=without_person(one.booking)) if one.booking.beds24_id in erased else one
        for one in received
    ]
    return kept, erased


def _without_companions(session: Session, one: Received) -> Received:
    """Without those who came along and were erased, and then without the body, which names them."""
    booking = one.booking
    if not booking.companions:
        return one
    left = without(booking, lambda each: session.ledger.is_source_erased(name_of(booking.beds24_id, each)))
    return one if left == booking.companions else replace(one, booking=replace(booking, companions=left, raw=b""))


def item_to_keep(session: Session, item: ParkedItem) -> ParkedItem:
    """What cannot be read tells nothing where the guest of its booking was erased."""
    return replace(item, payload=b"") if session.ledger.is_erased(item.beds24_id) else item


def kind_to_keep(session: Session, notice: Notice) -> EventKind:
    """A webhook about an erased guest only says that there is something to be read."""
    return EventKind.HINT if session.ledger.is_erased(notice.beds24_id) else notice.kind


def messages_to_keep(session: Session, received: Sequence[ReceivedMessage]) -> Sequence[ReceivedMessage]:
    """The messages of guests who were not erased."""
    erased = session.ledger.erased_among({one.booking_id for one in received})
    return [one for one in received if one.booking_id not in erased] if erased else received
