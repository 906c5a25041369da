"""The headless demo: fresh each time, apart from the real hotel, and true."""

import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.app import main
from console.cli.demo import play_demo
from console.cli.demo.controls import DemoControls
from console.cli.demo.plan import plan_day
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.output import Output
from console.demo_wiring import demo_hooks
from console.domain.clock import Clock, SystemClock
from console.simulator import SimulatedClock, Simulator
from console.store.files import open_data_folder
from tests.cli.running import Console
from tests.fakes.beds24 import StillClock

AN_HOUR = 12


def _play(
    folder: Path, *, as_json: bool = False, steps: int = AN_HOUR, clock: Clock | None = None
) -> tuple[ExitCode, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with Interrupts() as interrupts:
        code = play_demo(
            open_data_folder(folder),
            clock or SystemClock(),
            Output(as_json=as_json, out=out, err=err),
            interrupts,
            demo_hooks,
            seconds=0,
            steps=steps,
        )
    return code, out.getvalue(), err.getvalue()


def heard_in(out: str) -> tuple[int, int, int]:
    """How many changes there were, how many came by message, and how many a check found."""
    found = re.search(r"(\d+) changes of bookings.*?(\d+) by instant message, (\d+) by a check", out, re.DOTALL)
    assert found is not None
    return int(found[1]), int(found[2]), int(found[3])


@pytest.mark.parametrize("local_time", ["02:16", "02:57", "03:00", "21:30"])
def test_the_day_ends_with_both_sides_equal_whenever_it_is_started(local_time: str, tmp_path: Path) -> None:
    moment = datetime.fromisoformat(f"2026-11-24T{local_time}+01:00")
    code, out, err = _play(tmp_path / "demo", steps=24 * AN_HOUR, clock=StillClock(moment))
    proof = re.search(r"(\d+) of (\d+) bookings agree", out)
    assert code == 0
    assert proof is not None
    assert proof[1] == proof[2]
    changes, by_message, by_check = heard_in(out)
    assert changes == by_message + by_check
    assert by_message > by_check > 0
    assert "by instant message" in err
    assert "DEMO" in err
    assert "Imported 143 of 143" in err
    assert err.count("☾  the night's full sync") == 1
    assert "cannot be reached" in err
    assert "the line is back" in err
    assert "gone" in err
    imported, day = (err.partition(mark)[2] for mark in ("Imported 143 of 143", "Now a day passes"))
    assert "new messages, the last of a guest from" in imported.partition("Now a day passes")[0]
    assert "✉" in day


def test_each_demo_starts_afresh_and_its_data_can_be_looked_at(tmp_path: Path) -> None:
    _play(tmp_path / "demo")
    told = json.loads(_play(tmp_path / "demo", as_json=True)[1])
    assert (told["demo"], told["agree"]) == (True, told["bookings"])
    out = io.StringIO()
    words = ["--demo", "--data-dir", str(tmp_path), "export", "reservations"]
    assert main(words, output=Output(as_json=False, out=out, err=io.StringIO())) == 0
    assert len(json.loads(out.getvalue())) == told["reservations"]


def test_doctor_asks_for_nothing_that_the_demo_cannot_do_however_long_ago_it_ran(tmp_path: Path) -> None:
    _play(tmp_path / "demo")
    out, later = io.StringIO(), StillClock(SystemClock().now() + timedelta(days=25))
    words = ["--demo", "--data-dir", str(tmp_path), "doctor"]
    assert main(words, output=Output(as_json=False, out=out, err=io.StringIO()), clock=later) == 0
    assert "attention" not in out.getvalue()
    assert "only while the demo runs" in out.getvalue()


def test_the_demo_leaves_the_real_hotel_alone(connected: Console) -> None:
    before = connected.run("export", "rooms").out
    _play(connected.folder / "demo")
    assert connected.run("export", "rooms").out == before


def test_the_same_seed_plans_the_same_day() -> None:
    assert plan_day(1) == plan_day(1)
    assert plan_day(1) != plan_day(2)


def test_a_hotel_to_which_hardly_anybody_comes_differs_as_far_as_it_can() -> None:
    simulator = Simulator(SimulatedClock(datetime(2026, 6, 1, 12, tzinfo=UTC)), 1)
    controls = DemoControls(simulator)
    controls.let_differ()
    room = simulator.hotel.room_types[0].id
    stay = {"roomId": room, "unitId": 1, "arrival": "2026-06-05", "departure": "2026-06-07"}
    made = simulator.create({**stay, "status": "confirmed", "numAdult": 2})
    controls.let_differ()
    (changed,) = simulator.book
    assert (changed.id, changed.num_adult) == (made.id, 3)
