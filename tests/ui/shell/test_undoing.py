"""Undo and Redo of the whole window: the Edit menu, its keys, the bar under the tabs."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.domain.announcing import EditsChanged
from console.domain.undoing import DeedBook, DeedKey
from console.services.guest_decisions import GuestDesk
from console.ui.parts import Done
from console.ui.window import Window
from tests.building import booking, later
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.guests.reviewing import a_few, open_review, stay
from tests.ui.windows import doubled_keys, reservations_tab, show_active, window_over

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def guests(desk: Desk) -> list[str]:
    return [name for (name,) in rows(desk.store, "SELECT name FROM guests ORDER BY name")]


def merged_before(desk: Desk) -> int:
    """Two guests whom the desk merged; gives the number of the decision."""
    apply(desk.store, stay(1, "Lea Moser"), stay(2, "Lea Winter"))
    one, other = (id_ for (id_,) in rows(desk.store, "SELECT id FROM guests ORDER BY id"))
    made = GuestDesk(desk.store, desk.clock, desk.stage.courier.send).merge(one, other)
    assert len(guests(desk)) == 1
    return made.number


def ready(qtbot: QtBot, desk: Desk) -> Window:
    """The window with the keyboard, once it knows what was done."""
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    window.make_rest()
    qtbot.waitUntil(window.undoing.undo.isEnabled)
    return window


def test_ctrl_z_takes_back_what_was_done_before_the_window_opened_and_ctrl_shift_z_does_it_again(
    qtbot: QtBot, desk: Desk
) -> None:
    merged_before(desk)
    window = ready(qtbot, desk)
    assert window.undoing.undo.text() == "Undo merging Lea Moser and Lea Winter"
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.undoing.bar.text == "Taken back: merging Lea Moser and Lea Winter.")
    assert guests(desk) == ["Lea Moser", "Lea Winter"]
    qtbot.waitUntil(lambda: not window.undoing.undo.isEnabled())
    assert window.undoing.redo.text() == "Redo merging Lea Moser and Lea Winter"
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.undoing.bar.text.startswith("Done again"))
    assert len(guests(desk)) == 1


def test_the_bar_takes_back_what_it_tells_of(qtbot: QtBot, desk: Desk) -> None:
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    number = merged_before(desk)
    desk.stage.courier.send(Done("One guest now.", (DeedKey(DeedBook.DECISIONS, number),)))
    qtbot.waitUntil(lambda: window.undoing.bar.text == "One guest now.")
    assert window.undoing.bar.act.text() == "Undo (Ctrl+Z)"
    QTest.mouseClick(window.undoing.bar.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(guests(desk)) == 2)
    qtbot.waitUntil(lambda: window.undoing.bar.text.startswith("Taken back"))


def test_f6_leads_into_the_bar_and_enter_takes_back(qtbot: QtBot, desk: Desk) -> None:
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    number = merged_before(desk)
    desk.stage.courier.send(Done("One guest now.", (DeedKey(DeedBook.DECISIONS, number),)))
    qtbot.waitUntil(window.undoing.bar.act.isVisible)
    for _ in range(6):
        if QApplication.focusWidget() is window.undoing.bar.act:
            break
        QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.undoing.bar.act
    QTest.keyClick(window.undoing.bar.act, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(guests(desk)) == 2)


def test_the_bar_goes_by_itself_but_not_under_the_hand_of_whoever_is_in_it(qtbot: QtBot, desk: Desk) -> None:
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    desk.stage.courier.send(Done("Saved."))
    bar = window.undoing.bar
    assert bar.text == "Saved."
    assert bar.timer.isActive()
    assert not bar.act.isVisible()
    bar.close_it.setFocus()
    bar.timer.timeout.emit()
    assert bar.isVisible()
    window.navigation.setFocus()
    bar.close_it.clearFocus()
    bar.timer.timeout.emit()
    assert bar.text == ""


def test_a_text_field_keeps_its_own_ctrl_z(qtbot: QtBot, desk: Desk) -> None:
    merged_before(desk)
    window = ready(qtbot, desk)
    search = reservations_tab(window).findChild(QLineEdit)
    assert search is not None
    search.setFocus()
    QTest.keyClicks(search, "moser")
    QTest.keyClick(search, Qt.Key.Key_Z, CTRL)
    assert search.text() != "moser"
    assert window.undoing.bar.text == ""
    assert len(guests(desk)) == 1


def test_the_list_of_what_was_done_last_names_each_and_takes_it_back(qtbot: QtBot, desk: Desk) -> None:
    merged_before(desk)
    window = ready(qtbot, desk)
    (line,) = window.undoing.listed.actions()
    assert line.text().endswith("the desk · merging Lea Moser and Lea Winter")
    line.trigger()
    qtbot.waitUntil(lambda: len(guests(desk)) == 2)
    qtbot.waitUntil(lambda: "taken back" in window.undoing.listed.actions()[0].text())


def test_no_key_of_any_tab_means_undo_too(qtbot: QtBot, desk: Desk) -> None:
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    assert [doubled_keys(window, tab) for tab in window.tab_keys] == [[]] * len(window.tab_keys)


def test_what_was_decided_on_the_page_of_guests_is_taken_back_once(qtbot: QtBot, desk: Desk) -> None:
    at = open_review(qtbot, desk, a_few())
    at.wait_for_pair("Lea Moser · Lea Winter")
    at.press(Qt.Key.Key_M)
    at.until_said("Merged")
    assert at.page.deeds.undoable is not None
    qtbot.waitUntil(at.window.undoing.undo.isEnabled)
    at.press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: at.window.undoing.bar.text.startswith("Taken back: merging Lea"))
    qtbot.waitUntil(lambda: at.page.deeds.undoable is None)


def test_what_beds24_already_has_is_said_to_be_corrected_in_menu_and_bar(qtbot: QtBot, desk: Desk) -> None:
    there = stay(1, "Rosa García", price=30000)
    apply(desk.store, there)
    act = desk.parts.edit_desk.change(1, {"price": 25000})
    window = ready(qtbot, desk)
    assert window.undoing.undo.text() == "Undo changing the price of Rosa García"
    desk.stage.courier.send(Done.of_acts("Changed the price.", act.id))
    bar = window.undoing.bar
    assert bar.act.text() == "Undo (Ctrl+Z)"
    apply(desk.store, later(there, price=25000))
    desk.stage.courier.send(EditsChanged((1,)))
    qtbot.waitUntil(lambda: bar.act.text() == "Undo, sends a correction to Beds24 (Ctrl+Z)")
    correcting = "Undo changing the price of Rosa García (sends a correction to Beds24)"
    assert window.undoing.undo.text() == correcting
    QTest.mouseClick(bar.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.text.endswith("the price of Rosa García. A correction goes to Beds24."))
    assert rows(desk.store, "SELECT here, there, intent FROM edits") == [("30000", "25000", "send")]


def test_what_cannot_be_taken_back_says_why_and_lets_the_key_go_on_to_what_was_done_before(
    qtbot: QtBot, desk: Desk
) -> None:
    there = stay(1, "Rosa García", price=30000)
    apply(desk.store, there)
    desk.parts.edit_desk.change(1, {"notes": "VIP"})
    desk.clock.at += timedelta(minutes=1)
    desk.parts.edit_desk.change(1, {"price": 25000})
    for seconds, price in ((60, 25000), (120, 28000)):
        apply(desk.store, later(there, seconds, price=price))
    window = ready(qtbot, desk)
    bar = window.undoing.bar
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: bar.text.startswith("Changing the price of Rosa García was not taken back. This cannot"))
    qtbot.waitUntil(lambda: window.undoing.undo.text() == "Undo changing the notes of Rosa García")
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: bar.text.startswith("Taken back: changing the notes"))


def test_a_stay_is_not_taken_back_into_a_room_that_is_taken_by_now(qtbot: QtBot, desk: Desk) -> None:
    apply(desk.store, booking(1, first_name="Rosa", last_name="García"))
    desk.parts.edit_desk.change(1, {"status": "cancelled"})
    apply(desk.store, booking(2))
    window = ready(qtbot, desk)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    bar = window.undoing.bar
    qtbot.waitUntil(lambda: bar.text.endswith("by reservation 2. Nothing was undone."))
    assert bar.text.startswith("Cancelling the stay of Rosa García was not taken back. Room 201 is taken by now, from")
    assert rows(desk.store, "SELECT status FROM reservations WHERE beds24_id = 1") == [("cancelled",)]


def test_several_that_were_done_at_once_go_with_one_press(qtbot: QtBot, desk: Desk) -> None:
    apply(desk.store, stay(1, "Rosa García"), stay(2, "Wei Chen"))
    first = desk.parts.edit_desk.change(1, {"notes": "one"})
    second = desk.parts.edit_desk.change(2, {"notes": "two"})
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    desk.stage.courier.send(Done.of_acts("2 equal now.", first.id, second.id))
    QTest.mouseClick(window.undoing.bar.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(desk.store, "SELECT * FROM edits") == [])


def test_a_name_with_an_ampersand_stands_in_the_menu_as_it_is(qtbot: QtBot, desk: Desk) -> None:
    apply(desk.store, stay(1, "Bert & Co"))
    desk.parts.edit_desk.change(1, {"notes": "VIP"})
    window = ready(qtbot, desk)
    assert window.undoing.undo.text() == "Undo changing the notes of Bert && Co"
