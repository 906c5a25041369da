"""The page of overbookings in its window: both stays, who was first, why, and the ways out, gone and taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.booking import Booking
from console.domain.needs import NeedKind
from console.domain.overbooking import Ending, OverbookingStatus
from console.domain.overbooking_causes import OverbookingCause
from console.services.overbooking_book import OverbookingView
from console.services.overbooking_watch import look_for_overbookings
from console.ui.parts import Done, ShowPlace
from console.ui.reconcile.overbooking_page import OverbookingPage
from console.ui.reconcile.overbooking_sheet import html_of
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.reconcile.overbooking_ways import WayRow
from console.ui.reconcile.saying_dialog import SayingDialog
from console.ui.reconcile.tab import ReconcileTab
from console.ui.window import Window
from tests.building import NOW, TODAY, booking, later
from tests.storing import apply, stored
from tests.ui.conftest import Desk
from tests.ui.windows import doubled_keys, show_active, window_over

SOON = TODAY + timedelta(days=3)


def stay(number: int, days: int = 0, nights: int = 3, **changes: Any) -> Booking:
    arrival = SOON + timedelta(days=days)
    return booking(number, arrival=arrival, departure=arrival + timedelta(days=nights), **changes)


@dataclass
class Opened:
    """The page in the window, and what its user does and sees."""

    window: Window
    desk: Desk
    qtbot: QtBot
    page: OverbookingPage

    @property
    def view(self) -> OverbookingView:
        assert self.page.pane.view is not None
        return self.page.pane.view

    def ways(self) -> list[str]:
        return [row.text.text() for row in self.page.pane.ways.rows]

    def press_row(self, row: WayRow) -> None:
        QTest.mouseClick(row.text, Qt.MouseButton.LeftButton)

    def press(self, button: QPushButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def said(self) -> list[str]:
        return [news.sentence for news in self.desk.news if isinstance(news, Done)]

    def wait_for(self, status: OverbookingStatus) -> None:
        self.qtbot.waitUntil(
            lambda: self.page.pane.view is not None and self.page.pane.view.line.known.status is status
        )


Open = Callable[..., Opened]


def needs(opened: Opened) -> list[NeedKind]:
    """What the line under the title tells of rooms."""
    kinds = (NeedKind.OVERBOOKED, NeedKind.OVERBOOKED_TONIGHT)
    return [need.kind for need in opened.window.view.needs if need.kind in kinds]


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Dates as tests expect them, wherever they run."""
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Open:
    """Shows the window with the page in front, over these stays, and waits until the first is told."""

    def make(*stays: Booking) -> Opened:
        apply(desk.store, *stays)
        look_for_overbookings(desk.store, NOW)
        window = window_over(qtbot, desk)
        show_active(qtbot, window)
        window.show_tab("reconcile")
        tab = cast("ReconcileTab", window.tab("reconcile"))
        tab.show_place("overbooked")
        page = cast("OverbookingPage", tab.in_front)
        qtbot.waitUntil(lambda: page.is_whole and (not page.model.all or page.pane.view is not None))
        return Opened(window, desk, qtbot, page)

    return make


@pytest.fixture
def opened(open_page: Open) -> Opened:
    return open_page(
        stay(1, channel="booking", api_source="Booking.com"),
        stay(2, 1, channel="airbnb", api_source="Airbnb", booked_at=NOW + timedelta(minutes=4)),
    )


def test_where_nothing_is_sold_twice_it_says_so(open_page: Open) -> None:
    page = open_page(stay(1)).page
    assert page.frame.currentIndex() == 1
    assert page.title() == "Overbooked"


def test_the_list_tells_room_guests_nights_and_cause(opened: Opened) -> None:
    model = opened.page.model
    told = {one.name: one.shown(model.shown[0]) for one in model.columns}
    assert told["place"] == "Room 201 · Double"
    assert told["guests"] == "Anna Beispiel 1 and Anna Beispiel 2"
    assert told["nights"] == "Sat 16 May – Mon 18 May · 2 nights"
    assert (told["cause"], told["when"], told["state"]) == ("Two channels at once", "Next 7 days", "Open")


def test_the_pane_tells_who_was_first_and_why(opened: Opened) -> None:
    pane = opened.page.pane
    assert pane.headline.text() == "Room 201 has 2 stays"
    first, second = (told.text() for told in pane.stays)
    assert first.startswith("1. Anna Beispiel 1 (Booking.com), booked")
    assert second.startswith("2. Anna Beispiel 2 (Airbnb), booked")
    assert "Anna Beispiel 2 by Airbnb at" in pane.why.text()


@pytest.mark.parametrize("cause", OverbookingCause)
def test_every_cause_is_a_whole_sentence(opened: Opened, cause: OverbookingCause) -> None:
    known = opened.view.line.known
    known = replace(known, cause=cause, because=replace(known.because, other=1, at=NOW))
    told = OverbookingTelling(opened.desk.stage).because(
        replace(opened.view, line=opened.view.line._replace(known=known))
    )
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize("ending", Ending)
def test_every_end_is_a_whole_sentence(opened: Opened, ending: Ending) -> None:
    known = replace(opened.view.line.known, ending=ending, settled_at=NOW)
    told = OverbookingTelling(opened.desk.stage).ended(
        replace(opened.view, line=opened.view.line._replace(known=known))
    )
    assert told.endswith(".")
    assert "{" not in told


