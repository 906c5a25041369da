"""Settings › Rooms: the places of Beds24 beside our names, what housekeeping says, and what is missing."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from console.domain.announcing import ReservationsChanged, SyncSettingsChanged
from console.domain.errors import Stopped
from console.domain.hotel import Cleaning
from console.domain.runs import RunKind, Trigger
from console.jobs.runner import Wish
from console.services.house_settings import House, HouseRoom
from console.services.mapped_places import MappedPlace, Mapping
from console.ui.kit.answers import Answers
from console.ui.kit.asking import ask_plainly
from console.ui.kit.room_names import CLEANING, NAME, NOTE, PLACE, CleaningChoice, RoomName, RoomNames
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, card, column, label, row
from console.ui.kit.words import count, say
from console.ui.settings.mapped_list import MappedList, place_words
from console.ui.settings.room_lint import Lint
from console.ui.settings.section import Field, Section
from console.ui.settings.services import SettingsServices
from console.ui.wording import rooms as room_words
from console.ui.wording import settings as words

_ON_INTENT = QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed


class RoomsSection(Section):
    """A name is kept the moment it was typed; reading the rooms again leaves it alone."""

    name, title, icon_name, about = "rooms", words.ROOMS, "bed", words.ROOMS_ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self._answers = Answers(self)
        self.model = RoomNames(stage, keeps=False, parent=self)
        self.model.renamed.connect(self._rename)
        self.model.cleaned.connect(self._clean)
        self.table = self._make_table()
        self._frame = TableFrame(self.table)
        self.again = button(say(words.ROOMS_READ), self._read_again, icon=stage.icon("arrows-clockwise"))
        self._state = label(kind="muted")
        self.lint = Lint(stage)
        self.mapped = MappedList()
        self.mapped.changed.connect(self._map_elsewhere)
        self.mapped.unwanted.connect(self._ask_unmap)
        self.mapped_field = Field(stage, say(words.MAPPED), say(words.MAPPED_TEXT), column())
        self._mapped_card = card(self.mapped_field, self.mapped, margin=Space.XL, spacing=Space.L)
        self.names_field = Field(stage, "", say(room_words.HOW_TO_RENAME), row(self._state, self.again))
        names = column(self.names_field, card(self._frame, margin=Space.S), spacing=Space.S)
        self.arrange(self.lint, names, self._mapped_card, stretch=False)

    def _make_table(self) -> Table:
        table = Table(self.model, say(words.ROOMS_LIST), self.stage)
        table.setSortingEnabled(False)
        table.setEditTriggers(_ON_INTENT)
        self._delegate = CleaningChoice(table)
        table.setItemDelegateForColumn(CLEANING, self._delegate)
        table.set_widths({PLACE: 230, NAME: 170, CLEANING: 150, NOTE: 150})
        table.setMinimumHeight(280)
        table.opened.connect(
            lambda number: table.edit(self.model.index(number, max(NAME, table.currentIndex().column())))
        )
        self._keep_columns = table.remember(self.stage.settings, "settings/rooms_columns")
        return table

    @property
    def deeds(self) -> tuple[tuple[QAbstractButton, str, str], ...]:
        return ((self.again, words.ROOMS_READ, ""),)

    def remember(self) -> None:
        self._keep_columns()

    def refresh(self) -> None:
        self.read(lambda: (self.services.house.house(), self.services.mapped.look()), self._show)

    def _show(self, kept: tuple[House, Mapping]) -> None:
        house, mapping = kept
        here = self.table.currentIndex()
        self.model.show([_line(room) for room in house.rooms])
        if here.isValid():
            self.table.setCurrentIndex(self.model.index(here.row(), here.column()))
        if house.rooms:
            self._frame.show_rows()
        else:
            again = (say(words.ROOMS_READ), self._read_again)
            self._frame.tell(say(words.ROOMS_EMPTY), say(words.ROOMS_EMPTY_TEXT), action=again)
        self.lint.tell(house.unknown, mapping)
        self.mapped.show_places(mapping.places, house.rooms)
        self._mapped_card.setVisible(bool(mapping.places))

    def _map_elsewhere(self, place: MappedPlace, room_id: int) -> None:
        self._place_anew(lambda: self.services.mapped.change(place, room_id))

    def _ask_unmap(self, place: MappedPlace) -> None:
        ask_plainly(
            self, say(words.UNMAP_TITLE, place=place_words(place)), count(*words.UNMAP_TEXT, place.bookings),
            say(words.UNMAP_YES), say(words.UNMAP_NO),
            lambda: self._place_anew(lambda: self.services.mapped.remove(place)),
        )  # fmt: skip

    def _place_anew(self, write: Callable[[], tuple[int, ...]]) -> None:
        """Whoever shows one of the stays that moved has to hear of it."""
        moved: list[int] = []

        def tell() -> None:
            self.refresh()
            if moved:
                self.stage.courier.send(ReservationsChanged(tuple(moved)))

        self.save(self.mapped_field, lambda: moved.extend(write()), tell)

    def _rename(self, key: str, name: str) -> None:
        self.save(self.names_field, lambda: self.services.house.rename_room(int(key), name), self.refresh)

    def _clean(self, key: str, state: str) -> None:
        write = self.services.house.set_cleaning
        self.save(self.names_field, lambda: write(int(key), Cleaning(state)), self.refresh)

    def _read_again(self) -> None:
        self.again.setEnabled(False)
        self.names_field.complain("")
        self._state.setText(say(words.ROOMS_READING))
        future = self.services.runner.run_errand(lambda _watch: self.services.key.read_rooms())
        self._answers.follow(future, lambda _none: self._were_read(), self._not_read)

    def _were_read(self) -> None:
        self.again.setEnabled(True)
        self._state.setText(say(words.ROOMS_WERE_READ))
        self.refresh()
        self.stage.courier.send(SyncSettingsChanged())
        with suppress(Stopped):  # the program is about to end
            self.services.runner.ask(Wish(RunKind.PULL, Trigger.MANUAL))

    def _not_read(self, error: BaseException) -> None:
        self.again.setEnabled(True)
        self._state.setText("")
        self.names_field.complain(sentence_of(error))


def _line(room: HouseRoom) -> RoomName:
    if room.type_name:
        place = say(words.PLACE, type=room.type_name, unit=room.unit_id)
    else:
        place = say(words.PLACE_UNKNOWN_TYPE, number=room.room_type_id, unit=room.unit_id)
    note = say(words.ROOM_BY_HAND) if room.named_by_hand else ""
    note = note if room.active else say(words.ROOM_GONE)
    return RoomName(str(room.id), place, room.name, "", note, room.cleaning.value, warns=not room.active)
