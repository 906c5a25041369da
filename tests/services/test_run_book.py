"""The ledger for the window: pages, what a run changed, and the figures of a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from console.domain.applying import FieldChange, Source
from console.domain.runs import Counts, Outcome, Run, RunKind, Traffic, Trigger
from console.services.run_book import RunBook, figures_of
from console.store.store import Store
from tests.building import NOW, booking
from tests.storing import apply

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def keep(store: Store, started_at: datetime, **changes: object) -> Run:
    """A finished run in the ledger."""
    kind = changes.pop("kind", RunKind.PULL)
    assert isinstance(kind, RunKind)
    with store.writing() as session:
        run = session.runs.open(kind, Trigger.SCHEDULE, started_at, None)
        usual = {"outcome": Outcome.DONE, "finished_at": started_at + timedelta(seconds=1), "took_ms": 1000}
        run = replace(run, **(usual | changes))  # type: ignore[arg-type] # each fits its field
        session.runs.close(run)
    return run


@pytest.fixture
def book(store: Store) -> RunBook:
    return RunBook(store)


def test_pages_go_back_from_the_newest_run_and_hold_everything_that_was_kept(store: Store, book: RunBook) -> None:
    counts, traffic = Counts(5, 1, 2, 1, 1), Traffic(3, Decimal("1.25"))
    runs = [keep(store, NOW + n * MINUTE, counts=counts, traffic=traffic, watermark=NOW, errors=n) for n in range(5)]
    assert book.page(2) == (runs[4], runs[3])
    assert book.page(2, before=runs[3].id) == (runs[2], runs[1])
    assert book.page(9, before=runs[0].id) == ()


def test_what_is_new_since_a_page_was_read_is_found_by_number_and_by_time(store: Store, book: RunBook) -> None:
    runs = [keep(store, NOW + n * MINUTE) for n in range(4)]
    assert book.since_number(runs[2].id) == (runs[3], runs[2])
    assert book.stretch(NOW + 3 * MINUTE) == (runs[2], runs[3])
    assert book.stretch(NOW - HOUR) == tuple(runs)
    assert book.run(runs[1].id) == runs[1]
    assert book.run(99) is None


def test_the_changes_of_a_run_tell_each_reservation_old_and_new_with_money_in_major_units(
    store: Store, book: RunBook
) -> None:
    first, second = apply(store, booking(1, first_name="María", last_name="García"), booking(2)).created
    run = keep(store, NOW)
    changes = [
        (first, FieldChange("price", 30000, 31550)),
        (first, FieldChange("status", "new", "confirmed", minor=True)),
        (second, FieldChange("notes", None, "late")),
    ]
    with store.writing() as session:
        session.reservations.remember(changes, NOW, Source.PULL, run.id)
    told = book.changes(run.id)
    assert told.total == 2
    garcia, other = told.touched
    assert (garcia.id, garcia.beds24_id, garcia.guest, garcia.is_new) == (first, 1, "María García", False)
    assert [(line.field, line.old, line.new, line.minor) for line in garcia.lines] == [
        ("price", "300.00", "315.50", False),
        ("status", "new", "confirmed", True),
    ]
    assert [(line.old, line.new) for line in other.lines] == [(None, "late")]


def test_of_a_run_that_changed_very_much_only_the_beginning_is_read(store: Store, book: RunBook) -> None:
    ids = apply(store, *(booking(n) for n in range(1, 8))).created
    run = keep(store, NOW)
    with store.writing() as session:
        session.reservations.remember(((id_, FieldChange("notes", "", "x")) for id_ in ids), NOW, Source.PULL, run.id)
    told = book.changes(run.id, limit=3)
    assert (told.total, len(told.touched)) == (7, 3)


def test_a_reservation_that_a_run_began_is_new(store: Store, book: RunBook) -> None:
    run = keep(store, NOW)
    apply(store, booking(1))
    with store.writing() as session:
        session.connection.execute("UPDATE history SET run_id = ?", (run.id,))
    (one,) = book.changes(run.id).touched
    assert one.is_new
    assert one.lines == ()


def test_the_figures_of_a_day_count_what_ended_well_and_what_it_cost(store: Store, book: RunBook) -> None:
    keep(store, NOW - 30 * HOUR, traffic=Traffic(1, Decimal(9)))
    for n, took in enumerate((800, 1200, 9000)):
        keep(store, NOW - 2 * HOUR + n * 5 * MINUTE, took_ms=took, traffic=Traffic(1, Decimal("1.1")))
    keep(store, NOW - HOUR, outcome=Outcome.FAILED)
    keep(store, NOW - HOUR, kind=RunKind.CHECK, traffic=Traffic(1, Decimal(2)))
    figures = book.figures(NOW)
    assert (figures.checks, figures.median_ms, figures.credits) == (3, 1200, Decimal("5.3"))
    assert figures.longest_silence == 28 * HOUR


def test_the_silence_that_lasts_still_counts(store: Store, book: RunBook) -> None:
    keep(store, NOW - 3 * HOUR)
    assert book.figures(NOW).longest_silence == 3 * HOUR - timedelta(seconds=1)


def test_before_the_first_run_nothing_is_said() -> None:
    figures = figures_of((), None, datetime(2026, 5, 1, tzinfo=UTC))
    assert (figures.checks, figures.median_ms, figures.longest_silence) == (0, None, None)


def test_the_interval_is_the_hotels_own(store: Store, book: RunBook) -> None:
    with store.writing() as session:
        session.config.change(4711, pull_every_minutes=7)
    assert book.interval() == 7 * MINUTE
