"""How soon the page of guests to review stands, with thousands of pairs among hundreds of thousands of guests."""

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from console.domain.applying import Source
from console.domain.booking import Booking
from console.jobs.runner import Runner
from console.services.applying import Applying
from console.services.guest_decisions import GuestDesk
from console.services.guest_review import ReviewBook
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from console.store.store import Store
from console.ui.guests.review import ReviewPage
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look
from tests.benchmarks.bookings import HOTEL
from tests.benchmarks.table import Figure
from tests.fakes.beds24 import StillClock
from tests.storing import new_store

GUESTS, PAIRS = 200_000, 5_000
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
_LIMIT_MS, _NEXT_MS, _TIMES = 300.0, 100.0, 3
_PAGE = 500
_FAR = 10_000_000
_CLONED = {
    "guests": ("id",),
    "reservations": ("id", "beds24_id", "guest_id"),
    "guest_profiles": ("id", "number", "reservation_id", "guest_id"),
}


def measure() -> Iterator[Figure]:
    """From the click to the first pair on the screen, and from one decision to the next pair."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        store = closing.enter_context(new_store(Path(folder), HOTEL))
        _fill(store)
        opened, following = _measured(app, store, Path(folder), closing)
    what = f"the page of guests to review opens, {PAIRS:,} pairs among {GUESTS:,} guests"
    yield Figure(what, f"{opened:.0f} ms", f"< {_LIMIT_MS:.0f} ms", opened < _LIMIT_MS)
    what = "from “not the same” to the next pair"
    yield Figure(what, f"{following:.0f} ms", f"< {_NEXT_MS:.0f} ms", following < _NEXT_MS)


def _measured(app: QApplication, store: Store, folder: Path, closing: ExitStack) -> tuple[float, float]:
    """The quickest of three, for there are neighbours; the first also loads what is drawn with."""
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    reader = Reader(partial(store.database.connected, query_only=True))
    closing.callback(reader.stop)
    clock, courier = StillClock(NOW), Courier()
    stage = Stage(app, Look(), reader, courier, settings, clock, UTC)
    runner = Runner(lambda _wish, _watch: NotImplemented, break_off=lambda: None, connected=store.database.connected)
    closing.callback(runner.stop)
    opened: list[float] = []
    following: list[float] = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        page = ReviewPage(stage, ReviewBook(store, clock), runner, lambda: GuestDesk(store, clock, courier.send))
        page.resize(1080, 700)
        page.show()
        _until(lambda: page.open.showing.view is not None and page.open.list.isVisible())  # noqa: B023 - waited for here
        page.grab()
        opened.append(_since(began))
        former, began = page.open.showing.pair, time.perf_counter()
        page.open.buttons.not_same.click()
        _until(lambda: page.open.showing.pair != former and page.open.showing.view is not None)  # noqa: B023 - the same
        page.grab()
        following.append(_since(began))
        _until(lambda: not runner.busy)
        page.close()
    return min(opened), min(following)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _fill(store: Store) -> None:
    """Pairs who share a number but no surname; all others are their likes, without keys that would match them."""
    context = Applying(property_id=HOTEL.property_id, currency="EUR", today=NOW.date(), at=NOW, source=Source.FULL_SYNC)
    stays = [_stay(number) for number in range(2 * PAIRS)]
    for first in range(0, len(stays), _PAGE):
        page = [Received(one, NOW) for one in stays[first : first + _PAGE]]
        sync_bookings_to_pms(store, page, context)
    with store.writing() as session:
        for table, moved in _CLONED.items():
            rows = session.connection.execute(f"SELECT name FROM pragma_table_info('{table}')")
            names = [name for (name,) in rows]
            taken = ", ".join(f"t.{name} + n.value * {_FAR}" if name in moved else f"t.{name}" for name in names)
            session.connection.execute(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {taken} FROM {table} AS t, json_each(?) AS n",
                (json.dumps(list(range(1, GUESTS // (2 * PAIRS)))),),
            )


def _stay(number: int) -> Booking:
    pair, is_second = divmod(number, 2)
    arrival = date(2026, 1, 1) + timedelta(days=pair % 400)
    return Booking(
        beds24_id=1 + number,
        property_id=HOTEL.property_id,
        room_type_id=10 + number % 5,
        unit_id=1 + number % 8,
        status="confirmed",
        arrival=arrival,
        departure=arrival + timedelta(days=2),
        modified_at=NOW,
        booked_at=NOW,
        adults=2,
        channel="booking",
        api_source="Booking.com",
        group_id=0,
        first_name=_letters(pair),
        last_name=f"{_letters(pair + 7)}{'berg' if is_second else 'stein'}",
        email="",
        phone=f"+43 664 {5_000_000 + pair}",
        city="Wien",
        country="AT",
        price=30_000,
        raw=b"{}",
    )


def _letters(number: int) -> str:
    """A name that no other number gets, and that is no slip of another."""
    return "".join("bdfglmnprs"[digit] + "aeiou"[(digit + number) % 5] for digit in map(int, f"{number:04d}")).title()
