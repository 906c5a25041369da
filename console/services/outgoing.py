"""What is to be said to Beds24 of each reservation, written down before it is said, and judged by what is told after.

Everything here works inside the caller's transaction and asks nobody.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from console.beds24.orders import change_of, creation_of, is_orderable
from console.domain.asking import BookingWrite, PostVerdict
from console.domain.booking import Booking
from console.domain.edits import Edit, Posted, by_part, marked
from console.domain.outbox import UNCLEAR_FOR, Attempt, Due, Sent, TryVerdict, Verdict
from console.domain.status import RELEASED
from console.services.complaints import complaint_sentence, refusal_sentence
from console.store.store import Session

_NEEDED_TO_MAKE = ("room_type_id", "arrival", "departure", "status")

CONFLICT = "Beds24 changed this too meanwhile, so nothing was sent. Decide in Reconcile which value both sides get."
OTHERWISE = (
    "Beds24 took the change and tells another value. Look at the booking in Beds24; it is not sent again by itself."
)
GONE = "Beds24 does not have this booking any more, so the change cannot be sent."
GONE_AGAIN = "Beds24 made this booking and does not have it any more. It is not made again by itself."
TWICE = (
    "Beds24 made this booking, and it came in as a reservation of its own before it was recognised. "
    "Take this one back; the other one is kept."
)
NOT_READ_BACK = "Beds24 took it; it could not be read back yet and is looked at again by itself."
UNCLEAR = "Beds24 did not answer. Whether it carried this out is looked up before anything is sent again."


@dataclass(frozen=True, slots=True)
class Order:
    """What is said of one reservation; `values` are by field of `Booking`, `attempt_id` where it is written down."""

    due: Due
    attempt: Attempt
    write: BookingWrite
    values: dict[str, Any] = field(repr=False)

    @property
    def reservation_id(self) -> int:
        return self.due.reservation_id


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be ordered, and what came of the rest."""

    orders: tuple[Order, ...]
    ended: tuple[Sent, ...]


def prepare(session: Session, ids: Sequence[int], absent: Collection[int], currency: str, now: datetime) -> Prepared:
    """Judge these reservations after their bookings were read again, of which Beds24 does not have those `absent`, and
    write down what is ordered now."""
    open_ones: dict[int, list[Attempt]] = {}
    for attempt in session.outbox.open_attempts(ids):
        open_ones.setdefault(attempt.reservation_id, []).append(attempt)
    made = [_judge(session, id_, open_ones.get(id_, []), absent, currency, now) for id_ in ids]
    orders = [one for one in made if isinstance(one, Order)]
    orders.sort(key=lambda order: order.due.beds24_id is None)  # a room is freed before it is taken
    return Prepared(
        tuple(_written_down(session, orders, now)),
        tuple(one for one in made if isinstance(one, Sent)),
    )


def _judge(
    session: Session, id_: int, tries: list[Attempt], absent: Collection[int], currency: str, now: datetime
) -> Order | Sent:
    due = session.outbox.due_of(id_)
    if due is None:
        return _settled(session, id_, tries, now)
    if (until := _unclear_until(tries, now)) is not None:
        session.outbox.postpone(id_, until, UNCLEAR)
        return Sent(Verdict.UNCLEAR, UNCLEAR, id_)
    if due.beds24_id is None:
        return _creation(session, due, tries, currency, now)
    if due.beds24_id in absent:
        return _refuse(session, id_, GONE, tries, TryVerdict.ABSENT, now)
    return _change(session, due, tries, currency, now)


def _unclear_until(tries: Iterable[Attempt], now: datetime) -> datetime | None:
    """Until when an order whose answer was lost may still be carried out; None where none may."""
    lost = (one.at for one in tries if one.verdict is TryVerdict.OPEN and timedelta(0) <= now - one.at < UNCLEAR_FOR)
    return max((at + UNCLEAR_FOR for at in lost), default=None)


