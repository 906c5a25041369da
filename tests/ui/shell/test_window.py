"""The window as a whole: opens, goes between tabs, remembers, tells its keys, closes."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.domain.errors import Beds24Unreachable
from console.domain.runs import RunKind
from console.jobs.report import Report
from console.ui.parts import ShowPlace
from console.ui.reservations.detail import DetailPane
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.telling import Telling
from console.ui.shell.keys import KeysSheet
from console.ui.shell.sync_view import SyncView
from console.ui.window import FIRST_SIZE, Window, first_size
from tests.building import HOTEL, after_one_another, booking
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.windows import doubled_keys


def reports(desk: Desk) -> list[Report]:
    return [news for news in desk.news if isinstance(news, Report)]


def test_the_window_opens_with_all_its_tabs_and_closes_without_a_warning(qtbot: QtBot, window: Window) -> None:
    for key in window.tab_keys:
        window.show_tab(key)
    window.close()
    assert not window.isVisible()


def test_the_title_names_the_hotel_and_no_demo(window: Window) -> None:
    assert HOTEL.name in window.windowTitle()
    assert "DEMO" not in window.windowTitle()


def test_f5_reads_the_bookings(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.put(*map(after_one_another, (1, 2)))
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.view.standing.reservations == 2)
    qtbot.waitUntil(lambda: "In sync" in window.header.pill.text())


def test_shift_f5_changes_nothing(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.put(booking(1))
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(reports(desk)))
    assert reports(desk)[0].run.kind is RunKind.CHECK
    assert window.view.standing.reservations == 0


def test_the_number_keys_go_between_the_tabs(qtbot: QtBot, window: Window, desk: Desk) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.stage.settings.value("window/tab") == "guests"


def test_enter_presses_the_button_that_has_the_keyboard(window: Window, desk: Desk) -> None:
    sync = next(one for one in window.navigation.findChildren(QAbstractButton) if "Sync" in one.accessibleName())
    sync.setFocus()
    QTest.keyClick(sync, Qt.Key.Key_Return)
    assert desk.stage.settings.value("window/tab") == "sync"


def test_the_first_window_fits_on_the_screen_with_its_frame() -> None:
    assert first_size(QSize(1920, 1080)) == QSize(*FIRST_SIZE)
    small = first_size(QSize(1280, 800))
    assert small.width() < 1280
    assert small.height() < 800


def test_the_window_comes_back_where_it_was(qtbot: QtBot, window: Window, desk: Desk) -> None:
    window.show_tab("sync")
    window.resize(980, 650)
    window.close()
    again = Window(desk.stage, desk.parts, SyncView(desk.stage, desk.parts))
    qtbot.addWidget(again)
    again.begin()
    assert (again.width(), again.height()) == (980, 650)
    assert desk.stage.settings.value("window/tab") == "sync"


def test_a_word_through_the_courier_goes_to_a_tab(window: Window, desk: Desk) -> None:
    desk.stage.courier.send(ShowPlace("settings", "connection"))
    assert desk.stage.settings.value("window/tab") == "settings"
    desk.stage.courier.send(ShowPlace("nowhere"))
    assert desk.stage.settings.value("window/tab") == "settings"


def test_the_sheet_of_keys_finds_an_action_by_its_name(qtbot: QtBot, window: Window) -> None:
    window.show_keys()
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    every = sheet.table.model().rowCount()
    sheet.search.setText("sync now")
    assert 1 <= sheet.table.model().rowCount() < every
    sheet.search.setText("no action has this name")
    assert not sheet.table.isVisible()
    sheet.close()


def test_no_key_has_two_meanings_in_one_tab(window: Window) -> None:
    for key in window.tab_keys:
        assert doubled_keys(window, key) == []


def test_keys_and_quit_are_heard_without_the_bars_and_beside_the_window(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    apply(desk.store, booking(1))
    window._set_bars_visible(shown=False)
    QTest.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    sheet.close()
    sheet.deleteLater()
    details = DetailPane(
        desk.stage,
        desk.parts.book,
        Telling(desk.stage.zone, "2026-05-12"),
        MessageAsker(desk.runner, lambda: desk.parts.messages),
        apart=True,
    )
    qtbot.addWidget(details)
    with qtbot.waitActive(details):
        details.show()
        details.activateWindow()
    QTest.keyClick(details, Qt.Key.Key_F1)
    sheet = details.findChild(KeysSheet)
    assert sheet is not None
    sheet.close()
    with qtbot.waitSignal(window.quit_wanted):
        QTest.keyClick(details, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


def test_the_sheet_tells_actions_without_a_key_too(window: Window) -> None:
    window.show_tab("settings")
    told = {row.action: row.key for row in window._menus.rows()}
    assert told["Settings: About"] == ""
    assert told["Sync now"] == "F5"


def test_every_widget_that_takes_the_focus_has_a_name(qtbot: QtBot, window: Window) -> None:
    for key in window.tab_keys:
        window.show_tab(key)
        qtbot.wait(50)
        assert [name_of(one) for one in window.findChildren(QWidget) if is_nameless(one)] == []


def is_nameless(widget: QWidget) -> bool:
    if not isinstance(widget, (QAbstractButton, QAbstractItemView, QLineEdit)) or not widget.isVisible():
        return False
    takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_focus and not (widget.accessibleName() or getattr(widget, "text", str)())


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.property('kind')} in {type(widget.parent()).__name__}"


def places_of_a_round(window: Window) -> set[str]:
    """Where six presses of F6 lead."""
    seen = set()
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focused = window.focusWidget()
        assert focused is not None
        seen.add("navigation" if window.navigation.isAncestorOf(focused) else type(focused).__name__)
    return seen


def test_f6_goes_round_the_panes(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: len(places_of_a_round(window)) >= 3)  # a list that is still read has nothing to stop at
    assert "navigation" in places_of_a_round(window)


def test_a_cut_line_shows_as_offline_and_heals(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.put(booking(1))
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: len(reports(desk)) == 1 and not desk.runner.busy)
    desk.beds24.fail(Beds24Unreachable("no line"))
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: len(reports(desk)) == 2)
    qtbot.waitUntil(lambda: "Offline, data of" in window.header.pill.text())
    qtbot.waitUntil(lambda: not desk.runner.busy)
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: "In sync" in window.header.pill.text())
