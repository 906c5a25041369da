"""Six wrong ways to sync are caught: each by a short history that the right way passes, and by the machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from console.simulator import Fault, FaultKind
from tests.properties import promises
from tests.properties.events import Arrives, Edited, Passes
from tests.properties.machine import DAY, Histories
from tests.properties.world import World
from tests.properties.wrong_jobs import (
    Right,
    WatermarkAtTheEnd,
    WatermarkBeforeCommit,
    WatermarkPerPage,
    WithoutOverlap,
    WithoutRepeat,
    as_job,
    without_guard,
)

SEEDS = range(2)
History = Callable[[World], None]


def rows_become_visible_late(world: World) -> None:
    world.happen(Arrives())
    world.sleep(10)
    world.simulator.switch_on(Fault(FaultKind.LATE_ROWS, seconds=60, times=None))
    world.sync()


def every_statement_kills_once(world: World) -> None:
    for statement in range(1, 40):
        world.happen(Arrives())
        world.sleep(2 * DAY)
        world.sync(die_at_statement=statement)


def the_second_page_fails(world: World) -> None:
    for _ in range(8):
        world.happen(Arrives())
        world.sleep(DAY / 2)
    world.simulator.switch_on(Fault(FaultKind.HTTP_500, "/bookings", skip=1, times=None))
    world.sync()


def the_pc_sleeps_between_pages(world: World) -> None:
    for pick in range(10):
        for _ in range(7):
            world.happen(Edited(pick + 1, "notes", "changed before"), Arrives())
        world.sleep(60)
        world.sync(between={2: Edited(-pick, "notes", f"changed on the way {pick}"), 3: Passes(2 * DAY)})


def a_row_moves_over_a_border(world: World) -> None:
    for _ in range(10):
        world.happen(Arrives())
    world.sleep(2 * DAY)
    world.simulator.switch_on(Fault(FaultKind.SHIFT_PAGES))
    world.sync()


WRONG: dict[type[Right], History] = {
    WithoutOverlap: rows_become_visible_late,
    WatermarkBeforeCommit: every_statement_kills_once,
    WatermarkPerPage: the_second_page_fails,
    WatermarkAtTheEnd: the_pc_sleeps_between_pages,
    WithoutRepeat: a_row_moves_over_a_border,
}


@contextmanager
def a_world(folder: Path, seed: int, job: type[Right]) -> Iterator[World]:
    """A hotel that has been synced once and whose bookings all changed long ago."""
    here = folder / f"{job.__name__}-{seed}"
    here.mkdir()
    world = World(here, seed=seed, bookings=4, pull=as_job(job), overlap=job.overlap)
    try:
        world.sync()
        world.sleep(3 * DAY)
        world.sync()
        yield world
    finally:
        world.close()


def unread_after(history: History, world: World) -> list[str]:
    """What is still not here after `history` and one more pull over a good line."""
    history(world)
    world.calm_down()
    report = world.sync()
    assert report is not None
    assert report.error is None
    return promises.unread_before(world, world.simulator.clock.now())


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
def test_a_wrong_job_loses_a_change_that_the_right_one_does_not(tmp_path: Path, wrong: type[Right]) -> None:
    lost = {}
    for seed in SEEDS:
        for job in (Right, wrong):
            with a_world(tmp_path, seed, job) as world:
                lost[job, seed] = unread_after(WRONG[wrong], world)
    assert not any(lost[Right, seed] for seed in SEEDS), lost
    assert any(lost[wrong, seed] for seed in SEEDS)


def an_old_body_comes_late(world: World, *, guard: bool) -> None:
    world.happen(Edited(0, "notes", "first"))
    world.sleep(60)
    world.happen(Edited(0, "notes", "second"))
    number = min(booking.id for booking in world.simulator.book)
    old = world.told.versions(number)[-2]
    world.sync()
    world.sleep(2 * DAY)
    world.sync()
    world.deliver(old, before=None if guard else without_guard)


@pytest.mark.parametrize("guard", [True, False])
def test_an_old_body_is_written_only_without_the_guard(tmp_path: Path, *, guard: bool) -> None:
    with a_world(tmp_path, 1, Right) as world:
        lost = unread_after(lambda world: an_old_body_comes_late(world, guard=guard), world)
    assert bool(lost) is not guard, lost


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
def test_the_machine_finds_a_history_in_which_a_wrong_job_loses_a_change(wrong: type[Right]) -> None:
    class WrongHistories(Histories):
        pull = staticmethod(as_job(wrong))
        overlap = wrong.overlap

    quick = settings(
        deadline=None,
        database=None,
        derandomize=True,
        max_examples=600,
        stateful_step_count=30,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(WrongHistories, settings=quick)
