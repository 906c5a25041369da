"""Rebuilding a reservation in the window: from the menu and the history, looked at, adopted, or refused."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from console.ui.reservations.rebuild_dialog import RebuildDialog
from console.ui.wording import rebuilding as words
from tests.building import NOW, booking, later
from tests.hooking import MINUTE, booking_read, told_booking
from tests.storing import apply, rows, stored
from tests.ui.conftest import Desk
from tests.ui.reservations.conftest import Open, Opened

HISTORY = 4
WAIT = 5000


@pytest.fixture
def opened(open_tab: Open) -> Opened:
    """A reservation of which everything is kept, with its details open."""
    opened = open_tab(booking_read(told_booking()))
    opened.open(1)
    return opened


def spoil(opened: Opened) -> None:
    with opened.desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET price = 100, comments = 'nonsense'")


def rebuild(opened: Opened, ask: Callable[[], None] | None = None) -> RebuildDialog:
    """The dialog, once it tells what came of it."""
    (ask or act_of(opened))()
    dialog = opened.tab.window().findChild(RebuildDialog)
    assert isinstance(dialog, RebuildDialog)
    opened.qtbot.waitUntil(lambda: dialog.rebuilt is not None, timeout=WAIT)
    return dialog


def act_of(opened: Opened) -> Callable[[], None]:
    return next(one for one in opened.tab.actions() if one.text() == words.ACT).trigger


def message(dialog: RebuildDialog) -> str:
    """What stands instead of rows; empty where there are rows."""
    return "" if dialog.frame.currentIndex() == 0 else dialog.frame._message._headline.text()


def test_where_nothing_differs_it_is_said_and_nothing_can_be_adopted(opened: Opened) -> None:
    dialog = rebuild(opened)
    assert message(dialog) == "Nothing differs"
    assert dialog.story.text() == "Rebuilt from 1 reading or instant message of Tue 12 May 12:00."
    assert dialog.adopt_button.isHidden()
    assert dialog.close_button.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: opened.tab.findChild(RebuildDialog) is None, timeout=WAIT)


def test_what_differs_is_told_in_words_and_adopted(opened: Opened) -> None:
    spoil(opened)
    dialog = rebuild(opened)
    assert dialog.model.rows == [("Price", "€1.00", "€300.00"), ("Comments", "nonsense", "nothing")]
    assert dialog.story.text().endswith("2 fields differ. Nothing changes until you adopt it.")
    assert message(dialog) == ""
    index = dialog.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Price: as it is €1.00, as rebuilt €300.00"
    QTest.mouseClick(dialog.adopt_button, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: opened.tab.notice.text() == words.ADOPTED, timeout=WAIT)
    assert stored(opened.desk.store, "price", "comments") == {"price": 30000, "comments": ""}
    opened.qtbot.waitUntil(lambda: opened.tab.model.all[0].price == 30000, timeout=WAIT)
    opened.tab.pane.tabs.setCurrentIndex(HISTORY)
    shown = opened.tab.pane.history
    opened.qtbot.waitUntil(lambda: "rebuilt by hand" in " ".join(_texts(shown)), timeout=WAIT)


def _texts(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel)]


def test_the_history_leads_to_it(opened: Opened) -> None:
    opened.tab.pane.tabs.setCurrentIndex(HISTORY)
    links = opened.tab.pane.history.findChildren(QPushButton)
    link = next(one for one in links if one.text() == words.ACT)
    assert rebuild(opened, link.click).rebuilt is not None


def test_what_changed_meanwhile_is_not_overwritten_and_can_be_rebuilt_again(opened: Opened) -> None:
    spoil(opened)
    dialog = rebuild(opened)
    known = booking_read(told_booking())
    apply(opened.desk.store, later(known, adults=4, raw=known.raw + b" "), read_at=NOW + MINUTE)
    QTest.mouseClick(dialog.adopt_button, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: "has changed since it was rebuilt" in dialog.trouble.text, timeout=WAIT)
    assert stored(opened.desk.store, "adults") == {"adults": 4}
    assert dialog.isVisible()
    again = next(one for one in dialog.trouble.findChildren(QPushButton) if one.text() == words.AGAIN)
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: dialog.rebuilt is not None and dialog.trouble.isHidden(), timeout=WAIT)


def test_a_refusal_is_told_even_if_the_dialog_was_closed_meanwhile(opened: Opened, desk: Desk) -> None:
    spoil(opened)
    dialog = rebuild(opened)
    free = threading.Event()
    desk.runner.run_errand(lambda _watch: free.wait(10))
    QTest.mouseClick(dialog.adopt_button, Qt.MouseButton.LeftButton)
    assert dialog.state.text() == words.ADOPTING
    assert not dialog.adopt_button.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()
    with desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET adults = 7")
    free.set()
    opened.qtbot.waitUntil(dialog.isVisible, timeout=WAIT)
    assert dialog.trouble.text.startswith(words.NOT_ADOPTED)
    assert rows(desk.store, "SELECT adults, price FROM reservations") == [(7, 100)]


def test_what_is_not_kept_is_said(open_tab: Open) -> None:
    opened = open_tab(replace(booking(1), raw=b""))
    opened.tab.table.selectRow(0)
    dialog = rebuild(opened)
    assert message(dialog) == words.NOTHING_KEPT
    assert dialog.adopt_button.isHidden()


def test_gaps_are_said_in_words(opened: Opened) -> None:
    with opened.desk.store.writing() as session:
        session.connection.execute("UPDATE reservation_bodies SET mark = NULL")
    spoil(opened)
    assert rebuild(opened).gaps.text() == words.STARTS_LATE


def test_a_window_of_its_own_has_the_dialog_over_itself(opened: Opened) -> None:
    opened.tab._aside.open_window(opened.id_of(1))
    window = next(iter(opened.tab._aside._windows._open.values()))  # type: ignore[union-attr] # just made
    opened.qtbot.waitUntil(lambda: window.details is not None, timeout=WAIT)
    window.rebuild_wanted.emit(opened.id_of(1))
    dialog = window.findChild(RebuildDialog)
    assert isinstance(dialog, RebuildDialog)
    opened.qtbot.waitUntil(lambda: dialog.rebuilt is not None, timeout=WAIT)
    dialog.reject()
    window.close()