def test_the_tab_and_the_line_under_the_title_count_it_and_lead_to_it(opened: Opened) -> None:
    opened.qtbot.waitUntil(lambda: needs(opened) == [NeedKind.OVERBOOKED])
    tab = cast("ReconcileTab", opened.window.tab("reconcile"))
    assert "Overbooked (1)" in [tab.tabs.tabText(number) for number in range(tab.tabs.count())]
    tab.show_place("review")
    (look,) = [one for one in opened.window.findChildren(QPushButton) if one.text() == "Look at it"]
    opened.press(look)
    opened.qtbot.waitUntil(lambda: tab.in_front is opened.page)


def test_a_way_is_looked_at_before_it_is_gone(opened: Opened) -> None:
    pane = opened.page.pane
    assert opened.ways()[:2] == ["Move Anna Beispiel 2 to 202", "Move Anna Beispiel 1 to 202"]
    assert pane.chart.sentence.startswith("Room 201 is held by Anna Beispiel 1 and Anna Beispiel 2")
    opened.press(pane.afterwards)
    assert pane.chart.sentence == "Afterwards nobody shares a room."
    opened.press(pane.now)
    assert pane.chart.sentence.startswith("Room 201 is held by")
    opened.page.table.setFocus()
    QTest.keyClick(opened.page.table, Qt.Key.Key_W)
    assert pane.ways.rows[1].radio.isChecked()
    assert pane.chart.sentence == "Afterwards nobody shares a room."


def test_enter_leads_to_the_ways_and_arrow_keys_from_one_to_the_next(opened: Opened) -> None:
    opened.page.table.setFocus()
    QTest.keyClick(opened.page.table, Qt.Key.Key_Return)
    first, second = (row.radio for row in opened.page.pane.ways.rows[:2])
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.isChecked()
    assert opened.page.pane.chart.sentence == "Afterwards nobody shares a room."


def test_arrow_keys_go_from_stay_to_stay_in_the_plan(opened: Opened) -> None:
    chart = opened.page.pane.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.sentence == "Anna Beispiel 1, 201, Fri 15 May to Mon 18 May; shares it"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("Anna Beispiel 2, 201")


def test_doing_it_moves_the_stay_and_ends_the_overbooking(opened: Opened) -> None:
    opened.press(opened.page.pane.go)
    opened.wait_for(OverbookingStatus.SETTLED)
    assert stored(opened.desk.store, "unit_id", beds24_id=2) == {"unit_id": 2}
    assert opened.said() == ["Moved Anna Beispiel 2 to 202."]
    assert "one of the stays has another room" in opened.page.pane.ended.text()
    assert opened.page.title() == "Overbooked"
    opened.qtbot.waitUntil(lambda: needs(opened) == [])


def test_the_bar_takes_back_what_was_done_on_both_sides_and_it_is_there_again(opened: Opened) -> None:
    opened.press(opened.page.pane.go)
    opened.wait_for(OverbookingStatus.SETTLED)
    bar = opened.window.undoing.bar
    opened.qtbot.waitUntil(lambda: bar.text == "Moved Anna Beispiel 2 to 202." and bar.act.isVisible())
    opened.press(bar.act)
    opened.wait_for(OverbookingStatus.OPEN)
    assert stored(opened.desk.store, "unit_id", beds24_id=2) == {"unit_id": 1}
    with opened.desk.store.reading() as session:
        assert session.edits.of([2]) == {}


def test_a_chain_of_moves_is_one_way_and_one_undo(open_page: Open) -> None:
    fixed = stay(1, 1, 4, allow_channel_update="allExceptRoomChange")
    opened = open_page(
        fixed, stay(2, 2, 2, booked_at=NOW + timedelta(1)), stay(3, 0, 3, unit_id=2), stay(4, 3, 5, unit_id=3)
    )
    chain = next(row for row in opened.page.pane.ways.rows if ", then " in row.text.text())
    assert chain.text.text() == "Move Anna Beispiel 3 to 203, then Anna Beispiel 2 to 202"
    opened.press_row(chain)
    opened.press(opened.page.pane.go)
    opened.wait_for(OverbookingStatus.SETTLED)
    assert [stored(opened.desk.store, "unit_id", beds24_id=n)["unit_id"] for n in (1, 2, 3, 4)] == [1, 2, 3, 3]
    bar = opened.window.undoing.bar
    opened.qtbot.waitUntil(bar.act.isVisible)
    opened.press(bar.act)
    opened.wait_for(OverbookingStatus.OPEN)
    assert [stored(opened.desk.store, "unit_id", beds24_id=n)["unit_id"] for n in (1, 2, 3, 4)] == [1, 1, 2, 3]


