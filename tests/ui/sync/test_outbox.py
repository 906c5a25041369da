"""The page of the outbox, clicked: what waits and why, sent by hand, taken back, decided."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.domain.asking import KeyDetails
from console.domain.booking import Booking
from console.domain.edits import Part
from console.domain.errors import Beds24Unreachable
from console.services.connecting import keep_key_details
from console.services.editing import EditDesk, NewStay
from console.ui.editing.edit_dialog import EditDialog
from console.ui.parts import Done
from console.ui.sync.tab import SyncTab
from tests.building import DOUBLE, NOW, TODAY, booking, later
from tests.storing import apply
from tests.ui.conftest import Desk

THERE = booking(1, price=30000, notes="", first_name="Wilhelmine", last_name="Hohenstein-Wittelsbach")


@pytest.fixture
def edits(desk: Desk) -> EditDesk:
    desk.beds24.put(THERE)
    apply(desk.store, THERE)
    return desk.parts.edit_desk


def there(desk: Desk) -> Booking:
    return desk.beds24.bookings[1]


def shown(tab: SyncTab) -> list[list[str]]:
    model = tab.outbox.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def until_there_are(qtbot: QtBot, tab: SyncTab, number: int) -> None:
    qtbot.waitUntil(lambda: tab.outbox.model.rowCount() == number and not tab.outbox.frame.isHidden())


def test_an_empty_outbox_says_so(open_tab: Callable[[], SyncTab]) -> None:
    tab = open_tab()
    tab.show_outbox()
    assert tab.tabs.tabText(3) == "Outbox"
    assert tab.outbox.frame.currentIndex() == 1
    assert tab.outbox.pane.isHidden()


def test_a_change_stands_there_with_what_beds24_gets(
    open_tab: Callable[[], SyncTab], edits: EditDesk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000, "notes": "Bitte ein ruhiges Zimmer im Dachgeschoß"})
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    assert tab.tabs.tabText(3) == "Outbox (1)"
    assert [shown(tab)[0][0], *shown(tab)[0][2:4]] == [
        "Price, Notes",
        "Wilhelmine Hohenstein-Wittelsbach",
        "12 – 15 May",
    ]
    assert shown(tab)[0][1] == "Waits to be sent"
    entry = tab.outbox.entry
    assert entry is not None
    assert next((one.name, one.there, one.here) for one in entry.outgoing) == ("price", "300.00", "250.00")


def test_sent_by_hand_it_is_equal_and_gone_from_the_list(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000})
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    tab.outbox.pane.send.click()
    qtbot.waitUntil(lambda: tab.outbox.outcome.text() == "Now equal on both sides.")
    until_there_are(qtbot, tab, 0)
    assert there(desk).price == 25000


def test_a_refusal_says_why_and_makes_a_badge(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000})
    desk.beds24.refuse(1, "price: invalid")
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    badges: list[int] = []
    tab.badge_changed.connect(badges.append)
    tab.outbox.pane.send.click()
    qtbot.waitUntil(lambda: "Not taken" in shown(tab)[0])
    assert "Beds24 does not take the price." in tab.outbox.pane.meaning.text()
    assert badges[-1] == 1


def test_without_a_line_it_is_saved_and_says_when_it_goes(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000})
    desk.beds24.fail(Beds24Unreachable("Beds24 cannot be reached."))
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    tab.outbox.pane.send.click()
    qtbot.waitUntil(lambda: "when the line is back" in tab.outbox.pane.meaning.text())
    assert shown(tab)[0][5] == "1"


def test_a_key_without_the_right_says_so_and_the_button_rests(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    with desk.store.writing() as session:
        keep_key_details(session, KeyDetails(valid=True, scopes=("read:bookings",)), NOW)
    edits.change(1, {"price": 25000})
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    assert not tab.outbox.pane.send.isEnabled()
    assert "write:bookings" in tab.outbox.pane.send.toolTip()
    assert "write:bookings" in tab.outbox.held.text()
    assert tab.outbox.pane.back.isEnabled()


def test_taken_back_it_is_never_sent_and_the_bar_can_undo_that(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000, "notes": "x"})
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    tab.outbox.pane.back.click()
    until_there_are(qtbot, tab, 0)
    (done,) = [one for one in desk.news if isinstance(one, Done)]
    assert done.sentence == "Taken back: Price, Notes of Wilhelmine Hohenstein-Wittelsbach."
    edits.undo(done.deeds[0].number)
    until_there_are(qtbot, tab, 1)
    assert shown(tab)[0][0] == "Price, Notes"


def test_a_new_reservation_tells_what_beds24_is_to_make_and_can_be_called_off(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    until = TODAY + timedelta(days=2)
    edits.create(NewStay(room_type_id=DOUBLE, unit_id=2, arrival=TODAY, departure=until, price=9000, last_name="Neu"))
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    assert shown(tab)[0][::2][:2] == ["New reservation", "Neu"]
    entry = tab.outbox.entry
    assert entry is not None
    assert ("room", "202") in [(one.name, one.here) for one in entry.outgoing]
    tab.outbox.pane.back.click()
    qtbot.waitUntil(lambda: any(isinstance(one, Done) for one in desk.news))
    tab.outbox.pane.send.click()
    until_there_are(qtbot, tab, 0)
    assert desk.beds24.writes == []


def test_what_both_changed_is_decided_here_too(
    open_tab: Callable[[], SyncTab], edits: EditDesk, desk: Desk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000})
    theirs = later(THERE, price=28000)
    desk.beds24.put(theirs)
    apply(desk.store, theirs)
    desk.clock.at = NOW + timedelta(minutes=5)
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    entry = tab.outbox.entry
    assert entry is not None
    assert entry.line.in_conflict == (Part.PRICE,)
    assert shown(tab)[0][1] == "To be decided"
    tab.outbox.pane.ours.click()
    qtbot.waitUntil(lambda: tab.outbox.entry is not None and not tab.outbox.entry.line.in_conflict)
    tab.outbox.pane.send.click()
    until_there_are(qtbot, tab, 0)
    assert there(desk).price == 25000


def test_another_page_leads_to_the_one_that_is_meant(
    open_tab: Callable[[], SyncTab], edits: EditDesk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000})
    tab = open_tab()
    tab.show_place("outbox/1")
    until_there_are(qtbot, tab, 1)
    assert tab.pages.currentWidget() is tab.outbox
    with qtbot.waitSignal(tab.reservation_wanted) as went:
        tab.outbox.pane.open.click()
    assert went.args == [1]


def test_it_can_be_changed_again_before_it_is_sent(
    open_tab: Callable[[], SyncTab], edits: EditDesk, qtbot: QtBot
) -> None:
    edits.change(1, {"price": 25000})
    tab = open_tab()
    tab.show_outbox()
    until_there_are(qtbot, tab, 1)
    tab.outbox.pane.change.click()
    qtbot.waitUntil(lambda: tab.outbox.findChild(EditDialog) is not None)
    dialog = tab.outbox.findChild(EditDialog)
    assert isinstance(dialog, EditDialog)
    dialog.reject()
