"""Bookings that a list did not bring: asked for by number, twice, before anything is believed (FACTS.md 2.2)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from console.domain.applying import FieldChange, Source
from console.domain.asking import Beds24, BookingQuery, Urgency
from console.domain.runs import Progress, Stage, Traffic
from console.domain.status import Status
from console.services.pull_sync import Watch
from console.store.spool import Spool
from console.store.store import Session

IDS_A_REQUEST = 50
BELIEVED_AFTER = timedelta(minutes=10)


def ask_by_number(
    beds24: Beds24,
    numbers: Iterable[int],
    property_id: int,
    currency: str,
    spool: Spool,
    watch: Watch,
    *,
    urgency: Urgency,
    enough_absent: int | None = None,
) -> frozenset[int]:
    """Ask Beds24 for bookings by number and put those that it has into `spool`; gives the numbers that it lacks.

    Stops asking once more than `enough_absent` are absent: no need to spend credits on proving more, the brake
    will hold. Raises what `Beds24` raises, and Stopped.
    """
    absent: set[int] = set()
    for chunk in _chunks(sorted(numbers)):
        if enough_absent is not None and len(absent) > enough_absent:
            break
        missing = set(chunk)
        for page in beds24.booking_pages(BookingQuery(property_id=property_id, ids=chunk), currency, urgency):
            spool.put(page.bookings, page.unreadable, page.asked_at)
            missing -= {booking.beds24_id for booking in page.bookings}
            missing -= {item.beds24_id for item in page.unreadable if item.beds24_id is not None}
            watch.spend(Traffic(1, page.credits))
        absent |= missing
        watch.tell(Progress(Stage.ASKING_BY_ID, read=spool.count()))
        watch.stop_here()
    return frozenset(absent)


def note_absence(
    session: Session, absent: frozenset[int], at: datetime, run_id: int | None, *, at_once: bool
) -> tuple[int, ...]:
    """Remember what was absent now, and mark as gone what was absent before too; on a person's word, all `at_once`.

    Gives the ids of the reservations marked. They stay, with all their history: nothing is deleted.
    """
    session.reservations.note_missed(absent, at)
    believed = session.reservations.missed_since(at if at_once else at - BELIEVED_AFTER)
    gone = [believed[number] for number in sorted(absent & believed.keys())]
    former = session.reservations.mark_gone(gone)
    lines = ((id_, FieldChange("status", old, Status.GONE.value)) for id_, old in former.items())
    session.reservations.remember(lines, at, Source.BY_ID, run_id)
    return tuple(gone)


def _chunks(numbers: list[int]) -> Iterator[tuple[int, ...]]:
    rest = iter(numbers)
    while chunk := tuple(islice(rest, IDS_A_REQUEST)):
        yield chunk
