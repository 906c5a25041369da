"""A quick tunnel switched on by a manager: what comes up, what is entered, and what is told when it fails."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.quick_tunnel import TunnelState
from console.simulator import Fault, FaultKind
from console.ui.settings.webhook_tunnel import TunnelPart
from tests.cli.hooks import free_port
from tests.ui.settings.hearing import READS_ONLY, Page, webhook_page
from tests.ui.test_pseudo_locale import assert_well, pseudo
from tests.webhook.tunnels import ADDRESS, OTHER, Program, said

__all__ = ["pseudo"]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """Its first tunnel comes up when it is let go, and ends the same way; the next one has another address."""
    made = Program(tmp_path / "bin", [["await", "up"], *said(ADDRESS), ["await", "down"], ["end", "1"]], said(OTHER))
    yield made
    assert not any(start.is_there for start in made.starts)


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path, program: Program) -> Iterator[Page]:
    """On a computer that has cloudflared; the program ends with the page."""
    with webhook_page(qapp, qtbot, tmp_path) as made:
        yield made


def _part(page: Page) -> TunnelPart:
    return page.section.way.quick


def _switch_on(page: Page) -> None:
    page.listen()
    page.until(_part(page).switch.isEnabled)
    _part(page).switch.click()
    page.until(lambda: page.desk.standing().tunnel.wanted)


def _opened(page: Page, program: Program) -> None:
    _switch_on(page)
    program.let_go("up")
    page.until(lambda: page.section.way.public.text() == ADDRESS)
    page.until(page.section.there.set_up.isEnabled)


def _type_port(page: Page, text: str) -> None:
    line = page.section.way.port.line
    line.selectAll()
    line.insert(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_without_the_program_it_cannot_be_switched_on_and_says_why(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with webhook_page(qapp, qtbot, tmp_path) as page:
        page.listen()
        page.until(_part(page).missing.isVisible)
        assert not _part(page).switch.isEnabled()
        assert "Cloudflare promises nothing" in page.section.said()


def test_one_click_brings_it_up_and_says_what_is_going_on_meanwhile(page: Page, program: Program) -> None:
    _switch_on(page)
    page.until(lambda: "coming up" in page.section.state.text)
    page.until(lambda: "coming up" in _part(page).state.text)
    assert not page.section.trip.start.isEnabled()
    assert "before the tunnel is open" in page.section.there.state.text
    assert not page.section.way.address.copy.isEnabled()
    program.let_go("up")
    page.until(lambda: page.section.way.public.text() == ADDRESS)
    page.until(lambda: "The tunnel is open" in _part(page).state.text)
    page.until(page.section.trip.start.isEnabled)
    assert page.section.way.public.isReadOnly()
    assert not page.section.way.tunnels.isVisible()
    page.section.way.address.copy.click()
    assert QGuiApplication.clipboard().text() == page.desk.standing().setup.address


def test_switched_off_it_ends_and_takes_its_address_along(page: Page, program: Program) -> None:
    _opened(page, program)
    _part(page).switch.click()
    page.until(lambda: page.section.way.public.text() == "")
    page.until(lambda: not page.section.way.public.isReadOnly())
    page.until(lambda: page.hooks.tunnel.keeper.state == TunnelState())
    assert not program.starts[0].is_there
    page.give_address("https://hotel.example.com")


def test_beds24_follows_the_tunnel_and_the_page_says_so(page: Page, program: Program) -> None:
    _opened(page, program)
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    program.let_go("down")
    page.until(lambda: page.section.way.public.text() == OTHER)
    page.until(lambda: "sends to the new address" in page.section.there.state.text)
    assert page.told()["url"] == page.desk.standing().setup.address
    assert page.told()["url"].startswith(OTHER)


def test_that_beds24_could_not_be_told_is_said_until_it_was(page: Page, program: Program) -> None:
    _opened(page, program)
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    page.hotel.simulator.switch_on(Fault(FaultKind.HTTP_500, "/properties", times=50))
    program.let_go("down")
    page.until(lambda: "still has the former address" in page.section.there.state.text)
    assert "told again by itself" in page.section.there.state.text
    page.hotel.simulator.faults.clear()
    page.hotel.time.advance(60)
    page.until(lambda: "sends to the new address" in page.section.there.state.text)


def test_a_tunnel_that_is_down_says_why_and_when_it_is_started_again(page: Page, program: Program) -> None:
    program.plan([["end", "1"]])
    _switch_on(page)
    page.until(lambda: "The tunnel is down" in page.section.state.text)
    page.until(lambda: "cloudflared ended" in _part(page).state.text)
    assert "started again" in _part(page).state.text
    program.plan(said(ADDRESS))
    page.until(lambda: page.section.way.public.text() == ADDRESS)


def test_a_key_that_may_not_change_settings_is_told_what_that_means_here(page: Page, program: Program) -> None:
    page.use_key(*READS_ONLY)
    _switch_on(page)
    page.until(_part(page).by_hand.isVisible)
    assert "at every start" in _part(page).by_hand.text()
    program.let_go("up")
    page.until(page.section.there.by_hand.url.copy.isEnabled)


@pytest.mark.parametrize("typed", ["80", "70000", "0", "-1", "abc", "٣٠٠٠", "8 080"])
def test_a_port_that_cannot_be_is_told_beside_its_field_and_stays_typed(page: Page, typed: str) -> None:
    port = page.listen()
    _type_port(page, typed)
    page.until(lambda: "1024 to 65535" in page.section.way.port.field.complaint)
    assert page.section.way.port.line.text() == typed
    assert page.hooks.ear.state.port == port


def test_a_port_that_somebody_has_is_refused_before_the_good_one_is_given_up(page: Page) -> None:
    port = page.listen()
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        _type_port(page, str(taken))
        page.until(lambda: f"uses port {taken}" in page.section.way.port.field.complaint)
    assert page.desk.standing().setup.port == page.hooks.ear.state.port == port


def test_the_listener_moves_to_the_port_that_is_typed_and_the_tunnel_with_it(page: Page, program: Program) -> None:
    _opened(page, program)
    chosen = free_port()
    _type_port(page, str(chosen))
    page.until(lambda: page.hooks.ear.state.port == chosen)
    page.until(lambda: page.section.way.public.text() == OTHER)
    assert not page.section.way.port.field.complaint
    assert program.starts[-1].words[-1] == f"http://127.0.0.1:{chosen}"


def _is_well(page: Page) -> None:
    """Return once everything is translated and found its place."""

    def is_well() -> bool:
        assert_well(page.section)
        return True

    page.until(is_well)


@pytest.mark.usefixtures("pseudo")
def test_every_state_of_the_tunnel_is_translated_and_nothing_is_cut_off(page: Page, program: Program) -> None:
    program.plan([["await", "up"], ["end", "1"]], [["await", "up again"], *said(ADDRESS)])
    page.turn()
    page.until(_part(page).switch.isEnabled)
    _part(page).switch.click()
    page.until(lambda: len(program.starts) == 1)
    page.until(_part(page).state.isVisible)
    _is_well(page)
    program.let_go("up")
    page.until(lambda: page.hooks.tunnel.keeper.state.fault is not None)
    _is_well(page)
    program.let_go("up again")
    page.until(lambda: page.section.way.public.text() == ADDRESS)
    _is_well(page)
