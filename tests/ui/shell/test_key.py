"""The key between Settings and the frame: what happens to it in the one is told in the other."""

from typing import cast

from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.errors import KeyRefused
from console.ui.settings.connection import ConnectionSection
from console.ui.settings.tab import SettingsTab
from console.ui.window import Window
from tests.building import booking
from tests.fakes.beds24 import INVITE_CODE
from tests.ui.conftest import Desk
from tests.ui.windows import sync_once


def connection(qtbot: QtBot, window: Window) -> ConnectionSection:
    window.show_tab("settings")
    section = cast("SettingsTab", window.tab("settings")).sections["connection"]
    assert isinstance(section, ConnectionSection)
    qtbot.waitUntil(section.check.isEnabled)
    return section


def sentences(window: Window) -> list[str]:
    labels = window.strip.findChildren(QLabel)
    return [one.text() for one in labels if one.text() and one.isVisibleTo(window)]


def test_a_key_that_was_replaced_heals_pill_and_strip_at_once_and_fetches_what_was_missed(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    sync_once(qtbot, window, desk)
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(window.strip.isVisible)
    desk.beds24.put(booking(1))
    section = connection(qtbot, window)
    section.replace.click()
    section.code.line.setText(INVITE_CODE.reveal())
    section.use.click()
    qtbot.waitUntil(lambda: window.view.standing.reservations == 1)
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "In sync")
    assert not window.strip.isVisible()


def test_a_look_at_a_key_that_works_again_is_enough(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(window.strip.isVisible)
    connection(qtbot, window)
    qtbot.waitUntil(lambda: not window.strip.isVisible())
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "In sync")


def test_a_key_that_was_removed_is_told_as_that(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    section = connection(qtbot, window)
    section.remove.click()
    box = section.findChild(QMessageBox)
    assert box is not None
    desk.beds24.connected = False
    next(one for one in box.buttons() if one.text() == "Remove the key").click()
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "No key")
    told = ["There is no key to Beds24 on this computer. Bookings are not arriving."]
    assert sentences(window) == told
    qtbot.waitUntil(lambda: not desk.runner.busy)
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(lambda: sentences(window) == told)
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "No key")


def test_tabs_that_are_made_behind_the_others_ask_beds24_nothing(qtbot: QtBot, window: Window, desk: Desk) -> None:
    for key in window.tab_keys:
        window.tab(key)
    qtbot.waitUntil(lambda: not desk.runner.busy)
    assert desk.beds24.calls == []
    connection(qtbot, window)
    assert [call[0] for call in desk.beds24.calls] == ["details"]


def test_settings_do_not_call_a_key_refused_by_which_bookings_were_read_since(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    sync_once(qtbot, window, desk)
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."), kind="details")
    section = connection(qtbot, window)
    assert section.state.text() == "Beds24 no longer accepts the key"
    assert "Dies" not in section.detail.text()
    assert not section.rights.isVisible()
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(lambda: section.state.text() == "The key works")
    assert section.rights.isVisible()


def test_the_line_about_a_refused_key_leads_to_the_field_for_another_one(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    sync_once(qtbot, window, desk)
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    sync_once(qtbot, window, desk)
    next(one for one in window.strip.findChildren(QPushButton) if one.text() == "Replace the key").click()
    section = cast("SettingsTab", window.tab("settings")).section
    assert isinstance(section, ConnectionSection)
    assert section.replace_panel.isVisible()
    qtbot.waitUntil(lambda: section.code.line.hasFocus() and not section.code.line.isReadOnly())
