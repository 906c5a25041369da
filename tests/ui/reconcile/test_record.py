"""Both sides of a booking in full: asked for anew, settled field by field, and conflicts as questions."""

from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.edits import Part
from console.domain.errors import Beds24Unreachable
from console.domain.fixing import Way
from console.domain.runs import RunKind, Trigger
from console.jobs.runner import Wish
from console.ui.reconcile.record_dialog import RecordDialog
from console.ui.reconcile.saying_dialog import SayingDialog
from tests.building import TODAY, later
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Differ, Open, Opened, stay
from tests.ui.reconcile.test_fixing import adults, choose_offered, press


def open_record(opened: Opened, number: int) -> RecordDialog:
    """With Enter, once Beds24 has been asked."""
    fixes = choose_offered(opened, number)
    press(opened, Qt.Key.Key_Return)
    dialog = cast("RecordDialog", fixes.dialog)
    opened.qtbot.waitUntil(lambda: dialog.record is not None and dialog.again.isEnabled())
    return dialog


def conflict(desk: Desk) -> None:
    """The desk moved a departure, and Beds24 did so too, otherwise."""
    apply(desk.store, stay(1))
    desk.parts.edit_desk.change(1, {"departure": TODAY + timedelta(days=7)})
    desk.clock.at += timedelta(minutes=5)
    desk.beds24.put(later(stay(1), departure=TODAY + timedelta(days=8)))
    desk.runner.ask(Wish(RunKind.PULL, Trigger.MANUAL)).result(20)
    desk.runner.ask(Wish(RunKind.RECONCILE, Trigger.MANUAL)).result(20)
    desk.clock.at += timedelta(minutes=5)


def departure(desk: Desk) -> str:
    ((found,),) = rows(desk.store, "SELECT departure FROM reservations WHERE beds24_id = 1")
    return str(found)


def test_the_record_asks_beds24_shows_what_differs_and_folds_what_is_equal(differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    dialog = open_record(open_tab(), 1)
    assert "Beds24 was asked just now" in dialog.asked.text()
    assert set(dialog.sheet.arrows) == {("adults", Way.TAKE), ("adults", Way.SEND)}
    assert dialog.story.count() == 1


def test_each_field_goes_its_own_way(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4, "price": 45000}))
    opened = open_tab()
    dialog = open_record(opened, 1)
    QTest.mouseClick(dialog.sheet.arrows["adults", Way.TAKE], Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.sheet.arrows["price", Way.TAKE], Qt.Key.Key_Right)
    assert dialog.apply.text() == "Apply 2 choices…"
    desk.clock.at += timedelta(minutes=5)
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "2 equal now." in dialog.state.text())
    assert adults(desk, 1) == desk.beds24.bookings[1].adults == 4
    assert desk.beds24.bookings[1].price == 30000
    opened.qtbot.waitUntil(lambda: dialog.sheet.arrows == {})


def test_what_is_settled_together_is_chosen_together(differ: Differ, open_tab: Open) -> None:
    moved = {"arrival": TODAY + timedelta(days=4), "departure": TODAY + timedelta(days=8)}
    differ((stay(1), moved))
    dialog = open_record(open_tab(), 1)
    QTest.mouseClick(dialog.sheet.arrows["arrival", Way.TAKE], Qt.MouseButton.LeftButton)
    assert dialog.sheet.arrows["departure", Way.TAKE].isChecked()
    QTest.mouseClick(dialog.sheet.arrows["departure", Way.TAKE], Qt.MouseButton.LeftButton)
    assert not dialog.sheet.arrows["arrival", Way.TAKE].isChecked()
    assert not dialog.apply.isEnabled()


def test_without_a_line_the_record_shows_what_was_told_last(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 4}))
    opened = open_tab()
    desk.beds24.fail(Beds24Unreachable("No line."))
    dialog = open_record(opened, 1)
    opened.qtbot.waitUntil(lambda: "No line." in dialog.asked.text())
    assert ("adults", Way.TAKE) in dialog.sheet.arrows


def test_a_conflict_is_a_question_with_both_values_as_its_answers(desk: Desk, open_tab: Open) -> None:
    conflict(desk)
    opened = open_tab()
    dialog = open_record(opened, 1)
    theirs = dialog.questions.buttons[Part.DATES, Way.TAKE]
    assert "20 May" in theirs.text()
    assert "19 May" in dialog.questions.buttons[Part.DATES, Way.SEND].text()
    QTest.mouseClick(theirs, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "Now equal." in dialog.state.text())
    assert departure(desk) == "2026-05-20"
    opened.qtbot.waitUntil(lambda: not dialog.questions.isVisible())


def test_a_conflict_that_is_ours_is_sent(desk: Desk, open_tab: Open) -> None:
    conflict(desk)
    opened = open_tab()
    dialog = open_record(opened, 1)
    QTest.mouseClick(dialog.questions.buttons[Part.DATES, Way.SEND], Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "Now equal." in dialog.state.text())
    assert departure(desk) == desk.beds24.bookings[1].departure.isoformat() == "2026-05-19"


def test_a_booking_that_only_beds24_has_is_taken_in_from_its_record(desk: Desk, differ: Differ, open_tab: Open) -> None:
    desk.beds24.put(stay(8, 5, last_name="Weber"))
    differ((stay(1), {}))
    opened = open_tab()
    dialog = open_record(opened, 8)
    assert "This booking is not here yet." in dialog.asked.text()
    QTest.mouseClick(dialog.questions.whole[Way.TAKE], Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "Now equal." in dialog.state.text())
    assert rows(desk.store, "SELECT beds24_id FROM reservations ORDER BY 1") == [(1,), (8,)]
    opened.qtbot.waitUntil(dialog.questions.isHidden)


def test_a_conflict_that_may_stay_is_asked_until_when_and_why(desk: Desk, open_tab: Open) -> None:
    conflict(desk)
    opened = open_tab()
    dialog = open_record(opened, 1)
    QTest.mouseClick(dialog.questions.buttons[Part.DATES, Way.KEEP], Qt.MouseButton.LeftButton)
    asking = cast("SayingDialog", QApplication.activeModalWidget())
    asking.text.setPlainText("The guest will call back.")
    QTest.mouseClick(asking.save_button, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(dialog.questions.isHidden)
    assert departure(desk) == "2026-05-19"
    assert rows(desk.store, "SELECT DISTINCT intent, in_conflict FROM edits") == [("keep", 0)]
    assert rows(desk.store, "SELECT status FROM discrepancies WHERE field = 'departure'") == [("expected",)]
