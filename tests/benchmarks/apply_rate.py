"""Applying 100,000 typed bookings: beside a bare `sqlite3` program, again unchanged, at a tenth of the size, and
beside the same work done row by row. Guests are left out, as the others have none; what they cost is `import`."""

import gc
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from console.domain.applying import Source
from console.domain.booking import Booking
from console.jobs.sync_job import APPLY_AT_ONCE
from console.services.applying import Applying, apply_in
from console.store.database import pragmas
from console.store.spool import Received
from console.store.store import Store
from tests.benchmarks.bookings import BEGAN, HOTEL, PROPERTY_ID, bookings
from tests.benchmarks.guests.importing import nobody
from tests.benchmarks.rivals import open_bare, row_by_row, upsert_bare
from tests.benchmarks.table import Figure, seconds
from tests.storing import new_store

MANY, TENTH, FEW = 100_000, 10_000, 3_000


def measure() -> list[Figure]:
    everything, tenths = list(bookings(MANY)), [list(bookings(TENTH, seed=seed)) for seed in (2, 3, 4)]
    gc.freeze()  # the bookings are the benchmark's own: walking them is no part of anybody's work
    ours, again = min(_ours(everything), _ours(everything))
    small = min(_ours(tenth)[0] for tenth in tenths)
    bare = _bare(everything)
    slow = _row_by_row(everything[:FEW])
    rate, bare_rate, slow_rate = MANY / ours, MANY / bare, FEW / slow
    growth = (ours / MANY) / (small / TENTH)
    return [
        Figure(
            "apply 100,000 new bookings, guests apart, rate beside a bare sqlite3 upsert",
            f"{rate / bare_rate:.2f} ({rate:,.0f}/s beside {bare_rate:,.0f}/s)",
            ">= 0.33",
            rate >= 0.33 * bare_rate,
        ),
        Figure(
            "apply the same 100,000 again, unchanged, beside the first time",
            f"{ours / again:.1f} times as fast",
            ">= 1",
            again <= ours,
        ),
        Figure("cost of a booking at 100,000 beside 10,000", f"{growth:.2f}", "<= 1.3", growth <= 1.3),
        Figure(
            "rate beside a row-by-row Peewee program",
            f"{rate / slow_rate:.1f} times ({slow_rate:,.0f}/s)",
            ">= 10",
            rate >= 10 * slow_rate,
        ),
    ]


def _ours(everything: list[Booking]) -> tuple[float, float]:
    """Seconds for the first time and for the same again."""
    with _folder() as folder, new_store(folder, HOTEL) as store, store.database.connected():
        return seconds(lambda: apply_all(store, everything)), seconds(lambda: apply_all(store, everything))


def apply_all(store: Store, everything: list[Booking]) -> None:
    context = Applying(property_id=PROPERTY_ID, currency="EUR", today=BEGAN.date(), at=BEGAN, source=Source.FULL_SYNC)
    rest = iter(everything)
    while page := list(islice(rest, APPLY_AT_ONCE)):
        with store.writing() as session:
            apply_in(session, [Received(booking, BEGAN) for booking in page], context, nobody)


def _bare(everything: list[Booking]) -> float:
    with _folder() as folder, closing(open_bare(folder / "bare.db", pragmas())) as connection:
        return seconds(lambda: upsert_bare(connection, everything))


def _row_by_row(some: list[Booking]) -> float:
    with _folder() as folder:
        return seconds(lambda: row_by_row(folder / "rows.db", pragmas(), some))


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="night-porter-bench-") as name:
        yield Path(name)
