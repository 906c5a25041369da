"""The steps about the house: which property, and what its rooms are called."""

from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from console.domain.hotel import Property, RoomType
from console.services.first_connection import place_key
from console.ui.kit.room_names import CLEANING, NAME, NOTE, PLACE, RoomName, RoomNames
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, column, label
from console.ui.kit.words import count, say
from console.ui.wizard.journey import Journey
from console.ui.wizard.step import Step
from console.ui.wording import rooms as room_words
from console.ui.wording import wizard as words


def summary_of(hotel: Property) -> str:
    """How big the hotel is, in words."""
    rooms = sum(max(kind.qty, len(kind.units)) for kind in hotel.room_types)
    return say(
        words.PROPERTY_LINE,
        kinds=count(*words.KINDS, len(hotel.room_types)),
        rooms=count(*words.ROOMS, rooms),
        currency=hotel.currency,
    )


class PropertyStep(Step):
    """One property is only shown, of several one has to be picked."""

    name, rail = "property", words.STEP_PROPERTY

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.choices = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.M)
        holder = QWidget()
        holder.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.arrange(holder)
        self.choices.idClicked.connect(self._pick)

    def enter(self) -> None:
        hotels = self.journey.reached.properties if self.journey.reached else ()
        several = len(hotels) > 1
        self.entitle(
            say(words.PROPERTY if several else words.PROPERTY_ONE),
            say(words.PROPERTY_INTRO if several else words.PROPERTY_ONE_INTRO) if hotels else "",
        )
        self._fill(hotels)
        self.trouble.hide()
        if not hotels:
            self._tell_none()
        elif not several:
            self.journey.choose(hotels[0])
        self.journey.keep(step=self.name)

    def _fill(self, hotels: tuple[Property, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for button in self.choices.buttons():
            self.choices.removeButton(button)
        for hotel in hotels:
            self._list.addWidget(self._line(hotel, alone=len(hotels) == 1))

    def _line(self, hotel: Property, *, alone: bool) -> QWidget:
        about = column(
            label(summary_of(hotel), "muted", wraps=True),
            label(say(words.PROPERTY_NUMBER, number=hotel.property_id), "caption"),
            spacing=Space.XS,
        )
        if alone:
            return card(label(hotel.name, "subtitle", wraps=True), about, margin=Space.XL)
        about.setContentsMargins(Space.XL, 0, 0, 0)
        return card(self._choice(hotel), about)

    def _choice(self, hotel: Property) -> QRadioButton:
        choice = QRadioButton(hotel.name)
        choice.setAccessibleName(hotel.name)
        choice.setAccessibleDescription(summary_of(hotel))
        choice.setChecked(hotel.property_id == self.journey.draft.property_id)
        self.choices.addButton(choice, hotel.property_id)
        return choice

    def _tell_none(self) -> None:
        self.trouble.say(
            say(words.NO_PROPERTY),
            say(words.NO_PROPERTY_TEXT),
            (say(words.TRY_AGAIN), self._look_again),
            (say(words.OTHER_CODE), lambda: self.step_wanted.emit("code")),
        )

    def _look_again(self) -> None:
        self.journey.look(self._seen_again, self.failed)

    def _seen_again(self) -> None:
        self.enter()
        self.changed.emit()

    def _pick(self, property_id: int) -> None:
        for hotel in self.journey.reached.properties if self.journey.reached else ():
            if hotel.property_id == property_id:
                self.journey.choose(hotel)
        self.changed.emit()

    @property
    def ready(self) -> bool:
        return self.journey.hotel is not None

    @property
    def first_focus(self) -> QWidget | None:
        buttons = self.choices.buttons()
        return next((one for one in buttons if one.isChecked()), buttons[0] if buttons else None)


def room_lines(hotel: Property, names: dict[str, str]) -> list[RoomName]:
    """The rooms of a property as Beds24 knows them, with the names given here."""
    return [
        _room_line(kind, unit_id, usual, names) for kind in hotel.room_types for unit_id, usual in _units(kind).items()
    ]


def _units(kind: RoomType) -> dict[int, str]:
    named = {unit.unit_id: unit.name for unit in kind.units if unit.unit_id > 0}
    numbers = sorted(set(range(1, kind.qty + 1)) | set(named))
    alone = len(numbers) == 1
    return {number: named.get(number) or (kind.name if alone else f"{kind.name} {number}") for number in numbers}


def _room_line(kind: RoomType, unit_id: int, usual: str, names: dict[str, str]) -> RoomName:
    key = place_key(kind.room_type_id, unit_id)
    place = say(room_words.PLACE_NAMED, type=kind.name, unit=unit_id, name=usual)
    return RoomName(key, place, names.get(key, usual), usual)


class RoomsStep(Step):
    """Names are kept the moment they are typed."""

    name, rail = "rooms", words.STEP_ROOMS

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.entitle(say(words.ROOMS_TITLE), say(words.ROOMS_INTRO))
        self.model = RoomNames(stage, keeps=True, parent=self)
        self.model.renamed.connect(self._renamed)
        self.table = Table(self.model, say(words.ROOMS_LIST), stage)
        self.table.setSortingEnabled(False)
        self.table.setEditTriggers(_ON_INTENT)
        self.table.set_widths({PLACE: 290, NAME: 190, NOTE: 190}, hidden=(CLEANING,))
        self.table.setMinimumHeight(300)
        self.table.opened.connect(lambda row: self.table.edit(self.model.index(row, NAME)))
        hint = label(say(words.ROOMS_KEY), "caption")
        self._card = card(self.table, margin=Space.S)
        self.arrange(column(self._card, hint, spacing=Space.S), stretch=False)

    def enter(self) -> None:
        hotel = self.journey.hotel
        if hotel is None:
            return
        lines = room_lines(hotel, self.journey.draft.names)
        self.model.show(lines)
        self._card.setVisible(bool(lines))
        if lines:
            self.trouble.hide()
            self.table.setCurrentIndex(self.model.index(0, NAME))
        else:
            self.trouble.say(
                say(words.ROOMS_NONE), say(words.ROOMS_NONE_TEXT), (say(words.TRY_AGAIN), self._look_again)
            )
        self.journey.keep(step=self.name)

    def _look_again(self) -> None:
        self.journey.look(self._seen_again, self.failed)

    def _seen_again(self) -> None:
        self.enter()
        self.changed.emit()

    def _renamed(self, key: str, name: str) -> None:
        rows = (self.model.row(number) for number in range(self.model.rowCount()))
        usual = next(row.usual for row in rows if row.key == key)
        names = {place: given for place, given in self.journey.draft.names.items() if place != key}
        self.journey.keep(names=names if name == usual else names | {key: name})
        self.changed.emit()

    @property
    def ready(self) -> bool:
        return self.model.rowCount() > 0 and not self.model.twice

    @property
    def first_focus(self) -> QWidget | None:
        return self.table


_ON_INTENT = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
