"""Everything about a stay that the desk may change, in one form: the stay on the left, the guest on the right."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from console.domain.edit_checks import MOST_PEOPLE
from console.domain.money import amount_from, exponent_of, to_major
from console.domain.status import BEDS24_STATUSES
from console.services.edit_book import EditBook, House, Search
from console.ui.editing.day_field import day_field, day_in, show_day
from console.ui.editing.flaws import flaws_in
from console.ui.editing.form_field import FormField
from console.ui.editing.room_picker import RoomPicker
from console.ui.editing.room_words import RoomWords
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.kit.words import count, say
from console.ui.wording import editing as words
from console.ui.wording import reservations as list_words
from console.ui.wording.sync_fields import STATUSES

_TEXTS = {
    "first_name": words.FIRST_NAME,
    "last_name": words.LAST_NAME,
    "phone": words.PHONE,
    "email": words.EMAIL,
    "arrival_time": words.ARRIVAL_TIME,
}
FORM_FIELDS = (
    *("arrival", "departure", "room_type_id", "unit_id", "adults", "children", "status", "price"),
    *(*_TEXTS, "notes"),
)
"""The fields of a booking that the form shows."""
_NOTES_HEIGHT, _EXAMPLE = 72, 12050
_UNKNOWN_AMOUNT = -1


class StayForm(QWidget):
    """`values` are by field of a booking, amounts in minor units; `changed` comes with each thing that is entered."""

    changed = Signal()

    def __init__(
        self,
        stage: Stage,
        book: EditBook,
        house: House,
        told: RoomWords,
        first: Mapping[str, Any],
        own: int | None = None,
    ) -> None:
        super().__init__()
        self._stage, self._house, self._own, self._first = stage, house, own, dict(first)
        self.arrival = day_field(first["arrival"], self._move_dates)
        self.departure = day_field(first["departure"], self._look_for_rooms)
        self._nights = label(kind="muted")
        self.adults, self.minors = self._people("adults"), self._people("children")
        self.status = self._status_box()
        self.price = QLineEdit(self._amount(first["price"]))
        self.texts = {name: QLineEdit(first[name] or "") for name in _TEXTS}
        for text in self.texts.values():
            text.setCursorPosition(0)
        self.notes = QPlainTextEdit(first["notes"] or "")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(stage.scaled(_NOTES_HEIGHT))
        place = (first["room_type_id"], first["unit_id"]) if first["room_type_id"] else None
        self.rooms = RoomPicker(stage, book, told, place)
        self.fields: dict[str, FormField] = {}
        self._lay_out()
        self._connect()
        self._look_for_rooms()

    # What was entered

    @property
    def values(self) -> dict[str, Any]:
        """Everything as it stands; an amount that cannot be read is left out."""
        place = self.rooms.place or (self._first["room_type_id"], self._first["unit_id"])
        texts = {name: self._text(name, field.text()) for name, field in self.texts.items()}
        amount = self._price()
        return {
            "arrival": day_in(self.arrival),
            "departure": day_in(self.departure),
            "room_type_id": place[0],
            "unit_id": place[1],
            "adults": self.adults.value(),
            "children": self.minors.value(),
            "status": self.status.currentData(),
            **({} if amount == _UNKNOWN_AMOUNT else {"price": amount}),
            **texts,
            "notes": self._text("notes", self.notes.toPlainText()),
        }

    @property
    def is_unreadable(self) -> bool:
        """Whether something was entered that cannot even be taken for a change."""
        return self._price() == _UNKNOWN_AMOUNT

    def complain(self) -> bool:
        """Say at each field what is wrong with it; whether anything is. The first of them has the keyboard then."""
        flaws = flaws_in(self.values, self._first)
        if self.is_unreadable:
            example = self._amount(_EXAMPLE)
            flaws["price"] = say(words.FLAW_NO_AMOUNT, text=self.price.text().strip() or "—", example=example)
        if self.rooms.must_insist and not self.rooms.insists:
            flaws["room"] = say(words.MUST_INSIST)
        for name, field in self.fields.items():
            field.complain(flaws.get(name, ""))
        wrong = next((field for name, field in self.fields.items() if name in flaws), None)
        if wrong is not None:
            wrong.control.setFocus()
        return bool(flaws)

    def take_newer(self, newer: Mapping[str, Any]) -> None:
        """The reservation has changed: what nobody touched in the form is shown as it is now."""
        entered = self.values
        former, self._first = self._first, dict(newer)
        for name, value in newer.items():
            if name in entered and entered[name] == former[name] != value:
                self._show(name, value)
        self._look_for_rooms()

    def _show(self, name: str, value: Any) -> None:
        if name in self.texts:
            self.texts[name].setText(value or "")
        elif name in ("arrival", "departure"):
            show_day(self.arrival if name == "arrival" else self.departure, value)
        elif name in ("adults", "children"):
            (self.adults if name == "adults" else self.minors).setValue(value)
        elif name == "price":
            self.price.setText(self._amount(value))
        elif name == "status":
            self.status.setCurrentIndex(self.status.findData(value))
        elif name == "notes":
            self.notes.setPlainText(value or "")
        else:
            self.rooms.place = (self._first["room_type_id"], self._first["unit_id"])

    def _text(self, name: str, text: str) -> str | None:
        """Nothing stays nothing: what Beds24 never told is not said to be empty by whoever leaves it alone."""
        bare = text.strip()
        return self._first[name] if not bare and self._first[name] is None else bare

    def _price(self) -> int | None:
        text = self.price.text().strip()
        if text == self._amount(self._first["price"]):
            known: int | None = self._first["price"]
            return known
        try:
            return amount_from(text, self._house.currency)
        except ValueError:
            return _UNKNOWN_AMOUNT

    # How it is built

    def _lay_out(self) -> None:
        stay: list[QWidget | QLayout] = [
            label(say(words.SEC_STAY), "subtitle"),
            self._side_by_side(
                ("arrival", words.ARRIVAL, self.arrival), ("departure", words.DEPARTURE, self.departure)
            ),
            self._nights,
            self._side_by_side(("adults", words.ADULTS, self.adults), ("children", words.CHILDREN, self.minors)),
            self._field("room", words.ROOM, self.rooms),
        ]
        price = say(words.PRICE, currency=self._house.currency)
        guest: list[QWidget | QLayout] = [
            label(say(words.SEC_GUEST), "subtitle"),
            self._texts("first_name", "last_name"),
            self._texts("phone", "email"),
            self._side_by_side(("status", words.STATUS, self.status), ("price", price, self.price)),
            self._field("arrival_time", words.ARRIVAL_TIME, self.texts["arrival_time"]),
            self._field("notes", words.NOTES, self.notes),
        ]
        halves = row(spacing=Space.XL)
        for half in (column(*stay), column(*guest, None)):
            halves.addLayout(half, 1)
        self.setLayout(halves)
        self.rooms.list.setAccessibleName(say(words.ROOM))

    def _field(self, name: str, title: str, control: QWidget) -> FormField:
        made = self.fields[name] = FormField(say(title), control)
        return made

    def _texts(self, *names: str) -> QVBoxLayout:
        return self._side_by_side(*((name, _TEXTS[name], self.texts[name]) for name in names))

    def _side_by_side(self, *fields: tuple[str, str, QWidget]) -> QVBoxLayout:
        line = row(spacing=Space.M)
        for name, title, control in fields:
            line.addWidget(self._field(name, title, control), 1, Qt.AlignmentFlag.AlignTop)
        return column(line)

    def _people(self, name: str) -> QSpinBox:
        made = QSpinBox()
        made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        made.setRange(0, MOST_PEOPLE)
        made.lineEdit().setTextMargins(Space.S, 0, 0, 0)
        made.setValue(self._first[name] or 0)
        return made

    def _status_box(self) -> QComboBox:
        box = QComboBox()
        known = self._first["status"]
        for status in (*BEDS24_STATUSES, *((known,) if known not in BEDS24_STATUSES else ())):
            box.addItem(say(STATUSES[status]) if status in STATUSES else status, status)
        box.setCurrentIndex(box.findData(known))
        return box

    def _connect(self) -> None:
        for text in (self.price, *self.texts.values()):
            text.textChanged.connect(lambda _text: self.changed.emit())
        self.notes.textChanged.connect(self.changed)
        for number in (self.adults, self.minors):
            number.valueChanged.connect(lambda _value: self._look_for_rooms())
        self.status.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.rooms.picked.connect(self.changed)
        self.rooms.looked.connect(self.changed)

    # Nights and rooms

    def _move_dates(self) -> None:
        """A later arrival takes the departure along, with as many nights as before."""
        arrival, departure = day_in(self.arrival), day_in(self.departure)
        if departure <= arrival:
            nights = max(self._first["departure"] - self._first["arrival"], timedelta(days=1))
            show_day(self.departure, arrival + nights)
        self._look_for_rooms()

    def _look_for_rooms(self) -> None:
        arrival, departure = day_in(self.arrival), day_in(self.departure)
        nights = max((departure - arrival).days, 0)
        self._nights.setText(count(list_words.NIGHT_ONE, list_words.NIGHT_MANY, nights))
        self.rooms.look(Search(arrival, departure, self.adults.value() + self.minors.value(), self._own))
        self.changed.emit()

    def _amount(self, minor: int | None) -> str:
        if minor is None:
            return ""
        currency = self._house.currency
        return QLocale().toString(float(to_major(minor, currency)), "f", exponent_of(currency))
