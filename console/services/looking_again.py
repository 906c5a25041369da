"""Some bookings read again by number, and compared anew, on the word of a person who looks at their differences."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from console.domain.asking import Beds24, Urgency
from console.domain.booking import NOT_THERE_YET, ParkedItem
from console.domain.clock import Clock
from console.domain.discrepancies import DiscrepancyKind
from console.domain.edits import told_of
from console.domain.status import RELEASED, Status
from console.services.comparing_ground import Scope
from console.services.connection import connected_config, hotel_to_sync
from console.services.discrepancy_rows import currency_in
from console.services.missing import BELIEVED_AFTER, ask_by_number
from console.services.pull_sync import Reconciled, Watch, reconcile_bookings
from console.store.codec import value_text
from console.store.discrepancies import OUTSIDE
from console.store.spool import Received, Spool
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True)
class Looked:
    """What Beds24 told of some bookings when it was asked at `at`; it does not have those that are `absent`."""

    at: datetime
    received: Mapping[int, Received]
    unreadable: Mapping[int, ParkedItem] = field(default_factory=dict)
    absent: frozenset[int] = frozenset()


def look_at(beds24: Beds24, store: Store, clock: Clock, numbers: Collection[int], watch: Watch) -> Looked:
    """Read these bookings by number, for a person. Raises what `Beds24` raises, NotConnected, SyncSwitchedOff and
    Stopped; nothing is written by it."""
    config, hotel = hotel_to_sync(store)
    with Spool() as spool:
        absent = ask_by_number(
            beds24, numbers, config.property_id, hotel.currency, spool, watch, urgency=Urgency.PERSON
        )
        received = {one.booking.beds24_id: one for page in spool.pages(len(numbers) or 1) for one in page}
        unreadable = {item.beds24_id: item for item in spool.unreadable() if item.beds24_id is not None}
    return Looked(clock.now(), received, unreadable, absent)


def compare_again(session: Session, number: int, looked: Looked, now: datetime) -> None:
    """Let the differences of one booking be those that there are now, whatever a comparison found before; of one that
    was not looked at nothing is said."""
    reconciled = _compared(session, number, looked, now)
    if reconciled is not None and number not in reconciled.undecided:
        session.discrepancies.renew(number, reconciled.found, now)
        session.proofs.note(reconciled.proofs, OUTSIDE)


def compare_known(session: Session, reservation_ids: Collection[int], now: datetime) -> None:
    """As `compare_again`, with what Beds24 told last of these reservations (our ids), be it that it lacks them, without
    asking it. Nothing is said of a difference that a comparison has seen since, in what was never applied."""
    edits = session.edits.of(reservation_ids)
    for id_ in reservation_ids:
        shown = session.reservations.after(id_ - 1, 1).get(id_)
        if shown is None or shown.beds24_id == NOT_THERE_YET or shown.status == Status.GONE:
            continue
        number, told = shown.beds24_id, told_of(shown, edits.get(id_, ()))
        here = session.sides.here([number])[number]
        newer = session.discrepancies.found_of(number, here.read_at)
        if shown.status not in RELEASED and any(one.kind in _LACKING for one in newer):
            continue  # Beds24 lacked it when it was asked last, and nothing that the desk says changes that
        last = Looked(now, {number: Received(told, here.read_at)})
        if here.missed_at is not None:  # looked at as of that answer: it is no second one
            last = Looked(here.missed_at, {}, absent=frozenset({number}))
        reconciled = _compared(session, number, last, last.at)
        if reconciled is not None and number not in reconciled.undecided:
            leave = {one.id for one in newer if one.field and one.there != value_text(getattr(told, one.field, None))}
            session.discrepancies.renew(number, reconciled.found, now, leave)


_LACKING = frozenset({DiscrepancyKind.ONLY_HERE, DiscrepancyKind.GONE})


def _compared(session: Session, number: int, looked: Looked, now: datetime) -> Reconciled | None:
    """None where nothing is known of the booking at Beds24."""
    config = connected_config(session)
    with Spool() as spool:
        one, item = looked.received.get(number), looked.unreadable.get(number)
        if one is not None or item is not None:
            spool.put([one.booking] if one else (), [item] if item else (), one.read_at if one else looked.at)
        elif number not in looked.absent:
            return None
        scope = Scope(config, currency_in(session), now, BELIEVED_AFTER, number)
        return reconcile_bookings(session, spool, looked.absent & {number}, scope)
