"""The strip: there while something needs a person, one sentence and one button each, gone when cured."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.announcing import Mishap, SyncSettingsChanged
from console.domain.errors import KeyRefused, StoreTrouble, VaultLocked
from console.jobs.sync_job import Report
from console.services.connection import switch_pull_sync
from console.ui.window import Window
from tests.building import DOUBLE, booking
from tests.storing import apply
from tests.ui.conftest import Desk


def sentences(window: Window) -> list[str]:
    labels = window.strip.findChildren(QLabel)
    return [one.text() for one in labels if one.text() and one.isVisibleTo(window)]


def press(window: Window, text: str) -> None:
    next(one for one in window.strip.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def sync(qtbot: QtBot, window: Window, desk: Desk) -> None:
    before = sum(isinstance(news, Report) for news in desk.news)
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: sum(isinstance(news, Report) for news in desk.news) > before and not desk.runner.busy)


def test_a_hotel_that_is_well_has_no_strip(window: Window) -> None:
    assert not window.strip.isVisible()


def test_a_refused_key_is_told_and_forgotten_once_it_works(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.fail(KeyRefused("Beds24 does not accept the key."))
    sync(qtbot, window, desk)
    assert sentences(window) == ["Beds24 no longer accepts our key. Bookings are not arriving."]
    assert "Not syncing" in window.header.pill.text()
    press(window, "Replace the key")
    assert desk.stage.settings.value("window/tab") == "settings"
    sync(qtbot, window, desk)
    assert not window.strip.isVisible()


def test_trouble_of_vault_and_database_is_told_in_its_own_words(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.fail(VaultLocked("The keyring did not open."))
    sync(qtbot, window, desk)
    assert sentences(window) == ["The key cannot be read. The keyring did not open."]
    desk.beds24.fail(StoreTrouble("The disk is full."))
    press(window, "Try again")
    qtbot.waitUntil(lambda: "The disk is full." in " ".join(sentences(window)))


def test_a_sync_that_is_switched_off_can_be_switched_on(qtbot: QtBot, window: Window, desk: Desk) -> None:
    switch_pull_sync(desk.store, on=False)
    desk.stage.courier.send(SyncSettingsChanged())
    assert window.strip.isVisible()
    assert window.header.pill.text().strip() == "Sync is off"
    press(window, "Switch on")
    qtbot.waitUntil(lambda: not window.strip.isVisible())


def test_bookings_without_a_room_are_counted_until_they_are_placed(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.put(booking(1, room_type_id=999), booking(2, room_type_id=999))
    sync(qtbot, window, desk)
    assert sentences(window) == ["2 bookings cannot be placed: we do not know their rooms."]
    moved = [
        booking(number, room_type_id=DOUBLE, modified_at=booking().modified_at + timedelta(1)) for number in (1, 2)
    ]
    apply(desk.store, *moved)
    desk.stage.courier.send(SyncSettingsChanged())
    assert not window.strip.isVisible()


def test_a_mishap_is_told_once_until_it_was_seen(window: Window, desk: Desk) -> None:
    for _ in range(3):
        desk.stage.courier.send(Mishap())
    assert len(sentences(window)) == 1
    press(window, "Got it")
    assert not window.strip.isVisible()
