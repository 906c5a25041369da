"""The demo in its window: it hears its Beds24 as any hotel does, and goes on when nothing is heard any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from console.cli.demo.living import living_hotel
from console.cli.demo.stage import Stage
from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, RunDemo
from console.cli.output import Output
from console.demo_wiring import living_demo
from console.domain.applying import Source
from console.domain.clock import SystemClock
from console.domain.overbooking_causes import OverbookingCause
from console.domain.runs import RunKind
from console.house import House
from console.services.overbooking_book import OverbookingLine
from console.simulator import Kind
from console.ui.reconcile.overbooking_page import OverbookingPage
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.tab import ReconcileTab
from console.ui.settings.webhook import WebhookSection
from tests.ui.journeys.program import Program, opened
from tests.ui.windows import doubled_keys

_TRIES = 5


@dataclass
class Demo:
    """The window, and the hotel that it shows."""

    program: Program
    stage: Stage

    def press(self, key: Qt.Key) -> None:
        self.program.key(key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)

    def wait_for_check(self) -> None:
        """Until one has just ended, so that the next is some time away."""
        before = len(self.program.reports)
        self.program.until(lambda: len(self.program.reports) > before)

    def cancel(self) -> int:
        """Let a guest cancel, by the demo's menu; the booking's number."""
        known = len(self._cancelled())
        self.press(Qt.Key.Key_C)
        self.program.until(lambda: len(self._cancelled()) > known)
        return self._cancelled()[known]

    def cancelled_by_message(self) -> int:
        """Let guests cancel until a message is faster than the check that comes every few seconds; the number."""
        for _ in range(_TRIES):
            self.wait_for_check()
            number = self.cancel()
            self.program.until(lambda number=number: self.teller_of_end(number) != "")  # type: ignore[misc] # each its own
            if self.teller_of_end(number) == Source.WEBHOOK:
                return number
        raise AssertionError("no message came before a check")

    def teller_of_end(self, number: int) -> str:
        """Who told us that this booking is cancelled; empty while nobody has."""
        with self.program.store.reading() as session:
            lines = list(session.listing.history(number))
        return next((one.source for one in lines if (one.field, one.new) == ("status", "cancelled")), "")

    def shows(self, number: int) -> bool:
        """Whether the open list has this booking."""
        return any(line.beds24_id == number for line in self.program.reservations().model.shown)

    def unit_at_beds24(self, number: int) -> int | None:
        """The unit that the simulated Beds24 holds for this booking."""
        with self.stage.simulator.lock:
            booking = self.stage.simulator.book.find(number)
        return booking.unit_id if booking else None

    def page(self) -> WebhookSection:
        tab = self.program.settings()
        tab.show_place("webhook")
        assert isinstance(tab.section, WebhookSection)
        return tab.section

    def _cancelled(self) -> list[int]:
        with self.stage.simulator.lock:
            kinds = list(self.stage.simulator.life.happened)
        return [number for one in kinds if one.kind is Kind.CANCELLED_BY_CHANNEL for number in one.booking_ids]


@contextmanager
def a_demo(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Demo]:
    line = CommandLine(RunDemo(), demo=True, data_dir=folder)
    with House(line, Output(as_json=False), SystemClock(), Interrupts()) as house:
        house.take_charge()
        stage = house.closing.enter_context(living_hotel(house.folder, house.clock.now()))
        with opened(qtbot, qapp, house, living_demo(house, stage)) as program:
            yield Demo(program, stage)


@pytest.fixture
def demo(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Demo]:
    """Read, and its Beds24 told where to send."""
    with a_demo(qtbot, qapp, tmp_path) as made:
        made.program.until(lambda: len(made.program.reports) > 0)
        made.program.until(lambda: "127.0.0.1" in made.stage.simulator.service.webhooks.url)
        yield made


def test_a_guest_who_cancels_is_gone_from_the_open_list_without_a_check(demo: Demo) -> None:
    number = demo.cancelled_by_message()
    demo.program.until(lambda: not demo.shows(number))


def test_what_changed_at_beds24_without_a_trace_stands_in_the_reconcile_tab(demo: Demo) -> None:
    demo.program.until(lambda: any(report.run.kind is RunKind.RECONCILE for report in demo.program.reports))
    tab = demo.program.window.tab("reconcile")
    assert isinstance(tab, ReconcileTab)
    page = tab.stack.widget(0)
    assert isinstance(page, DifferencesPage)
    demo.program.until(lambda: len(page.model.all) >= 4)
    assert {"guest_count", "price", "details", "only_here"} <= {line.kind for line in page.model.all}


def test_a_room_that_two_portals_sold_is_found_by_message_and_the_way_out_reaches_beds24(demo: Demo) -> None:
    tab = demo.program.window.tab("reconcile")
    assert isinstance(tab, ReconcileTab)
    tab.show_place("overbooked")
    page = tab.in_front
    assert isinstance(page, OverbookingPage)
    told = (OverbookingCause.TWO_CHANNELS, Source.WEBHOOK)

    def found() -> list[OverbookingLine]:
        return [line for line in page.model.all if (line.known.cause, line.known.source) == told]

    demo.program.until(lambda: bool(found()))
    line = found()[0]
    page.table.selectRow(page.model.rows_of({line.id})[line.id])
    demo.program.until(lambda: page.pane.view is not None and page.pane.view.line.id == line.id)
    way = page.pane.way
    assert way is not None
    QTest.mouseClick(page.pane.go, Qt.MouseButton.LeftButton)
    demo.program.until(
        lambda: all(demo.unit_at_beds24(move.stay.beds24_id or 0) == move.room.unit_id for move in way.moves)
    )


def test_where_messages_stop_coming_the_checks_find_what_happened(demo: Demo) -> None:
    demo.press(Qt.Key.Key_S)
    demo.program.until(lambda: demo.stage.simulator.hooks.faults.showing() != ())
    number = demo.cancel()
    demo.program.until(lambda: demo.teller_of_end(number) == Source.PULL)
    demo.press(Qt.Key.Key_H)
    demo.program.until(lambda: demo.stage.simulator.hooks.faults.showing() == ())
    assert demo.cancelled_by_message() != number


def test_a_message_with_a_wrong_secret_is_refused_and_counted_and_one_that_comes_twice_has_one_effect(
    demo: Demo,
) -> None:
    page = demo.page()
    demo.press(Qt.Key.Key_F)
    demo.program.until(lambda: "wrong secret (1)" in page.heard.text)
    demo.press(Qt.Key.Key_E)
    demo.program.until(lambda: "1 repetition dropped" in page.heard.text)
    assert "Beds24 is heard" in page.state.text


def test_a_cut_line_cuts_messages_too_and_they_come_when_it_is_mended(demo: Demo) -> None:
    demo.press(Qt.Key.Key_X)
    number = demo.cancel()
    demo.program.until(lambda: any(each.tries for each in demo.stage.simulator.hooks.waiting()))
    assert demo.teller_of_end(number) == ""
    demo.press(Qt.Key.Key_M)
    demo.program.until(lambda: demo.teller_of_end(number) != "")


def test_the_page_of_messages_tells_that_both_ends_are_on_this_computer_and_offers_no_tunnel(demo: Demo) -> None:
    page = demo.page()
    demo.program.until(page.way.public.isVisible)
    shown = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert page.way.public.text().startswith("http://127.0.0.1:")
    assert "runs on this computer too and calls it directly" in shown
    assert "tunnel gives you" not in shown
    assert "cloudflared" not in shown
    page.there.look.click()
    demo.program.until(lambda: "Beds24 sends its messages here" in page.there.state.text)
    page.trip.start.click()
    demo.program.until(lambda: "The way is open" in page.trip.result.text)


def test_no_key_of_the_demo_means_something_else_in_any_tab(demo: Demo) -> None:
    window = demo.program.window
    for key in window.tab_keys:
        assert doubled_keys(window, key) == []
