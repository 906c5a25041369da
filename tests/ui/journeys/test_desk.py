"""What the desk enters in the real window arrives at a simulated Beds24 in a process of its own, once, or waits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog

from console.domain.edits import Part
from console.domain.lines import Differing, ReservationLine
from console.domain.pill import PillState
from console.ui.editing.edit_dialog import EditDialog
from console.ui.editing.new_dialog import NewDialog
from console.ui.editing.put_dialog import CancelDialog
from tests.cli.running import Beds24Process
from tests.fakes.vault import FakeVault
from tests.ui.journeys.program import Program, click, connect

READING = ("read:bookings", "read:bookings-personal", "read:bookings-financial", "read:properties")
Dialog = TypeVar("Dialog", bound=QDialog)


def _there(sim: Beds24Process) -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in sim.order("truth")["bookings"]}


def _coming(sim: Beds24Process, program: Program, channel: str) -> int:
    """A confirmed stay of this channel, as far ahead as there is one, that the list shows."""
    model = program.reservations().model
    program.until(lambda: model.total == program.count())
    shown = {line.beds24_id for line in model.shown}
    fit = [
        one
        for number, one in _there(sim).items()
        if number in shown and one["channel"] == channel and one["status"] in ("confirmed", "new")
    ]
    return int(max(fit, key=lambda one: str(one["arrival"]))["id"])


def _line(program: Program, number: int) -> ReservationLine:
    return next(line for line in program.reservations().model.all if line.beds24_id == number)


def _open(program: Program, kind: type[Dialog], number: int | None = None) -> Dialog:
    """Press what opens this dialog, for the reservation with this number or for a new one."""
    tab = program.reservations()
    if number is not None:
        id_ = _line(program, number).id
        tab.open_reservation(id_)
        program.until(lambda: tab.pane.details is not None and tab.pane.details.line.id == id_)
    place = {NewDialog: 0, EditDialog: 1, CancelDialog: 3}[kind]
    tab.changing.actions[place].trigger()
    program.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def _save(program: Program, dialog: QDialog, save: Callable[[], object]) -> None:
    with program.qtbot.waitSignal(dialog.accepted, timeout=10_000):
        save()


def _fill_in(program: Program, dialog: NewDialog) -> None:
    """Somebody who walks in and takes the first free room."""
    program.until(lambda: dialog.form.rooms.list.count() > 0)
    dialog.form.texts["last_name"].setText("Walker")
    dialog.form.rooms.list.setCurrentRow(0)


def _walkers(sim: Beds24Process) -> list[dict[str, Any]]:
    return [one for one in _there(sim).values() if one["lastName"] == "Walker"]


def test_a_change_arrives_by_itself_and_nothing_differs_then(program: Program, sim: Beds24Process) -> None:
    number = _coming(sim, program, "booking")
    dialog = _open(program, EditDialog, number)
    dialog.form.notes.setPlainText("Quiet room, please")
    _save(program, dialog, dialog.save)
    program.until(lambda: _there(sim)[number]["notes"] == "Quiet room, please")
    program.until(lambda: _line(program, number).differing == "")


def test_a_cancellation_is_sent_and_undo_books_it_again(program: Program, sim: Beds24Process) -> None:
    number = _coming(sim, program, "direct")
    dialog = _open(program, CancelDialog, number)
    _save(program, dialog, dialog.save)
    program.until(lambda: _there(sim)[number]["status"] == "cancelled")
    click(program.window.undoing.bar.act)
    program.until(lambda: _there(sim)[number]["status"] == "confirmed")
    program.until(lambda: _line(program, number).differing == "")


def test_what_is_kept_here_only_never_goes_and_survives_a_sync(program: Program, sim: Beds24Process) -> None:
    number = _coming(sim, program, "booking")
    before = _there(sim)[number]["price"]
    dialog = _open(program, EditDialog, number)
    dialog.form.price.setText("1")
    assert Part.PRICE in dialog.advice.kept
    _save(program, dialog, dialog.save)
    program.until(lambda: _line(program, number).differing == Differing.KEPT)
    program.sync_now()
    assert (_line(program, number).price, _there(sim)[number]["price"]) == (100, before)


def test_somebody_who_walks_in_is_made_at_beds24_once_although_the_answer_was_lost(
    program: Program, sim: Beds24Process
) -> None:
    sim.order("fault", kind="reset", path="/bookings", method="POST", applied=True)
    dialog = _open(program, NewDialog)
    _fill_in(program, dialog)
    _save(program, dialog, dialog.save)
    program.until(lambda: len(_walkers(sim)) == 1)
    program.sync_now()
    (made,) = _walkers(sim)
    program.until(lambda: any(line.beds24_id == made["id"] for line in program.reservations().model.all))
    assert _line(program, made["id"]).guest == "Walker"
    assert len([line for line in program.reservations().model.all if line.guest == "Walker"]) == 1


def test_without_a_line_it_waits_and_goes_once_the_line_is_back(program: Program, sim: Beds24Process) -> None:
    number = _coming(sim, program, "direct")
    sim.order("fault", kind="http_500", path="/bookings", times=None)
    program.sync_now()
    program.until(lambda: program.shows(PillState.OFFLINE))
    dialog = _open(program, EditDialog, number)
    dialog.form.notes.setPlainText("Late")
    assert "waits in the outbox" in dialog.goes.text()
    _save(program, dialog, dialog.save)
    program.until(lambda: _line(program, number).differing == Differing.WAITS)
    sim.order("clear")
    program.sync_now()
    program.until(lambda: _there(sim)[number]["notes"] == "Late")


def test_a_key_that_may_not_write_is_told_before_anything_is_entered(
    folder: Path, sim: Beds24Process, vault: FakeVault, start: Callable[[], Program]
) -> None:
    connect(folder, sim, vault, *READING)
    program = start()
    program.until(lambda: program.shows(PillState.IN_SYNC) and program.idle)
    dialog = _open(program, NewDialog)
    assert "may read Beds24's bookings but not change them" in dialog.goes.text()
    _fill_in(program, dialog)
    _save(program, dialog, dialog.save)
    program.until(lambda: any(line.guest == "Walker" for line in program.reservations().model.all))
    assert _walkers(sim) == []


def test_what_was_entered_survives_a_restart(
    program: Program, sim: Beds24Process, start: Callable[[], Program]
) -> None:
    sim.order("fault", kind="http_500", path="/bookings", times=None)
    dialog = _open(program, NewDialog)
    _fill_in(program, dialog)
    _save(program, dialog, dialog.save)
    again = start()
    again.until(lambda: any(line.guest == "Walker" for line in again.reservations().model.all))
    sim.order("clear")
    again.sync_now()
    again.until(lambda: len(_walkers(sim)) == 1)
