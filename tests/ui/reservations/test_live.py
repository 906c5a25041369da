"""The list while a sync brings changes: nothing that its user holds is lost."""

from collections.abc import Iterable
from datetime import timedelta

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from console.domain.announcing import ReservationsChanged
from console.domain.booking import Booking
from console.domain.lines import ReservationLine
from console.domain.sieve import Chip
from console.services.book import Book
from console.ui.reservations.columns import NUMBER_OF
from tests.building import NOW, TODAY, booking, later
from tests.ui.reservations.conftest import Open

DAY = timedelta(days=1)
ROWS = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select


def _many(count: int = 60) -> list[Booking]:
    return [booking(n, arrival=TODAY + n * DAY, departure=TODAY + (n + 2) * DAY) for n in range(1, count + 1)]


def test_a_new_booking_appears_in_its_place_by_itself(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, arrival=TODAY + 9 * DAY, departure=TODAY + 10 * DAY))
    opened.hear(booking(3, arrival=TODAY + 4 * DAY, departure=TODAY + 5 * DAY, unit_id=2))
    assert opened.numbers() == [1, 3, 2]
    assert opened.tab.count.text() == "3 reservations"


def test_marks_current_row_and_place_stay_while_rows_come_go_and_change(open_tab: Open) -> None:
    many = _many()
    opened = open_tab(*many)
    table = opened.tab.table
    QAbstractItemModelTester(opened.tab.model, QAbstractItemModelTester.FailureReportingMode.Warning, table)
    table.go_to(opened.id_of(40))
    table.selectionModel().select(opened.tab.model.index(37, 0), ROWS)
    table.verticalScrollBar().setValue(30 * opened.desk.stage.row_height)
    before = table.visualRect(table.currentIndex()).top()
    marked = table.marked_ids()

    opened.hear(
        booking(100, arrival=TODAY + DAY, departure=TODAY + 2 * DAY, room_type_id=200),
        later(many[4], status="cancelled"),
        later(many[39], last_name="Renamed"),
        later(many[9], arrival=TODAY + 50 * DAY, departure=TODAY + 52 * DAY),
    )

    assert table.marked_ids() == marked
    assert table.current_id() == opened.id_of(40)
    assert table.visualRect(table.currentIndex()).top() == before
    assert "Anna Renamed" in opened.shown("guest")


def test_marks_survive_filters_and_sorting_as_far_as_they_are_shown(open_tab: Open) -> None:
    opened = open_tab(*_many(10))
    table = opened.tab.table
    table.go_to(opened.id_of(7))
    table.sortByColumn(NUMBER_OF["arrival"], Qt.SortOrder.DescendingOrder)
    assert table.current_id() == opened.id_of(7)
    opened.tab.filters.search.setText("beispiel 7")
    assert table.marked_ids() == [opened.id_of(7)]
    opened.tab.filters.search.clear()
    assert table.marked_ids() == [opened.id_of(7)]


def test_a_cancelled_booking_leaves_the_arrivals(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2))
    opened.tab.filters.set_chips([Chip.ARRIVING])
    opened.hear(later(booking(1), status="cancelled"))
    assert opened.numbers() == [2]


def test_open_details_follow_the_change(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.open(1)
    with opened.qtbot.waitSignal(opened.tab.pane.shown, timeout=5000):
        opened.hear(later(booking(1), last_name="Renamed"))
    assert opened.tab.pane.details is not None
    assert opened.tab.pane.details.line.guest == "Anna Renamed"


def test_a_thousand_changes_at_once_are_read_once(open_tab: Open) -> None:
    opened = open_tab(*_many(5))
    asked: list[frozenset[int]] = []

    class NotingBook(Book):
        def lines_of(self, ids: Iterable[int]) -> list[ReservationLine]:
            asked.append(frozenset(ids))
            return super().lines_of(ids)

    opened.tab._feed._book = NotingBook(opened.desk.store)
    with opened.qtbot.waitSignal(opened.tab.model.shown_changed, timeout=5000):
        for id_ in range(1, 1001):
            opened.desk.stage.courier.send(ReservationsChanged((id_,)))
    assert asked == [frozenset(range(1, 1001))]


def test_another_tab_can_lead_to_a_reservation_that_the_filters_hide(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, arrival=TODAY - 9 * DAY, departure=TODAY - 8 * DAY, modified_at=NOW))
    opened.tab.filters.set_chips([Chip.CLOSURE])
    with opened.qtbot.waitSignal(opened.tab.pane.shown, timeout=5000):
        opened.tab.show_place(str(opened.id_of(2)))
    assert opened.tab.table.current_id() == opened.id_of(2)
    assert opened.tab.pane.isVisible()
