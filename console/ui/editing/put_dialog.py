"""Changes that are decided already, such as a cancellation: what they come to, and whether they are meant so."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from console.domain.status import Status
from console.services.edit_book import Ground
from console.ui.editing.change_dialog import ChangeDialog
from console.ui.editing.services import EditServices
from console.ui.kit.stage import Stage
from console.ui.kit.widgets import dress
from console.ui.kit.words import say
from console.ui.wording import editing as words

_WIDTH = 560


class PutDialog(ChangeDialog):
    """Says what `values` come to here and at the channel; the adviser's words are all that there is to read."""

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        services: EditServices,
        ground: Ground,
        values: Mapping[str, Any],
        title: str = "",
        save: str = "",
    ) -> None:
        self._values = dict(values)
        self.insist = QCheckBox(say(words.INSIST))
        self.insist.hide()
        super().__init__(parent, stage, services, ground, title or say(words.PUT_TITLE), save or say(words.PUT_SAVE))
        self.lay_out(self.insist, width=_WIDTH)
        self.cancel_button.setFocus()

    @property
    def overbooks(self) -> bool:
        return self.insist.isChecked()

    def room_is_taken(self) -> None:
        self.insist.show()
        self.insist.setFocus()
        self.look()

    @property
    def wanted(self) -> dict[str, Any]:
        booking = self.ground.booking
        return {name: value for name, value in self._values.items() if value != getattr(booking, name)}


class CancelDialog(PutDialog):
    """Calling a reservation off; it can be taken back by Undo."""

    def __init__(self, parent: QWidget, stage: Stage, services: EditServices, ground: Ground) -> None:
        values = {"status": Status.CANCELLED.value}
        super().__init__(
            parent, stage, services, ground, values, say(words.CANCEL_TITLE), say(words.CANCEL_SAVE)
        )  # fmt: skip
        dress(self.save_button, "danger")
        keep = say(words.CANCEL_KEEP)
        self.cancel_button.setText(keep)
        self.cancel_button.setAccessibleName(keep)
