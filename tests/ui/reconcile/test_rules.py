"""Reconcile › Rules in the window: the order, the modes, the past, and taking back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.acts import ActKind
from console.domain.edits import Choice, Part
from console.domain.settling import RULES, Mode, RuleKey
from console.services.edit_writing import Doing
from console.services.editing import settle_in
from console.ui.parts import ShowPlace
from console.ui.reconcile.rules import RulesPage
from console.ui.wording import rules as words
from tests.building import NOW, TODAY, booking, later
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Open
from tests.ui.windows import doubled_keys, window_over

OF_CHANNEL = booking(
    1, arrival=TODAY + timedelta(days=9), departure=TODAY + timedelta(days=12), channel="booking",
    api_source="Booking.com", price=30000,
)  # fmt: skip


@pytest.fixture
def open_rules(open_tab: Open, qtbot: QtBot) -> Callable[[], RulesPage]:
    """The page in front, once it shows the rules."""

    def make() -> RulesPage:
        tab = open_tab().tab
        tab.show_place("rules")
        page = tab.in_front
        assert isinstance(page, RulesPage)
        qtbot.waitUntil(lambda: len(page.model.lines) == len(RULES))
        page.table.setFocus()
        return page

    return make


def shown(page: RulesPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def go_to(page: RulesPage, key: RuleKey) -> None:
    page.show_place(key.value)


def mode_of(page: RulesPage, key: RuleKey) -> Mode:
    return next(line.mode for line in page.model.lines if line.key is key)


def conflict(desk: Desk, price: int = 28000) -> None:
    """The desk and the channel change the price."""
    desk.parts.edit_desk.change(1, {"price": 25000})
    apply(desk.store, later(OF_CHANNEL, 900, price=price))


def test_every_rule_stands_as_a_sentence_with_its_mode_in_its_order(open_rules: Callable[[], RulesPage]) -> None:
    page = open_rules()
    assert shown(page, 0) == [str(number) for number in range(1, len(RULES) + 1)]
    assert shown(page, 1)[:2] == [
        "About guests in the house I am asked first.",
        "The channel owns the dates of what it sold.",
    ]
    assert shown(page, 1)[-1] == "In all other cases I am asked."
    assert shown(page, 2)[0] == "On"
    assert shown(page, 2)[1] == "Do and tell"
    assert shown(page, 2)[-2:] == ["Suggest", "Always"]
    assert page.pane.changed.text() == "Nobody has changed this rule yet."


def test_a_mode_is_chosen_by_its_key_or_by_a_click_and_says_who_did(
    desk: Desk, open_rules: Callable[[], RulesPage], qtbot: QtBot
) -> None:
    page = open_rules()
    go_to(page, RuleKey.CHANNEL_PRICE)
    QTest.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: mode_of(page, RuleKey.CHANNEL_PRICE) is Mode.OFF)
    assert page.pane.changed.text() == "Changed 12/05/2026 14:00 by Maria."
    assert page.line is not None
    assert page.line.key is RuleKey.CHANNEL_PRICE
    QTest.mouseClick(page.pane.modes.buttons[Mode.SILENT], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mode_of(page, RuleKey.CHANNEL_PRICE) is Mode.SILENT)
    apply(desk.store, OF_CHANNEL)
    conflict(desk)
    assert rows(desk.store, "SELECT price FROM reservations") == [(28000,)]


def test_a_rule_is_moved_by_keys_and_stays_the_current_one(open_rules: Callable[[], RulesPage], qtbot: QtBot) -> None:
    page = open_rules()
    go_to(page, RuleKey.NEWEST)
    for place in (10, 9):
        QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda place=place: page.model.lines[place - 1].key is RuleKey.NEWEST)  # type: ignore[misc]
    assert page.table.currentIndex().row() == 8
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.model.lines[9].key is RuleKey.NEWEST)


def test_the_last_line_can_neither_be_moved_nor_switched_off(open_rules: Callable[[], RulesPage]) -> None:
    page = open_rules()
    go_to(page, RuleKey.ASK)
    assert page.pane.earlier.isHidden()
    assert all(one.isHidden() for one in page.pane.modes.buttons.values())
    page.move_rule(-1)
    page.set_mode(Mode.OFF)
    assert page.pane.trial.text == "This rule decides nothing itself; it leaves the decision to you."
    assert all(line.changed_at is None for line in page.model.lines)


def test_changes_are_taken_back_one_by_one(open_rules: Callable[[], RulesPage], qtbot: QtBot) -> None:
    page = open_rules()
    before = page.model.lines
    assert not page.undo.isEnabled()
    go_to(page, RuleKey.DESK_NOTES)
    page.set_mode(Mode.OFF)
    qtbot.waitUntil(lambda: mode_of(page, RuleKey.DESK_NOTES) is Mode.OFF)
    page.move_rule(-1)
    qtbot.waitUntil(lambda: page.model.lines[5].key is RuleKey.DESK_NOTES)
    QTest.keyClick(page.table, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: page.model.lines[6].key is RuleKey.DESK_NOTES)
    QTest.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.lines == before)
    assert page.news.text() == "Taken back: The desk owns the notes."


def test_it_survives_a_restart(desk: Desk, open_rules: Callable[[], RulesPage], qtbot: QtBot) -> None:
    desk.parts.rule_desk.set_mode(RuleKey.NEWEST, Mode.TELL)
    desk.parts.rule_desk.move(RuleKey.NEWEST, -20)
    page = open_rules()
    assert (page.model.lines[0].key, page.model.lines[0].mode) == (RuleKey.NEWEST, Mode.TELL)


def test_before_there_was_a_conflict_there_is_nothing_to_try_it_on(
    open_rules: Callable[[], RulesPage], qtbot: QtBot
) -> None:
    page = open_rules()
    go_to(page, RuleKey.CHANNEL_PRICE)
    qtbot.waitUntil(lambda: page.pane.trial.text == words.NO_CONFLICTS)


def test_a_rule_that_is_off_tells_what_it_would_have_decided_and_where_people_did_not(
    desk: Desk, open_rules: Callable[[], RulesPage], qtbot: QtBot
) -> None:
    apply(desk.store, OF_CHANNEL)
    for key in (RuleKey.CHANNEL_PRICE, RuleKey.NEWEST):
        desk.parts.rule_desk.set_mode(key, Mode.OFF)
    conflict(desk)
    with desk.store.writing() as session:
        settle_in(session, 1, Part.PRICE, Choice.OURS, Doing(at=NOW, who="Maria", kind=ActKind.FIX))
    page = open_rules()
    go_to(page, RuleKey.CHANNEL_PRICE)
    told = "In the last 30 days it would have decided 1 conflict.\nYou decided 1 of them, and the same in 0."
    qtbot.waitUntil(lambda: page.pane.trial.text == told)
    cases = page.pane.trial.table
    row = [str(cases.model().index(0, column).data()) for column in range(4)]
    assert row == ["Anna Beispiel 1, Thu 21 May", "price", "ours", "Beds24's"]
    cases.selectRow(0)
    QTest.keyClick(cases, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ShowPlace("reservations", "1") in desk.news)


def test_what_a_rule_decided_is_counted_at_once(desk: Desk, open_rules: Callable[[], RulesPage], qtbot: QtBot) -> None:
    apply(desk.store, OF_CHANNEL)
    page = open_rules()
    conflict(desk)
    desk.parts.edit_desk.change(1, {"notes": "x"})
    qtbot.waitUntil(lambda: shown(page, 3)[3] == "1 decided")
    (act,) = rows(desk.store, "SELECT id FROM acts WHERE kind = 'rule'")
    desk.parts.edit_desk.undo(act[0])
    qtbot.waitUntil(lambda: shown(page, 3)[3] == "1 decided, 1 undone")


def test_no_key_of_the_tab_means_two_things(desk: Desk, qtbot: QtBot) -> None:
    assert doubled_keys(window_over(qtbot, desk), "reconcile") == []
