"""Decisions of rules are told in the bar with its Undo and beside the clock, unless the rule is silent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.announcing import EditsChanged, ReservationsChanged
from console.domain.booking import Booking
from console.domain.settling import Mode, RuleKey
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from console.ui.parts import Noted, ShowPlace
from console.ui.window import Window
from tests.building import TODAY, booking, later
from tests.storing import apply, applying, rows
from tests.ui.conftest import Desk
from tests.ui.windows import show_active, window_over


def of_channel(number: int) -> Booking:
    arrival = TODAY + timedelta(days=7 * number)
    return booking(
        number, arrival=arrival, departure=arrival + timedelta(days=3), channel="booking", api_source="Booking.com"
    )


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    made = window_over(qtbot, desk)
    show_active(qtbot, made)
    return made


def conflict(desk: Desk, *numbers: int) -> None:
    """The desk changes prices, and then a page brings other ones."""
    for number in numbers:
        apply(desk.store, of_channel(number))
        desk.parts.edit_desk.change(number, {"price": 25000})
    apply(desk.store, *(later(of_channel(number), 900, price=28000) for number in numbers))
    desk.stage.courier.send(ReservationsChanged(numbers))


def noted(desk: Desk) -> list[Noted]:
    return [one for one in desk.news if isinstance(one, Noted)]


def test_a_decision_is_told_with_its_rule_and_its_way_back(desk: Desk, window: Window, qtbot: QtBot) -> None:
    conflict(desk, 1)
    told = "Anna Beispiel 1, price: Beds24's value counts. The channel owns the price of what it sold."
    qtbot.waitUntil(lambda: window.undoing.bar.text == told)
    assert noted(desk) == [Noted(told, ShowPlace("reservations", "1"))]
    assert rows(desk.store, "SELECT price FROM reservations") == [(28000,)]
    QTest.mouseClick(window.undoing.bar.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(desk.store, "SELECT price FROM reservations") == [(25000,)])


def test_several_decisions_are_told_as_one_and_each_once(desk: Desk, window: Window, qtbot: QtBot) -> None:
    conflict(desk, 1, 2, 3)
    qtbot.waitUntil(lambda: window.undoing.bar.text == "Rules decided 3 conflicts.")
    desk.stage.courier.send(EditsChanged((1,)))
    conflict(desk, 4)
    qtbot.waitUntil(lambda: len(noted(desk)) == 2)
    assert noted(desk)[1].place == ShowPlace("reservations", "4")


def test_a_silent_rule_tells_nothing(desk: Desk, window: Window, qtbot: QtBot) -> None:
    desk.parts.rule_desk.set_mode(RuleKey.CHANNEL_PRICE, Mode.SILENT)
    conflict(desk, 1)
    desk.parts.rule_desk.set_mode(RuleKey.CHANNEL_PRICE, Mode.SILENT)
    desk.parts.edit_desk.change(1, {"notes": "x"})
    apply(desk.store, later(of_channel(1), 1800, price=28000, notes="y"))
    desk.stage.courier.send(ReservationsChanged((1,)))
    qtbot.waitUntil(lambda: bool(noted(desk)))
    assert [one.sentence for one in noted(desk)] == [
        "Anna Beispiel 1, notes: what the desk entered counts. The desk owns the notes."
    ]


def test_what_was_decided_before_the_window_opened_is_no_news(desk: Desk, qtbot: QtBot) -> None:
    conflict(desk, 1)
    desk.clock.at += timedelta(minutes=1)
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    desk.stage.courier.send(ReservationsChanged((1,)))
    conflict_at_new_time(desk)
    qtbot.waitUntil(lambda: bool(noted(desk)))
    assert [one.place for one in noted(desk)] == [ShowPlace("reservations", "2")]


def conflict_at_new_time(desk: Desk) -> None:
    """Another stay, applied when the window is open."""
    apply(desk.store, of_channel(2))
    desk.parts.edit_desk.change(2, {"price": 25000})
    newer = later(of_channel(2), 900, price=28000)
    context = replace(applying(), at=desk.clock.now())
    sync_bookings_to_pms(desk.store, [Received(newer, desk.clock.now())], context)
    desk.stage.courier.send(ReservationsChanged((2,)))