def _settled(session: Session, id_: int, tries: Iterable[Attempt], now: datetime) -> Sent:
    """Beds24 tells it already, or something else, or somebody took it back."""
    in_conflict = any(edit.in_conflict for edit in _edits(session, id_))
    for one in tries:
        session.outbox.close(one.id, TryVerdict.OTHERWISE if in_conflict else TryVerdict.EQUAL, now)
    if in_conflict:
        return Sent(Verdict.CONFLICT, CONFLICT, id_)
    return Sent(Verdict.EQUAL if tries else Verdict.NOTHING, "", id_)


def _refuse(
    session: Session, id_: int, message: str, tries: Iterable[Attempt], verdict: TryVerdict, now: datetime
) -> Sent:
    for one in tries:
        session.outbox.close(one.id, verdict, now, message)
    session.outbox.refuse_unsent(id_, message)
    return Sent(Verdict.OTHERWISE if verdict is TryVerdict.OTHERWISE else Verdict.REFUSED, message, id_)


def _creation(session: Session, due: Due, tries: list[Attempt], currency: str, now: datetime) -> Order | Sent:
    """A booking to be made, which was looked for and is not there."""
    id_ = due.reservation_id
    if made := next((one.beds24_id for one in tries if one.beds24_id is not None), None):
        message = TWICE if session.reservations.versions([made]) else GONE_AGAIN
        return _refuse(session, id_, message, tries, TryVerdict.ABSENT, now)
    for one in tries:
        session.outbox.close(one.id, TryVerdict.ABSENT, now)
    booking = _booking(session, id_)
    if booking.status in RELEASED:
        session.sendings.withdraw(id_)
        return Sent(Verdict.NOTHING, "", id_)
    names = (*due.said, *(name for name in _NEEDED_TO_MAKE if name not in due.said))
    values = {name: getattr(booking, name) for name in names if is_orderable(name)}
    write = creation_of(values, currency, due.marker or "", overbook=due.overbooks)
    attempt = Attempt(reservation_id=id_, at=now, fields=tuple(values), arrival=booking.arrival)
    return Order(due, attempt, write, values)


def _change(session: Session, due: Due, tries: list[Attempt], currency: str, now: datetime) -> Order | Sent:
    """A booking to be changed. What Beds24 has taken before and tells otherwise is not sent again by itself."""
    id_ = due.reservation_id
    wanted = {edit.field: edit for edit in _edits(session, id_) if edit.is_to_send and edit.sends is not None}
    taken = [one for one in tries if one.verdict is TryVerdict.TAKEN]
    if any(edit.field in one.fields and edit.made_at <= one.at for one in taken for edit in wanted.values()):
        return _refuse(session, id_, OTHERWISE, tries, TryVerdict.OTHERWISE, now)
    for one in tries:
        session.outbox.close(one.id, TryVerdict.EQUAL if one in taken else TryVerdict.ABSENT, now)
    _arrived_or_not(session, id_, currency)
    wanted = {edit.field: edit for edit in _edits(session, id_) if edit.is_to_send and edit.sends is not None}
    if not wanted or due.beds24_id is None:
        session.sendings.end([id_])
        return Sent(Verdict.EQUAL, "", id_)
    values = {name: edit.sends for name, edit in wanted.items()}
    attempt = Attempt(reservation_id=id_, at=now, fields=tuple(values), beds24_id=due.beds24_id)
    return Order(due, attempt, change_of(due.beds24_id, values, currency), values)


def _written_down(session: Session, orders: Sequence[Order], now: datetime) -> Iterable[Order]:
    """The orders, once it is noted that they are on their way."""
    session.outbox.note_sending([order.reservation_id for order in orders], now + UNCLEAR_FOR)
    numbers = session.outbox.begin(order.attempt for order in orders)
    for order, number in zip(orders, numbers, strict=True):
        edits = tuple(
            replace(edit, posted=Posted(order.values[edit.field])) if edit.field in order.values else edit
            for edit in _edits(session, order.reservation_id)
        )
        session.edits.replace(order.reservation_id, edits)
        yield replace(order, attempt=replace(order.attempt, id=number))


