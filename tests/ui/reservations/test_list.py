"""The list: what it shows, finds, and in which order."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from console.domain.booking import Booking
from console.domain.sieve import Chip
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
        (Chip.PAST, set(range(1, 15))),
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
    assert opened.tab.count.text() == "13 of 14 reservations"


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
    if COLUMNS[number].filled is not None and name not in {"room", "number", "channel"}:
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
    assert "1 stay in the past does." in _texts(message)
    QTest.mouseClick(_button(message), Qt.MouseButton.LeftButton)
    assert opened.numbers() == [2]


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
    with qtbot.waitSignal(tab.pane.shown, timeout=5000):
        QTest.keyClick(tab.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(tab.pane.shown, timeout=5000):
        QTest.keyClick(tab.table, Qt.Key.Key_Down)
    assert tab.pane.details is not None
    assert tab.pane.details.line.beds24_id == 2
    QTest.keyClick(tab.table, Qt.Key.Key_Escape)
    assert not tab.pane.isVisible()


def test_every_action_has_words_and_all_but_enter_a_key(open_tab: Open) -> None:
    actions = open_tab(booking(1)).tab.actions()
    assert all(action.text() for action in actions)
    keys = [action.shortcut().toString() for action in actions if action.shortcut().toString()]
    assert {"Ctrl+F", "Ctrl+C", "Ctrl+P", "Ctrl+E", "Esc", "Ctrl+Return"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_a_type_of_rooms_that_beds24_dropped_does_not_hide_its_stays(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, booking(1, room_type_id=DOUBLE))
    with desk.store.writing() as session:
        session.connection.execute("UPDATE room_types SET active = 0")
    assert open_tab().numbers() == [1]


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
