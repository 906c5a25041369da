"""The first screenful, which is there before the whole list is read."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.booking import Booking
from console.domain.sieve import Chip
from console.ui.kit.first_paint import FirstPaint
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.rebuilder import Rebuilder
from console.ui.reservations.tab import ReservationsTab
from tests.building import TODAY, booking
from tests.storing import apply
from tests.ui.conftest import Desk, edit_deeds_of

DAY = timedelta(days=1)


def made(desk: Desk, qtbot: QtBot) -> ReservationsTab:
    """The tab as its maker gets it, before Qt's loop turns for the first time."""
    asker = MessageAsker(desk.runner, lambda: desk.parts.messages)
    rebuilder = Rebuilder(desk.stage, desk.runner, lambda: desk.parts.rebuilds)
    edits = edit_deeds_of(desk)
    tab = ReservationsTab(desk.stage, desk.parts.book, asker, rebuilder, edits, lambda: None)
    for one in (asker, rebuilder, edits):
        one.setParent(tab)
    qtbot.addWidget(tab)
    tab.resize(1280, 800)
    return tab


def many(count: int) -> list[Booking]:
    return [booking(n, arrival=TODAY + n * DAY, departure=TODAY + (n + 1) * DAY) for n in range(1, count + 1)]


def numbers(tab: ReservationsTab) -> list[int | None]:
    return [line.beds24_id for line in tab.model.shown]


def test_the_first_rows_are_there_at_once_and_the_others_join_them_below(desk: Desk, qtbot: QtBot) -> None:
    apply(desk.store, booking(900, arrival=TODAY - 9 * DAY, departure=TODAY - 8 * DAY), *many(150))
    tab = made(desk, qtbot)
    assert numbers(tab) == list(range(1, 101))
    assert tab.count.text() == ""
    tab.table.selectRow(4)
    with qtbot.waitSignal(tab.model.rowsInserted, timeout=5000):
        tab.show()
    assert numbers(tab) == list(range(1, 151))
    assert tab.table.currentIndex().row() == 4
    assert "150" in tab.count.text()
    assert "151" in tab.count.text()


def test_where_the_list_stands_otherwise_nothing_wrong_is_shown_first(desk: Desk, qtbot: QtBot) -> None:
    apply(desk.store, *many(3))
    made(desk, qtbot).filters.set_chips([Chip.NO_CONTACT])
    tab = made(desk, qtbot)
    assert numbers(tab) == []
    tab.filters.set_chips([])
    with qtbot.waitSignal(tab.model.shown_changed, timeout=5000):
        tab.show()


def test_first_rows_that_are_all_cancelled_show_no_empty_table_as_if_that_were_all(desk: Desk, qtbot: QtBot) -> None:
    coming = booking(900, arrival=TODAY + 9 * DAY, departure=TODAY + 10 * DAY)
    apply(desk.store, *(booking(n, status="cancelled") for n in range(1, 120)), coming)
    tab = made(desk, qtbot)
    assert tab.frame.currentWidget() is not tab.table
    with qtbot.waitSignal(tab.model.shown_changed, timeout=5000):
        tab.show()
    assert numbers(tab) == [900]
    assert tab.frame.currentWidget() is tab.table


def test_what_waits_for_the_first_paint_is_called_once(qtbot: QtBot) -> None:
    calls: list[bool] = []
    seen = QLabel("seen")
    qtbot.addWidget(seen)
    FirstPaint(seen, lambda: calls.append(True))
    assert not calls
    seen.show()
    qtbot.waitUntil(lambda: calls == [True])
    seen.repaint()
    assert calls == [True]


def test_what_nobody_looks_at_does_not_wait_for_ever(qtbot: QtBot) -> None:
    calls: list[bool] = []
    unseen = QLabel("unseen")
    qtbot.addWidget(unseen)
    FirstPaint(unseen, lambda: calls.append(True))
    qtbot.waitUntil(lambda: calls == [True], timeout=10_000)
