"""Changing anything about a reservation that the desk may change."""

from typing import Any

from PySide6.QtWidgets import QWidget

from console.domain.booking import Booking
from console.services.edit_book import Ground
from console.ui.editing.change_dialog import ChangeDialog
from console.ui.editing.services import EditServices
from console.ui.editing.stay_form import FORM_FIELDS, StayForm
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import editing as words

_WIDTH = 860


class EditDialog(ChangeDialog):
    """Stands on how the reservation is now; what nobody touches stays as it is."""

    def __init__(self, parent: QWidget, stage: Stage, services: EditServices, ground: Ground) -> None:
        super().__init__(parent, stage, services, ground, say(words.EDIT_TITLE), say(words.EDIT_SAVE))
        self.form = StayForm(
            stage, services.book, ground.house, self.told, _first(ground.booking), own=ground.reservation_id
        )  # fmt: skip
        self.lay_out(self.form, width=_WIDTH)
        self.form.changed.connect(self.look)
        self.finished.connect(lambda _result: self.form.rooms.forget())

    @property
    def wanted(self) -> dict[str, Any]:
        booking = self.ground.booking
        return {name: value for name, value in self.form.values.items() if value != getattr(booking, name)}

    @property
    def overbooks(self) -> bool:
        return self.form.rooms.insists

    def room_is_taken(self) -> None:
        self.form.rooms.demand()

    def complain(self) -> bool:
        return self.form.complain()

    def look(self) -> None:
        super().look()
        if self.form.is_unreadable:
            self.save_button.setEnabled(True)

    def take_newer(self, ground: Ground) -> None:
        super().take_newer(ground)
        self.form.take_newer(_first(ground.booking))


def _first(booking: Booking) -> dict[str, Any]:
    return {name: getattr(booking, name) for name in FORM_FIELDS}
