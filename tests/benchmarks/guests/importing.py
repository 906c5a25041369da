"""A first import of 10,000 stays, page by page as the client reads them, with their guests and without."""

import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from console.domain.applying import Source
from console.domain.booking import Booking
from console.jobs.sync_job import APPLY_AT_ONCE
from console.services.applying import Applying, FindsGuests, apply_in, by_matching
from console.store.spool import Spool
from console.store.store import Session
from tests.benchmarks.bookings import HOTEL
from tests.benchmarks.guests.bodies import pages, read_page
from tests.benchmarks.guests.generator import generate
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.table import Figure
from tests.storing import new_store

MANY, PEOPLE = 10_000, 5_600
_MOST = 2.5
_SEEDS = (7, 8, 9)  # nobody of one round is known from another
_AT = datetime(2026, 1, 1, tzinfo=UTC)

Find = Callable[[Session, datetime], FindsGuests]


class Nobody:
    """Places no guest, so that the import without them does everything else."""

    def place(self, bookings: Mapping[int, Booking], known: Iterable[int] = ()) -> dict[int, int | None]:
        return dict.fromkeys(bookings)

    def settle(self) -> frozenset[int]:
        """Nothing follows."""
        return frozenset()


def nobody(_session: Session, _at: datetime) -> FindsGuests:
    return Nobody()


def measure() -> list[Figure]:
    spent = [(_imported(bodies, by_matching), _imported(bodies, nobody)) for bodies in map(stays, _SEEDS)]
    with_guests, without = (min(each) for each in zip(*spent, strict=True))
    ratio = with_guests / without
    return [
        Figure(
            f"import {MANY:,} bookings and match their guests, beside the same without",
            f"{ratio:.2f} times ({with_guests:.2f} s beside {without:.2f} s)",
            f"<= {_MOST} times",
            ratio <= _MOST,
        )
    ]


def stays(seed: int) -> list[bytes]:
    """`MANY` stays as pages of JSON."""
    rows = generate(Parameters(seed=seed, persons=PEOPLE)).bookings
    assert len(rows) >= MANY
    return list(pages(rows[:MANY]))


def _imported(bodies: list[bytes], find: Find) -> float:
    with (
        tempfile.TemporaryDirectory(prefix="night-porter-bench-") as folder,
        new_store(Path(folder), HOTEL) as store,
        store.database.connected(),
        Spool() as spool,
    ):
        context = Applying(property_id=HOTEL.property_id, currency="EUR", today=_AT.date(), at=_AT, source=Source.PULL)

        def work() -> None:
            for body in bodies:
                spool.put(read_page(body), (), _AT)
            for page in spool.pages(APPLY_AT_ONCE):
                with store.writing() as session:
                    apply_in(session, page, context, find)

        return _processor_seconds(work)


def _processor_seconds(work: Callable[[], None]) -> float:
    """The processor's time, since others have the processors too; what is in memory before is no part of the work."""
    gc.collect()
    gc.freeze()
    began = time.process_time()
    work()
    spent = time.process_time() - began
    gc.unfreeze()
    return spent
