"""The Reservations tab in a real window, with bookings of a portal and of the hotel's own, and its dialogs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from console.domain.edits import Edit
from console.services.edit_book import Ground
from console.ui.parts import Done
from console.ui.reservations.tab import ReservationsTab
from console.ui.window import Window
from tests.building import TODAY, booking
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.windows import reservations_tab, window_over

DAY = timedelta(days=1)
BOOKING_COM, DIRECT, NEIGHBOUR = 1, 2, 3
Dialog = TypeVar("Dialog", bound=QDialog)


@dataclass
class Reception:
    """Whoever sits before the window."""

    window: Window
    tab: ReservationsTab
    desk: Desk
    qtbot: QtBot

    def id_of(self, number: int) -> int:
        return next(line.id for line in self.tab.model.all if line.beds24_id == number)

    def open(self, kind: type[Dialog], number: int) -> Dialog:
        """Press what opens this dialog for the booking with this number."""
        deeds = {"EditDialog": 1, "MoveDialog": 2, "CancelDialog": 3}
        self.tab.open_reservation(self.id_of(number))
        self.qtbot.waitUntil(lambda: self.tab.pane.details is not None and self.tab.pane.shown_id == self.id_of(number))
        self.tab.changing.actions[deeds[kind.__name__]].trigger()
        return self.dialog(kind)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def ground(self, number: int) -> Ground:
        """How the reservation stands in the store."""
        found = self.desk.parts.edit_book.ground(self.id_of(number))
        assert found is not None
        return found

    def edits(self, number: int) -> dict[str, Edit]:
        return {edit.field: edit for edit in self.ground(number).edits}

    def saves(self, dialog: QDialog, save: Callable[[], object]) -> str:
        """Press save, and what the undo bar is told then."""
        before = len(self.done)
        with self.qtbot.waitSignal(dialog.accepted, timeout=5000):
            save()
        self.qtbot.waitUntil(lambda: len(self.done) > before)
        return self.done[-1].sentence

    @property
    def done(self) -> list[Done]:
        return [news for news in self.desk.news if isinstance(news, Done)]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def reception(qtbot: QtBot, desk: Desk) -> Reception:
    """201: of Booking.com, today for three nights; 203: direct, the same nights; 202: from tomorrow."""
    apply(
        desk.store,
        booking(BOOKING_COM, channel="booking", api_source="Booking.com", allow_channel_update="all"),
        booking(DIRECT, unit_id=3, first_name="Dora", last_name="Direkt"),
        booking(
            NEIGHBOUR, unit_id=2, arrival=TODAY + DAY, departure=TODAY + 4 * DAY, first_name="Li", last_name="Chen"
        ),
    )
    window = window_over(qtbot, desk)
    window.show()
    tab = reservations_tab(window)
    qtbot.waitUntil(lambda: tab.model.total == 3)
    return Reception(window, tab, desk, qtbot)
