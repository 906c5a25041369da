"""The column *Checked*: when each reservation was last read and compared, and what that says today."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.errors import Beds24Unreachable
from console.domain.runs import RunKind
from console.ui.reservations.columns import NUMBER_OF
from console.ui.reservations.tab import ReservationsTab
from console.ui.window import Window
from tests.building import TODAY, booking, later
from tests.ui.conftest import Desk
from tests.ui.windows import doubled_keys, reservations_tab, show_active, sync_once, window_over

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def hotel(qtbot: QtBot, desk: Desk) -> Window:
    """Two arrive within 48 hours, one later."""
    desk.beds24.put(
        *(booking(n, unit_id=0, arrival=TODAY + day * DAY, departure=TODAY + (day + 2) * DAY) for n, day in _ARRIVALS)
    )
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    sync_once(qtbot, window, desk)
    return window


_ARRIVALS = ((1, 0), (2, 1), (3, 20))


def checked(tab: ReservationsTab) -> list[str]:
    return told(tab, Qt.ItemDataRole.DisplayRole)


def told(tab: ReservationsTab, role: Qt.ItemDataRole) -> list[str]:
    model = tab.model
    return [str(model.index(row, NUMBER_OF["checked"]).data(role)) for row in range(model.rowCount())]


def test_a_check_of_arrivals_ticks_those_who_arrive_and_a_later_change_asks_again(qtbot: QtBot, desk: Desk) -> None:
    window = hotel(qtbot, desk)
    tab = reservations_tab(window)
    qtbot.waitUntil(lambda: checked(tab) == ["?", "?", "?"])
    window.commands.deeds.ask(RunKind.ARRIVALS)
    qtbot.waitUntil(lambda: checked(tab) == ["✓ 14:00", "✓ 14:00", "?"])
    desk.clock.at += 5 * MINUTE
    desk.beds24.put(later(desk.beds24.bookings[2], 200, adults=3))
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(lambda: checked(tab) == ["✓ 14:00", "? 14:00, changed since", "?"])
    meanings = told(tab, Qt.ItemDataRole.AccessibleTextRole)
    assert meanings[0].startswith("It was read from Beds24 and compared")
    assert meanings[2] == "It was not read and compared by itself yet."


def test_one_that_differs_says_so_in_the_list_and_in_the_details(qtbot: QtBot, desk: Desk) -> None:
    window = hotel(qtbot, desk)
    tab = reservations_tab(window)
    desk.beds24.remove(1)
    window.commands.deeds.ask(RunKind.ARRIVALS)
    qtbot.waitUntil(lambda: checked(tab) == ["! differs, 14:00", "✓ 14:00", "?"])
    tab.open_reservation(tab.model.line(0).id)
    qtbot.waitUntil(lambda: any("both sides differ" in one.text() for one in tab.pane.findChildren(QLabel)))


def test_the_list_can_be_sorted_by_when_each_was_checked(qtbot: QtBot, desk: Desk) -> None:
    window = hotel(qtbot, desk)
    tab = reservations_tab(window)
    window.commands.deeds.ask(RunKind.ARRIVALS)
    qtbot.waitUntil(lambda: checked(tab).count("✓ 14:00") == 2)
    tab.table.sortByColumn(NUMBER_OF["checked"], Qt.SortOrder.DescendingOrder)
    assert checked(tab) == ["✓ 14:00", "✓ 14:00", "?"]


def test_the_night_before_is_told_with_its_day(qtbot: QtBot, desk: Desk) -> None:
    window = hotel(qtbot, desk)
    tab = reservations_tab(window)
    window.commands.deeds.ask(RunKind.RECONCILE)
    qtbot.waitUntil(lambda: checked(tab) == ["✓ 14:00"] * 3)
    desk.clock.at += DAY
    tab.model.pass_time()
    assert all("12" in text and text.startswith("✓") and text != "✓ 14:00" for text in checked(tab))


def check_first(window: Window, tab: ReservationsTab) -> None:
    tab.table.setFocus()
    tab.table.selectRow(0)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


def test_one_reservation_is_checked_by_its_key_and_says_what_came_of_it(qtbot: QtBot, desk: Desk) -> None:
    window = hotel(qtbot, desk)
    tab = reservations_tab(window)
    qtbot.waitUntil(lambda: checked(tab) == ["?", "?", "?"])
    check_first(window, tab)
    qtbot.waitUntil(lambda: tab.notice.text() == "Checked: both sides agree.")
    qtbot.waitUntil(lambda: checked(tab) == ["✓ 14:00", "?", "?"])
    desk.beds24.put(later(desk.beds24.bookings[1], 60, adults=4))
    check_first(window, tab)
    qtbot.waitUntil(lambda: tab.notice.text() == "Checked: 1 difference, see Reconcile.")
    qtbot.waitUntil(lambda: checked(tab)[0] == "! differs, 14:00")
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."))
    check_first(window, tab)
    qtbot.waitUntil(lambda: tab.notice.text() == "Not checked: Beds24 does not answer.")
    assert doubled_keys(window, "reservations") == []
