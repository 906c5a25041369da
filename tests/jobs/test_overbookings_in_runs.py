"""An overbooking is found by the very run, webhook or errand that brought the second stay, once all is applied."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue

import pytest

from console.domain.announcing import OverbookingsChanged, ReservationsChanged
from console.domain.overbooking import Ending, OverbookingStatus
from console.domain.overbooking_causes import OverbookingCause
from console.domain.runs import RunKind, Trigger
from console.jobs.event_worker import EventWorker
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.running import start_runner
from console.jobs.workplace import Workplace
from console.services.rooms import fetch_property, keep_property
from console.store.overbookings import KnownOverbooking
from console.store.store import Store
from tests.beds24.test_contract import SimulatedHouse, simulated
from tests.beds24.timing import MORNING
from tests.building import NOW, booking, later
from tests.hooking import Ear, body, told_booking
from tests.jobs.conftest import Desk
from tests.properties.line import PcClock
from tests.storing import apply, new_store

SOON = 10.0


def known(store: Store) -> list[KnownOverbooking]:
    with store.reading() as session:
        return list(session.overbookings.every())


class Reception:
    """Somebody who starts runs and hears what is announced, against a simulated Beds24 behind real HTTP."""

    def __init__(self, house: SimulatedHouse, store: Store, stack: ExitStack) -> None:
        self.house = house
        self.store = store
        self.heard: list[object] = []
        place = Workplace(store, house.beds24, PcClock(house.clock))
        self._runner: Runner = start_runner(
            place, tell=lambda _told: None, on_done=self.heard.append, announce=self.heard.append
        )
        stack.callback(self._runner.stop, SOON)

    def run(self, kind: RunKind) -> Report:
        self.house.pass_time(300)
        asked: Future[Report] = self._runner.ask(Wish(kind, Trigger.MANUAL))
        return asked.result(SOON)


@pytest.fixture
def reception(tmp_path: Path) -> Iterator[Reception]:
    with ExitStack() as stack:
        house = simulated(stack)
        store = stack.enter_context(new_store(tmp_path, None))
        keep_property(store, fetch_property(house.beds24, house.property_id), "Europe/Vienna")
        yield Reception(house, store, stack)


FIRST = (MORNING + timedelta(days=20)).date()


@pytest.mark.parametrize("kind", [RunKind.PULL, RunKind.FULL])
def test_it_is_found_in_the_run_that_brought_the_second(reception: Reception, kind: RunKind) -> None:
    reception.house.add(FIRST, channel="booking", apiSource="Booking.com")
    reception.run(RunKind.FULL)
    assert known(reception.store) == []
    reception.house.add(FIRST + timedelta(days=1), channel="airbnb", apiSource="Airbnb")
    report = reception.run(kind)
    (one,) = known(reception.store)
    assert (one.run_id, one.first, one.last) == (report.run.id, FIRST + timedelta(days=1), FIRST + timedelta(days=2))
    news = [type(one) for one in reception.heard[-3:]]
    assert news == [ReservationsChanged, OverbookingsChanged, Report]


def test_two_channels_inside_the_gap_are_told_as_the_cause(reception: Reception) -> None:
    reception.house.add(FIRST, channel="booking", apiSource="Booking.com")
    reception.house.pass_time(120)
    reception.house.add(FIRST, channel="airbnb", apiSource="Airbnb")
    reception.run(RunKind.FULL)
    (one,) = known(reception.store)
    assert one.cause is OverbookingCause.TWO_CHANNELS


def test_a_guest_who_is_replaced_between_two_checks_never_appears(reception: Reception) -> None:
    former = reception.house.add(FIRST)
    reception.run(RunKind.FULL)
    reception.house.add(FIRST)
    reception.house.cancel(former)
    reception.run(RunKind.PULL)
    assert known(reception.store) == []
    assert not [one for one in reception.heard if isinstance(one, OverbookingsChanged)]


def test_it_ends_with_the_run_that_brings_the_cancellation(reception: Reception) -> None:
    reception.house.add(FIRST)
    second = reception.house.add(FIRST)
    reception.run(RunKind.FULL)
    assert [one.status for one in known(reception.store)] == [OverbookingStatus.OPEN]
    reception.house.cancel(second)
    reception.run(RunKind.PULL)
    assert [one.ending for one in known(reception.store)] == [Ending.CANCELLED]
    assert OverbookingsChanged(settled=(1,)) in reception.heard


def test_a_check_only_remembers_none(reception: Reception) -> None:
    reception.run(RunKind.FULL)
    reception.house.add(FIRST)
    reception.house.add(FIRST)
    reception.run(RunKind.CHECK)
    assert known(reception.store) == []


def test_the_work_on_webhooks_finds_it_after_all_that_waits_is_worked_off(desk: Desk) -> None:
    apply(desk.store, booking(1))
    Ear(desk.store).hear(body(told_booking(2)))
    heard: SimpleQueue[object] = SimpleQueue()
    runner = start_runner(desk.place, tell=lambda _told: None, on_done=lambda _report: None)
    with EventWorker(desk.place, runner, heard.put):
        assert isinstance(heard.get(timeout=SOON), ReservationsChanged)
        assert heard.get(timeout=SOON) == OverbookingsChanged(found=(1,))
    runner.stop(SOON)
    assert [one.source for one in known(desk.store)] == ["webhook"]


def test_an_errand_that_moves_a_stay_ends_it(desk: Desk) -> None:
    apply(desk.store, booking(1), booking(2))
    heard: list[object] = []
    runner = start_runner(desk.place, tell=lambda _told: None, on_done=lambda _report: None, announce=heard.append)
    runner.run_errand(lambda _watch: None).result(SOON)
    assert heard[-1] == OverbookingsChanged(found=(1,))
    runner.run_errand(lambda _watch: apply(desk.store, later(booking(2), unit_id=2))).result(SOON)
    assert heard[-1] == OverbookingsChanged(settled=(1,))
    assert runner.stop(SOON)
    assert known(desk.store)[0].since == NOW
