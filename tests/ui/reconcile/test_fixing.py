"""Differences mended in the Reconcile tab: with a button or a letter, alone and several at once, undone by the bar."""

import threading
from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.errors import Beds24Unreachable
from console.domain.fixing import Way
from console.services.connecting import keep_key_details
from console.ui.reconcile.batch_dialog import BatchDialog
from console.ui.reconcile.fix_match import MatchDialog
from console.ui.reconcile.fixer import fix_of
from console.ui.reconcile.fixes import PageFixes
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.saying_dialog import SayingDialog
from tests.building import NOW, later
from tests.storing import rows
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Differ, Open, Opened, choose, shown, stay
from tests.ui.windows import sync_once


def fixes_of(page: DifferencesPage) -> PageFixes:
    return cast("PageFixes", page.findChild(PageFixes))


def choose_offered(opened: Opened, *numbers: int) -> PageFixes:
    """Mark the lines of these bookings, and wait until it is known what may be done about them."""
    page = opened.review
    if len(numbers) == 1:
        choose(page, *numbers)
    else:
        page.table.selectAll()
    fixes = fixes_of(page)
    opened.qtbot.waitUntil(lambda: {line.id for line in page.marked_lines()} == set(fixes.panel.offers))
    return fixes


def until_said(opened: Opened, sentence: str) -> None:
    """Until the undo bar says this."""
    opened.qtbot.waitUntil(lambda: sentence in opened.window.undoing.bar.text)


def adults(desk: Desk, number: int) -> int:
    ((found,),) = rows(desk.store, "SELECT adults FROM reservations WHERE beds24_id = ?", number)
    return int(found)


def press(opened: Opened, key: Qt.Key) -> None:
    """A key in the list."""
    opened.review.table.setFocus()
    QTest.keyClick(opened.review.table, key)


