"""The Reconcile tab in its window, over a real store and a Beds24 that tells otherwise than what stands here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.booking import Booking
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.ui.reconcile.listed import ListedPage
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.tab import ReconcileTab
from console.ui.window import Window
from tests.building import TODAY, booking, later
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.windows import show_active, window_over


def stay(number: int, from_today: int = 3, **changes: Any) -> Booking:
    """A stay of two nights, so many days from today, in a room and a week of its own."""
    arrival = TODAY + timedelta(days=from_today)
    usual = {"arrival": arrival, "departure": arrival + timedelta(days=2), "unit_id": number % 3 + 1}
    return booking(number, **(usual | changes))


@dataclass
class Opened:
    """The tab in the window, and what its user does and sees."""

    window: Window
    desk: Desk
    qtbot: QtBot

    @property
    def tab(self) -> ReconcileTab:
        return cast("ReconcileTab", self.window.tab("reconcile"))

    def page(self, key: str) -> DifferencesPage:
        """A list of differences, brought to the front."""
        self.tab.show_place(key)
        return cast("DifferencesPage", self.tab.in_front)

    @property
    def review(self) -> DifferencesPage:
        return self.page("review")

    def compare(self) -> None:
        """Press *Check now*, and wait until the head tells what came of it."""
        before = len(self._ended())
        QTest.mouseClick(self.tab.proof.check, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: len(self._ended()) > before and self._is_told(self._ended()[-1]))

    def _ended(self) -> list[Report]:
        return [one for one in self.desk.news if isinstance(one, Report)]

    def _is_told(self, report: Report) -> bool:
        standing = self.tab.proof.standing
        if standing is None:
            return False
        told = (standing.broken.id if standing.broken else 0, standing.last.run_id if standing.last else 0)
        return report.run.id in told


Open = Callable[[], Opened]
Differ = Callable[..., None]


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Dates and amounts as tests expect them, wherever they run."""
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def differ(desk: Desk) -> Differ:
    """Bookings that stand here, and what Beds24 tells of them since; compared."""

    def make(*pairs: tuple[Booking | None, dict[str, Any] | None]) -> None:
        here = [one for one, _ in pairs if one is not None]
        apply(desk.store, *here)
        desk.beds24.put(*(later(one, **changes) for one, changes in pairs if one is not None and changes is not None))
        desk.runner.ask(Wish(RunKind.RECONCILE, Trigger.MANUAL)).result(20)

    return make


@pytest.fixture
def open_tab(desk: Desk, qtbot: QtBot) -> Open:
    """Shows the window with the tab in front, and waits until it has read how both sides stand."""

    def make() -> Opened:
        window = window_over(qtbot, desk)
        show_active(qtbot, window)
        window.show_tab("reconcile")
        opened = Opened(window, desk, qtbot)
        qtbot.waitUntil(lambda: opened.review.is_whole)
        return opened

    return make


def shown(page: ListedPage[Any], column: str) -> list[str]:
    """A column as it stands on the screen, from top to bottom."""
    number = next(number for number, one in enumerate(page.model.columns) if one.name == column)
    return [str(page.model.index(row, number).data()) for row in range(page.model.rowCount())]


def line_of(page: DifferencesPage, number: int) -> DiscrepancyLine:
    """The first line of the booking with this number."""
    return next(line for line in page.model.shown if line.beds24_id == number)


def choose(page: DifferencesPage, *numbers: int) -> None:
    """Mark the lines of these bookings."""
    page.table.setFocus()
    page.table.clearSelection()
    for row, line in enumerate(page.model.shown):
        if line.beds24_id in numbers:
            page.table.selectRow(row)


def statuses(desk: Desk) -> dict[int, str]:
    """What is stored of each booking's difference."""
    return dict(rows(desk.store, "SELECT beds24_id, status FROM discrepancies"))
