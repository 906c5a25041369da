"""Sending the desk's changes to Beds24, never blindly: read again what they are about, write down what is about to be
said, say it in one array, believe the body and not the 201, read back.

There is no locking at Beds24, and no key against doing an order twice. So an update goes only over what both sides last
agreed on, as read a moment before; a create is looked for first, by the marker that it carries; and an order whose
answer was lost is not repeated before it is known what became of it. Whatever ends the process between any two steps,
the next pass finds everything in `sendings`, `sent` and `edits`.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.announcing import EditsChanged, ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import Beds24, BookingQuery, PostVerdict, Urgency
from console.domain.clock import Clock
from console.domain.errors import (
    Beds24Unreachable,
    ConsoleError,
    Garbled,
    KeyRefused,
    OutOfCredits,
    RequestRefused,
    Stopped,
    StoreDamaged,
    StoreTrouble,
)
from console.domain.markers import marker_in
from console.domain.outbox import Due, Sent, Verdict, pause_after
from console.domain.powers import Power, powers_of
from console.domain.runs import Traffic
from console.services.applying import Applied, Applying, apply_in
from console.services.connecting import keep_key_details, known_scopes
from console.services.missing import IDS_A_REQUEST, ask_by_number
from console.services.outgoing import (
    CONFLICT,
    NOT_READ_BACK,
    UNCLEAR,
    Order,
    Prepared,
    note_answers,
    note_not_sent,
    note_read_back,
    prepare,
)
from console.services.placing import context_now
from console.services.pull_sync import Watch
from console.services.rereading import on_hold, wait_for_credits
from console.store.spool import Spool
from console.store.store import Session, Store

AT_ONCE = IDS_A_REQUEST
KEPT_FOR = timedelta(days=90)
_OVERLAP = timedelta(hours=24)
Teller = Callable[[object], None]

_NOT_CONNECTED = "No hotel is connected yet, so nothing can be sent to Beds24."
_SWITCHED_OFF = "Syncing is switched off for this hotel: changes stay here and are sent once it is switched on."
_NO_RIGHT = (
    "The key may read Beds24's bookings but not change them. Changes stay here; to send them, make an invite code in "
    "Beds24 with the right to change bookings (write:bookings) and enter it in Settings."
)


def write_obstacle(session: Session) -> str | None:
    """Why nothing can be written to Beds24's bookings just now, as a sentence for the person at the desk; None where
    nothing is known to stand in the way. A lost line is no obstacle: what is written then waits in the outbox.
    """
    config = next(iter(session.config.all()), None)
    if config is None:
        return _NOT_CONNECTED
    if not config.pull_sync_enabled:
        return _SWITCHED_OFF
    scopes = known_scopes(session)
    may = scopes is None or Power.CHANGE_BOOKINGS in powers_of(scopes.scopes)
    return None if may else _NO_RIGHT


def may_send_now(session: Session, now: datetime) -> bool:
    """Whether something is due, and nothing holds it: no pause, no missing right."""
    return not on_hold(session, now) and write_obstacle(session) is None and bool(session.outbox.due(now, 1))


def send_due(
    beds24: Beds24, store: Store, clock: Clock, watch: Watch, tell: Teller = lambda _news: None
) -> tuple[Sent, ...]:
    """Send what is due, at most 50 reservations in one order; what came of each. Nothing while sending is held.

    Trouble with Beds24 is noted and told in the answer, and what it kept from being sent is tried again later. `tell`
    hears `EditsChanged`. Raises Stopped, StoreTrouble, StoreDamaged.
    """
    now = clock.now()
    with store.reading() as session:
        due = session.outbox.due(now, AT_ONCE) if may_send_now(session, now) else ()
    if not due:
        return ()
    if (wait := wait_for_credits(beds24)) is not None:
        with store.writing() as session:
            session.outbox.note_waiting([one.reservation_id for one in due], _SPARED, now + timedelta(seconds=wait))
        return tuple(Sent(Verdict.WAITS, _SPARED, one.reservation_id) for one in due)
    return _Sending(beds24, store, clock, watch, tell, Urgency.BACKGROUND).send(due)


def send_one(
    beds24: Beds24,
    store: Store,
    clock: Clock,
    reservation_id: int,
    watch: Watch,
    tell: Teller = lambda _news: None,
) -> Sent:
    """Send what is to be sent of one reservation because a person wishes it, now, even if it was refused before.

    Raises Stopped, StoreTrouble, StoreDamaged.
    """
    return send_some(beds24, store, clock, (reservation_id,), watch, tell)[0]


def send_some(
    beds24: Beds24,
    store: Store,
    clock: Clock,
    reservation_ids: Sequence[int],
    watch: Watch,
    tell: Teller = lambda _news: None,
) -> tuple[Sent, ...]:
    """As `send_one`, of several in as few orders as that takes; what came of each, in their order."""
    with store.reading() as session:
        obstacle = write_obstacle(session)
        due = {id_: session.outbox.due_of(id_) for id_ in reservation_ids}
        torn = set(session.edits.reservations(in_conflict=True))
    if obstacle is not None:
        return tuple(Sent(Verdict.WAITS, obstacle, id_) for id_ in reservation_ids)
    wanted = [one for one in due.values() if one is not None]
    with store.writing() as session:
        for one in wanted:
            session.outbox.try_anew(one.reservation_id)
    sending = _Sending(beds24, store, clock, watch, tell, Urgency.PERSON)
    parts = [sending.send(wanted[start : start + AT_ONCE]) for start in range(0, len(wanted), AT_ONCE)]
    sent = {one.reservation_id: one for part in parts for one in part}
    return tuple(sent.get(id_) or _nothing_of(id_, torn) for id_ in reservation_ids)


def _nothing_of(reservation_id: int, torn: Collection[int]) -> Sent:
    """What is said of one of which there is nothing to send; those that are `torn` have to be decided first."""
    verdict, message = (Verdict.CONFLICT, CONFLICT) if reservation_id in torn else (Verdict.NOTHING, "")
    return Sent(verdict, message, reservation_id)


@dataclass(frozen=True, slots=True)
class _Sending:
    """One pass: everything that Beds24 is asked, and what is written around it."""

    _beds24: Beds24
    _store: Store
    _clock: Clock
    _watch: Watch
    _tell: Teller
    _urgency: Urgency

    def send(self, due: Sequence[Due]) -> tuple[Sent, ...]:
        """Send these; what came of each, in any order."""
        try:
            prepared = self._prepare(due)
            sent = (*prepared.ended, *(self._order(prepared.orders) if prepared.orders else ()))
        except (Stopped, StoreTrouble, StoreDamaged):
            raise
        except ConsoleError as error:
            sent = self._wait(due, error)
        self._tell(EditsChanged(tuple(one.reservation_id for one in due)))
        return sent

    def _prepare(self, due: Sequence[Due]) -> Prepared:
        """Read again what they are about, look for what may have been made already, and write down what is ordered."""
        with Spool() as spool:
            absent = self._read(spool, [one.beds24_id for one in due if one.beds24_id is not None])
            self._look_for(spool, [one for one in due if one.beds24_id is None])
            with self._store.writing() as session:
                now = self._clock.now()
                context = context_now(session, now, Source.BY_ID)
                applied = self._apply(session, spool, context)
                session.reservations.note_missed(absent, now)
                session.outbox.forget_sent(now - KEPT_FOR)
                ids = [one.reservation_id for one in due]
                prepared = prepare(session, ids, absent, context.currency, now)
        self._announce(applied)
        return prepared

    def _read(self, spool: Spool, numbers: Sequence[int]) -> frozenset[int]:
        """Read these bookings into the spool; the numbers that Beds24 does not have."""
        with self._store.reading() as session:
            context = context_now(session, self._clock.now(), Source.BY_ID)
        return ask_by_number(
            self._beds24, numbers, context.property_id, context.currency, spool, self._watch, urgency=self._urgency
        )

    def _look_for(self, spool: Spool, creations: Sequence[Due]) -> None:
        """Read what was made already, be it that its answer was lost, by the marker that it carries: among those that
        arrive on the same day, and among those that changed since it was ordered, for it may have been moved since."""
        if not creations:
            return
        with self._store.reading() as session:
            context = context_now(session, self._clock.now(), Source.BY_ID)
            marked = session.sendings.marked()
            attempts = session.outbox.open_attempts(one.reservation_id for one in creations)
            arrivals = session.outbox.arrivals(one.reservation_id for one in creations)
        days = sorted({*arrivals, *(one.arrival for one in attempts if one.arrival is not None)})
        queries = [BookingQuery(property_id=context.property_id, arrival_from=day, arrival_to=day) for day in days]
        if attempts:
            since = min(one.at for one in attempts) - _OVERLAP
            queries.append(BookingQuery(property_id=context.property_id, modified_from=since))
        for query in queries:
            for page in self._beds24.booking_pages(query, context.currency, self._urgency):
                found = tuple(booking for booking in page.bookings if marker_in(booking) in marked)
                spool.put(found, (), page.asked_at)
                self._watch.spend(Traffic(1, page.credits))
                self._watch.stop_here()
        made = [one.beds24_id for one in attempts if one.beds24_id is not None]
        self._read(spool, made)

    def _apply(self, session: Session, spool: Spool, context: Applying) -> Applied:
        applied = Applied()
        for page in spool.pages(AT_ONCE):
            applied += apply_in(session, page, context)
        for item in spool.unreadable():
            session.waiting.park(item, None, context.at)
        return applied

    def _announce(self, applied: Applied) -> None:
        if ids := applied.shown:
            self._watch.announce(ReservationsChanged(ids))

    def _order(self, orders: Sequence[Order]) -> tuple[Sent, ...]:
        """Give these orders in one array, and read back what came of them."""
        try:
            verdicts = self._beds24.write_bookings(tuple(order.write for order in orders))
        except (Stopped, StoreTrouble, StoreDamaged):
            raise
        except (Beds24Unreachable, Garbled):
            return self._unclear(orders)
        except RequestRefused as error:
            if len(orders) > 1:  # one of them is at fault; the others need not wait for it
                return tuple(sent for order in orders for sent in self._order((order,)))
            verdicts = (PostVerdict(accepted=False, complaints=(str(error),)),)
        except ConsoleError as error:
            return self._not_sent(orders, error)
        return self._read_back(orders, verdicts)

    def _unclear(self, orders: Sequence[Order]) -> tuple[Sent, ...]:
        ids = [order.reservation_id for order in orders]
        with self._store.writing() as session:
            session.outbox.note_unclear(ids, UNCLEAR)
        return tuple(Sent(Verdict.UNCLEAR, UNCLEAR, id_) for id_ in ids)

    def _not_sent(self, orders: Sequence[Order], error: ConsoleError) -> tuple[Sent, ...]:
        """Beds24 refused to hear it at all, so nothing of it was carried out."""
        if isinstance(error, KeyRefused):
            self._look_at_key()
        with self._store.writing() as session:
            now = self._clock.now()
            currency = context_now(session, now, Source.BY_ID).currency
            message = write_obstacle(session) or str(error)
            for order in orders:
                note_not_sent(session, order, message, now + _pause(error, order.due.tries), currency)
        return tuple(Sent(Verdict.WAITS, message, order.reservation_id) for order in orders)

    def _look_at_key(self) -> None:
        """Beds24 refuses a bad key and a missing right alike, so the key is asked what it may do."""
        with suppress(Beds24Unreachable, Garbled, KeyRefused, OutOfCredits):
            details = self._beds24.key_details()
            self._watch.spend(Traffic(1))
            if details.valid:
                with self._store.writing() as session:
                    keep_key_details(session, details, self._clock.now())

    def _read_back(self, orders: Sequence[Order], verdicts: Sequence[PostVerdict]) -> tuple[Sent, ...]:
        with self._store.writing() as session:
            said = note_answers(session, orders, verdicts, self._clock.now())
        numbers = {order.due.beds24_id for order in orders} | {verdict.beds24_id for verdict in verdicts}
        try:
            with Spool() as spool:
                self._read(spool, sorted(number for number in numbers if number is not None))
                with self._store.writing() as session:
                    now = self._clock.now()
                    context = context_now(session, now, Source.BY_ID)
                    applied = self._apply(session, spool, context)
                    sent = note_read_back(session, orders, verdicts, said, context.currency, now)
        except (Stopped, StoreTrouble, StoreDamaged):
            raise
        except ConsoleError:
            return tuple(map(_unread, orders, verdicts, said))
        self._announce(applied)
        return sent

    def _wait(self, due: Sequence[Due], error: ConsoleError) -> tuple[Sent, ...]:
        """They could not even be read again: they wait, with the reason."""
        with self._store.writing() as session:
            now = self._clock.now()
            for one in due:
                session.outbox.note_waiting([one.reservation_id], str(error), now + _pause(error, one.tries))
        return tuple(Sent(Verdict.WAITS, str(error), one.reservation_id) for one in due)


def _unread(order: Order, verdict: PostVerdict, sentence: str) -> Sent:
    """What came of an order that could not be read back."""
    if verdict.accepted:
        return Sent(Verdict.UNCLEAR, sentence or NOT_READ_BACK, order.reservation_id)
    return Sent(Verdict.REFUSED, sentence, order.reservation_id)


def _pause(error: ConsoleError, tries: int) -> timedelta:
    if isinstance(error, OutOfCredits):
        return timedelta(seconds=max(1.0, error.resets_in))
    return pause_after(tries + 1)


_SPARED = "Beds24 lets us ask little more just now; it is sent in a few minutes."
