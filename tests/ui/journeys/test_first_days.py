"""From a fresh folder to all bookings, with everything going wrong on the way; and what outlives a kill."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSettings, Qt

from console.domain.pill import PillState
from console.domain.sieve import Chip
from console.ui.kit.table import Table
from console.ui.reservations.columns import NUMBER_OF
from console.ui.wizard.bringing import ImportStep
from console.ui.wizard.code import CodeStep
from console.ui.wizard.first_run import FirstRun
from console.ui.wizard.welcome import WelcomeStep
from tests.cli.running import Beds24Process
from tests.ui.journeys.conftest import BOOKINGS
from tests.ui.journeys.program import Program, click, press_first
from tests.ui.wizard.conftest import Traveller

Start = Callable[..., Program]


def first_run_of(program: Program) -> Traveller:
    """The wizard in the window, with a person before it."""
    program.until(lambda: program.window.first_run is not None)
    page = program.window.first_run
    assert isinstance(page, FirstRun)
    return Traveller(program.qtbot, page)


def go_on_from_before(person: Traveller) -> None:
    """The wizard knows of an earlier start."""
    welcome = person.page.step
    assert isinstance(welcome, WelcomeStep)
    click(welcome.resume)
    person.settle()


def test_whatever_fails_on_the_way_a_first_run_ends_with_all_bookings(start: Start, sim: Beds24Process) -> None:
    program = start()
    person = first_run_of(program)
    program.until(lambda: program.shows(PillState.NOT_CONNECTED))
    person.enter_code("no code of anybody")
    assert person.trouble
    sim.order("fault", kind="reset", path="/", times=None)
    person.enter_code(sim.invite())
    assert person.trouble
    sim.order("clear")
    person.enter_code(sim.invite("read:properties"))
    assert not person.page.next.isEnabled()
    press_first(person.page.step.trouble)
    assert isinstance(person.page.step, CodeStep)
    sim.order("log", clear=True)
    sim.order("fault", kind="slow", path="/authentication/details", seconds=60, times=1)
    person.page.step.code.line.setText(sim.invite())
    click(person.page.next)
    program.until(lambda: bool(sim.requests_of("/authentication/details")))
    click(person.page.cancel)
    person.settle()
    assert person.trouble
    person.go_to("preview")
    _import_with_troubles(program, person, sim)
    assert not program.window.first_run
    assert program.count() == BOOKINGS
    program.until(lambda: program.reservations().model.total == BOOKINGS)
    program.until(lambda: program.shows(PillState.IN_SYNC))
    program.until(lambda: program.needs == [])


def _import_with_troubles(program: Program, person: Traveller, sim: Beds24Process) -> None:
    """The line is cut in the middle, then somebody stops it, then it goes through."""
    sim.order("fault", kind="reset", path="/bookings", times=None)
    person.press_next()
    step = person.page.step
    assert isinstance(step, ImportStep)
    assert person.trouble
    sim.order("clear")
    sim.order("fault", kind="slow", path="/bookings", seconds=60, times=1)
    sim.order("log", clear=True)
    press_first(step.trouble)
    program.until(lambda: bool(sim.requests_of("/bookings")))
    click(step.stop)
    person.settle()
    assert program.count() == 0
    press_first(step.trouble)
    person.settle()
    person.press_next()


def killed(folder: Path, copy: Path) -> Path:
    """The folder as a kill of the program at this moment would leave it, its write-ahead log included."""
    shutil.copytree(folder, copy)
    return copy


def test_a_program_killed_in_the_middle_of_its_first_import_goes_on_where_it_was(
    start: Start, sim: Beds24Process, folder: Path, tmp_path: Path
) -> None:
    program = start()
    person = first_run_of(program)
    person.enter_code(sim.invite())
    person.go_to("preview")
    sim.order("log", clear=True)
    sim.order("fault", kind="slow", path="/bookings", seconds=60, times=1)
    click(person.page.next)
    program.until(lambda: bool(sim.requests_of("/bookings")))
    again = start(over=killed(folder, tmp_path / "killed"))
    person = first_run_of(again)
    assert again.count() == 0
    go_on_from_before(person)
    assert person.page.step.name == "import"
    person.press_next()
    again.until(lambda: again.shows(PillState.IN_SYNC))
    assert again.count() == BOOKINGS
    assert sim.requests_of("/authentication/setup") == 0
    third = start(over=tmp_path / "killed")
    assert third.window.first_run is None
    third.until(lambda: third.reservations().model.total == BOOKINGS)


def test_columns_filters_and_tab_outlive_a_kill(connected: None, start: Start, folder: Path, tmp_path: Path) -> None:
    program = start()
    tab = program.reservations()
    program.until(lambda: tab.model.total == BOOKINGS)
    click(tab.filters.chips[Chip.PAST])
    tab.table.setColumnHidden(NUMBER_OF["channel"], True)
    tab.table.horizontalHeader().moveSection(0, 2)
    tab.table.sortByColumn(NUMBER_OF["guest"], Qt.SortOrder.DescendingOrder)
    shown, order = tab.table.shown_columns(), [one.id for one in tab.model.shown]
    runs = program.sync().runs.table
    runs.setColumnWidth(1, 333)
    wanted = {"reservations/columns": tab.table, "sync/columns": runs}
    looks = count()
    program.until(lambda: _on_disk(folder, tmp_path / f"{next(looks)}.ini", wanted))
    again = start(over=killed(folder, tmp_path / "killed"))
    assert again.window.tab("sync").isVisible()
    assert again.sync().runs.table.columnWidth(1) == 333
    tab = again.reservations()
    again.until(lambda: tab.model.total == BOOKINGS)
    assert tab.table.shown_columns() == shown
    assert tab.filters.chips[Chip.PAST].isChecked()
    assert [one.id for one in tab.model.shown] == order


def _on_disk(folder: Path, copy: Path, wanted: dict[str, Table]) -> bool:
    """Whether these tables' columns lie in the file as they are shown; a copy is read, for Qt shares what it knows."""
    if not (folder / "window.ini").exists():
        return False
    shutil.copyfile(folder / "window.ini", copy)
    kept = QSettings(str(copy), QSettings.Format.IniFormat)
    return all(kept.value(key) == table.horizontalHeader().saveState() for key, table in wanted.items())
