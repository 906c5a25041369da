"""A simulated Beds24 of its own for every test, and the program over a folder that is connected to it, or not yet."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.pill import PillState
from tests.cli.running import Beds24Process
from tests.fakes.vault import FakeVault
from tests.ui.journeys.program import Program, a_program, connect

BOOKINGS = 40
Start = Callable[[], Program]


@pytest.fixture
def sim() -> Iterator[Beds24Process]:
    process = Beds24Process("--bookings", str(BOOKINGS), "--seed", "11")
    yield process
    process.stop()


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "hotel"


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, folder: Path, sim: Beds24Process, vault: FakeVault
) -> Iterator[Callable[..., Program]]:
    """Starts the program; a second time over the same folder, or over another, once the former start has ended."""
    with ExitStack() as closing:

        def begin(over: Path = folder) -> Program:
            closing.pop_all().close()
            return closing.enter_context(a_program(qtbot, qapp, over, sim.url, vault))

        yield begin


@pytest.fixture
def connected(folder: Path, sim: Beds24Process, vault: FakeVault) -> None:
    """The folder belongs to the simulated hotel."""
    connect(folder, sim, vault)


@pytest.fixture
def program(connected: None, start: Callable[..., Program]) -> Program:
    """In sync: the schedule made up for what was missed while nothing ran."""
    begun = start()
    begun.until(lambda: begun.shows(PillState.IN_SYNC) and begun.idle)
    return begun