def test_what_changed_meanwhile_is_told_and_nobody_is_moved(opened: Opened) -> None:
    apply(opened.desk.store, stay(3, unit_id=2))
    opened.press(opened.page.pane.go)
    opened.qtbot.waitUntil(lambda: bool(opened.said()))
    assert opened.said()[0].startswith("Nothing was changed: Something about these stays has changed")
    assert stored(opened.desk.store, "unit_id", beds24_id=2) == {"unit_id": 1}
    opened.qtbot.waitUntil(lambda: bool(opened.page.pane.view) and "Move Anna Beispiel 2 to 203" in opened.ways())


def test_of_a_type_those_without_a_room_are_told_and_not_everybody_in_it(open_page: Open) -> None:
    opened = open_page(*(stay(n, unit_id=n) for n in (1, 2, 3)), stay(4, unit_id=0, booked_at=NOW + timedelta(1)))
    assert opened.page.pane.headline.text() == "Double: 1 stay more than there are rooms"
    (told,) = (one.text() for one in opened.page.pane.stays)
    assert told.startswith("4. Anna Beispiel 4")


def test_where_everybody_is_in_the_house_already_nobody_is_moved_by_the_program(open_page: Open) -> None:
    opened = open_page(stay(1, -5, 4), stay(2, -4, 4))
    told = [one.text() for one in opened.page.pane.findChildren(QLabel)]
    assert any(text.startswith("Everybody concerned sleeps in the house already") for text in told)
    assert not opened.page.pane.go.isVisible()
    assert opened.ways() == []


def test_another_house_is_proposed_and_not_done(open_page: Open) -> None:
    opened = open_page(*(stay(n, unit_id=n) for n in (1, 2, 3)), stay(4, unit_id=3, booked_at=NOW + timedelta(1)))
    assert opened.ways() == ["Another house for Anna Beispiel 4"]
    assert not opened.page.pane.go.isEnabled()
    assert opened.page.pane.chosen.text().startswith("This one is yours to do")


def test_it_is_let_stand_for_a_reason_and_looked_at_again(opened: Opened) -> None:
    opened.page.table.setFocus()
    QTest.keyClick(opened.page.table, Qt.Key.Key_L)
    dialog = opened.window.findChild(SayingDialog)
    assert dialog is not None
    opened.press(dialog.save_button)
    opened.qtbot.waitUntil(lambda: "Say why it may stand" in dialog.trouble.text())
    dialog.text.setPlainText("They share the room.")
    opened.press(dialog.save_button)
    opened.wait_for(OverbookingStatus.ACCEPTED)
    assert opened.page.pane.ended.text() == "Let stand by Maria on 14:00: They share the room."
    opened.qtbot.waitUntil(lambda: needs(opened) == [])
    opened.press(opened.page.pane.again)
    opened.wait_for(OverbookingStatus.OPEN)


def test_it_goes_by_itself_when_one_is_called_off(opened: Opened) -> None:
    def hear() -> None:
        apply(opened.desk.store, later(stay(1), status="cancelled"))

    opened.desk.runner.run_errand(lambda _watch: hear())
    opened.wait_for(OverbookingStatus.SETTLED)
    assert "one of the stays was called off" in opened.page.pane.ended.text()


def test_the_evidence_sheet_tells_both_bookings_and_no_contact(opened: Opened, tmp_path: Path) -> None:
    page = opened.page
    html = html_of(opened.view, OverbookingTelling(opened.desk.stage), opened.desk.stage, "Hotel Beispiel")
    for told in ("Hotel Beispiel", "Booking.com", "Airbnb", "Anna Beispiel 2", "Likely cause"):
        assert told in html
    assert "@" not in html
    page.deeds.save_sheet(tmp_path / "sheet.pdf", opened.view)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert opened.said() == ["Saved as sheet.pdf."]
    page.deeds.save_sheet(tmp_path / "nowhere" / "sheet.pdf", opened.view)
    assert opened.said()[-1].startswith("The sheet could not be saved")


def test_the_evidence_is_copied_as_text(opened: Opened) -> None:
    opened.press(opened.page.pane.copy)
    text = QGuiApplication.clipboard().text()
    head, _hotel, first, second, *_ = text.splitlines()
    assert head == "Overbooking of Room 201 · Double, Sat 16 May – Mon 18 May · 2 nights"
    assert first.startswith(
        "1. Anna Beispiel 1, Booking.com without a number, Beds24 1: Fri 15 May – Mon 18 May; booked"
    )
    assert second.startswith("2. Anna Beispiel 2, Airbnb")
    assert "Likely cause: Anna Beispiel 1 booked by Booking.com" in text
    assert opened.said() == ["Copied, to be pasted into a message."]


def test_the_reservation_of_a_stay_is_one_click_away(opened: Opened) -> None:
    link = next(
        one
        for one in opened.page.pane.findChildren(QPushButton)
        if one.accessibleName() == "Open the reservation of Anna Beispiel 2"
    )
    opened.press(link)
    opened.qtbot.waitUntil(lambda: ShowPlace("reservations", "2") in opened.desk.news)


def test_every_key_of_the_tab_means_one_thing(opened: Opened) -> None:
    assert doubled_keys(opened.window, "reconcile") == []
