"""The Reconcile tab with thousands of differences, and what comparing a year of a hotel costs."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from console.domain.asking import BookingQuery, Urgency
from console.domain.discrepancies import (
    Difference,
    Discrepancy,
    DiscrepancyKind,
    Evidence,
    LikelyCause,
    Severity,
    Tally,
)
from console.domain.runs import Outcome, Trigger
from console.jobs.reconcile_job import run_reconcile_job
from console.jobs.sync_job import run_full_sync_job
from console.jobs.workplace import Workplace
from console.services.pull_sync import Watch
from console.store.store import Store
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.pages import make_tab
from tests.benchmarks.bookings import HOTEL, bookings
from tests.benchmarks.syncing import simulator, workplace
from tests.benchmarks.table import Figure
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import apply, new_store
from tests.ui.conftest import parts_of, runner_of

MANY, ROOMS, ALL, PAGE = 5_000, 40, 26_000, 100
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
_LIMIT_MS, _TIMES = 300.0, 5
_KINDS = (
    (DiscrepancyKind.GUEST_COUNT, "adults", "2", "3"),
    (DiscrepancyKind.DATES, "arrival", "2026-06-01", "2026-06-02"),
    (DiscrepancyKind.PRICE, "price", "30000", "45000"),
    (DiscrepancyKind.GUEST_DATA, "email", "a@posteo.example", "b@posteo.example"),
)


def measure_tab() -> Iterator[Figure]:
    """From the click on the tab until its list is on the screen, and how much of that the window's thread works."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        store = closing.enter_context(new_store(Path(folder), HOTEL))
        _fill(store)
        opened, worked = _opened(app, store, Path(folder), closing)
    what = f"the Reconcile tab opens, {MANY:,} differences, the window's thread (all in all)"
    yield Figure(what, f"{worked:.0f} ms ({opened:.0f} ms)", f"< {_LIMIT_MS:.0f} ms", worked < _LIMIT_MS)


def _opened(app: QApplication, store: Store, folder: Path, closing: ExitStack) -> tuple[float, float]:
    """The quickest of several, for there are neighbours; the first also loads what is drawn with."""
    courier, clock, saver = Courier(), StillClock(NOW), Saver()
    reader = Reader(partial(store.database.connected, query_only=True))
    beds24 = FakeBeds24(hotels=(HOTEL,), clock=clock)
    runner = runner_of(store, beds24, clock, courier.send)
    for one in (reader, saver, runner):
        closing.callback(one.stop)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    stage = Stage(app, Look(), reader, courier, settings, clock, UTC)
    parts = parts_of(store, beds24, clock, runner, saver, courier.send)
    took: list[tuple[float, float]] = []
    for _ in range(_TIMES):
        began, worked = time.perf_counter(), time.thread_time()
        tab = make_tab(stage, parts, lambda: HOTEL.name)
        tab.resize(1080, 700)
        tab.show()
        page = tab.stack.widget(0)
        assert isinstance(page, DifferencesPage)
        while len(page.model.shown) < MANY:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        tab.grab()
        took.append(((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
        tab.close()
    return min(took)


def _fill(store: Store) -> None:
    stays = list(islice(bookings(MANY, began=NOW - timedelta(days=3650)), MANY))
    apply(store, *stays)
    severities = tuple(Severity)
    found = (
        Discrepancy(
            Difference(
                kind=kind,
                severity=severities[number % len(severities)],
                beds24_id=one.beds24_id,
                field=field,
                here=here,
                there=there,
            ),
            LikelyCause.CHANGED_SINCE,
            Evidence(changed_there=NOW, changed_here=NOW, read_here=NOW, read_until=NOW),
        )
        for number, one in enumerate(stays)
        for kind, field, here, there in (_KINDS[number % len(_KINDS)],)
    )
    with store.writing() as session:
        session.discrepancies.take(found, 1, NOW)
        session.discrepancies.note_comparison(1, NOW.date(), NOW, Tally(MANY, differing=MANY, upcoming=MANY))


def measure_credits() -> Iterator[Figure]:
    """A comparison over HTTP of the stays of 19 months, against the pages that it has to read."""
    with (
        tempfile.TemporaryDirectory() as folder,
        simulator(ALL, ROOMS) as service,
        workplace(service, Path(folder)) as place,
    ):
        run_full_sync_job(place, Trigger.MANUAL, Watch())
        began = time.perf_counter()
        run = run_reconcile_job(place, Trigger.MANUAL, Watch()).run
        took = time.perf_counter() - began
        assert run.outcome is Outcome.DONE, run.message
        each = _credits_of_a_page(place)
    pages = -(-run.counts.read // PAGE)
    allowed = pages * each
    told = f"{run.traffic.credits} credits, {run.traffic.requests} requests for {run.counts.read:,} bookings"
    what = f"comparing a hotel of {ROOMS} rooms costs no more than its pages"
    kept = run.traffic.credits <= allowed and run.traffic.requests <= pages
    yield Figure(what, f"{told} ({took:.1f} s)", f"<= {allowed} for {pages} pages", kept)


def _credits_of_a_page(place: Workplace) -> Decimal:
    """What a full page of the same question costs."""
    with place.store.reading() as session:
        (config,) = session.config.all()
    query = BookingQuery(property_id=config.property_id, departure_from=NOW.date())
    return next(iter(place.beds24.booking_pages(query, "EUR", Urgency.BACKGROUND))).credits
