"""What waits for a person: by cause, mapped by hand, asked for again, looked at."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.domain.announcing import ReservationsChanged
from console.domain.errors import Beds24Unreachable, StoreTrouble
from console.domain.hotel import RoomType, Unit
from console.services.parked_items import Group, Outflow, ParkedItems, RoomChoice
from console.ui.sync.map_room import MapRoomDialog
from console.ui.sync.parked_view import ParkedView
from console.ui.sync.parked_words import outflow_words
from console.ui.sync.raw_dialog import RawDialog
from console.ui.sync.tab import SyncTab
from tests.building import HOTEL, booking
from tests.storing import apply, stored
from tests.ui.conftest import Desk
from tests.ui.dialogs import in_dialog
from tests.ui.sync.conftest import GARDEN

OpenTab = Callable[[], SyncTab]
Park = Callable[[], None]
WAIT = 5000


def click(qtbot: QtBot, widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def causes(view: ParkedView) -> list[str]:
    model = view.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def view(park: Park, open_tab: OpenTab) -> ParkedView:
    """The page of what waits, with two causes."""
    park()
    tab = open_tab()
    tab.show_parked()
    return tab.parked


def test_what_waits_stands_by_its_cause_and_is_counted(desk: Desk, park: Park, open_tab: OpenTab, qtbot: QtBot) -> None:
    park()
    tab = open_tab()
    assert tab.tabs.tabText(1) == "Waiting for you (4)"
    tab.show_parked()
    assert causes(tab.parked) == ["2 bookings for Beds24 room 715747", "2 bookings that cannot be read"]
    first = tab.parked.things
    assert [first.index(0, column).data() for column in range(3)] == ["1", "Ana López 1", "Tue 12 May 2026"]


def test_nothing_waits_is_said_calmly(open_tab: OpenTab) -> None:
    tab = open_tab()
    assert tab.tabs.tabText(1) == "Waiting for you"
    tab.show_parked()
    assert causes(tab.parked) == []
    assert not tab.parked.table.isVisible()


def test_a_room_mapped_by_hand_lets_its_bookings_in(desk: Desk, view: ParkedView, qtbot: QtBot) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, MapRoomDialog)
        assert not dialog.map_button.isEnabled()
        (line,) = dialog.lines
        line.choice.setCurrentIndex(line.choice.findText("101  ·  Single"))
        click(qtbot, dialog.map_button)

    in_dialog(choose)
    click(qtbot, view.map_room)
    qtbot.waitUntil(lambda: view.outcome.text().startswith("2 bookings came in."), timeout=WAIT)
    qtbot.waitUntil(lambda: causes(view) == ["2 bookings that cannot be read"], timeout=WAIT)
    assert any(isinstance(one, ReservationsChanged) for one in desk.news)
    assert stored(desk.store, "room_type_id", beds24_id=2) == {"room_type_id": GARDEN}


def test_a_new_room_needs_a_name_and_a_cancelled_dialog_changes_nothing(
    desk: Desk, view: ParkedView, qtbot: QtBot
) -> None:
    def name_it(dialog: QDialog) -> None:
        assert isinstance(dialog, MapRoomDialog)
        (line,) = dialog.lines
        line.choice.setCurrentIndex(line.choice.count() - 1)
        assert line.new_name.isVisible()
        assert not dialog.map_button.isEnabled()
        line.new_name.setText("Gartenhaus")
        click(qtbot, dialog.cancel_button if first else dialog.map_button)

    first = True
    named = in_dialog(name_it)
    click(qtbot, view.map_room)
    qtbot.waitUntil(lambda: named() and QApplication.activeModalWidget() is None, timeout=WAIT)
    assert desk.parts.parked.count() == 4
    first = False
    in_dialog(name_it)
    click(qtbot, view.map_room)
    qtbot.waitUntil(lambda: desk.parts.parked.count() == 2, timeout=WAIT)
    assert "Gartenhaus" in {room.name for room in desk.parts.parked.rooms()}


def test_a_room_that_beds24_lists_by_now_is_found_by_reading_the_rooms_again(
    desk: Desk, view: ParkedView, qtbot: QtBot
) -> None:
    garden = RoomType(GARDEN, "Garden Room", 1, (Unit(1, "301"),))
    desk.beds24.hotels = (replace(HOTEL, room_types=(*HOTEL.room_types, garden)),)
    click(qtbot, view.read_rooms)
    qtbot.waitUntil(lambda: view.outcome.text().startswith("2 bookings came in."), timeout=WAIT)


def show_unreadable(view: ParkedView) -> None:
    view.list.setCurrentIndex(view.list.model().index(1, 0))


def test_one_booking_or_all_are_asked_for_again(desk: Desk, view: ParkedView, qtbot: QtBot) -> None:
    show_unreadable(view)
    view.table.selectRow(0)
    numbers = [view.things.index(row, 0).data() for row in range(2)]
    view.table.selectRow(numbers.index("no number"))
    assert not view.ask_again.isEnabled()
    view.table.selectRow(numbers.index("5"))
    desk.beds24.put(booking(5))
    click(qtbot, view.ask_again)
    qtbot.waitUntil(lambda: view.outcome.text() == "1 booking came in.", timeout=WAIT)
    qtbot.waitUntil(lambda: causes(view)[-1] == "1 booking that cannot be read", timeout=WAIT)
    view.list.setCurrentIndex(view.list.model().index(0, 0))
    click(qtbot, view.ask_all)
    qtbot.waitUntil(lambda: view.outcome.text() == "Nothing has changed yet. 2 still wait.", timeout=WAIT)


def test_a_cut_line_is_told_where_it_was_asked(desk: Desk, view: ParkedView, qtbot: QtBot) -> None:
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."), kind="properties")
    click(qtbot, view.read_rooms)
    qtbot.waitUntil(lambda: "Beds24 does not answer." in view.trouble.text, timeout=WAIT)
    assert not view.outcome.isVisible()


def test_what_was_received_can_be_looked_at_and_copied_without_personal_data(
    desk: Desk, view: ParkedView, qtbot: QtBot
) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, RawDialog)
        assert '"id": 5' in dialog.text.toPlainText()
        click(qtbot, dialog.copy_button)
        assert dialog.copied.text() == "Copied, without personal data."
        dialog.accept()

    show_unreadable(view)
    numbers = [view.things.index(row, 0).data() for row in range(2)]
    view.table.selectRow(numbers.index("5"))
    in_dialog(look)
    click(qtbot, view.look)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == '{\n  "id": 5\n}', timeout=WAIT)


def test_only_the_keyboard_leads_through_the_causes_to_the_raw_item(view: ParkedView, qtbot: QtBot) -> None:
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.reject()

    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert view.look.isVisible()
    view.table.setFocus()
    in_dialog(look)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seen == ["What was received"], timeout=WAIT)


def test_bookings_without_a_unit_are_let_in_without_a_room_unless_told_otherwise(desk: Desk, qtbot: QtBot) -> None:
    apply(desk.store, booking(1, room_type_id=GARDEN, unit_id=0), booking(2, room_type_id=GARDEN, unit_id=3))
    (group,) = desk.parts.parked.groups()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = MapRoomDialog(parent, group, (RoomChoice(1, "201", "Double"),))
    room, name, mappings = dialog.answer
    assert (room, name) == (GARDEN, "Beds24 room 715747")
    assert [(one.unit_id, one.room_id, one.new_name) for one in mappings] == [(0, None, "")]
    assert dialog.map_button.isEnabled()


class BrokenItems(ParkedItems):
    """What waits cannot be read until it is healed."""

    broken = True

    def groups(self) -> tuple[Group, ...]:
        if self.broken:
            raise StoreTrouble("The database is busy.")
        return super().groups()


def test_what_cannot_be_read_says_so_and_can_be_tried_again(
    desk: Desk, open_unread_tab: OpenTab, qtbot: QtBot, park: Park
) -> None:
    park()
    items = BrokenItems(desk.store, desk.beds24, desk.clock, desk.stage.courier.send)
    desk.parts = replace(desk.parts, make_parked=lambda: items)
    tab = open_unread_tab()
    tab.show_parked()
    qtbot.waitUntil(
        lambda: any(one.text() == "Try again" for one in tab.parked.findChildren(QPushButton)), timeout=WAIT
    )
    items.broken = False
    (again,) = (one for one in tab.parked.findChildren(QPushButton) if one.text() == "Try again")
    click(qtbot, again)
    qtbot.waitUntil(lambda: len(causes(tab.parked)) == 2, timeout=WAIT)


@pytest.mark.parametrize(
    ("outflow", "words"),
    [
        (Outflow(), "Nothing has changed yet."),
        (Outflow(let_in=1, gone=2, waiting=3),
         "1 booking came in. 2 are no longer at Beds24 and were let go. 3 still wait."),
    ],
)  # fmt: skip
def test_what_came_of_trying_is_told(outflow: Outflow, words: str) -> None:
    assert outflow_words(outflow) == words


class SlowItems(ParkedItems):
    """What was received is read slowly, by whoever asks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.store, desk.beds24, desk.clock, desk.stage.courier.send)
        self.gate = threading.Event()
        self.asked_by: list[threading.Thread] = []

    def payload(self, key: str) -> bytes:
        self.asked_by.append(threading.current_thread())
        self.gate.wait(WAIT / 1000)
        return super().payload(key)


def test_what_was_received_is_read_beside_the_window_and_once_however_often_it_is_asked_for(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot, park: Park
) -> None:
    park()
    items = SlowItems(desk)
    desk.parts = replace(desk.parts, make_parked=lambda: items)
    view = open_tab().parked
    show_unreadable(view)
    view.table.selectRow(0)
    shown = in_dialog(lambda dialog: dialog.accept())
    for _ in range(2):
        click(qtbot, view.look)
    items.gate.set()
    qtbot.waitUntil(lambda: shown() and QApplication.activeModalWidget() is None, timeout=WAIT)
    assert threading.current_thread() not in items.asked_by
    assert len(items.asked_by) == 1
