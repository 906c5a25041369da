from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.config import Beds24Config
from console.domain.runs import RunKind, Trigger
from console.jobs.ledger import carry_out
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.jobs.workplace import Workplace
from console.services.pull_sync import Watch
from tests.building import HOTEL, NOW, PROPERTY_ID, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import new_store


class Desk:
    """A connected hotel with its Beds24, a store and a clock, and somebody who starts runs."""

    def __init__(self, place: Workplace, beds24: FakeBeds24, clock: StillClock) -> None:
        self.place = place
        self.store = place.store
        self.beds24 = beds24
        self.clock = clock

    def run(
        self, kind: RunKind, *, watch: Watch | None = None, apply_anyway: bool = False, only: int | None = None
    ) -> Report:
        return carry_out(self.place, Wish(kind, Trigger.MANUAL, apply_anyway, only), watch or Watch())

    def pull(self, watch: Watch | None = None) -> Report:
        return self.run(RunKind.PULL, watch=watch)

    def full(self, *, apply_anyway: bool = False) -> Report:
        return self.run(RunKind.FULL, apply_anyway=apply_anyway)

    def asked(self, kind: str = "bookings") -> int:
        return sum(call[0] == kind for call in self.beds24.calls)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = StillClock(NOW)
    beds24 = FakeBeds24(hotels=(HOTEL,), clock=clock)
    with new_store(tmp_path) as store:
        yield Desk(Workplace(store, beds24, clock), beds24, clock)


def config(desk: Desk) -> Beds24Config:
    with desk.store.reading() as session:
        found = session.config.of(PROPERTY_ID)
    assert found is not None
    return found


def fill(desk: Desk, count: int, **changes: object) -> None:
    desk.beds24.put(*(booking(n, unit_id=0, **changes) for n in range(1, count + 1)))
