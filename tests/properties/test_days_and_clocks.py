"""Days of 23 and 25 hours, sleep and changed clocks, with the real ledger, store and jobs: runs as they should be."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from console.domain.due import night_of
from console.domain.runs import Outcome, Run, RunKind, Trigger
from console.jobs.ledger import carry_out, due_wish
from console.jobs.report import Report
from console.services.pull_sync import Watch
from console.simulator import SimulatedClock, Simulator
from console.simulator.hotel import build_hotel
from tests.domain.test_due import ZONES
from tests.properties import promises
from tests.properties.events import Arrives
from tests.properties.world import World

MINUTE, HOUR, DAY = 60, 3600, 86_400
MORNING = datetime(2026, 5, 12, 7, 0, tzinfo=UTC)


def a_hotel(
    folder: Path, zone: str, start: datetime, *, pull_every: int = HOUR, full_hour: int = 3, arrivals: str = ""
) -> World:
    """A small hotel in `zone` that is first synced after `start`, and looks at its arrivals at these times."""
    house = build_hotel(4, zone=zone)
    world = World(folder, zone=zone, simulator=Simulator(SimulatedClock(start), 1, hotel=house, credit_limit=1_000_000))
    with world.store.writing() as session:
        every = {"pull_every_minutes": pull_every // MINUTE, "full_sync_hour": full_hour}
        session.config.change(house.id, **every, arrival_checks=bool(arrivals), arrivals_at=arrivals)
    return world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = a_hotel(tmp_path, "Europe/Vienna", MORNING)
    yield world
    world.close()


def ring(world: World) -> Report | None:
    """The bell rings once: what the ledger holds due is done."""
    with world.database.connected():
        wish = due_wish(world.place)
        report = None if wish is None else carry_out(world.place, wish, Watch())
    promises.no_watermark_lies_in_the_future(world)
    if report is not None:
        assert report.run.outcome is Outcome.DONE, report.error
    return report


def ring_for(world: World, seconds: float, every: float = 10 * MINUTE) -> list[Run]:
    """The runs that came of ringing through this time, its first moment included and its last not."""
    reports = []
    for _ in range(int(seconds / every)):
        reports.append(ring(world))
        world.sleep(every)
    return [report.run for report in reports if report is not None]


def nights(runs: list[Run]) -> list[str | None]:
    return [run.local_date for run in runs if run.kind is RunKind.FULL]


def changes_of_the_clock(zone: str, year: int = 2026) -> list[datetime]:
    """The hours of a year at which the zone's offset changes."""
    place, an_hour = ZoneInfo(zone), timedelta(hours=1)
    hours = [datetime(year, 1, 2, tzinfo=UTC) + n * an_hour for n in range(363 * 24)]
    offsets = [at.astimezone(place).utcoffset() for at in hours]
    return [at for at, before, after in zip(hours[1:], offsets, offsets[1:], strict=False) if before != after]


def dates_between(first: date, last: date) -> list[str]:
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


@pytest.mark.parametrize("zone", ZONES)
def test_the_full_sync_runs_once_a_local_date_over_every_change_of_the_clock(tmp_path: Path, zone: str) -> None:
    """At two, the hour that is skipped or comes twice in most of these zones."""
    for number, change in enumerate(changes_of_the_clock(zone) or [MORNING]):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        world = a_hotel(folder, zone, change - timedelta(hours=30), pull_every=4 * HOUR, full_hour=2)
        schedule = world.config().schedule
        first = night_of(world.clock.now(), schedule)
        runs = ring_for(world, 2.5 * DAY, every=30 * MINUTE)
        last = night_of(world.clock.now() - timedelta(minutes=30), schedule)
        world.close()
        assert nights(runs) == dates_between(first, last)
        assert {run.trigger for run in runs} == {Trigger.SCHEDULE}
        assert len(runs) in (15, 16, 17, 18)


@pytest.mark.parametrize("asleep", [8 * HOUR, 3 * DAY, 29 * DAY])
@pytest.mark.parametrize("after", [2 * HOUR, 12 * HOUR], ids=["by day", "over night"])
def test_after_sleep_one_run_makes_up_for_all_that_was_missed(world: World, after: float, asleep: float) -> None:
    ring_for(world, after)
    world.happen(Arrives())
    slept_through = night_of(world.clock.now(), world.config().schedule)
    world.sleep(asleep)
    caught_up = ring(world)
    assert caught_up is not None
    assert caught_up.run.trigger is Trigger.CATCH_UP
    night_passed = night_of(world.clock.now(), world.config().schedule) != slept_through
    assert caught_up.run.kind is (RunKind.FULL if night_passed else RunKind.PULL)
    assert caught_up.run.counts.created == 1
    assert ring(world) is None
    world.sleep(10 * MINUTE)
    runs = ring_for(world, 6 * HOUR)
    assert {run.trigger for run in runs} == {Trigger.SCHEDULE}
    assert len(runs) <= 6 * HOUR / HOUR + 1