def note_answers(
    session: Session, orders: Sequence[Order], verdicts: Sequence[PostVerdict], now: datetime
) -> tuple[str, ...]:
    """Write down what Beds24 said to each order, before anything is read back; its complaints as sentences."""
    said = tuple(
        complaint_sentence(one.complaints) if one.accepted else refusal_sentence(one.complaints) for one in verdicts
    )
    for order, verdict, sentence in zip(orders, verdicts, said, strict=True):
        if verdict.accepted:
            session.outbox.close(order.attempt.id, TryVerdict.TAKEN, now, sentence, verdict.beds24_id)
        else:
            session.outbox.close(order.attempt.id, TryVerdict.REFUSED, now, sentence)
            session.outbox.note_refused(order.reservation_id, sentence)
    return said


def note_not_sent(session: Session, order: Order, message: str, again: datetime, currency: str) -> None:
    """It did not reach Beds24 and waits, with the reason."""
    session.outbox.close(order.attempt.id, TryVerdict.NOT_SENT, order.attempt.at, message)
    _arrived_or_not(session, order.reservation_id, currency)
    session.outbox.note_waiting([order.reservation_id], message, again)


def note_read_back(
    session: Session,
    orders: Sequence[Order],
    verdicts: Sequence[PostVerdict],
    said: Sequence[str],
    currency: str,
    now: datetime,
) -> tuple[Sent, ...]:
    """What came of each order, by what Beds24 tells of it now."""
    return tuple(
        _ended(session, order, verdict, sentence, currency, now)
        for order, verdict, sentence in zip(orders, verdicts, said, strict=True)
    )


def _ended(session: Session, order: Order, verdict: PostVerdict, sentence: str, currency: str, now: datetime) -> Sent:
    id_ = order.reservation_id
    if order.due.beds24_id is None:
        return _made(session, order, verdict, sentence, now)
    _arrived_or_not(session, id_, currency)
    values, edits = order.values, _edits(session, id_)
    left = [edit for edit in edits if edit.field in values and edit.sends == values[edit.field]]
    if not left:
        session.outbox.close(order.attempt.id, TryVerdict.EQUAL, now)
        _go_on(session, id_)
        return Sent(Verdict.EQUAL, sentence, id_)
    if not verdict.accepted:
        return Sent(Verdict.REFUSED, sentence, id_)
    session.outbox.close(order.attempt.id, TryVerdict.OTHERWISE, now, OTHERWISE)
    session.outbox.note_refused(id_, OTHERWISE)
    return Sent(Verdict.OTHERWISE, OTHERWISE, id_)


def _made(session: Session, order: Order, verdict: PostVerdict, sentence: str, now: datetime) -> Sent:
    """A booking that was made is recognised by now, by its marker or by the number that Beds24 told."""
    id_ = order.reservation_id
    if not verdict.accepted:
        return Sent(Verdict.REFUSED, sentence, id_)
    due = session.outbox.due_of(id_)
    if due is not None and due.beds24_id is None:
        return Sent(Verdict.UNCLEAR, UNCLEAR, id_)
    session.outbox.close(order.attempt.id, TryVerdict.EQUAL, now)
    _go_on(session, id_)
    return Sent(Verdict.EQUAL, sentence, id_)


def _go_on(session: Session, id_: int) -> None:
    """What is still to be sent of it goes with the next order; nothing is, most of the time."""
    if session.outbox.due_of(id_) is None:
        session.sendings.end([id_])
    else:
        session.outbox.try_anew(id_)


def _arrived_or_not(session: Session, id_: int, currency: str) -> None:
    """What was on its way has arrived, or will not any more: only what Beds24 tells counts from now on."""
    edits = _edits(session, id_)
    if not any(edit.posted for edit in edits):
        return
    known = tuple(
        edit for _, group in by_part(replace(one, posted=None) for one in edits) for edit in marked(group, currency)
    )
    session.edits.replace(id_, known)


def _edits(session: Session, id_: int) -> tuple[Edit, ...]:
    return session.edits.of([id_]).get(id_, ())


def _booking(session: Session, id_: int) -> Booking:
    return session.reservations.after(id_ - 1, 1)[id_]