def test_a_press_on_take_brings_beds24s_value(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    fixes = choose_offered(opened, 1)
    QTest.mouseClick(fixes.panel.buttons[Way.TAKE], Qt.MouseButton.LeftButton)
    until_said(opened, "Now equal.")
    assert adults(desk, 1) == 4
    opened.qtbot.waitUntil(lambda: opened.review.model.rowCount() == 0)


def test_the_letter_o_sends_what_stands_here(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    choose_offered(opened, 1)
    desk.clock.at += timedelta(minutes=5)
    press(opened, Qt.Key.Key_O)
    until_said(opened, "Now equal.")
    assert desk.beds24.bookings[1].adults == adults(desk, 1) == 2


def test_what_the_channel_owns_cannot_be_sent_and_says_so(differ: Differ, open_tab: Open) -> None:
    differ((stay(1, channel="booking", api_source="Booking.com"), {"adults": 4}))
    opened = open_tab()
    panel = choose_offered(opened, 1).panel
    assert not panel.buttons[Way.SEND].isEnabled()
    assert "This belongs to Booking.com" in panel.reason.text()
    assert panel.buttons[Way.TAKE].isEnabled()


def test_a_key_that_may_not_write_closes_sending_with_its_reason(desk: Desk, differ: Differ, open_tab: Open) -> None:
    desk.beds24.scopes = ("read:bookings", "read:bookings-personal", "read:bookings-financial", "read:properties")
    with desk.store.writing() as session:
        keep_key_details(session, desk.beds24.key_details(), NOW)
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    panel = choose_offered(opened, 1).panel
    assert not panel.buttons[Way.SEND].isEnabled()
    assert "write:bookings" in panel.reason.text()


def test_without_a_line_nothing_is_done_and_the_pane_says_why(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    panel = choose_offered(opened, 1).panel
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."))
    press(opened, Qt.Key.Key_B)
    opened.qtbot.waitUntil(lambda: "Beds24 does not answer." in panel.trouble.text)
    assert adults(desk, 1) == 2
    assert opened.review.model.rowCount() == 1


def test_what_moved_meanwhile_is_refused_and_shown_anew(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    fixes = choose_offered(opened, 1)
    desk.beds24.put(later(desk.beds24.bookings[1], adults=3))
    press(opened, Qt.Key.Key_B)
    opened.qtbot.waitUntil(lambda: "Something has changed since you looked" in fixes.panel.trouble.text)
    assert adults(desk, 1) == 2
    opened.qtbot.waitUntil(lambda: shown(opened.review, "beds24") == ["3"])


def test_several_are_shown_as_they_will_be_before_they_are_done(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}), (stay(2, 6), {"adults": 1}), (stay(4, 9), {"voucher": "V7"}))
    opened = open_tab()
    opened.review.table.selectAll()
    fixes = fixes_of(opened.review)
    opened.qtbot.waitUntil(lambda: len(fixes.panel.offers) == len(opened.review.model.shown))
    press(opened, Qt.Key.Key_B)
    dialog = cast("BatchDialog", fixes.dialog)
    assert dialog.windowTitle() == "Preview 3 fixes"
    assert "here becomes 4" in dialog.list.item(0).text()
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    until_said(opened, "3 equal now.")
    assert (adults(desk, 1), adults(desk, 2)) == (4, 1)
    opened.window.undoing.undo.trigger()
    opened.qtbot.waitUntil(lambda: (adults(desk, 1), adults(desk, 2)) == (2, 2))


def test_a_lost_stay_is_matched_to_the_booking_that_it_became(desk: Desk, differ: Differ, open_tab: Open) -> None:
    desk.beds24.put(stay(8, 5, last_name="Weber"))
    differ((stay(7, 5, last_name="Weber"), None))
    opened = open_tab()
    fixes = choose_offered(opened, 7)
    press(opened, Qt.Key.Key_M)
    dialog = cast("MatchDialog", fixes.dialog)
    assert not dialog.yes.isEnabled()
    dialog.list.setCurrentRow(0)
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    until_said(opened, "Now equal.")
    assert rows(desk.store, "SELECT beds24_id FROM reservations") == [(8,)]


def test_what_is_kept_stays_here_whatever_the_next_sync_brings(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    choose_offered(opened, 1)
    press(opened, Qt.Key.Key_E)
    dialog = cast("SayingDialog", QApplication.activeModalWidget())
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "Write why it is to be so" in dialog.trouble.text())
    dialog.text.setPlainText("The children sleep elsewhere.")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    until_said(opened, "Kept as expected.")
    sync_once(opened.qtbot, opened.window, desk)
    assert adults(desk, 1) == 2
    assert desk.beds24.writes == []


def test_what_is_to_stay_is_not_half_kept_while_others_are_being_settled(
    desk: Desk, differ: Differ, open_tab: Open
) -> None:
    differ((stay(1), {"adults": 4}), (stay(2, 6), {"adults": 1}))
    opened = open_tab()
    choose_offered(opened, 2)
    press(opened, Qt.Key.Key_E)
    dialog = cast("SayingDialog", QApplication.activeModalWidget())
    dialog.text.setPlainText("The children sleep elsewhere.")
    goes_on = threading.Event()
    desk.runner.run_errand(lambda _watch: goes_on.wait(10))
    fixes_of(opened.review).fixer.fix([fix_of(line, Way.TAKE) for line in opened.review.model.all[:1]])
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "Save again in a moment" in dialog.trouble.text()
    goes_on.set()
    opened.qtbot.waitUntil(lambda: not fixes_of(opened.review).fixer.busy)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    until_said(opened, "Kept as expected.")


def test_a_batch_that_is_stopped_before_its_turn_changes_nothing(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}), (stay(2, 6), {"adults": 1}))
    opened = open_tab()
    fixes = choose_offered(opened, 1, 2)
    runs_on = threading.Event()
    desk.runner.run_errand(lambda _watch: runs_on.wait(10))
    press(opened, Qt.Key.Key_B)
    QTest.mouseClick(cast("BatchDialog", fixes.dialog).yes, Qt.MouseButton.LeftButton)
    QTest.mouseClick(fixes.panel.stop, Qt.MouseButton.LeftButton)
    runs_on.set()
    opened.qtbot.waitUntil(lambda: "Nothing was changed Stopped as asked." in fixes.panel.trouble.text)
    assert (adults(desk, 1), adults(desk, 2)) == (2, 2)
    assert not fixes.fixer.busy
