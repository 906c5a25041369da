"""A value put back by the time machine reaches a simulated Beds24 in a process of its own; Undo and Redo do too."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.cli.running import Beds24Process
from tests.storing import rows
from tests.ui.journeys.program import Program, click

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _there(sim: Beds24Process, number: int) -> dict[str, Any]:
    return next(one for one in sim.order("truth")["bookings"] if one["id"] == number)


def _direct_stay(program: Program) -> tuple[int, int]:
    """Our id and Beds24's number of a confirmed stay of the hotel's own that the list shows."""
    model = program.reservations().model
    program.until(lambda: model.total == program.count())
    line = next(
        line for line in reversed(model.shown) if (line.channel, line.status) == ("direct", "confirmed") and line.price
    )
    assert line.beds24_id is not None
    return line.id, line.beds24_id


def _put_back(program: Program, id_: int, name: str) -> None:
    """Press what the history of this reservation offers."""
    tab = program.reservations()
    tab.open_reservation(id_)
    history = tab.pane.history
    tab.pane.tabs.setCurrentWidget(history)

    def offers() -> list[QPushButton]:
        return [one for one in history.findChildren(QPushButton) if one.accessibleName().startswith(name)]

    program.until(lambda: bool(offers()))
    click(offers()[0])


def test_a_value_that_was_put_back_is_corrected_by_undo_after_a_restart_and_by_redo(
    program: Program, sim: Beds24Process, start: Callable[[], Program]
) -> None:
    id_, number = _direct_stay(program)
    before = _there(sim, number)["price"]
    sim.order("modify", id=number, price=before + 10)
    program.sync_now()
    _put_back(program, id_, "Put back the price")
    program.until(lambda: _there(sim, number)["price"] == before)
    again = start()
    undo, bar = again.window.undoing.undo, again.window.undoing.bar
    again.until(lambda: undo.text().endswith("(sends a correction to Beds24)"))
    again.key(Qt.Key.Key_Z, CTRL)
    again.until(lambda: _there(sim, number)["price"] == before + 10)
    assert "A correction goes to Beds24" in bar.text
    again.until(again.window.undoing.redo.isEnabled)
    again.key(Qt.Key.Key_Z, CTRL, SHIFT)
    again.until(lambda: _there(sim, number)["price"] == before)


def test_undo_at_once_wins_over_what_is_just_on_its_way(program: Program, sim: Beds24Process) -> None:
    id_, number = _direct_stay(program)
    before = _there(sim, number)["price"]
    sim.order("modify", id=number, price=before + 10)
    program.sync_now()
    _put_back(program, id_, "Put back the price")
    bar = program.window.undoing.bar
    program.until(bar.act.isVisible)
    click(bar.act)
    program.until(lambda: bar.text.startswith("Taken back"))
    program.until(lambda: rows(program.store, "SELECT * FROM edits") == [] and program.idle)
    program.sync_now()
    assert _there(sim, number)["price"] == before + 10
