"""What only a person can mend: told in the window, mended in the window, and gone by itself then."""

from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from console.domain.pill import PillState
from console.domain.runs import Outcome, RunKind
from console.domain.secret import SecretName
from console.ui.settings.connection import ConnectionSection
from console.ui.sync.map_room import MapRoomDialog
from console.ui.sync.run_pane import RunPane
from tests.cli.running import Beds24Process
from tests.fakes.vault import FakeVault
from tests.ui.dialogs import in_dialog
from tests.ui.journeys.conftest import BOOKINGS
from tests.ui.journeys.program import Program, click, in_days, press_first, press_role

UNKNOWN_ROOM = 715747
YES, NO = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole


def kill_key(sim: Beds24Process, vault: FakeVault) -> None:
    """As somebody does who takes the key back in Beds24."""
    key = vault.kept[SecretName.REFRESH_TOKEN].reveal()
    httpx.delete(f"{sim.url}/authentication/token", headers={"refreshtoken": key}, trust_env=False).raise_for_status()
    sim.order("expire")


def test_a_dead_key_is_told_and_replaced_in_settings(program: Program, sim: Beds24Process, vault: FakeVault) -> None:
    kill_key(sim, vault)
    assert program.sync_now().run.outcome is Outcome.FAILED
    program.until(lambda: program.shows(PillState.NOT_SYNCING))
    program.until(lambda: program.needs == ["key_refused"])
    press_first(program.window.strip)
    section = program.settings().section
    assert isinstance(section, ConnectionSection)
    program.until(section.replace.isEnabled)
    click(section.replace)
    section.code.line.setText("a code that nobody made")
    click(section.use)
    program.until(lambda: section.trouble.isVisible() and section.use.isEnabled())
    program.until(lambda: program.needs == ["key_refused"])
    section.code.line.setText(sim.invite())
    click(section.use)
    program.until(lambda: section.replace_panel.isHidden() and section.replace.isEnabled())
    assert program.sync_now().run.outcome is Outcome.DONE
    program.until(lambda: program.shows(PillState.IN_SYNC))
    program.until(lambda: program.needs == [])


def coming(sim: Beds24Process) -> list[dict[str, Any]]:
    """Every stay that a cancellation would take from the house."""
    kept = {"new", "confirmed", "request", "black"}
    return [one for one in sim.order("truth")["bookings"] if one["status"] in kept and one["departure"] > in_days(1)]


@pytest.fixture
def cancelled(program: Program, sim: Beds24Process) -> list[dict[str, Any]]:
    """More stays than the brake lets pass, as they were before all of them were cancelled at once."""
    stays = coming(sim)
    for stay in stays:
        sim.order("cancel", id=stay["id"], by="panel")
    assert program.sync_now().run.outcome is Outcome.BRAKED
    program.until(lambda: program.needs == ["brake"])
    program.until(lambda: program.shows(PillState.NEEDS_YOU))
    return stays


def held_back(program: Program) -> RunPane:
    """Where the strip leads: the run that was stopped, with what can be done about it."""
    press_first(program.window.strip)
    tab = program.sync()
    program.until(tab.runs.pane._apply.isVisible)
    return tab.runs.pane


def statuses(program: Program, stays: list[dict[str, Any]]) -> set[str]:
    with program.store.reading() as session:
        known = session.reservations.bookings([stay["id"] for stay in stays])
    return {one.status for one in known.values()}


def test_what_the_brake_held_back_is_shown_and_applied_after_a_word(
    program: Program, cancelled: list[dict[str, Any]]
) -> None:
    pane = held_back(program)
    assert "cancelled" not in statuses(program, cancelled)
    foreseen = program.run(lambda: click(pane._show))
    assert foreseen.run.kind is RunKind.CHECK
    program.until(lambda: pane.changes_table.model().rowCount() >= len(cancelled))
    assert "cancelled" not in statuses(program, cancelled)
    held_back(program)
    in_dialog(press_role(YES))
    assert program.run(lambda: click(pane._apply)).run.outcome is Outcome.DONE
    assert statuses(program, cancelled) == {"cancelled"}
    program.until(lambda: program.needs == [])
    program.until(lambda: program.shows(PillState.IN_SYNC))


def test_what_the_brake_held_back_can_be_left_until_beds24_is_put_right(
    program: Program, cancelled: list[dict[str, Any]], sim: Beds24Process
) -> None:
    pane = held_back(program)
    runs = len(program.reports)
    in_dialog(press_role(NO))
    click(pane._apply)
    program.until(lambda: program.idle)
    assert len(program.reports) == runs
    program.until(lambda: program.needs == ["brake"])
    for stay in cancelled:
        sim.order("modify", id=stay["id"], status=stay["status"], cancelTime=None)
    assert program.sync_now().run.outcome is Outcome.DONE
    assert "cancelled" not in statuses(program, cancelled)
    program.until(lambda: program.needs == [])


def test_a_room_mapped_by_hand_lets_in_what_waited_for_it(program: Program, sim: Beds24Process) -> None:
    for number in (1, 2):
        day = 300 + 10 * number
        sim.order("create", roomId=UNKNOWN_ROOM, unitId=1, arrival=in_days(day), departure=in_days(day + 2))
    assert program.sync_now().run.counts.parked == 2
    program.until(lambda: program.needs == ["rooms"])
    program.until(lambda: program.shows(PillState.NEEDS_YOU))
    press_first(program.window.strip)
    parked = program.sync().parked
    program.until(lambda: parked.map_room.isVisible() and parked.map_room.isEnabled())

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, MapRoomDialog)
        (line,) = dialog.lines
        line.choice.setCurrentIndex(1)
        click(dialog.map_button)

    in_dialog(choose)
    click(parked.map_room)
    program.until(lambda: program.needs == [] and program.idle)
    assert (program.count(), program.count("parked")) == (BOOKINGS + 2, 0)
    program.until(lambda: program.reservations().model.total == BOOKINGS + 2)
    assert program.sync_now().run.counts.parked == 0
    program.until(lambda: program.shows(PillState.IN_SYNC))
