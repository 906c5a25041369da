"""What a person says of differences in the window: later, expected, a note, and back again."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.ui.parts import Done
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.saying_dialog import SayingDialog
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Differ, Open, Opened, choose, line_of, shown, statuses, stay

TWO = ((stay(1), {"adults": 3}), (stay(2), {"adults": 4}))


def sentences(desk: Desk) -> list[str]:
    """What the undo bar was told."""
    return [news.sentence for news in desk.news if isinstance(news, Done)]


def dialog_of(page: DifferencesPage) -> SayingDialog:
    (dialog,) = page.findChildren(SayingDialog)
    return dialog


def put_off(opened: Opened, text: str) -> None:
    """Choose from the menu of *Later*."""
    page = opened.review
    QTest.keyClick(page.table, Qt.Key.Key_S)
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    next(entry for entry in menu.actions() if entry.text() == text).trigger()
    menu.close()
    opened.qtbot.waitUntil(lambda: not menu.isVisible())
    opened.window.activateWindow()


def test_what_is_put_off_leaves_the_list_and_comes_back_by_the_clock(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*TWO)
    opened = open_tab()
    choose(opened.review, 1)
    put_off(opened, "Until tomorrow")
    qtbot.waitUntil(lambda: shown(opened.review, "guest") == ["Anna Beispiel 2 · 2"])
    assert sentences(desk) == ["1 difference put off until Wed 13 May."]
    assert shown(opened.page("expected"), "state") == ["Put off until Wed 13 May by Maria"]
    assert opened.tab.tabs.tabText(0) == "For review (1)"
    desk.clock.at += timedelta(hours=12)
    opened.tab.feed.look_at_clock()
    qtbot.waitUntil(lambda: len(opened.review.model.shown) == 2)
    choose(opened.review, 1)
    assert opened.review.pane.said.text() == "It was put off until Wed 13 May, and is back."
    assert statuses(desk) == {1: "snoozed", 2: "open"}


def test_it_can_be_put_off_until_the_arrival_but_not_until_one_that_is_over(differ: Differ, open_tab: Open) -> None:
    differ(*TWO, (stay(3, 0), {"adults": 1}))
    opened = open_tab()
    choose(opened.review, 3)
    entries = [
        one.text() for one in opened.review.deeds.later_menu(opened.review, opened.review.marked_lines()).actions()
    ]
    assert entries == ["Until tomorrow", "For 3 days", "Until a date…"]
    choose(opened.review, 1)
    put_off(opened, "Until the arrival")
    opened.qtbot.waitUntil(lambda: len(opened.review.model.shown) == 2)
    assert shown(opened.page("expected"), "state") == ["Put off until Fri 15 May by Maria"]


def test_an_expectation_needs_a_reason_and_what_was_typed_stays(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*TWO)
    opened = open_tab()
    page = opened.review
    choose(page, 2)
    QTest.keyClick(page.table, Qt.Key.Key_E)
    dialog = dialog_of(page)
    dialog.day.setDate(QDate(2026, 6, 1))
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
    assert dialog.trouble.text() == "Write why it is to be so, for whoever looks at it next."
    assert dialog.chosen_day == date(2026, 6, 1)
    QTest.keyClicks(dialog.text, "Agreed by phone")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened.review.model.shown) == 1)
    assert shown(opened.page("expected"), "state") == ["Expected until Mon 1 Jun by Maria: Agreed by phone"]
    assert "1 expected" in opened.tab.proof.sentence.text()
    assert statuses(desk) == {1: "open", 2: "expected"}


def test_an_expectation_ends_when_beds24_tells_something_else(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*TWO)
    opened = open_tab()
    line = line_of(opened.review, 2)
    desk.parts.discrepancy_desk.expect([line.id], date(2026, 6, 1), "Agreed by phone")
    qtbot.waitUntil(lambda: len(opened.review.model.shown) == 1)
    opened.compare()
    assert len(opened.review.model.shown) == 1
    desk.clock.at += timedelta(minutes=5)
    differ((stay(2), {"adults": 5}))
    qtbot.waitUntil(lambda: len(opened.review.model.shown) == 2)
    assert line_of(opened.review, 2).there == "5"


def test_several_are_put_off_at_once_and_brought_back_at_once(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*TWO)
    opened = open_tab()
    opened.review.table.selectAll()
    put_off(opened, "For 3 days")
    qtbot.waitUntil(lambda: not opened.review.model.shown)
    page = opened.page("expected")
    assert shown(page, "state") == ["Put off until Fri 15 May by Maria"] * 2
    page.table.setFocus()
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(opened.review.model.shown) == 2)
    assert statuses(desk) == {1: "open", 2: "open"}


def test_a_note_stands_in_the_pane_and_survives_the_next_comparison(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*TWO)
    opened = open_tab()
    page = opened.review
    choose(page, 1)
    QTest.keyClick(page.table, Qt.Key.Key_N)
    dialog = dialog_of(page)
    QTest.keyClicks(dialog.text, "Guest calls at noon")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.pane.note.text() == "Note: Guest calls at noon")
    opened.compare()
    assert page.pane.note.text() == "Note: Guest calls at noon"
    assert sentences(desk) == ["Note kept."]


def test_undo_takes_back_what_was_put_off_and_nothing_that_was_done_before(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*TWO)
    desk.parts.edit_desk.change(2, {"notes": "late"})
    opened = open_tab()
    choose(opened.review, 1)
    desk.clock.at += timedelta(minutes=1)
    put_off(opened, "Until tomorrow")
    undo = opened.window.undoing.undo
    qtbot.waitUntil(lambda: undo.text() == "Undo putting off a difference of Anna Beispiel 1")
    qtbot.waitUntil(lambda: all(line.beds24_id != 1 for line in opened.review.model.shown))
    undo.trigger()
    qtbot.waitUntil(lambda: any(line.beds24_id == 1 for line in opened.review.model.shown))
    qtbot.waitUntil(lambda: undo.text() == "Undo changing the notes of Anna Beispiel 2")
    assert statuses(desk)[1] == "open"
