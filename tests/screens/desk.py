"""The dialogs in which reservations are made and changed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.domain.lines import ReservationLine
from console.ui.editing.edit_dialog import EditDialog
from console.ui.editing.new_dialog import NewDialog
from console.ui.editing.put_dialog import CancelDialog
from console.ui.picturing import settle
from tests.screens.scenes import Scene, Set

Dialog = TypeVar("Dialog", bound=QDialog)
_NEW, _EDIT, _CANCEL = 0, 1, 3


def until(at: Set, is_so: Callable[[], bool]) -> None:
    while not is_so():
        QApplication.processEvents()
    settle(at.life.stage)


def _close(_at: Set, widget: QWidget) -> None:
    if isinstance(widget, QDialog):
        widget.reject()


def portals_stay(at: Set) -> ReservationLine:
    """A stay of Booking.com's that is to come and has a room."""
    shown = at.reservations.model.shown
    return next(
        line for line in shown if line.channel == "booking" and line.room_id and line.status in ("confirmed", "new")
    )


def opened(at: Set, kind: type[Dialog], place: int) -> Dialog:
    at.show("reservations")
    at.reservations.table.go_to(portals_stay(at).id)
    at.reservations.changing.actions[place].trigger()
    until(at, lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def _change(at: Set) -> QWidget:
    dialog = opened(at, EditDialog, _EDIT)
    dialog.form.departure.setDate(dialog.form.departure.date().addDays(1))
    until(at, lambda: dialog.form.rooms.list.count() > 0)
    return dialog


def _new(at: Set) -> QWidget:
    dialog = opened(at, NewDialog, _NEW)
    until(at, lambda: dialog.form.rooms.list.count() > 0)
    return dialog


def _cancel(at: Set) -> QWidget:
    return opened(at, CancelDialog, _CANCEL)


DESK_SCENES = (
    Scene("dialog-change", _change, _close),
    Scene("dialog-new", _new, _close),
    Scene("dialog-cancel", _cancel, _close),
)
