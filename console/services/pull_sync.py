"""From Beds24 into the hotel's own PMS: read everything, then apply it page by page, or compare it with what is there.

`sync_bookings_to_pms` is the one function in which the five-minute pull, the night sync, a webhook and the desk's
own edits all end; whatever the order, loss or repetition of what reaches it, the end state is the same.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.domain.agreement import Proof
from console.domain.announcing import OverbookingsChanged, ReservationsChanged
from console.domain.asking import Beds24, BookingPage, BookingQuery, Urgency
from console.domain.causes import explained
from console.domain.comparing import Comparison
from console.domain.differing import There
from console.domain.discrepancies import Discrepancy, Tally
from console.domain.errors import Stopped
from console.domain.hotel import Property
from console.domain.runs import Progress, Stage, Traffic
from console.services.applying import Applied, Applying, apply_in
from console.services.comparing_ground import (
    Scope,
    facts_in,
    ground_in,
    groups_around,
    missing_here,
    numbers_here,
)
from console.services.keeping_out import bookings_to_keep
from console.store.run_book import Touched
from console.store.spool import Received, Spool
from console.store.store import Session, Store

MOST_PASSES = 3
COMPARED_AT_ONCE = 500
TOLD_OF_A_REHEARSAL = 2_000

ProgressTeller = Callable[[Progress], None]
StopAsker = Callable[[], bool]
Announcer = Callable[[ReservationsChanged], None]
NewsTeller = Callable[[ReservationsChanged | OverbookingsChanged], None]
Spender = Callable[[Traffic], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """How whoever waits for a run follows it and breaks it off; `spend` hears what each answer of Beds24 cost."""

    tell: ProgressTeller = lambda _progress: None
    stop_asked: StopAsker = lambda: False
    announce: Announcer = lambda _changed: None
    spend: Spender = lambda _traffic: None

    def stop_here(self) -> None:
        """Raise Stopped when a stop was asked for; called between pages, never inside a transaction."""
        if self.stop_asked():
            raise Stopped("Stopped as asked. Everything read so far is kept or will be read again.")


@dataclass(frozen=True, slots=True)
class Pass:
    """A complete reading of a query.

    `began` is Beds24's clock at the start of the walk over the pages that settled, else of the first, None where
    Beds24 told no time; `settled` is False when rows were still moving in the last walk, so that one that did not
    change itself may have been missed. `newest` is what the last page told: our clock when it was asked for, and
    Beds24's when it answered.
    """

    began: datetime | None
    settled: bool
    newest: tuple[datetime, datetime | None] | None


def pull_bookings(
    beds24: Beds24,
    query: BookingQuery,
    currency: str,
    spool: Spool,
    watch: Watch,
    urgency: Urgency,
    most_passes: int = MOST_PASSES,
) -> Pass:
    """Read every page of `query` into `spool`, again while rows moved between its pages (RELIABILITY.md 2.1).

    Raises what `Beds24` raises, and Stopped; nothing has been written then.
    """
    walks: list[_Walk] = []
    while not walks or (walks[-1].moved and len(walks) < most_passes):
        walks.append(_read_once(beds24.booking_pages(query, currency, urgency), spool, watch))
    settled = not walks[-1].moved
    return Pass(walks[-1 if settled else 0].began, settled, walks[-1].newest)


@dataclass(frozen=True, slots=True)
class _Walk:
    began: datetime | None
    moved: bool
    newest: tuple[datetime, datetime | None] | None


def _read_once(pages: Iterable[BookingPage], spool: Spool, watch: Watch) -> _Walk:
    began: datetime | None = None
    newest: tuple[datetime, datetime | None] | None = None
    moved = False
    number = 0
    for number, page in enumerate(pages, 1):
        began = page.server_time if number == 1 else began
        newest = (page.asked_at, page.server_time)
        moved = moved or _moved_since(began, page)
        spool.put(page.bookings, page.unreadable, page.asked_at)
        watch.spend(Traffic(1, page.credits))
        watch.tell(Progress(Stage.READING, pages=number, read=spool.count()))
        watch.stop_here()
    return _Walk(began, moved and number > 1, newest)


def _moved_since(began: datetime | None, page: BookingPage) -> bool:
    """Whether a row of the page, readable or not, changed after the walk began, so that others may have shifted."""
    if began is None:
        return False
    times = [booking.modified_at for booking in page.bookings]
    times += [item.modified_at for item in page.unreadable if item.modified_at is not None]
    return any(at >= began.replace(microsecond=0) for at in times)


def sync_bookings_to_pms(store: Store, received: Sequence[Received], context: Applying) -> Applied:
    """Apply one page of bookings in one transaction; a booking that has no room here is parked.

    Cancellations go first. Raises StoreTrouble, StoreDamaged; then nothing of the page is applied.
    """
    with store.writing() as session:
        return apply_in(session, received, context)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of a page, and the first of the reservations that it would begin or change."""

    applied: Applied = field(default_factory=Applied)
    touched: tuple[Touched, ...] = ()


