"""The Reservations tab over a real store, with bookings that tests name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from console.domain.announcing import ReservationsChanged
from console.domain.booking import Booking
from console.ui.reservations.columns import NUMBER_OF
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.rebuilder import Rebuilder
from console.ui.reservations.tab import ReservationsTab
from tests.storing import apply, rows
from tests.ui.conftest import Desk, edit_deeds_of


@dataclass
class Opened:
    """The tab on the screen, and what its user does and sees."""

    tab: ReservationsTab
    desk: Desk
    qtbot: QtBot
    syncs: list[bool]

    def shown(self, column: str = "guest") -> list[str]:
        """A column as it stands on the screen, from top to bottom."""
        model = self.tab.model
        return [str(model.index(row, NUMBER_OF[column]).data()) for row in range(model.rowCount())]

    def numbers(self) -> list[int | None]:
        return [line.beds24_id for line in self.tab.model.shown]

    def id_of(self, number: int) -> int:
        ((id_,),) = rows(self.desk.store, "SELECT id FROM reservations WHERE beds24_id = ?", number)
        return int(id_)

    def hear(self, *bookings: Booking, **how: Any) -> None:
        """A sync brings these, and tells."""
        apply(self.desk.store, *bookings, **how)
        ids = tuple(self.id_of(one.beds24_id) for one in bookings)
        with self.qtbot.waitSignal(self.tab.model.shown_changed, timeout=5000):
            self.desk.stage.courier.send(ReservationsChanged(ids))

    def open(self, number: int) -> None:
        """The details of this reservation, until they are there."""
        with self.qtbot.waitSignal(self.tab.pane.shown, timeout=5000):
            self.tab.open_reservation(self.id_of(number))


Open = Callable[..., Opened]


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Dates and amounts as tests expect them, wherever they run."""
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def open_tab(desk: Desk, qtbot: QtBot) -> Open:
    """The tab with these bookings read and shown, from today on."""

    def make(*bookings: Booking, online: bool = False) -> Opened:
        if bookings:
            apply(desk.store, *bookings)
        syncs: list[bool] = []
        asker = MessageAsker(desk.runner, lambda: desk.parts.messages)
        rebuilder = Rebuilder(desk.stage, desk.runner, lambda: desk.parts.rebuilds)
        edits = edit_deeds_of(desk)
        tab = ReservationsTab(
            desk.stage,
            desk.parts.book,
            asker,
            rebuilder,
            edits,
            lambda: syncs.append(True),
            lambda: "Hotel Beispiel",
            online=online,
        )
        for one in (asker, rebuilder, edits):
            one.setParent(tab)
        qtbot.addWidget(tab)
        tab.resize(1280, 800)
        with qtbot.waitSignal(tab.model.shown_changed, timeout=5000):
            tab.show()
        return Opened(tab, desk, qtbot, syncs)

    return make
