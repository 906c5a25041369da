"""Matching one booking, as a webhook brings it, in a hotel that has known 260,000 guests."""

import gc
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from console.domain.applying import Source
from console.domain.booking import Booking
from console.services.applying import Applying, FindsGuests, apply_in, by_matching
from console.store.spool import Received
from console.store.store import Session, Store
from tests.benchmarks.bookings import HOTEL
from tests.benchmarks.guests.crowd import GUESTS, Crowd, Person, booking_of, fill
from tests.benchmarks.table import Figure
from tests.storing import new_store

_PROBES = 1_000
_LIMITS = {"p50": 1.0, "p95": 5.0, "p99": 20.0}
_AT = datetime(2026, 1, 1, tzinfo=UTC)


class Timed:
    """Finds guests as usual, and knows how long that took, in milliseconds."""

    def __init__(self, finding: FindsGuests) -> None:
        self._finding = finding
        self.spent = 0.0

    def place(self, bookings: Mapping[int, Booking], known: Iterable[int] = ()) -> dict[int, int | None]:
        with self._clock():
            return self._finding.place(bookings, known)

    def settle(self) -> frozenset[int]:
        with self._clock():
            return self._finding.settle()

    @contextmanager
    def _clock(self) -> Iterator[None]:
        began = time.thread_time()
        yield
        self.spent += (time.thread_time() - began) * 1000


def measure() -> list[Figure]:
    with crowded_house() as (store, crowd, known):
        gc.collect()
        gc.freeze()  # the crowd is the benchmark's own: walking it is no part of anybody's work
        spent = sorted(_match(store, booking_of(who, known + n, crowd.chance)) for n, who in enumerate(_next(crowd), 1))
    cuts = quantiles(spent, n=100)
    found = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}
    return [
        Figure(
            f"match one booking among {GUESTS:,} guests, {name}",
            f"{found[name]:.2f} ms",
            f"<= {most} ms",
            found[name] <= most,
        )
        for name, most in _LIMITS.items()
    ]


@contextmanager
def crowded_house(guests: int = GUESTS) -> Iterator[tuple[Store, Crowd, int]]:
    """A store with everybody in it, who they are, and how many stays it knows."""
    crowd = Crowd(guests=guests)
    with (
        tempfile.TemporaryDirectory(prefix="night-porter-bench-") as folder,
        new_store(Path(folder), HOTEL) as store,
        store.database.connected(),
    ):
        yield store, crowd, fill(store, crowd)


def _next(crowd: Crowd) -> Iterator[Person]:
    """Who books next: half of them new, one in five again, one in ten each a regular, of a company, of an agency."""
    for n in range(_PROBES):
        match n % 10:
            case 0 | 1 | 2 | 3 | 4:
                yield crowd.somebody()
            case 5 | 6:
                yield crowd.chance.choice(crowd.once)
            case 7:
                yield crowd.chance.choice(crowd.regulars)
            case 8:
                yield crowd.chance.choice(crowd.chance.choice(crowd.companies))
            case _:
                yield crowd.client()


def _match(store: Store, booking: Booking) -> float:
    context = Applying(property_id=HOTEL.property_id, currency="EUR", today=_AT.date(), at=_AT, source=Source.WEBHOOK)
    timed: list[Timed] = []

    def find(session: Session, at: datetime) -> FindsGuests:
        timed.append(Timed(by_matching(session, at)))
        return timed[-1]

    with store.writing() as session:
        apply_in(session, [Received(booking, _AT)], context, find)
    return timed[0].spent
