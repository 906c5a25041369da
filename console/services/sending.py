"""Sending the desk's changes to Beds24, never blindly: read again what they are about, write down what is about to be
said, say it in one array, believe the body and not the 201, read back.

There is no locking at Beds24, and no key against doing an order twice. So an update goes only over what both sides last
agreed on, as read a moment before; a create is looked for first, by the marker that it carries; and an order whose answer
was lost is not repeated before it is known what became of it. Whatever ends the process between any two steps, the next
pass finds everything in `sendings`, `sent` and `edits`.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
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
    Stopped,
    StoreDamaged,
    StoreTrouble,
)
from console.domain.markers import marker_in
from console.domain.outbox import UNCLEAR_FOR, Attempt, Due, Sent, Verdict, pause_after
from console.domain.powers import Power, powers_of
from console.domain.runs import Traffic
from console.services.applying import Applied, Applying, apply_in, park_unreadable
from console.services.connecting import keep_key_details, known_scopes
from console.services.missing import IDS_A_REQUEST, ask_by_number
from console.services.outgoing import Order, Prepared, note_answers, note_read_back, note_refused_all, prepare
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
_NOTHING = Sent(Verdict.NOTHING)


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
    with store.reading() as session:
        obstacle = write_obstacle(session)
        due = session.outbox.due_of(reservation_id)
        in_conflict = reservation_id in session.edits.reservations(in_conflict=True)
    if obstacle is not None:
        return Sent(Verdict.WAITS, obstacle, reservation_id)
    if due is None:
        return Sent(Verdict.CONFLICT, CONFLICT, reservation_id) if in_conflict else replace(_NOTHING, reservation_id=reservation_id)
    with store.writing() as session:
        session.outbox.try_anew(reservation_id)
    (sent,) = _Sending(beds24, store, clock, watch, tell, Urgency.PERSON).send((due,))
    return sent
