"""Instant messages, set up by a manager: every state tells what is the case and what to do."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.domain.hooks import VerifyMode
from console.domain.secret import Secret, SecretName
from console.services.tunnels import Tunnel
from console.services.webhook_settings import WebhookWishes
from console.simulator import Kind
from console.ui.parts import ShowPlace
from console.vault.column_cipher import cipher_of
from tests.ui.conftest import Desk
from tests.ui.settings.conftest import Open
from tests.ui.settings.hearing import READS_ONLY, Page, webhook_page
from tests.ui.test_pseudo_locale import assert_well, pseudo

__all__ = ["pseudo"]

PUBLIC = "https://hotel.example.com"


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    with webhook_page(qapp, qtbot, tmp_path) as made:
        yield made


def _install(folder: Path, *names: str) -> None:
    """Programs that this computer finds from now on."""
    (folder / "bin").mkdir()
    for name in names:
        program = folder / "bin" / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)


def _copied() -> str:
    return QGuiApplication.clipboard().text()


def test_where_nothing_listens_there_is_no_such_page(open_settings: Open, desk: Desk) -> None:
    assert desk.parts.settings().webhook is None
    assert "webhook" not in open_settings().sections


def test_switched_off_it_says_that_everything_works_and_asks_for_nothing(page: Page) -> None:
    assert "works without this" in page.section.said()
    assert "Switched off" in page.section.state.text
    assert not page.section.way.isVisible()
    assert not page.section.heard.isVisible()


def test_the_first_switching_on_makes_secret_and_address_by_itself(page: Page) -> None:
    port = page.listen()
    standing = page.desk.standing()
    assert standing.has_secret
    assert standing.setup.path_segment
    assert page.section.way.port.line.text() == str(port)
    page.turn(on=False)
    page.until(lambda: "kept for the next time" in page.section.state.text)
    page.turn()
    assert page.desk.standing().setup.path_segment == standing.setup.path_segment


def test_the_address_to_paste_follows_what_is_typed_and_is_copied_whole(page: Page) -> None:
    page.listen()
    assert not page.section.way.address.copy.isEnabled()
    page.give_address(PUBLIC)
    page.section.way.address.copy.click()
    setup = page.desk.standing().setup
    assert _copied() == f"{PUBLIC}/api/integrations/beds24/webhook/{setup.path_segment}"
    assert "Copied" in page.section.way.address.copy.text()


def test_an_address_that_is_none_is_told_beside_its_field_and_stays_typed(page: Page) -> None:
    page.listen()
    public = page.section.way.public
    QTest.keyClicks(public, "http://hotel.example.com")
    QTest.keyClick(public, Qt.Key.Key_Return)
    page.until(lambda: "https://" in page.section.way.public_field.complaint)
    assert page.desk.standing().setup.public_url == ""
    assert public.text() == "http://hotel.example.com"
    public.clear()
    QTest.keyClicks(public, PUBLIC)
    QTest.keyClick(public, Qt.Key.Key_Return)
    page.until(page.section.there.set_up.isEnabled)
    assert not page.section.way.public_field.complaint


def test_it_is_set_up_in_beds24_with_one_click_and_read_back(page: Page) -> None:
    page.listen()
    assert not page.section.there.set_up.isEnabled()
    assert "public address first" in page.section.there.state.text
    page.give_address(PUBLIC)
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    assert page.told()["url"] == page.desk.standing().setup.address
    assert page.told()["version"] == "twoNoPersonalData"
    page.section.proof.make.click()
    page.until(lambda: "Not looked at yet" in page.section.there.state.text)
    page.section.there.look.click()
    page.until(lambda: "another secret" in page.section.there.state.text)


def test_card_data_is_red_and_stopped_with_one_click(page: Page) -> None:
    page.listen()
    page.give_address(PUBLIC)
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    page.hotel.simulator.set_webhooks({"additionalData": "CVC"})
    page.section.there.look.click()
    page.until(lambda: "card data" in page.section.there.cards.text)
    (stop,) = page.section.there.cards.findChildren(QPushButton)
    stop.click()
    page.until(lambda: not page.section.there.cards.isVisible())
    assert page.told()["additionalData"] == "none"


def test_a_key_without_the_right_gets_three_lines_to_paste(page: Page) -> None:
    page.use_key(*READS_ONLY)
    page.listen()
    public = page.section.way.public
    public.setText(PUBLIC)
    public.editingFinished.emit()
    by_hand = page.section.there.by_hand
    page.until(by_hand.url.copy.isEnabled)
    assert by_hand.isVisible()
    assert not page.section.there.set_up.isVisible()
    page.section.there.look.click()
    page.until(lambda: "does not send here yet Enter the lines below" in page.section.there.state.text)
    by_hand.url.copy.click()
    assert _copied() == page.desk.standing().setup.address
    by_hand.version.copy.click()
    assert _copied() == "2 - without personal data"
    by_hand.header.copy.click()
    name, _, secret = _copied().partition(": ")
    assert name == "X-Webhook-Secret"
    assert len(secret) > 30
    assert secret not in page.section.said()
    assert secret not in by_hand.header.shown.text()


def test_a_key_that_lost_the_right_meanwhile_gets_the_lines_too(page: Page) -> None:
    page.listen()
    page.give_address(PUBLIC)
    hotel = page.hotel
    code = Secret(hotel.simulator.make_invite_code(READS_ONLY))
    hotel.vault.write(SecretName.REFRESH_TOKEN, hotel.beds24.exchange_invite(code, "another"))
    hotel.beds24.key_changed()
    page.section.there.set_up.click()
    page.until(page.section.there.by_hand.isVisible)
    page.section.refresh()
    assert "may not change settings" in page.section.there.state.text
    assert page.told()["url"] == ""


def test_a_secret_of_before_this_start_cannot_be_copied(page: Page) -> None:
    wishes = WebhookWishes(secret=Secret("canary-of-a-former-start"), public_url=PUBLIC)
    page.desk.switch_on(wishes, lambda: cipher_of(page.hotel.vault))
    page.use_key(*READS_ONLY)
    header = page.section.there.by_hand.header
    page.until(header.isVisible)
    assert not header.copy.isEnabled()
    page.section.proof.make.click()
    page.until(header.copy.isEnabled)


def test_a_new_secret_leaves_the_former_one_good_for_the_days_chosen(page: Page) -> None:
    page.listen()
    proof = page.section.proof
    assert not proof.former.isVisible()
    proof.days.setValue(3)
    proof.enter.click()
    proof.entry.line.setText("a-secret-of-my-own-making")
    proof.use.click()
    page.until(proof.former.isVisible)
    assert "still accepted until" in proof.former.text()
    until = page.desk.standing().setup.previous_until
    assert until is not None
    assert (until - page.stage.clock.now()).days == 3
    assert not proof.entry.line.text()
    assert not proof.panel.isVisible()


def test_a_secret_that_can_be_guessed_is_told_and_stays_typed(page: Page) -> None:
    page.listen()
    proof = page.section.proof
    proof.enter.click()
    proof.entry.line.setText("short")
    proof.use.click()
    page.until(lambda: "longer" in proof.secret_field.complaint)
    assert proof.entry.line.text() == "short"


def test_what_beds24_cannot_do_is_said_when_it_is_chosen(page: Page) -> None:
    page.listen()
    page.give_address(PUBLIC)
    proof = page.section.proof
    proof.mode.setCurrentIndex(proof.mode.findData("both"))
    proof.mode.activated.emit(proof.mode.currentIndex())
    page.until(lambda: page.desk.standing().setup.mode is VerifyMode.BOTH)
    page.until(lambda: "cannot sign" in page.section.there.state.text)
    assert "cannot sign" in proof.note.text()
    assert not page.section.there.set_up.isEnabled()


def test_the_test_message_goes_out_and_comes_back_without_becoming_an_event(page: Page) -> None:
    port = page.listen()
    page.give_address(f"http://127.0.0.1:{port}")
    page.section.trip.start.click()
    page.until(lambda: "way is open" in page.section.trip.result.text)
    assert page.section.trip.result.isVisible()
    assert page.section.parts.inbox.events() == ()
    assert page.desk.standing().setup.secret_used_at is None
    page.give_address(PUBLIC)
    page.until(lambda: not page.section.trip.result.isVisible())


def test_the_test_tells_that_the_tunnel_is_not_there(page: Page) -> None:
    page.listen()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    page.give_address(f"http://127.0.0.1:{port}")
    page.section.trip.start.click()
    page.until(lambda: "Nobody answers" in page.section.trip.result.text)


def test_a_booking_that_changes_at_beds24_is_heard_and_shown_at_a_glance(qtbot: QtBot, page: Page) -> None:
    port = page.listen()
    page.give_address(f"http://127.0.0.1:{port}")
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    hotel = page.hotel
    (happened,) = hotel.simulator.happen(Kind.DIRECT_BOOKING)
    hotel.time.advance(24 * 3600)
    assert hotel.simulator.hooks.deliver_due()
    page.until(lambda: str(happened.booking_ids[0]) in page.section.heard.text)
    page.until(lambda: "Taken in" in page.section.heard.text)
    assert "1 message accepted" in page.section.heard.text
    with qtbot.waitSignal(page.stage.courier.arrived, check_params_cb=lambda news: news == ShowPlace("sync", "events")):
        page.section.heard.all.click()
    assert "Beds24 is heard" in page.section.state.text


def test_a_port_that_somebody_has_is_told_and_another_one_taken_by_a_click(page: Page) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        wishes = WebhookWishes(secret=Secret("canary-of-a-former-start"))
        page.desk.switch_on(wishes, lambda: cipher_of(page.hotel.vault))
        page.desk.keep_port(port)
        page.until(lambda: page.hooks.ear.state.port_taken)
        page.until(page.section.other_port.isVisible)
        assert str(port) in page.section.state.text
        page.section.other_port.click()
        page.until(lambda: "Listening" in page.section.state.text)
    assert page.hooks.ear.state.port not in (None, port)
    assert not page.section.other_port.isVisible()


def test_tunnels_that_are_installed_get_the_line_that_starts_them(page: Page, tmp_path: Path) -> None:
    _install(tmp_path, "cloudflared")
    port = page.listen()
    page.until(lambda: Tunnel.CLOUDFLARED in page.section.way.tunnels.lines)
    page.section.way.tunnels.lines[Tunnel.CLOUDFLARED].copy.click()
    assert _copied() == f"cloudflared tunnel run --url http://127.0.0.1:{port} hotel"


def test_after_a_day_without_a_message_it_says_that_this_is_usual(page: Page) -> None:
    port = page.listen()
    page.give_address(f"http://127.0.0.1:{port}")
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    page.hotel.simulator.happen(Kind.DIRECT_BOOKING)
    page.hotel.time.advance(24 * 3600)
    assert page.hotel.simulator.hooks.deliver_due()
    page.until(lambda: "Beds24 is heard" in page.section.state.text)
    page.hotel.time.advance(2 * 24 * 3600)
    page.section.refresh()
    assert "all is quiet" in page.section.state.text
    assert "2 days ago" in page.section.state.text


def test_the_menu_does_nothing_that_the_page_does_not_offer(page: Page) -> None:
    for pressed, _words, _key in page.section.deeds:
        pressed.click()
    page.settle()
    assert page.told()["url"] == ""
    assert not page.section.trip.result.isVisibleTo(page.section.trip)


def test_whatever_takes_the_keyboard_has_a_name(page: Page) -> None:
    page.listen()
    page.section.proof.enter.click()
    page.settle()
    parts = page.section.findChildren(QWidget)
    focusable = [one for one in parts if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(focusable) > 10
    assert [one for one in focusable if not one.accessibleName()] == []


@pytest.mark.usefixtures("pseudo")
def test_every_state_is_translated_and_nothing_of_it_is_cut_off(page: Page, tmp_path: Path) -> None:
    assert_well(page.section)
    _install(tmp_path, "cloudflared", "tailscale", "ngrok")
    page.listen()
    page.until(lambda: len(page.section.way.tunnels.lines) == len(Tunnel))
    page.settle()
    assert_well(page.section)
    page.give_address(PUBLIC)
    page.section.there.set_up.click()
    page.until(lambda: "sends its messages here" in page.section.there.state.text)
    page.hotel.simulator.set_webhooks({"additionalData": "CVC"})
    page.section.there.look.click()
    page.until(page.section.there.cards.isVisible)
    page.section.proof.enter.click()
    page.settle()
    assert_well(page.section)


@pytest.mark.usefixtures("pseudo")
def test_what_is_pasted_by_hand_is_translated_and_not_cut_off(page: Page) -> None:
    page.use_key(*READS_ONLY)
    page.listen()
    page.until(page.section.there.by_hand.isVisible)
    page.settle()
    assert_well(page.section)


def test_where_no_tunnel_is_installed_that_is_said(page: Page) -> None:
    page.listen()
    page.until(lambda: "None of the programs" in page.section.said())
    assert not page.section.way.tunnels.lines
