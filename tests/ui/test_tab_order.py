"""Tab goes through everything that takes the keyboard, as one reads, and each of it has a name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from console.domain.announcing import EventsChanged
from console.domain.hook_events import EventState
from console.ui.guests.list import GuestsPage
from console.ui.kit.columns import ColumnsSheet
from console.ui.settings.tab import SettingsTab
from console.ui.shell.keys import KeysSheet
from console.ui.sync.dismiss_dialog import DismissDialog
from console.ui.sync.events_view import EventsView
from console.ui.sync.map_room import MapRoomDialog
from console.ui.sync.raw_dialog import RawDialog
from console.ui.window import Window
from tests.building import booking
from tests.ui.conftest import Desk
from tests.ui.sync.hearing import Hotel
from tests.ui.windows import reservations_tab, show_active, sync_once, sync_tab, window_over

SECTIONS = ["connection", "rooms", "guests", "schedule", "brake", "appearance", "notifications", "data", "about"]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    """Every list has rows, and something needs a person."""
    desk.beds24.put(*(booking(number, unit_id=1 + number % 3) for number in range(1, 9)), booking(9, room_type_id=999))
    made = window_over(qtbot, desk)
    made.resize(1280, 800)
    show_active(qtbot, made)
    sync_once(qtbot, made, desk)
    qtbot.waitUntil(made.strip.isVisible)
    return made


def walked(root: QWidget) -> list[QWidget]:
    """What Tab comes to, once round."""
    root.activateWindow()
    here = root.focusWidget()
    assert here is not None
    seen: list[QWidget] = []
    while here not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = root.focusWidget()
    return seen


def takers(root: QWidget) -> list[QWidget]:
    """Everything that takes the keyboard by Tab."""
    found = [one for one in root.findChildren(QWidget) if one.isVisible() and one.isEnabled() and one.window() is root]
    return [one for one in found if bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and not one.focusProxy()]


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}” in {type(widget.parent()).__name__}"


def assert_walk(root: QWidget) -> None:
    seen = walked(root)
    assert [told(one) for one in takers(root) if one not in seen] == []
    assert [told(one) for one in seen if not one.accessibleName().strip()] == []


def assert_read_in_order(root: QWidget, *ordered: QWidget) -> None:
    seen = walked(root)
    places = [seen.index(one) for one in ordered]
    start = places.index(min(places))
    assert places[start:] + places[:start] == sorted(places)


@pytest.mark.parametrize("key", ["reservations", "guests", "sync", "settings"])
def test_tab_leaves_nothing_of_a_tab_out(qtbot: QtBot, window: Window, key: str) -> None:
    window.show_tab(key)
    qtbot.wait(150)
    assert_walk(window)


def test_the_frame_and_the_list_are_met_as_one_reads(qtbot: QtBot, window: Window) -> None:
    tab = reservations_tab(window)
    qtbot.waitUntil(tab.table.isVisible)
    fix = next(one for one in takers(window) if window.strip.isAncestorOf(one))
    first_tab = next(one for one in takers(window) if window.navigation.isAncestorOf(one))
    filters = tab.filters
    chips = [chip for chip in filters.chips.values() if chip.isVisible()]
    assert_read_in_order(
        window, window.header.pill, window.header.sync_now, fix, first_tab, filters.search, filters.status,
        filters.channel, filters.room, chips[0], tab.table,
    )  # fmt: skip


@pytest.mark.parametrize("name", SECTIONS)
def test_tab_leaves_nothing_of_a_section_of_settings_out(qtbot: QtBot, window: Window, name: str) -> None:
    window.show_tab("settings")
    tab = window.tab("settings")
    assert isinstance(tab, SettingsTab)
    tab.show_place(name)
    qtbot.wait(150)
    assert_walk(window)


@pytest.mark.parametrize("number", range(4))
def test_tab_leaves_nothing_of_a_guests_card_out(qtbot: QtBot, window: Window, number: int) -> None:
    window.show_tab("guests")
    tab = window.tab("guests")
    assert tab is not None
    (page,) = tab.findChildren(GuestsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    with qtbot.waitSignal(page.pane.shown):
        page.open_guest(page.model.line(0).id)
    page.pane.tabs.setCurrentIndex(number)
    qtbot.wait(100)
    assert_walk(window)


@pytest.mark.parametrize("page", range(7))
def test_tab_leaves_nothing_of_the_details_out(qtbot: QtBot, window: Window, page: int) -> None:
    tab = reservations_tab(window)
    qtbot.waitUntil(lambda: tab.model.rowCount() > 0)
    with qtbot.waitSignal(tab.pane.shown):
        tab.open_reservation(tab.model.line(0).id)
    tab.pane.tabs.setCurrentIndex(page)
    assert_walk(window)


def test_tab_leaves_nothing_of_what_waits_out(qtbot: QtBot, window: Window) -> None:
    tab = sync_tab(window)
    tab.show_parked()
    qtbot.waitUntil(tab.parked.table.isVisible)
    assert_walk(window)


def test_tab_leaves_nothing_of_the_events_out(qtbot: QtBot, window: Window, desk: Desk) -> None:
    events = events_of_a_day(qtbot, window, desk)
    for page in range(3):
        events.pane.tabs.setCurrentIndex(page)
        assert_walk(window)


def events_of_a_day(qtbot: QtBot, window: Window, desk: Desk) -> EventsView:
    """The page of events with a parked one chosen, so that everything can be done."""
    tab = sync_tab(window)
    Hotel(desk.store).a_day()
    desk.stage.courier.send(EventsChanged())
    qtbot.waitUntil(lambda: tab.events.model.for_a_person > 1)
    tab.show_events()
    tab.events.choose(next(one.event.id for one in tab.events.model.shown if one.event.state is EventState.PARKED))
    qtbot.waitUntil(lambda: bool(tab.events.pane.body.toPlainText()))
    return tab.events


def test_a_tab_gives_the_keyboard_to_something_with_a_name(qtbot: QtBot, window: Window) -> None:
    for number, _key in enumerate(window.tab_keys, 1):
        QTest.keyClick(window, Qt.Key(ord("0") + number), Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(50)
        focused = window.focusWidget()
        assert focused is not None
        assert focused.accessibleName()


def dialogs(qtbot: QtBot, window: Window) -> Iterator[QDialog]:
    yield KeysSheet(window._stage, window._menus.rows(), window)
    yield ColumnsSheet(reservations_tab(window).table)
    parked = sync_tab(window).parked
    qtbot.waitUntil(lambda: parked.things.rowCount() > 0)
    thing = parked.things.thing_at(0)
    assert thing is not None
    assert parked._group is not None
    yield RawDialog(parked, thing, b"{}")
    yield DismissDialog(parked, "Booking 1")
    yield MapRoomDialog(parked, parked._group, parked._parked.rooms())


def test_tab_leaves_nothing_of_a_dialog_out(qtbot: QtBot, window: Window) -> None:
    for dialog in dialogs(qtbot, window):
        dialog.show()
        qtbot.waitUntil(lambda dialog=dialog: dialog.focusWidget() is not None)  # type: ignore[misc] # each its own
        assert_walk(dialog)
        dialog.close()


def test_the_popup_of_the_pill_can_be_walked(qtbot: QtBot, window: Window) -> None:
    window.header.pill.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert_walk(popup)
    popup.hide()
