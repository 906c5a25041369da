"""Giving a reservation another room for the nights that it has."""

from typing import Any

from PySide6.QtWidgets import QWidget

from console.services.edit_book import Ground, Search
from console.ui.editing.change_dialog import ChangeDialog
from console.ui.editing.room_picker import RoomPicker
from console.ui.editing.services import EditServices
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import editing as words

_WIDTH = 560


class MoveDialog(ChangeDialog):
    """Rooms that fit stand first."""

    def __init__(self, parent: QWidget, stage: Stage, services: EditServices, ground: Ground) -> None:
        super().__init__(parent, stage, services, ground, say(words.MOVE_TITLE), say(words.MOVE_SAVE))
        booking = ground.booking
        self.rooms = RoomPicker(stage, services.book, self.told, (booking.room_type_id, booking.unit_id))
        self.lay_out(self.rooms, width=_WIDTH)
        self.rooms.picked.connect(self.look)
        self.rooms.looked.connect(self.look)
        self.finished.connect(lambda _result: self.rooms.forget())
        self.rooms.list.setFocus()
        self._search()

    @property
    def wanted(self) -> dict[str, Any]:
        booking, place = self.ground.booking, self.rooms.place
        if place is None or place == (booking.room_type_id, booking.unit_id):
            return {}
        return {"room_type_id": place[0], "unit_id": place[1]}

    @property
    def overbooks(self) -> bool:
        return self.rooms.insists

    def room_is_taken(self) -> None:
        self.rooms.demand()

    def complain(self) -> bool:
        if not self.rooms.must_insist or self.rooms.insists:
            return False
        self.trouble.setText(say(words.MUST_INSIST))
        self.trouble.show()
        return True

    def take_newer(self, ground: Ground) -> None:
        super().take_newer(ground)
        self._search()

    def _search(self) -> None:
        booking = self.ground.booking
        people = (booking.adults or 0) + (booking.children or 0)
        self.rooms.look(Search(booking.arrival, booking.departure, people, self.ground.reservation_id))
