"""A reservation for somebody who walks in, calls or writes."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from console.domain.acts import Act
from console.domain.errors import RoomTaken
from console.domain.status import Status, is_closure
from console.services.edit_book import House
from console.services.editing import NewStay
from console.ui.editing.destination import destination
from console.ui.editing.room_words import RoomWords
from console.ui.editing.services import EditServices
from console.ui.editing.stay_form import StayForm
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import editing as words

_WIDTH, _HEIGHT = 860, 600


class NewDialog(QDialog):
    """`saved` carries the act, and the guest's name. What was entered stays until it is kept."""

    saved = Signal(object, str)

    def __init__(self, parent: QWidget, stage: Stage, services: EditServices, house: House) -> None:
        super().__init__(parent)
        self._stage, self._services, self._house = stage, services, house
        today = stage.local(stage.clock.now()).date()
        self._is_saving = False
        self.setWindowTitle(say(words.NEW_TITLE))
        self.form = StayForm(stage, services.book, house, RoomWords(today), _first(today))
        self.trouble = label(wraps=True, tone="bad", selectable=True)
        self.trouble.hide()
        self.save_button = button(say(words.NEW_SAVE), self.save, "primary")
        self._sign = Sign(size=16)
        self.goes = label(kind="muted", wraps=True)
        self._lay_out()
        self.form.changed.connect(self._tell_destination)
        QShortcut("Ctrl+Return", self, self.save)
        self.finished.connect(self._end)
        self.form.arrival.setFocus()
        self._tell_destination()

    def save(self) -> None:
        """Keep it; the dialog closes once it is kept."""
        if not self.save_button.isEnabled() or self._complain():
            return
        self._is_saving = True
        self.save_button.setEnabled(False)
        self.trouble.hide()
        stay = NewStay(**self.form.values)
        write = partial(self._services.editing.create, stay, overbooks=self.form.rooms.insists)
        name = " ".join(filter(None, (stay.first_name, stay.last_name))) or say(words.NO_GUEST)
        self._services.saver.save(write, partial(self._take, name), self.refuse)

    def refuse(self, error: BaseException) -> None:
        """Say why it was not kept; what was entered stays."""
        self._is_saving = False
        self.save_button.setEnabled(True)
        self.trouble.setText(sentence_of(error))
        self.trouble.show()
        if isinstance(error, RoomTaken):
            self.form.rooms.demand()

    def reject(self) -> None:
        """Not while it is being kept: a moment later it is known what came of it."""
        if not self._is_saving:
            super().reject()

    def _take(self, name: str, act: Act) -> None:
        self.saved.emit(act, name)
        self.accept()

    def _end(self) -> None:
        self.form.rooms.forget()
        self.deleteLater()

    def _complain(self) -> bool:
        form = self.form
        wrong = form.complain()
        if form.rooms.place is None:
            form.fields["room"].complain(say(words.CHOOSE_ROOM))
            wrong = True
        if not form.values["last_name"] and not is_closure(form.values["status"]):
            form.fields["last_name"].complain(say(words.FLAW_NO_NAME))
            form.texts["last_name"].setFocus()
            wrong = True
        return wrong

    def _tell_destination(self) -> None:
        text, icon, tone = destination(self._house.obstacle, self._services.syncing(), sends=True)
        self.goes.setText(text)
        self._sign.show_icon(self._stage.icon(icon, tone))

    def _lay_out(self) -> None:
        inner = QWidget()
        hint = label(say(words.NEW_HINT), "muted", wraps=True)
        inner.setLayout(column(hint, self.form, None, spacing=Space.M))
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        end = row(self._sign, spacing=Space.S)
        end.addWidget(self.goes, 1)
        end.addWidget(button(say(words.CANCEL), self.reject))
        end.addWidget(self.save_button)
        whole = column(margin=Space.L, spacing=Space.M)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.trouble)
        whole.addLayout(end)
        self.setLayout(whole)
        self.resize(self._stage.scaled(_WIDTH), self._stage.scaled(_HEIGHT))


def _first(today: date) -> dict[str, Any]:
    """What an empty form holds: one night from today for two."""
    return {
        "arrival": today,
        "departure": today + timedelta(days=1),
        "room_type_id": 0,
        "unit_id": 0,
        "adults": 2,
        "children": 0,
        "status": Status.CONFIRMED.value,
        "price": 0,
        "first_name": "",
        "last_name": "",
        "phone": "",
        "email": "",
        "arrival_time": "",
        "notes": "",
    }
