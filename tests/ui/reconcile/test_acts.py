"""The pages of what was done: what people settled, what rules decided, and how each is undone."""

from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.acts import ActKind
from console.domain.edits import Choice, Part
from console.services.editing import change_in, settle_in
from console.ui.parts import Done
from console.ui.reconcile.acts import ActsPage
from tests.building import later
from tests.storing import apply, stored
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Open, Opened, shown, stay


def page_of(opened: Opened, key: str) -> ActsPage:
    opened.tab.show_place(key)
    page = cast("ActsPage", opened.tab.in_front)
    opened.qtbot.waitUntil(lambda: page.is_whole)
    return page


def change(desk: Desk, number: int, kind: ActKind, **values: object) -> None:
    """The desk, or a rule, changes a reservation; nothing is sent yet."""
    with desk.store.writing() as session:
        id_ = session.connection.execute("SELECT id FROM reservations WHERE beds24_id = ?", (number,)).get
        change_in(session, id_, values, desk.parts.edit_desk.doing(kind))


def settle(desk: Desk, number: int, part: Part, choice: Choice) -> None:
    with desk.store.writing() as session:
        id_ = session.connection.execute("SELECT id FROM reservations WHERE beds24_id = ?", (number,)).get
        settle_in(session, id_, part, choice, desk.parts.edit_desk.doing(ActKind.FIX))


def test_before_anything_was_done_both_pages_say_so(open_tab: Open) -> None:
    opened = open_tab()
    assert page_of(opened, "by_us").empty()[0] == "Nobody has settled a difference yet."
    assert page_of(opened, "by_rule").empty()[0] == "No rule has decided anything yet."
    assert page_of(opened, "by_us").frame.currentIndex() == 1


def test_what_was_settled_tells_who_what_and_what_came_of_it(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.FIX, adults=3)
    page = page_of(open_tab(), "by_us")
    assert shown(page, "who") == ["Maria"]
    assert shown(page, "what") == ["Adults: 2 → 3"]
    assert shown(page, "result") == ["Waits to be sent"]
    assert page.pane.changes.text() == "Adults: 2 → 3"


def test_once_beds24_tells_it_too_it_is_equal(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.FIX, adults=3)
    apply(desk.store, later(stay(1), adults=3), read_at=desk.clock.at + timedelta(minutes=2))
    assert shown(page_of(open_tab(), "by_us"), "result") == ["Equal, read back"]


def test_a_room_is_told_by_its_name(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.FIX, unit_id=3)
    assert shown(page_of(open_tab(), "by_us"), "what") == ["Room: 202 → 203"]


def test_our_own_value_that_holds_is_told_with_what_beds24_told(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.EDIT, adults=3)
    apply(desk.store, later(stay(1), adults=5), read_at=desk.clock.at + timedelta(minutes=2))
    settle(desk, 1, Part.GUESTS, Choice.OURS)
    assert shown(page_of(open_tab(), "by_us"), "what") == ["Adults: “3” stays, Beds24 had “5”"]


def test_undo_brings_back_what_stood_and_the_list_tells(desk: Desk, open_tab: Open, qtbot: QtBot) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.FIX, adults=3)
    page = page_of(open_tab(), "by_us")
    QTest.mouseClick(page.pane.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(page, "result") == ["Taken back"])
    assert stored(desk.store, "adults") == {"adults": 2}
    assert Done("Taken back: Adults: 2 → 3") in desk.news
    assert page.pane.undo.isHidden()


def test_what_has_changed_again_since_is_not_undone_and_says_why(desk: Desk, open_tab: Open, qtbot: QtBot) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.FIX, adults=3)
    change(desk, 1, ActKind.EDIT, adults=4)
    page = page_of(open_tab(), "by_us")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(isinstance(news, Done) for news in desk.news))
    (told,) = [news.sentence for news in desk.news if isinstance(news, Done)]
    assert told == (
        "It cannot be undone: This cannot be undone any more, for it has changed again since: adults. Nothing was done."
    )
    assert stored(desk.store, "adults") == {"adults": 4}


def test_undoing_what_beds24_already_has_says_that_it_sends_a_correction(
    desk: Desk, open_tab: Open, qtbot: QtBot
) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.FIX, adults=3)
    apply(desk.store, later(stay(1), adults=3), read_at=desk.clock.at + timedelta(minutes=2))
    page = page_of(open_tab(), "by_us")
    qtbot.waitUntil(lambda: not page.pane.undo_sends.isHidden())
    assert page.pane.undo_sends.text() == "Undo sends a correction to Beds24"


def test_what_a_rule_decided_stands_under_its_sentence(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, stay(1))
    change(desk, 1, ActKind.RULE, adults=3)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE acts SET rule = 'channel_guests'")
    opened = open_tab()
    assert shown(page_of(opened, "by_rule"), "rule") == ["The channel owns the guest count of what it sold."]
    assert page_of(opened, "by_us").model.shown == []
