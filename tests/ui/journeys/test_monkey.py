"""Whatever a person might do, hundreds of times, while bookings arrive and faults come and go."""

import gc
import random
from functools import partial

import pytest
from PySide6.QtTest import QTest

from console.domain.runs import Outcome, RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.simulator import BadItem
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look
from tests.cli.running import Beds24Process
from tests.ui.journeys.mirror import Mirror
from tests.ui.journeys.monkey import Doorman, Elsewhere, Monkey
from tests.ui.journeys.program import Program
from tests.ui.journeys.pulse import Gap, Pulse

LONGEST_MS = 100.0
DRESSING_MS = 1500.0  # Qt puts another style sheet on all 800 widgets in one go; half a second here
_FAULTS = (
    "http_500", "http_502_html", "html_200", "truncated_json", "reset", "timeout", "slow", "429", "expired_key",
    "rotate_refresh", "redirect_elsewhere", "headers_missing", "headers_spec_spelling", "shift_pages",
    "duplicate_page", "late_rows", "nan_price", "bad_item", "hide", "empty_answer", "scope_lost",
)  # fmt: skip


class World:
    """What happens at Beds24 and on the line meanwhile."""

    def __init__(self, sim: Beds24Process, mirror: Mirror, seed: int) -> None:
        self._sim, self._mirror = sim, mirror
        self._chance = random.Random(f"world {seed}")

    def go_on(self) -> None:
        """Often nothing, sometimes bookings, sometimes a fault, and sometimes all faults end."""
        drawn = self._chance.random()
        if drawn < 0.15:
            self._sim.order("happen", times=self._chance.randint(1, 3))
            self._mirror.look()
        elif drawn < 0.20:
            self._sim.order("fault", **self._fault())
        elif drawn < 0.24:
            self._sim.order("clear")

    def _fault(self) -> dict[str, object]:
        kind = self._chance.choice(_FAULTS)
        fault: dict[str, object] = {"kind": kind, "path": "/", "times": self._chance.choice((1, 3, None))}
        if kind == "bad_item":
            fault["detail"] = self._chance.choice(list(BadItem)).value
        return fault | ({"seconds": 0.5} if kind in {"timeout", "slow", "late_rows"} else {})


def longest_ms(stage: Stage, look: Look) -> float:
    """How long a turn of the loop may take that began with this look."""
    return LONGEST_MS if stage.look == look else DRESSING_MS


def wander(program: Program, sim: Beds24Process, seed: int, deeds: int) -> tuple[list[Gap], Mirror]:
    """The turns of the loop that kept the next one waiting for too long, and what Beds24 has by then."""
    mirror = Mirror(sim)
    world, monkey, pulse = World(sim, mirror, seed), Monkey(program, seed), Pulse()
    doorman = Doorman(monkey.chance)
    with Elsewhere():
        for number in range(deeds):
            world.go_on()
            deed, look = monkey.next_deed(), program.life.stage.look
            with pulse.watching(f"{number}: {deed.said}", partial(longest_ms, program.life.stage, look)):
                deed.do()
                QTest.qWait(5)
    doorman.deleteLater()
    return pulse.gaps, mirror


def come_to_rest(program: Program, sim: Beds24Process) -> Report:
    """Faults off, nothing held back by the person, and one more sync."""
    sim.order("clear")
    parts = program.life.parts
    parts.saver.save(parts.sync.resume, lambda _none: None, _fail)
    program.until(lambda: program.idle)
    program.run(program.window.commands.deeds.switch_on)
    return program.run(lambda: parts.runner.ask(Wish(RunKind.FULL, Trigger.MANUAL)))


def _fail(error: BaseException) -> None:
    raise error


def live_through(program: Program, sim: Beds24Process, seed: int, deeds: int) -> None:
    """Exceptions and warnings of Qt fail the test by themselves."""
    program.until(lambda: gc.get_freeze_count() > 0)
    gaps, mirror = wander(program, sim, seed, deeds)
    assert come_to_rest(program, sim).run.outcome is Outcome.DONE
    assert mirror.differences(program.store) == []
    assert gaps == []


def test_whatever_a_person_does_the_window_answers_and_the_store_is_right(program: Program, sim: Beds24Process) -> None:
    live_through(program, sim, seed=1, deeds=120)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_five_hundred_deeds_leave_the_window_quick_and_the_store_right(
    program: Program, sim: Beds24Process, seed: int
) -> None:
    live_through(program, sim, seed, deeds=500)