def rehearse_sync(store: Store, received: Sequence[Received], context: Applying, rooms: Property | None) -> Rehearsal:
    """What `sync_bookings_to_pms` would do with this page, with the rooms as just read; nothing of it stays."""
    rehearsal = Rehearsal()
    with suppress(_Rehearsed), store.writing() as session:
        if rooms is not None:
            session.hotel.keep(rooms)
        applied = apply_in(session, received, context)
        touched = session.run_book.touched(context.run_id, TOLD_OF_A_REHEARSAL) if context.run_id else ()
        fresh = frozenset(applied.created)  # they are undone with the rehearsal, so that their ids say nothing
        rehearsal = Rehearsal(applied, tuple(replace(one, id=0) if one.id in fresh else one for one in touched))
        raise _Rehearsed
    return rehearsal


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What came of a comparison: every discrepancy, the figures, which bookings were compared, of which of them nothing
    can be said because they were read again meanwhile, and the proofs of the others."""

    found: tuple[Discrepancy, ...]
    tally: Tally
    numbers: frozenset[int]
    undecided: frozenset[int]
    proofs: tuple[Proof, ...]


def reconcile_bookings(session: Session, spool: Spool, absent: Collection[int], scope: Scope) -> Reconciled:
    """Compare everything in `spool` with what stands here, field by field, and change nothing.

    `absent` are the bookings that Beds24 did not have when they were asked for by number; of one that is neither read
    nor among them nothing is said. Raises StoreTrouble, StoreDamaged.
    """
    comparison = Comparison(ground_in(session, scope), groups_around(session, spool, scope))
    ours = numbers_here(session, scope)
    for page in spool.pages(COMPARED_AT_ONCE):
        wanted = [one for one in page if scope.holds(one.booking, ours)]
        kept, _erased = bookings_to_keep(session, wanted)
        here = session.sides.here(one.booking.beds24_id for one in kept)
        comparison.take(here, (There(one.booking, one.read_at) for one in kept))
    for item in spool.unreadable():
        comparison.take_unreadable(item.beds24_id, item.key)
    missing = missing_here(session, ours - spool.numbers(), absent)
    comparison.take_missing(missing, session.discrepancies.asked_first())
    known = comparison.masters_unseen() if scope.only else session.sides.known_among(comparison.masters_unseen())
    found = comparison.end(known)
    facts = facts_in(session, {one.beds24_id for one in found if one.hint is None}, scope.now)
    return Reconciled(
        tuple(explained(one, facts) for one in found),
        comparison.tally,
        comparison.numbers,
        frozenset(comparison.undecided),
        tuple(comparison.proofs),
    )


class _Rehearsed(Exception):
    """Ends a rehearsal's transaction, so that it is undone."""
