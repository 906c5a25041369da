"""Working off 10,000 webhooks that came in while nobody did, beside a pull that applies as many bookings."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from console.beds24.mapping import Asked, read_booking
from console.domain.booking import Booking
from console.domain.hook_events import MOST_PENDING
from console.domain.moments import moment_text
from console.jobs.event_worker import work_off
from console.jobs.sync_job import APPLY_AT_ONCE
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from tests.benchmarks.table import Figure, seconds
from tests.building import NOW, PROPERTY_ID
from tests.hooking import Ear, body, told_booking
from tests.storing import applying, new_store

MANY = MOST_PENDING
_LEAST = 0.1


def measure() -> list[Figure]:
    """Every second event changes a booking that the one before it began, as a busy night does."""
    spent = [(_drained(), _pulled(), _taken()) for _ in range(2)]  # in turn, since other work comes and goes
    drained, pulled, taken = (MANY / min(each) for each in zip(*spent, strict=True))
    return [
        Figure(
            f"drain {MANY:,} webhooks, each with its own verdict, beside a pull that applies as many",
            f"{drained / pulled:.2f} ({drained:,.0f}/s beside {pulled:,.0f}/s; taken in at {taken:,.0f}/s)",
            f">= {_LEAST}",
            drained >= _LEAST * pulled,
        )
    ]


def _bodies() -> Iterator[bytes]:
    for number in range(MANY):
        at = moment_text(NOW + timedelta(seconds=number))
        yield body(told_booking(number // 2 + 1, unitId=0, comments=f"Arrives {number % 24}:00", modifiedTime=at), NOW)


def _drained() -> float:
    with _ear() as ear:
        for each in _bodies():
            ear.hear(each)
        return seconds(lambda: _drain(ear))


def _drain(ear: Ear) -> None:
    done = 0
    while worked := work_off(ear.place, lambda _changed: None).done:
        done += worked
    assert done == MANY


def _taken() -> float:
    with _ear() as ear:
        bodies = list(_bodies())
        return seconds(lambda: [ear.hear(each) for each in bodies])


def _pulled() -> float:
    """From JSON on, as the worker begins."""
    with _ear() as ear:
        items = [told_booking(number + 1, unitId=0) for number in range(MANY)]
        return seconds(lambda: _pull(ear, items))


def _pull(ear: Ear, items: list[dict[str, object]]) -> None:
    asked = Asked(PROPERTY_ID, "EUR", NOW)
    for start in range(0, MANY, APPLY_AT_ONCE):
        read = (read_booking(item, asked) for item in items[start : start + APPLY_AT_ONCE])
        page = [Received(booking, NOW) for booking in read if isinstance(booking, Booking)]
        sync_bookings_to_pms(ear.store, page, applying())


@contextmanager
def _ear() -> Iterator[Ear]:
    with (
        tempfile.TemporaryDirectory(prefix="night-porter-bench-") as name,
        new_store(Path(name)) as store,
        store.database.connected(),
    ):
        yield Ear(store)
