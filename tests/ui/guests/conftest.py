"""The page of all guests over a real store, with bookings that tests name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from console.domain.announcing import ReservationsChanged
from console.domain.booking import Booking
from console.ui.guests.columns import NUMBER_OF
from console.ui.guests.erasing import Eraser
from console.ui.guests.list import GuestsPage
from console.ui.guests.services import GuestServices
from tests.building import TODAY, booking
from tests.storing import apply, rows
from tests.ui.conftest import Desk


def stay(number: int, first: str, last: str, from_today: int = 10, nights: int = 2, **changes: Any) -> Booking:
    """A stay of this person, so many days from today."""
    arrival = TODAY + timedelta(days=from_today)
    return booking(
        number,
        first_name=first,
        last_name=last,
        arrival=arrival,
        departure=arrival + timedelta(days=nights),
        **({"email": f"{first}.{last}{number}@posteo.de".lower()} | changes),
    )


@dataclass
class Opened:
    """The page on the screen, and what its user does and sees."""

    page: GuestsPage
    desk: Desk
    qtbot: QtBot

    def shown(self, column: str = "name") -> list[str]:
        """A column as it stands on the screen, from top to bottom."""
        model = self.page.model
        return [str(model.index(row, NUMBER_OF[column]).data()) for row in range(model.rowCount())]

    def search(self, text: str) -> list[str]:
        self.page.filters.search.setText(text)
        return self.shown()

    def guest_of(self, number: int) -> int:
        """The guest of the booking with this number."""
        ((id_,),) = rows(self.desk.store, "SELECT guest_id FROM reservations WHERE beds24_id = ?", number)
        return int(id_)

    def hear(self, *bookings: Booking) -> None:
        """A sync brings these, and tells."""
        apply(self.desk.store, *bookings)
        numbers = [one.beds24_id for one in bookings]
        found = rows(self.desk.store, "SELECT id, beds24_id FROM reservations")
        ids = tuple(id_ for id_, number in found if number in numbers)
        with self.qtbot.waitSignal(self.page.feed.renewed, timeout=5000):
            self.desk.stage.courier.send(ReservationsChanged(ids))


Open = Callable[..., Opened]


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Dates and amounts as tests expect them, wherever they run."""
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Open:
    """The page with the guests of these bookings read and shown."""

    def make(*bookings: Booking) -> Opened:
        if bookings:
            apply(desk.store, *bookings)
        parts = desk.parts
        eraser = Eraser(desk.stage, desk.runner, lambda: parts.guest_erasing)
        services = GuestServices(
            parts.guest_book, lambda: parts.guest_editing, lambda: parts.guest_desk, parts.saver, eraser
        )
        page = GuestsPage(desk.stage, services)
        eraser.setParent(page)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitSignal(page.feed.whole, timeout=5000):
            page.show()
        return Opened(page, desk, qtbot)

    return make
