"""The pill in the window, over time."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.announcing import KeyLooked
from console.domain.errors import KeyRefused
from console.domain.quick_tunnel import TunnelFault, TunnelPhase, TunnelState
from console.services.house_settings import HouseSettings
from console.services.pausing import is_paused
from console.ui.shell.pill import PillDetails
from console.ui.window import Window
from tests.building import HOTEL, NOW
from tests.ui.conftest import Desk
from tests.ui.windows import sync_once


def words_after(window: Window, desk: Desk, minutes: int) -> tuple[str, str]:
    desk.clock.at = NOW + timedelta(minutes=minutes)
    window.view.read()
    return window.header.pill.text().strip(), str(window.header.pill.property("tone"))


def test_the_data_grows_old_in_words_and_colour(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    assert words_after(window, desk, 0) == ("In sync", "good")
    assert words_after(window, desk, 8) == ("In sync, 8 min ago", "good")
    assert words_after(window, desk, 11) == ("Late 11 min", "warn")
    assert words_after(window, desk, 34) == ("Not syncing 34 min", "bad")
    assert words_after(window, desk, 5 * 60) == ("Not syncing 5 hours", "bad")
    assert words_after(window, desk, 72 * 60) == ("Not syncing 3 days", "bad")


def test_its_name_says_what_its_colour_shows(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    assert window.header.pill.accessibleName() == "Sync: In sync. Press for details."
    assert not window.header.pill.icon().isNull()


def test_a_pause_and_its_end(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    window.commands.pause.trigger()
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "Paused until 15:00")
    desk.clock.at = NOW + timedelta(minutes=25)
    window.header.pill.click()
    details = window.findChild(PillDetails)
    assert details is not None
    said = [one.text() for one in details.findChildren(QLabel)]
    assert "The checks are paused until 15:00; Sync now still works. What you see is of 14:00, 25 minutes old." in said
    details.hide()
    with desk.store.reading() as session:
        assert is_paused(session, NOW + timedelta(minutes=59))
    assert not window.commands.pause.isVisible()
    window.commands.resume.trigger()
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "In sync")


def test_a_press_tells_six_lines_and_what_can_be_done(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    window.header.pill.click()
    details = window.findChild(PillDetails)
    assert details is not None
    assert details.isVisible()
    assert [line.text() != "" for line in details.lines] == [True] * 6
    details.hide()


def test_a_key_that_is_refused_a_moment_after_all_was_well_has_not_failed_for_no_minutes(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    sync_once(qtbot, window, desk)
    desk.stage.courier.send(KeyLooked(KeyRefused("Beds24 no longer accepts the key.")))
    assert window.header.pill.text().strip() == "Not syncing"


def test_the_check_is_named_after_the_interval(qtbot: QtBot, window: Window, desk: Desk) -> None:
    HouseSettings(desk.store).set_interval(15)
    window.view.read()
    window.header.pill.click()
    details = window.findChild(PillDetails)
    assert details is not None
    assert "15-minute check" in [one.text() for one in details.findChildren(QLabel)]
    details.hide()


def test_its_details_say_what_becomes_of_the_tunnel(qtbot: QtBot, window: Window, desk: Desk) -> None:
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    window.view.read()
    window.header.pill.click()
    details = window.findChild(PillDetails)
    assert details is not None
    told = details.lines[3]
    for state, words in (
        (TunnelState(TunnelPhase.STARTING), "the tunnel is coming up…"),
        (
            TunnelState(TunnelPhase.DOWN, "", TunnelFault.ENDED, NOW),
            "the tunnel is down; it is started again by itself",
        ),
        (TunnelState(TunnelPhase.OPEN, "https://a.trycloudflare.com"), "switched on; none has come yet"),
    ):
        desk.stage.courier.send(state)
        qtbot.waitUntil(lambda words=words: told.text() == words)  # type: ignore[misc] # each its own
    details.hide()