@pytest.mark.parametrize("hours", [1, -1, 26, -26, 24 * 365, -24 * 365], ids=lambda hours: f"{hours:+d} hours")
def test_a_clock_set_wrong_and_right_again_neither_stops_nor_multiplies_runs(world: World, hours: int) -> None:
    ring_for(world, 5 * HOUR)
    for skew in (hours * 60, 0):
        world.set_clock(skew)
        world.happen(Arrives())
        runs = ring_for(world, 5 * HOUR)
        assert len(runs) in (4, 5, 6), [(run.kind, run.started_at) for run in runs]
        assert sum(run.counts.created for run in runs) == 1
        assert max(Counter(nights(runs)).values(), default=0) <= 1
    world.happen(Arrives())
    assert world.settle() == []


def test_a_clock_that_goes_back_and_forth_over_the_night_hour_syncs_once_a_night(world: World) -> None:
    runs = ring_for(world, 17 * HOUR)
    for skew in (-90, 30, -45, 0, -20):
        world.set_clock(skew)
        runs += ring_for(world, 30 * MINUTE)
    world.set_clock(0)
    runs += ring_for(world, DAY)
    assert nights(runs) == dates_between(date(2026, 5, 12), night_of(world.clock.now(), world.config().schedule))


def test_a_restart_in_the_night_run_makes_it_up_once(world: World) -> None:
    ring_for(world, 12 * HOUR)
    world.sleep(8 * HOUR)
    world.happen(Arrives())
    assert world.sync(RunKind.FULL, die_at_request=1) is None
    runs = ring_for(world, DAY)
    assert nights(runs) == ["2026-05-13", "2026-05-14"]
    assert sum(run.counts.created for run in runs) == 1


def looks(runs: list[Run], zone: str) -> list[str]:
    """When arrivals were looked at, as the hotel's day and hour."""
    return [f"{run.started_at.astimezone(ZoneInfo(zone)):%m-%d %H}" for run in runs if run.kind is RunKind.ARRIVALS]


@pytest.mark.parametrize("zone", ZONES)
def test_arrivals_are_looked_at_twice_a_local_day_over_every_change_of_the_clock(tmp_path: Path, zone: str) -> None:
    """At two, the hour that is skipped or comes twice in most of these zones, and at six in the evening."""
    for number, change in enumerate(changes_of_the_clock(zone) or [MORNING]):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        start = change.astimezone(ZoneInfo(zone)).replace(hour=12, minute=0) - timedelta(days=1)
        world = a_hotel(folder, zone, start.astimezone(UTC), pull_every=4 * HOUR, full_hour=9, arrivals="02:00 18:00")
        runs = ring_for(world, 2.9 * DAY, every=30 * MINUTE)
        world.close()
        done = looks(runs, zone)
        days = dates_between(start.date(), start.date() + timedelta(days=3))
        hours = [f"{day[5:]} {hour}" for day in days for hour in ("02", "18")][1:-1]
        moved = [
            hour.replace(" 02", " 03") for hour in hours
        ]  # by a skipped hour, or after a pull that was due as well
        assert len(done) == len(hours)
        assert all(one in pair for one, pair in zip(done, zip(hours, moved, strict=True), strict=True)), done
        assert {run.trigger for run in runs} == {Trigger.SCHEDULE}


@pytest.mark.parametrize("asleep", [10 * HOUR, 3 * DAY])
def test_arrivals_slept_through_are_made_up_once_by_the_night_or_alone(tmp_path: Path, asleep: float) -> None:
    world = a_hotel(tmp_path, "Europe/Vienna", MORNING, arrivals="07:00 18:00")
    ring_for(world, 2 * HOUR)
    world.sleep(asleep)
    runs = ring_for(world, HOUR, every=MINUTE)
    night_passed = asleep > DAY
    assert looks(runs, "Europe/Vienna") == ([] if night_passed else ["05-12 21"])
    with world.store.reading() as session:
        settled = session.runs.last_runs().arrivals_settled_at
    assert settled is not None
    assert settled > world.clock.now() - timedelta(hours=2)
    world.close()


@pytest.mark.parametrize("hours", [1, -1, 26, -26], ids=lambda hours: f"{hours:+d} hours")
def test_a_clock_set_wrong_and_right_again_neither_stops_nor_multiplies_looks_at_arrivals(
    tmp_path: Path, hours: int
) -> None:
    world = a_hotel(tmp_path, "Europe/Vienna", MORNING, arrivals="07:00 18:00")
    ring_for(world, 5 * HOUR)
    for skew in (hours * 60, 0):
        world.set_clock(skew)
        assert len(looks(ring_for(world, 5 * HOUR), "Europe/Vienna")) <= 1
    assert len(looks(ring_for(world, 2 * DAY), "Europe/Vienna")) == 4
    world.close()
