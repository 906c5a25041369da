"""The time machine of a reservation that changed, and the undo bar after somebody at the desk did something."""

from PySide6.QtWidgets import QWidget

from console.domain.lines import ReservationLine
from console.ui.editing.edit_dialog import EditDialog
from console.ui.picturing import settle
from tests.screens.desk import opened, until
from tests.screens.scenes import Scene, Set

_EDIT = 1


def _most_changed(at: Set) -> ReservationLine:
    """The stay of which the most was told."""
    book = at.reservations.pane._book
    shown = at.reservations.model.shown[:200]
    told = ((len(details.changes), line) for line in shown if (details := book.details(line.id)) is not None)
    return max(told, key=lambda pair: pair[0])[1]


def _as_of(at: Set) -> QWidget:
    window = at.show("reservations")
    at.reservations.open_reservation(_most_changed(at).id)
    pane = at.reservations.pane
    pane.tabs.setCurrentWidget(pane.history)
    settle(at.life.stage)
    pane.move_in_time(-2)
    return window


def _undo_bar(at: Set) -> QWidget:
    dialog = opened(at, EditDialog, _EDIT)
    dialog.form.departure.setDate(dialog.form.departure.date().addDays(1))
    dialog.save()
    until(at, at.life.window.undoing.bar.isVisible)
    return at.life.window


def _take_back(at: Set, _widget: QWidget) -> None:
    at.life.window.undoing.bar.act.click()
    until(at, lambda: at.life.window.undoing.bar.text.startswith("Taken back"))
    at.life.window.undoing.bar.hide()


def _close_details(at: Set, _widget: QWidget) -> None:
    at.reservations.pane.closed.emit()


PAST_SCENES = (Scene("reservation-as-of", _as_of, _close_details), Scene("undo-bar", _undo_bar, _take_back))
