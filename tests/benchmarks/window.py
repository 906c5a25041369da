"""How quick the list of reservations is: from key to rows, sorting by any column, one change among many."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from console.domain.clock import SystemClock
from console.domain.folding import folded
from console.domain.lines import ReservationLine
from console.domain.sieve import Chip, Sieve
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look
from console.ui.reservations.columns import COLUMNS
from console.ui.reservations.listing import ReservationTable
from console.ui.reservations.model import ReservationModel
from tests.benchmarks.bookings import bookings
from tests.benchmarks.table import Figure

_TYPED = ("nachname1234", "+43 664 00123", "4000012345", "10012", "vorname5 nach")
_TIMES = 3
_SEARCH_MS, _SORT_MS = 30.0, 100.0
_CHANGE_MS = {20_000: 50.0, 100_000: 150.0}


def measure_list() -> Iterator[Figure]:
    """Search, sorting, filters and a live change over 20,000 and 100,000 reservations, in a table that is shown."""
    for count in (20_000, 100_000):
        with _table(count) as (model, table):
            yield slowest(f"search as you type, {count:,} reservations", _typings(model), _SEARCH_MS)
            yield slowest(f"sorting by any column, {count:,} reservations", _sortings(table), _SORT_MS)
            yield slowest(f"every filter, {count:,} reservations", _siftings(model), _SORT_MS)
            yield slowest(f"100 reservations change, {count:,} in the list", _changes(model), _CHANGE_MS[count])


def slowest(what: str, works: Iterator[tuple[str, Callable[[], object]]], limit: float) -> Figure:
    """The slowest of several works; each is done three times and its quickest counts, for there are neighbours."""
    took: dict[str, list[float]] = {}
    for name, work in works:
        took.setdefault(name, []).append(_milliseconds(work))
    took_ms = {name: min(times) for name, times in took.items()}
    worst = max(took_ms, key=lambda name: took_ms[name])
    return Figure(what, f"{took_ms[worst]:.1f} ms ({worst})", f"< {limit:.0f} ms", took_ms[worst] < limit)


def _milliseconds(work: Callable[[], object]) -> float:
    QApplication.processEvents()
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _typings(model: ReservationModel) -> Iterator[tuple[str, Callable[[], object]]]:
    for typed in _TYPED * _TIMES:
        for end in range(1, len(typed) + 1):
            yield f"“{typed[:end]}”", lambda end=end, typed=typed: model.search(typed[:end])  # type: ignore[misc] # each its own
    model.search("")


def _sortings(table: ReservationTable) -> Iterator[tuple[str, Callable[[], object]]]:
    for number, column in list(enumerate(COLUMNS)) * _TIMES:
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            yield f"{column.name}, {order.name}", lambda number=number, order=order: table.sortByColumn(number, order)  # type: ignore[misc] # each its own
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)


def _siftings(model: ReservationModel) -> Iterator[tuple[str, Callable[[], object]]]:
    for chip in list(Chip) * _TIMES:
        sieve = Sieve(frozenset({chip, Chip.PAST}))
        yield chip.value, lambda sieve=sieve: model.sift(sieve)  # type: ignore[misc] # each its own
    model.sift(Sieve(frozenset({Chip.PAST})))


def _changes(model: ReservationModel) -> Iterator[tuple[str, Callable[[], object]]]:
    chance = random.Random(3)
    for _ in range(_TIMES):
        changed = [line._replace(price=chance.randrange(10**5)) for line in chance.sample(list(model.all), 100)]
        ids = [line.id for line in changed]
        yield "a batch", lambda ids=ids, changed=changed: model.merge(ids, changed)  # type: ignore[misc] # each its own


@contextmanager
def _table(count: int) -> Iterator[tuple[ReservationModel, ReservationTable]]:
    """Everything is shown, the past too: more than any user has in front of them."""
    with bare_stage() as stage:
        model = ReservationModel(stage)
        table = ReservationTable(model, stage)
        table.resize(1280, 800)
        table.show()
        model.replace(lines(count))
        model.sift(Sieve(frozenset({Chip.PAST})))
        QApplication.processEvents()
        yield model, table
        table.close()


@contextmanager
def bare_stage() -> Iterator[Stage]:
    """What a list has around it, without a store."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        reader = Reader(_unconnected)
        yield Stage(app, Look(), reader, Courier(), settings, SystemClock(), UTC)
        reader.stop()


def lines(count: int) -> list[ReservationLine]:
    """As the store would give them, without one."""
    return [
        ReservationLine(
            id=number,
            beds24_id=one.beds24_id,
            status=one.status,
            sub_status=one.sub_status or "none",
            guest=one.guest_name,
            room=f"{one.room_type_id}{one.unit_id:02d}",
            room_type=f"Type {one.room_type_id}",
            room_type_id=one.room_type_id,
            room_id=one.room_type_id * 10 + one.unit_id,
            arrival=one.arrival.isoformat(),
            departure=one.departure.isoformat(),
            nights=(one.departure - one.arrival).days,
            adults=one.adults or 0,
            children=one.children or 0,
            channel=one.channel or "",
            channel_name=one.api_source or "",
            channel_reference=one.channel_reference or "",
            price=one.price,
            currency="EUR",
            booked_at=one.booked_at.isoformat() if one.booked_at else None,
            modified_at=one.modified_at.isoformat(),
            source="pull",
            group_id=0,
            noted=number % 2,
            reachable=1,
            search=f"{folded(one.guest_name)} {one.email} 43664{number:07d} {one.channel_reference} {one.beds24_id}",
        )
        for number, one in enumerate(bookings(count))
    ]


@contextmanager
def _unconnected(*, stop: Callable[[], bool] | None = None) -> Iterator[None]:
    yield
