"""What is known to differ, looked at anew whenever a reservation changed, and without asking Beds24."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.announcing import DiscrepanciesChanged, EditsChanged, ReservationsChanged
from console.domain.edits import Choice, Part
from console.domain.runs import RunKind, Trigger
from console.jobs.difference_watch import DifferenceWatch
from console.jobs.ledger import carry_out
from console.jobs.runner import Runner, Wish
from console.jobs.running import start_runner
from console.services.editing import EditDesk
from console.services.pull_sync import Watch
from tests.building import HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.services.fixing import Both
from tests.storing import new_store


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    clock = StillClock(NOW)
    with new_store(tmp_path) as store:
        made = Both(store, FakeBeds24(hotels=(HOTEL,), clock=clock), clock)
        made.begin(booking(1), booking(2, unit_id=2))
        yield made


@pytest.fixture
def runner(both: Both) -> Iterator[Runner]:
    made = start_runner(both.place, tell=lambda _progress: None, on_done=lambda _report: None)
    yield made
    made.stop()


def hear(both: Both, runner: Runner, *news: object) -> list[object]:
    """What is announced once all of it was looked at."""
    told: list[object] = []
    watch = DifferenceWatch(both.place, runner, told.append)
    for one in news:
        watch.hear(one)
    runner.run_errand(lambda _watch: None).result(10)
    return told


def pull(both: Both) -> None:
    both.clock.at += timedelta(minutes=1)
    carry_out(both.place, Wish(RunKind.PULL, Trigger.SCHEDULE), Watch())


def test_what_a_pull_has_healed_is_no_difference_any_more(both: Both, runner: Runner) -> None:
    both.there(1, adults=4)
    assert (1, "adults") in both.compare()
    pull(both)
    assert hear(both, runner, ReservationsChanged((1,))) == [DiscrepanciesChanged()]
    assert both.alive() == {}


def test_what_was_found_and_not_applied_yet_stays(both: Both, runner: Runner) -> None:
    both.there(1, adults=4)
    both.compare()
    hear(both, runner, ReservationsChanged((1,)))
    assert (1, "adults") in both.alive()


def test_a_conflict_shows_when_it_arises(both: Both, runner: Runner) -> None:
    EditDesk(both.store, both.clock, lambda _news: None, lambda: "maria").change(
        1, {"departure": TODAY + timedelta(days=5)}
    )
    both.there(1, departure=TODAY + timedelta(days=6))
    pull(both)
    hear(both, runner, ReservationsChanged((1,)), EditsChanged((1,)))
    assert both.alive()[1, "departure"].cause == "changed_on_both_sides"


def test_what_nobody_knows_to_differ_is_not_looked_at(both: Both, runner: Runner) -> None:
    both.there(1, adults=4)
    pull(both)
    assert hear(both, runner, ReservationsChanged((1, 2))) == []


def test_a_conflict_that_somebody_has_decided_goes(both: Both, runner: Runner) -> None:
    desk = EditDesk(both.store, both.clock, lambda _news: None, lambda: "maria")
    desk.change(1, {"departure": TODAY + timedelta(days=5)})
    both.there(1, departure=TODAY + timedelta(days=6))
    pull(both)
    both.compare()
    desk.settle(1, Part.DATES, Choice.THEIRS)
    hear(both, runner, EditsChanged((1,)))
    assert both.alive() == {}
