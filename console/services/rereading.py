"""Reading again by number the bookings that webhooks named: it confirms or corrects what their bodies told.

Any number of wishes for one booking is one question, and a booking is asked for at most once in 20 seconds. People's
clicks come first: what background work may spend is not spent to the last, and nobody waits behind this for credits.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from console.domain.announcing import ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import Beds24, Urgency
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, OutOfCredits, Stopped, StoreDamaged, StoreTrouble
from console.services.applying import Applied, Applying, apply_in, park_unreadable
from console.services.missing import IDS_A_REQUEST, ask_by_number
from console.services.pausing import is_paused
from console.services.placing import context_now
from console.services.pull_sync import Watch
from console.store.spool import Spool
from console.store.store import Session, Store

SETTLE = timedelta(seconds=2)
"""A burst of webhooks of one booking has passed by then."""

APART = timedelta(seconds=20)
SPARED = Decimal(40)
"""Credits of a window that are left for people and for the pull."""

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)
_MOST_QUESTIONS = 16
"""More than it takes to find one booking among fifty by halves."""


@dataclass(frozen=True, slots=True)
class Reread:
    """Which bookings were asked for, which of them Beds24 does not have, what came of the others."""

    asked: tuple[int, ...] = ()
    absent: frozenset[int] = frozenset()
    applied: Applied = field(default_factory=Applied)
    error: ConsoleError | None = None

    def __add__(self, other: "Reread") -> "Reread":
        return Reread(
            self.asked + other.asked,
            self.absent | other.absent,
            self.applied + other.applied,
            self.error or other.error,
        )


def on_hold(session: Session, now: datetime) -> bool:
    """Whether nothing is worked off now: no hotel is connected, or syncing is switched off or paused."""
    config = next(iter(session.config.all()), None)
    return config is None or not config.pull_sync_enabled or is_paused(session, now)


def next_reread(session: Session, now: datetime) -> datetime | None:
    """When a booking is next to be read again; None where none is."""
    return session.rereads.next_due(now, SETTLE, APART)


def reread_due(beds24: Beds24, store: Store, clock: Clock, watch: Watch) -> Reread:
    """Ask for the bookings that are due, in one request, and apply what Beds24 tells.

    What Beds24 does not have is remembered as missing, for the next full sync to judge. Trouble with Beds24 is noted
    and told in the answer: those bookings are asked for again later. Raises Stopped, StoreTrouble, StoreDamaged, and a
    fault in the program, after which the booking that met it waits; the others are found by halves and do not.
    """
    now = clock.now()
    with store.writing() as session:
        wishes = {} if on_hold(session, now) else session.rereads.due(now, SETTLE, APART, IDS_A_REQUEST)
        if not wishes:
            return Reread()
        if (wait := wait_for_credits(beds24)) is not None:
            session.rereads.postpone(now + timedelta(seconds=wait))
            return Reread()
        session.rereads.note_asked(wishes, now)
        context = context_now(session, now, Source.BY_ID)
    reread, fault = _ask_by_halves(beds24, store, clock, wishes, context, watch)
    if ids := reread.applied.shown:
        watch.announce(ReservationsChanged(ids))
    if fault is not None:
        raise fault
    return reread


def _ask_by_halves(
    beds24: Beds24, store: Store, clock: Clock, wishes: dict[int, int], context: Applying, watch: Watch
) -> tuple[Reread, Exception | None]:
    """What came of all of them, and the fault that one of them met: where a question breaks, its halves are asked."""
    reread, fault, waiting, questions = Reread(), None, [wishes], 0
    while waiting and questions < _MOST_QUESTIONS and not (questions and wait_for_credits(beds24)):
        questions += 1
        some = waiting.pop(0)
        try:
            reread += _ask_or_note(beds24, store, clock, some, context, watch)
        except (Stopped, StoreTrouble, StoreDamaged):
            raise
        except Exception as error:  # noqa: BLE001 - raised by the caller, once the others are done
            fault = error
            waiting += _halves(some)
            if len(some) == 1:
                _note_failure(store, some, clock.now(), error)
    if fault is not None and waiting:
        _note_failure(store, {number: wish for some in waiting for number, wish in some.items()}, clock.now(), fault)
    return reread, fault


def _halves(wishes: dict[int, int]) -> list[dict[int, int]]:
    """Nothing of one booking."""
    all_, middle = list(wishes.items()), len(wishes) // 2
    return [dict(all_[:middle]), dict(all_[middle:])] if middle else []


def _ask_or_note(
    beds24: Beds24, store: Store, clock: Clock, wishes: dict[int, int], context: Applying, watch: Watch
) -> Reread:
    try:
        return _ask_and_apply(beds24, store, wishes, context, watch)
    except (Stopped, StoreTrouble, StoreDamaged):
        raise
    except ConsoleError as error:
        _note_failure(store, wishes, clock.now(), error)
        return Reread(tuple(wishes), error=error)


def _ask_and_apply(beds24: Beds24, store: Store, wishes: dict[int, int], context: Applying, watch: Watch) -> Reread:
    with Spool() as spool:
        absent = ask_by_number(
            beds24, wishes, context.property_id, context.currency, spool, watch, urgency=Urgency.BACKGROUND
        )
        applied = Applied()
        with store.writing() as session:
            for page in spool.pages(IDS_A_REQUEST):
                applied += apply_in(session, page, context)
            park_unreadable(store, spool.unreadable(), context.at)
            session.reservations.note_missed(absent, context.at)
            session.waiting.forget_numbers(absent)
            session.rereads.note_answered(wishes)
    return Reread(tuple(wishes), absent, applied)


def wait_for_credits(beds24: Beds24) -> float | None:
    """The seconds until there are credits to spare; None where there are, as far as is known."""
    state = beds24.credits()
    if state.remaining is None or state.remaining >= SPARED:
        return None
    return max(1.0, state.resets_in if state.resets_in is not None else APART.total_seconds())


def _note_failure(store: Store, wishes: dict[int, int], now: datetime, error: Exception) -> None:
    with store.writing() as session:
        failures = session.rereads.failures(wishes)
        pause = min(_FIRST_PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE)
        if isinstance(error, OutOfCredits):
            pause = timedelta(seconds=max(1.0, error.resets_in))
        session.rereads.note_failed(wishes, now + pause)
