"""The list: what it shows, finds, and in which order."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from console.domain.announcing import ReservationsChanged
from console.domain.booking import Booking
from console.domain.errors import StoreTrouble
from console.domain.pill import Pill, PillState, Tone
from console.domain.sieve import Chip
from console.ui.kit.columns import ColumnsSheet
from console.ui.reservations.columns import COLUMNS, NUMBER_OF
from console.ui.reservations.model import ReservationModel
from tests.building import DOUBLE, NOW, SINGLE, TODAY, booking
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.reservations.conftest import Open

DAY = timedelta(days=1)
LONG_AGO = NOW - 40 * DAY
QUIET = {"booked_at": LONG_AGO, "modified_at": LONG_AGO}


def _house() -> list[Booking]:
    """One booking for each chip; the number tells which."""
    return [
        booking(1, **QUIET),
        booking(2, arrival=TODAY - DAY, unit_id=2, **QUIET),
        booking(3, arrival=TODAY - DAY, departure=TODAY, unit_id=3, **QUIET),
        booking(4, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY, booked_at=NOW, modified_at=NOW),
        booking(5, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY, booked_at=LONG_AGO, modified_at=NOW, unit_id=2),
        booking(6, status="cancelled", **QUIET),
        booking(7, status="request", **QUIET),
        booking(8, status="inquiry", **QUIET),
        booking(9, status="black", first_name="", last_name="", email="", room_type_id=SINGLE, **QUIET),
        booking(10, group_id=10, arrival=TODAY + DAY, room_type_id=SINGLE, **QUIET),
        booking(11, unit_id=0, arrival=TODAY + DAY, **QUIET),
        booking(12, email="x.1@guest.booking.com", arrival=TODAY + DAY, unit_id=2, **QUIET),
        booking(13, arrival=TODAY - 9 * DAY, departure=TODAY - 8 * DAY, **QUIET),
        booking(14, status="waitlisted", arrival=TODAY + DAY, room_type_id=SINGLE, unit_id=2, **QUIET),
    ]


@pytest.mark.parametrize(
    ("chip", "numbers"),
    [
        (Chip.ARRIVING, {1}),
        (Chip.IN_HOUSE, {2}),
        (Chip.LEAVING, {3}),
        (Chip.NEW, {4}),
        (Chip.CHANGED, {4, 5}),
        (Chip.CANCELLED, {6}),
        (Chip.REQUEST, {7, 8}),
        (Chip.CLOSURE, {9}),
        (Chip.GROUP, {10}),
        (Chip.UNASSIGNED, {11}),
        (Chip.NO_CONTACT, {12}),
        (Chip.PAST, set(range(1, 15)) - {6}),
    ],
)
def test_each_chip_lets_through_what_it_says(open_tab: Open, chip: Chip, numbers: set[int]) -> None:
    opened = open_tab(*_house())
    QTest.mouseClick(opened.tab.filters.chips[chip], Qt.MouseButton.LeftButton)
    assert set(opened.numbers()) == numbers


def test_at_first_everything_from_today_on_is_shown_by_arrival(open_tab: Open) -> None:
    opened = open_tab(*_house())
    assert 13 not in opened.numbers()
    arrivals = [line.arrival for line in opened.tab.model.shown]
    assert arrivals == sorted(arrivals)
    assert opened.tab.count.text() == "12 of 14 reservations · 1 cancelled hidden"


def test_what_was_cancelled_stays_aside_until_it_is_asked_for(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, status="cancelled", last_name="Absage", **QUIET))
    assert opened.numbers() == [1]
    filters = opened.tab.filters
    filters.search.setText("absage")
    assert opened.numbers() == [2]
    filters.clear()
    assert opened.numbers() == [1]
    filters.set_chips([Chip.CANCELLED])
    assert opened.numbers() == [2]
    filters.clear()
    filters.status.setCurrentIndex(filters.status.findText("Cancelled"))
    assert opened.numbers() == [2]


def test_a_cancellation_of_today_is_news(open_tab: Open) -> None:
    opened = open_tab(booking(1, **QUIET), booking(2, status="cancelled"))
    opened.tab.filters.set_chips([Chip.CHANGED])
    assert opened.numbers() == [2]


def test_a_cancelled_reservation_can_be_gone_to(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, status="cancelled"))
    opened.open(2)
    assert opened.tab.table.current_id() == opened.id_of(2)


@pytest.mark.parametrize(
    ("status", "numbers"),
    [
        ("Confirmed", {1, 2}),
        ("New", {3}),
        ("Request", {4}),
        ("Inquiry", {5}),
        ("Cancelled", {6}),
        ("Closure", {7}),
        ("No-show", {8}),
        ("Gone", {9}),
        ("Any status", {1, 2, 3, 4, 5, 7, 8}),
    ],
)
def test_a_status_narrows_the_list(open_tab: Open, status: str, numbers: set[int]) -> None:
    words = ["confirmed", "confirmed", "new", "request", "inquiry", "cancelled", "black", "confirmed", "confirmed"]
    changes = [{"sub_status": "noShow"} if number == 8 else {} for number in range(1, 10)]
    opened = open_tab(
        *(
            booking(number, status=word, unit_id=0, **change)
            for number, (word, change) in enumerate(zip(words, changes, strict=True), 1)
        )
    )
    with opened.desk.store.writing() as session:
        session.reservations.mark_gone([9])
    opened.hear(booking(1, unit_id=0))
    opened.tab.read()
    opened.qtbot.waitUntil(lambda: opened.tab.model.left_aside == 2)
    opened.tab.filters.status.setCurrentIndex(opened.tab.filters.status.findText(status))
    assert set(opened.numbers()) == numbers


def test_chips_of_one_family_widen_and_of_two_families_narrow(open_tab: Open) -> None:
    opened = open_tab(*_house())
    opened.tab.filters.set_chips([Chip.ARRIVING, Chip.LEAVING])
    assert set(opened.numbers()) == {1, 3}
    opened.tab.filters.set_chips([Chip.ARRIVING, Chip.CANCELLED])
    assert opened.numbers() == [6]
    opened.tab.filters.set_chips([Chip.ARRIVING, Chip.GROUP])
    assert opened.numbers() == []


def test_a_channel_and_a_room_narrow_the_list(open_tab: Open) -> None:
    apart = booking(2, channel="booking", api_source="Booking.com", unit_id=2)
    opened = open_tab(booking(1), apart, booking(3, room_type_id=SINGLE))
    filters = opened.tab.filters
    opened.qtbot.waitUntil(lambda: filters.room.count() > 1)
    filters.channel.setCurrentIndex(filters.channel.findText("Booking.com"))
    assert opened.numbers() == [2]
    filters.channel.setCurrentIndex(0)
    filters.room.setCurrentIndex(filters.room.findText("Double"))
    assert opened.numbers() == [1, 2]
    filters.room.setCurrentIndex(filters.room.findText("201", Qt.MatchFlag.MatchContains))
    assert opened.numbers() == [1]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("muller", [1]),
        ("MÜLLER", [1]),
        ("mueller", [1]),
        ("liwei", [2]),
        ("李伟", [2]),
        ("محمد", [3]),
        ("0664 / 123", [4]),
        ("+43 664 123", [4]),
        ("hmabc", [5]),
        ("9000006", [6]),
        ("anna 9000006", [6]),
        ("nobody", []),
    ],
)
def test_search_finds_accents_scripts_phones_references_and_numbers(
    open_tab: Open, typed: str, numbers: list[int]
) -> None:
    opened = open_tab(
        booking(1, last_name="Müller", email=""),
        booking(2, first_name="李伟", last_name="", email=""),
        booking(3, first_name="محمد", last_name="الهاشمي", email=""),
        booking(4, last_name="Huber", phone="+43 664 123456", email=""),
        booking(5, last_name="Smith", channel_reference="HMABC123", email=""),
        booking(9000006, last_name="Jones", email=""),
    )
    opened.tab.filters.search.setText(typed)
    assert [number if number != 9000006 else 6 for number in opened.numbers()] == numbers


def test_taking_letters_back_finds_more_again(open_tab: Open) -> None:
    opened = open_tab(booking(1, last_name="Maier"), booking(2, last_name="Maurer"))
    search = opened.tab.filters.search
    QTest.keyClicks(search, "mau")
    assert opened.numbers() == [2]
    QTest.keyClick(search, Qt.Key.Key_Backspace)
    assert opened.numbers() == [1, 2]


@pytest.mark.parametrize("name", [column.name for column in COLUMNS])
def test_every_column_sorts_both_ways_with_blanks_last(open_tab: Open, name: str) -> None:
    bare = booking(
        2,
        first_name="",
        last_name="",
        email="",
        price=None,
        booked_at=None,
        channel="",
        unit_id=0,
        channel_reference="",
    )
    full = {"channel_reference": "R", "api_source": "Direct"}
    opened = open_tab(booking(1, price=100, **full), bare, booking(3, price=300, arrival=TODAY + DAY, **full))
    number = NUMBER_OF[name]
    orders = []
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        opened.tab.table.sortByColumn(number, order)
        orders.append(opened.numbers())
        assert sorted(filter(None, orders[-1])) == [1, 2, 3]
    if COLUMNS[number].filled is not None and name not in {"room", "number", "channel", "checked"}:
        assert orders[0][-1] == orders[1][-1] == 2


def test_the_model_keeps_qts_rules(open_tab: Open) -> None:
    opened = open_tab(*_house())
    tester = QAbstractItemModelTester(opened.tab.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    opened.tab.filters.set_chips([Chip.PAST])
    opened.hear(booking(1, modified_at=NOW + DAY, last_name="Other"), booking(77, arrival=TODAY + DAY))
    opened.tab.table.sortByColumn(NUMBER_OF["guest"], Qt.SortOrder.DescendingOrder)
    QTest.keyClicks(opened.tab.filters.search, "77")
    assert opened.numbers() == [77]
    tester.deleteLater()


def test_every_cell_of_every_kind_of_booking_has_words_and_a_tip(open_tab: Open) -> None:
    model = open_tab(*_house()).tab.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert isinstance(model.index(row, column).data(), str)
        assert model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_row_is_told_in_one_sentence(open_tab: Open) -> None:
    opened = open_tab(booking(1, api_source="Direct", unit_id=0, phone="+43 1 5551234"))
    told = opened.tab.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == ("Arriving. Anna Beispiel 1, Double, 3 nights from Tue 12 May, Direct. No room assigned yet")


def test_nothing_matches_says_what_and_clears_with_one_click(open_tab: Open) -> None:
    opened = open_tab(booking(1, arrival=TODAY + DAY))
    opened.tab.filters.set_chips([Chip.ARRIVING])
    QTest.keyClicks(opened.tab.filters.search, "muller")
    message = opened.tab.frame.currentWidget()
    assert opened.tab.frame.currentIndex() == 1
    assert "Arriving + muller" in _texts(message)
    QTest.mouseClick(_button(message), Qt.MouseButton.LeftButton)
    assert opened.numbers() == [1]
    assert opened.tab.frame.currentIndex() == 0


def test_what_only_the_past_holds_is_one_click_away(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, last_name="Vergangen", arrival=TODAY - 9 * DAY, departure=TODAY - 8 * DAY))
    QTest.keyClicks(opened.tab.filters.search, "vergangen")
    message = opened.tab.frame.currentWidget()
    opened.qtbot.waitUntil(lambda: "1 stay in the past does." in _texts(message))
    QTest.mouseClick(_button(message), Qt.MouseButton.LeftButton)
    assert opened.numbers() == [2]


def test_more_in_the_past_is_told_beside_what_was_found(open_tab: Open) -> None:
    past = {"arrival": TODAY - 9 * DAY, "departure": TODAY - 8 * DAY}
    opened = open_tab(booking(1), *(booking(number, unit_id=number, **past) for number in (2, 3)))
    assert opened.tab.past.isHidden()
    QTest.keyClicks(opened.tab.filters.search, "beispiel")
    opened.qtbot.waitUntil(lambda: not opened.tab.past.isHidden())
    assert opened.tab.past.link.text() == "2 more in the past"
    QTest.mouseClick(opened.tab.past.link, Qt.MouseButton.LeftButton)
    assert set(opened.numbers()) == {1, 2, 3}
    assert opened.tab.past.isHidden()


def test_an_empty_book_offers_to_sync(open_tab: Open) -> None:
    opened = open_tab()
    message = opened.tab.frame.currentWidget()
    assert "No reservations yet" in _texts(message)
    QTest.mouseClick(_button(message), Qt.MouseButton.LeftButton)
    assert opened.syncs == [True]


def test_a_list_that_cannot_be_read_says_so_and_is_read_again(desk: Desk, open_tab: Open) -> None:
    opened = open_tab(booking(1))
    with desk.store.writing() as session:
        session.connection.execute("ALTER TABLE history RENAME TO history_away")
    opened.tab.read()
    opened.qtbot.waitUntil(lambda: opened.tab.frame.currentIndex() == 1)
    message = opened.tab.frame.currentWidget()
    assert "The reservations could not be read" in _texts(message)
    with desk.store.writing() as session:
        session.connection.execute("ALTER TABLE history_away RENAME TO history")
    QTest.mouseClick(_button(message), Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: opened.tab.frame.currentIndex() == 0)


def test_today_is_the_hotels_and_moves_on(desk: Desk, open_tab: Open) -> None:
    opened = open_tab(booking(1))
    assert opened.shown("state") == ["Arriving"]
    desk.clock.at = NOW + DAY
    opened.tab.model.pass_time()
    assert opened.shown("state") == ["In house"]
    desk.clock.at = NOW + 9 * DAY
    opened.tab.model.pass_time()
    assert opened.numbers() == []


def test_columns_sorting_and_chips_are_remembered_over_a_restart(open_tab: Open) -> None:
    first = open_tab(booking(1), booking(2, last_name="Aaa"))
    table = first.tab.table
    table.setColumnHidden(NUMBER_OF["reference"], True)
    table.horizontalHeader().moveSection(0, 3)
    table.setColumnWidth(NUMBER_OF["guest"], 321)
    table.sortByColumn(NUMBER_OF["guest"], Qt.SortOrder.DescendingOrder)
    first.tab.filters.set_chips([Chip.PAST])
    first.tab.remember()
    second = open_tab()
    assert second.tab.table.shown_columns() == table.shown_columns()
    assert second.tab.table.columnWidth(NUMBER_OF["guest"]) == 321
    assert second.numbers() == first.numbers() == [1, 2]
    assert second.tab.filters.chips[Chip.PAST].isChecked()


def test_keys_lead_from_the_search_to_the_details_and_back(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2))
    tab, qtbot = opened.tab, opened.qtbot
    tab.activateWindow()
    QTest.keyClick(tab.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(tab.filters.search.hasFocus)
    QTest.keyClick(tab.filters.search, Qt.Key.Key_Return)
    qtbot.waitUntil(tab.table.hasFocus)
    assert [index.row() for index in tab.table.selectionModel().selectedRows()] == [0]
    with qtbot.waitSignal(tab.pane.shown, timeout=5000):
        QTest.keyClick(tab.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(tab.pane.shown, timeout=5000):
        QTest.keyClick(tab.table, Qt.Key.Key_Down)
    assert tab.pane.details is not None
    assert tab.pane.details.line.beds24_id == 2
    QTest.keyClick(tab.table, Qt.Key.Key_Escape)
    assert not tab.pane.isVisible()


def test_filters_are_remembered_over_a_restart_but_not_the_words(open_tab: Open) -> None:
    first = open_tab(
        booking(1, channel="booking", api_source="Booking.com"), booking(2, unit_id=2), booking(3, room_type_id=SINGLE)
    )
    filters = first.tab.filters
    first.qtbot.waitUntil(lambda: filters.room.count() > 1)
    filters.channel.setCurrentIndex(filters.channel.findText("Booking.com"))
    filters.room.setCurrentIndex(filters.room.findText("201", Qt.MatchFlag.MatchContains))
    filters.status.setCurrentIndex(filters.status.findText("Confirmed"))
    filters.search.setText("anna")
    second = open_tab()
    assert second.tab.filters.sieve() == filters.sieve()
    assert second.numbers() == [1]
    assert second.tab.filters.search.text() == ""
    second.qtbot.waitUntil(lambda: second.tab.filters.room.count() == filters.room.count())
    assert second.tab.filters.sieve() == filters.sieve()


def test_a_change_that_cannot_be_read_leaves_the_list_and_says_of_when_it_is(desk: Desk, open_tab: Open) -> None:
    opened = open_tab(booking(1))
    band = opened.tab.band
    apply(desk.store, booking(2, unit_id=2))
    _hide(desk, "history")
    desk.stage.courier.send(ReservationsChanged((opened.id_of(2),)))
    opened.qtbot.waitUntil(lambda: "could not be renewed; it shows what was known at 12:00" in band.text)
    assert opened.numbers() == [1]
    _hide(desk, "history", back=True)
    QTest.mouseClick(band.again, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: opened.numbers() == [1, 2])
    assert band.text == ""


def test_rooms_that_cannot_be_read_are_told_and_asked_for_again(desk: Desk, open_tab: Open) -> None:
    opened = open_tab(booking(1))
    band, rooms = opened.tab.band, opened.tab.filters.room
    opened.qtbot.waitUntil(lambda: rooms.count() > 1)
    desk.stage.reader.ask(_refuse, lambda _none: None, opened.tab._feed._tell_without_rooms)
    opened.qtbot.waitUntil(lambda: "The rooms could not be read" in band.text)
    QTest.mouseClick(band.again, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: band.text == "")


@pytest.mark.parametrize("state", [PillState.LATE, PillState.NOT_SYNCING, PillState.OFFLINE])
def test_data_that_is_old_is_told_until_it_is_not(open_tab: Open, state: PillState) -> None:
    opened = open_tab(booking(1))
    opened.tab.band.tell_pill(Pill(state, Tone.WARN, 12, NOW - timedelta(minutes=12)))
    assert opened.tab.band.text == "Data of 11:48. Bookings made since then may not be here."
    assert opened.tab.band.again.isHidden()
    opened.tab.band.tell_pill(Pill(PillState.IN_SYNC, Tone.GOOD, 0, NOW))
    assert opened.tab.band.text == ""


def test_every_action_has_words_and_the_frequent_ones_a_key(open_tab: Open) -> None:
    entries = open_tab(booking(1)).tab.actions()
    menus = [entry.menu() for entry in entries]
    actions = [*entries, *(one for menu in menus if isinstance(menu, QMenu) for one in menu.actions())]
    assert all(action.text() for action in actions if not action.isSeparator())
    keys = [action.shortcut().toString() for action in actions if action.shortcut().toString()]
    assert {"Ctrl+F", "Ctrl+C", "Ctrl+P", "Ctrl+E", "Esc", "Ctrl+Return", "Ctrl+Shift+A"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_a_chip_is_pressed_from_the_menu_too_and_both_agree(open_tab: Open) -> None:
    opened = open_tab(*_house())
    filters = opened.tab.filters
    arriving = filters.switches[list(Chip).index(Chip.ARRIVING)]
    arriving.trigger()
    assert opened.numbers() == [1]
    assert arriving.isChecked()
    assert filters.chips[Chip.ARRIVING].isChecked()
    filters.clear()
    assert not arriving.isChecked()


def test_columns_are_chosen_ordered_and_reset_with_the_keyboard(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    usual = opened.tab.table.shown_columns()
    sheet = ColumnsSheet(opened.tab.table)
    sheet.show()
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert opened.tab.table.shown_columns() == usual[1:]
    sheet.list.setCurrentRow(1)
    QTest.keyClick(sheet.down, Qt.Key.Key_Space)
    assert opened.tab.table.shown_columns()[:2] == [usual[2], usual[1]]
    QTest.keyClick(sheet.usual, Qt.Key.Key_Space)
    assert opened.tab.table.shown_columns() == usual
    sheet.close()


def test_the_last_column_cannot_be_hidden(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    sheet = ColumnsSheet(opened.tab.table)
    for number in range(sheet.list.count()):
        sheet.list.item(number).setCheckState(Qt.CheckState.Unchecked)
    assert len(opened.tab.table.shown_columns()) == 1
    sheet.close()


def test_a_type_of_rooms_that_beds24_dropped_does_not_hide_its_stays(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, booking(1, room_type_id=DOUBLE))
    with desk.store.writing() as session:
        session.connection.execute("UPDATE room_types SET active = 0")
    assert open_tab().numbers() == [1]


def _hide(desk: Desk, table: str, *, back: bool = False) -> None:
    """Make a table of the store unreadable, or readable again."""
    names = (f"{table}_away", table) if back else (table, f"{table}_away")
    with desk.store.writing() as session:
        session.connection.execute("ALTER TABLE {} RENAME TO {}".format(*names))


def _refuse() -> None:
    raise StoreTrouble("The disk is gone.")


def _texts(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def _button(widget: QWidget | None) -> QPushButton:
    assert widget is not None
    return widget.findChildren(QPushButton)[0]


def test_a_model_without_rows_answers_what_qt_asks(desk: Desk) -> None:
    model = ReservationModel(desk.stage)
    assert (model.rowCount(), model.columnCount()) == (0, len(COLUMNS))
    assert model.headerData(0, Qt.Orientation.Horizontal) == "State"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
