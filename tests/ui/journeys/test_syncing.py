"""Days at the desk: the real window, the real client over HTTP, a Beds24 in a process of its own."""

from PySide6.QtCore import Qt

from console.domain.pill import PillState
from console.domain.runs import Outcome, RunKind, Trigger
from tests.cli.running import Beds24Process
from tests.ui.journeys.conftest import BOOKINGS
from tests.ui.journeys.program import Program, click, in_days

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_what_happens_at_beds24_stands_in_the_list_after_f5_or_a_click(program: Program, sim: Beds24Process) -> None:
    list_ = program.reservations().model
    program.until(lambda: list_.total == BOOKINGS)
    room = sim.order("truth")["bookings"][0]["roomId"]
    booking = sim.order("create", roomId=room, arrival=in_days(300), departure=in_days(302), lastName="Neuhier")
    report = program.sync_now()
    assert (report.run.kind, report.run.trigger, report.run.counts.created) == (RunKind.PULL, Trigger.MANUAL, 1)
    program.until(lambda: list_.total == BOOKINGS + 1)
    number = booking["booking"]["id"]
    sim.order("modify", id=number, lastName="Umbenannt")
    program.run(lambda: click(program.window.header.sync_now))
    program.until(lambda: any(one.guest.endswith("Umbenannt") for one in list_.all))
    program.until(lambda: program.shows(PillState.IN_SYNC))


def test_a_sync_under_way_is_cancelled_and_the_next_one_makes_up_for_it(program: Program, sim: Beds24Process) -> None:
    sim.order("fault", kind="slow", path="/bookings", seconds=60, times=1)
    sim.order("log", clear=True)
    program.key(Qt.Key.Key_F5)
    program.until(lambda: program.shows(PillState.CHECKING) and bool(sim.requests_of("/bookings")))
    report = program.run(lambda: program.key(Qt.Key.Key_X, CONTROL, SHIFT))
    assert report.run.outcome is Outcome.STOPPED
    program.until(lambda: program.shows(PillState.IN_SYNC))
    program.until(lambda: program.needs == [])
    assert program.sync_now().run.outcome is Outcome.DONE


def test_a_pause_holds_the_schedule_and_ends_when_told(program: Program, sim: Beds24Process) -> None:
    program.key(Qt.Key.Key_P, CONTROL, SHIFT)
    program.until(lambda: program.shows(PillState.PAUSED))
    sim.order("log", clear=True)
    program.life.parts.ring()
    program.until(lambda: program.idle)
    assert sim.order("log")["requests"] == []
    program.key(Qt.Key.Key_R, CONTROL, SHIFT)
    program.until(lambda: program.shows(PillState.IN_SYNC))


def test_a_line_that_is_cut_shows_and_heals(program: Program, sim: Beds24Process) -> None:
    sim.order("fault", kind="reset", path="/", times=None)
    report = program.sync_now()
    assert report.run.outcome is Outcome.FAILED
    program.until(lambda: program.shows(PillState.OFFLINE))
    assert program.window.header.pill.property("tone") == "warn"
    program.until(lambda: program.needs == [])
    sim.order("clear")
    assert program.sync_now().run.outcome is Outcome.DONE
    program.until(lambda: program.shows(PillState.IN_SYNC))
    assert program.window.header.pill.property("tone") == "good"
