"""The program and its neighbours as processes: a second start, and ends in the middle of a sync."""

import signal
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from console.domain.runs import Outcome, Run
from tests.cli.running import Beds24Process, Console, make_quick_vault, until
from tests.ui.journeys.conftest import BOOKINGS
from tests.ui.journeys.program import Program
from tests.ui.shell.test_process import a_window, start, wait_for_door
from tests.ui.wizard.ground import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")
QUICK = 3.0


def test_a_second_start_brings_the_first_window_back_before_the_others(program: Program, folder: Path) -> None:
    program.until(lambda: bool(program.life._attendants))
    program.window.showMinimized()
    second = start(folder)
    program.until(lambda: second.poll() is not None)
    told, _ = second.communicate()
    assert (second.returncode, told) == (0, "")
    program.until(lambda: program.window.isActiveWindow() and not program.window.isMinimized())


@pytest.fixture
def console(folder: Path, sim: Beds24Process) -> Console:
    """A connected folder whose key lies in an encrypted file; its first import will take long."""
    folder.mkdir(mode=0o700)
    make_quick_vault(folder)
    made = Console(folder, sim.url)
    assert made.connect(sim).code == 0
    sim.order("fault", kind="slow", path="/bookings", seconds=60, times=1)
    sim.order("log", clear=True)
    return made


def syncs_of(sim: Beds24Process) -> int:
    return sim.requests_of("/bookings")


def runs_in(folder: Path) -> list[Run]:
    store = open_store(folder)
    with store.reading() as session:
        runs = session.runs.latest()
    store.close()
    return list(runs)


def test_an_end_in_the_middle_of_a_sync_is_quick_clean_and_remembers_the_window(
    console: Console, folder: Path, sim: Beds24Process
) -> None:
    with a_window(folder, "--vault", "file", "--api-url", sim.url) as process:
        until(lambda: syncs_of(sim) > 0)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        assert time.monotonic() - began < QUICK
        assert process.returncode == 0
    assert [run.outcome for run in runs_in(folder)] == [Outcome.STOPPED]
    kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    assert kept.contains("window/geometry")


def test_after_a_kill_in_the_middle_of_a_sync_the_next_start_is_in_charge_and_nothing_is_lost(
    console: Console, folder: Path, sim: Beds24Process
) -> None:
    with a_window(folder, "--vault", "file", "--api-url", sim.url) as process:
        until(lambda: syncs_of(sim) > 0)
        process.kill()
        process.wait(20)
    with a_window(folder, "--vault", "file", "--api-url", sim.url) as process:
        wait_for_door(folder)
        assert [run.outcome for run in runs_in(folder)] == [Outcome.CRASHED]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert console.run("sync").code == 0
    assert [run.outcome for run in runs_in(folder)] == [Outcome.DONE, Outcome.CRASHED]
    assert len(console.run("export", "reservations", "--json").json()) == BOOKINGS
