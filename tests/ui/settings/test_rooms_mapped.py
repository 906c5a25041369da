"""Settings › Rooms: what was mapped by hand is seen, changed and taken back, and what is odd is told."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.announcing import ReservationsChanged
from console.domain.hotel import RoomType, Unit
from console.services.parked_items import ParkedItems, UnitMapping
from console.services.rooms import keep_property
from console.ui.parts import ShowPlace
from console.ui.settings.rooms import RoomsSection
from tests.building import DOUBLE, HOTEL, booking
from tests.storing import apply, rows, stored
from tests.ui.conftest import Desk
from tests.ui.settings.conftest import Open

GARDEN = 715747
PLACE = (GARDEN, 1)


@pytest.fixture
def parked(desk: Desk) -> ParkedItems:
    return ParkedItems(desk.store, desk.beds24, desk.clock, lambda _news: None)


@pytest.fixture
def section(open_settings: Open, desk: Desk, parked: ParkedItems) -> RoomsSection:
    """A booking in a place that was mapped into room 101."""
    apply(desk.store, booking(1, room_type_id=GARDEN))
    (room,) = [one.id for one in parked.rooms() if one.name == "101"]
    parked.map_units(GARDEN, "Garden", (UnitMapping(1, room), UnitMapping(2, new_name="301")))
    return rooms_of(open_settings)


def rooms_of(open_settings: Open) -> RoomsSection:
    tab = open_settings()
    tab.show_place("rooms")
    assert isinstance(tab.section, RoomsSection)
    return tab.section


def room_of(desk: Desk, number: int) -> str | None:
    id_ = stored(desk.store, "room_id", beds24_id=number)["room_id"]
    names = rows(desk.store, "SELECT name FROM rooms WHERE id = ?", id_)
    return str(names[0][0]) if names else None


def answer(section: RoomsSection, text: str) -> None:
    box = next(one for one in section.findChildren(QMessageBox) if one.isVisible())
    next(one for one in box.buttons() if one.text() == text).click()


def test_nothing_mapped_shows_no_list_and_nothing_odd(open_settings: Open) -> None:
    section = rooms_of(open_settings)
    assert not section.mapped.isVisible()
    assert section.lint.text == "Every booking has found its room."


def test_what_was_mapped_is_shown_with_its_room(section: RoomsSection) -> None:
    assert section.mapped.isVisible()
    assert section.mapped.choices[PLACE].currentText() == "101"
    assert section.mapped.choices[PLACE].accessibleName() == "Our room for Garden · unit 1"
    assert set(section.mapped.removers) == {PLACE, (GARDEN, 2)}


def test_another_room_is_chosen_and_the_stay_moves_at_once(qtbot: QtBot, section: RoomsSection, desk: Desk) -> None:
    choice = section.mapped.choices[PLACE]
    choice.setCurrentIndex(choice.findText("102"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: any(isinstance(one, ReservationsChanged) for one in desk.news))
    assert room_of(desk, 1) == "102"
    assert section.mapped.choices[PLACE] is not choice
    assert section.mapped.choices[PLACE].currentText() == "102"


def test_a_choice_that_is_refused_is_taken_back_in_the_window(qtbot: QtBot, section: RoomsSection, desk: Desk) -> None:
    choice = section.mapped.choices[PLACE]
    choice.addItem("199", "99999")
    choice.setCurrentIndex(choice.count() - 1)
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: "no longer exists" in section.mapped_field.complaint)
    assert choice.currentText() == "101"


def test_a_mapping_is_taken_back_only_after_a_word(
    qtbot: QtBot, section: RoomsSection, desk: Desk, parked: ParkedItems
) -> None:
    section.mapped.removers[PLACE].click()
    answer(section, "Leave as it is")
    assert PLACE in section.mapped.removers
    section.mapped.removers[PLACE].click()
    answer(section, "Take it back")
    qtbot.waitUntil(lambda: PLACE not in section.mapped.removers)
    assert room_of(desk, 1) is None
    assert parked.count() == 1
    assert "1 booking waits" in section.lint.text


def test_the_way_to_map_a_room_is_a_button(section: RoomsSection, desk: Desk) -> None:
    apply(desk.store, booking(2, room_type_id=999, unit_id=4))
    section.refresh()
    next(one for one in section.lint.findChildren(QPushButton) if one.text() == "Map it…").click()
    assert desk.news[-1] == ShowPlace("sync", "parked")


def test_a_room_sold_twice_a_wrong_number_and_too_many_guests_are_told(section: RoomsSection, desk: Desk) -> None:
    double = RoomType(DOUBLE, "Double", 2, (Unit(1, "201"), Unit(2, "202"), Unit(3, "203")), max_people=2)
    keep_property(desk.store, replace(HOTEL, room_types=(double, HOTEL.room_types[1])), "Europe/Vienna")
    apply(desk.store, booking(3, children=2))
    section.refresh()
    twice, count, full = section.lint.text.splitlines()
    assert "Room 101 stands for more than one room of Beds24: Single · unit 1, Garden · unit 1" in twice
    assert count.startswith("Beds24 sells 2 rooms of the type Double, and 3 are listed here")
    assert full == "1 coming booking brings more guests than Double takes (2)."
