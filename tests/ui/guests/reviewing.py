"""The page of guests to review in the real window over a real store, with what its user does and sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.announcing import ReservationsChanged
from console.domain.booking import Booking
from console.domain.guests.card import CardField
from console.ui.guests.review import ReviewPage
from console.ui.guests.review_fields import FieldLine
from console.ui.guests.review_open import OpenView
from console.ui.guests.review_past import PastView
from console.ui.guests.tab import GuestsTab
from console.ui.window import Window
from tests.building import TODAY, booking
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.windows import show_active, window_over


def stay(number: int, name: str, from_today: int = 10, nights: int = 2, **changes: Any) -> Booking:
    """A stay that Booking.com brought, so many days from today."""
    first, _, last = name.partition(" ")
    arrival = TODAY + timedelta(days=from_today)
    told = {"first_name": first, "last_name": last, "email": "", "phone": "", "unit_id": 1 + number % 3}
    told |= {"channel": "booking", "api_source": "Booking.com"}
    return booking(number, arrival=arrival, departure=arrival + timedelta(days=nights), **(told | changes))


def a_few(*, first_arrives: int = 1) -> list[Booking]:
    """Three pairs: married perhaps, two rooms in one night, and a slip in an address."""
    return [
        stay(1, "Lea Moser", -400, phone="+43 664 5550142", email="lea@moser.example", country="AT", city="Graz"),
        stay(2, "Lea Winter", first_arrives, phone="+43 664 5550142", email="x.1@guest.booking.com", country="AT"),
        stay(3, "Jonas Eder", 9, email="jonas@eder.example"),
        stay(4, "Jonas Wolf", 9, email="jonas@eder.example"),
        stay(5, "John Smith", 20, email="john.smith@gmial.com", postcode="W1A 1AA"),
        stay(6, "Jon Smith", -100, email="john.smith@gmail.com", postcode="W1A 1AA", phone="+44 20 7946 0018"),
    ]


@dataclass
class Reviewing:
    """The page in front."""

    window: Window
    page: ReviewPage
    desk: Desk
    qtbot: QtBot

    @property
    def open(self) -> OpenView:
        return self.page.open

    def listed(self, view: OpenView | None = None) -> list[str]:
        """The pairs in the list, each in a line of names and a line of chances."""
        model = (view or self.open).model
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    def names(self) -> list[str]:
        return [text.partition("\n")[0] for text in self.listed()]

    def choose(self, names: str) -> None:
        """Go to a pair by its names, and wait until it is shown."""
        row = self.names().index(names)
        self.open.list.setCurrentIndex(self.open.model.index(row))
        self.wait_for_pair(names)

    def wait_for_pair(self, names: str) -> None:
        """Until these two are in the pane."""
        view = self.open

        def is_shown() -> bool:
            shown = view.showing.view
            return shown is not None and view._telling.both(shown) == names and view.pane.isVisible()

        self.qtbot.waitUntil(is_shown)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keyboard is."""
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, modifier)

    def until_said(self, sentence: str, view: "OpenView | PastView[Any] | None" = None) -> None:
        """Until the bar says this."""
        self.qtbot.waitUntil(lambda: sentence in (view or self.open).bar.text)

    def line(self, name: CardField) -> FieldLine:
        return self.open.pane.sheet.fields.lines[name]

    def past(self, view: PastView[Any]) -> list[list[str]]:
        """A list of what is past, cell by cell."""
        model = view.model
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def turn_to(self, place: str, view: PastView[Any]) -> None:
        """Go to a list of what is past, and wait until it was read."""
        self.page.show_place(place)
        self.qtbot.waitUntil(lambda: view.feed.is_whole)

    def hear(self, *bookings: Booking) -> None:
        """A sync brings these, and tells."""
        apply(self.desk.store, *bookings)
        numbers = [one.beds24_id for one in bookings]
        found = rows(self.desk.store, "SELECT id, beds24_id FROM reservations")
        ids = tuple(id_ for id_, number in found if number in numbers)
        self.desk.stage.courier.send(ReservationsChanged(ids))

    def guests(self) -> list[str]:
        """Every guest's name, as the store has them."""
        return [name for (name,) in rows(self.desk.store, "SELECT name FROM guests ORDER BY name")]

    def guest_of(self, number: int) -> int:
        ((id_,),) = rows(self.desk.store, "SELECT guest_id FROM reservations WHERE beds24_id = ?", number)
        return int(id_)

    def birth(self, number: int, day: str) -> None:
        """The desk learns a date of birth today."""
        with self.desk.store.writing() as session:
            session.connection.execute(
                "INSERT OR REPLACE INTO guest_words SELECT id, 'birth', ?, '2026-05-12T12:00:00Z', 'desk'"
                " FROM guest_profiles WHERE number = ?",
                (day, number),
            )


def open_review(qtbot: QtBot, desk: Desk, bookings: Iterable[Booking]) -> Reviewing:
    """The window on the page of guests to review, once it has read them."""
    wanted = list(bookings)
    if wanted:
        apply(desk.store, *wanted)
    window = window_over(qtbot, desk)
    window.resize(1280, 800)
    show_active(qtbot, window)
    window.show_tab("guests")
    tab = window.tab("guests")
    assert isinstance(tab, GuestsTab)
    tab.show_place("review")
    page = tab.findChild(ReviewPage)
    assert isinstance(page, ReviewPage)
    found = Reviewing(window, page, desk, qtbot)
    qtbot.waitUntil(lambda: page.open.feed.is_whole)
    if page.open.model.rowCount():
        qtbot.waitUntil(lambda: page.open.showing.view is not None)
        page.open.list.setFocus()
    return found
