"""The strip: there while something needs a person, one sentence and one button each, gone when cured."""

from datetime import timedelta
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.announcing import EventsChanged, KeyLooked, Mishap, RunRefused, SyncSettingsChanged
from console.domain.errors import KeyRefused, StoreTrouble, VaultLocked
from console.domain.hook_bodies import read_body
from console.domain.hooks import Slot
from console.domain.moments import moment_text
from console.domain.runs import RunKind, Trigger
from console.domain.webhook_ear import EarState
from console.jobs.runner import Wish
from console.jobs.sync_job import run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.clock_watch import note_clock
from console.services.connection import switch_pull_sync
from console.services.inbox import take_in
from console.services.pull_sync import Watch
from console.ui.shell.pill import PillDetails
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from tests.building import DOUBLE, HOTEL, NOW, TODAY, booking, later
from tests.hooking import body, told_booking
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.windows import sync_once

DAY = timedelta(days=1)


def sentences(window: Window) -> list[str]:
    labels = window.strip.findChildren(QLabel)
    return [one.text() for one in labels if one.text() and one.isVisibleTo(window)]


def press(window: Window, text: str) -> None:
    next(one for one in window.strip.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def test_a_hotel_that_is_well_has_no_strip(window: Window) -> None:
    assert not window.strip.isVisible()


def test_a_refused_key_is_told_and_forgotten_once_it_works(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.fail(KeyRefused("Beds24 does not accept the key."))
    sync_once(qtbot, window, desk)
    assert sentences(window) == ["Beds24 no longer accepts our key. Bookings are not arriving."]
    assert "Not syncing" in window.header.pill.text()
    press(window, "Replace the key")
    assert desk.stage.settings.value("window/tab") == "settings"
    sync_once(qtbot, window, desk)
    assert not window.strip.isVisible()


def test_trouble_of_vault_and_database_is_told_in_its_own_words(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.fail(VaultLocked("The keyring did not open."))
    sync_once(qtbot, window, desk)
    assert sentences(window) == ["The key cannot be read. The keyring did not open."]
    desk.beds24.fail(StoreTrouble("The disk is full."))
    press(window, "Try again")
    qtbot.waitUntil(lambda: "The disk is full." in " ".join(sentences(window)))


def test_a_sync_that_is_switched_off_can_be_switched_on(qtbot: QtBot, window: Window, desk: Desk) -> None:
    switch_pull_sync(desk.store, on=False)
    desk.stage.courier.send(SyncSettingsChanged())
    assert window.strip.isVisible()
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "Sync is off")
    press(window, "Switch on")
    qtbot.waitUntil(lambda: not window.strip.isVisible())


def test_bookings_without_a_room_are_counted_until_they_are_placed(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.put(booking(1, room_type_id=999), booking(2, room_type_id=999))
    sync_once(qtbot, window, desk)
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


def test_what_has_no_place_in_three_rows_is_one_press_away(qtbot: QtBot, window: Window, desk: Desk) -> None:
    apply(desk.store, booking(1, room_type_id=999))
    switch_pull_sync(desk.store, on=False)
    with desk.store.writing() as session:
        note_clock(session, timedelta(minutes=-7))
    desk.stage.courier.send(KeyLooked(KeyRefused("Beds24 no longer accepts the key.")))
    desk.stage.courier.send(SyncSettingsChanged())
    clock = "This computer's clock is 7 min behind Beds24's. Times shown here are wrong until it is set."
    qtbot.waitUntil(lambda: len(sentences(window)) == 3)
    assert clock not in sentences(window)
    press(window, "+1 more")
    qtbot.waitUntil(lambda: sentences(window)[3:] == [clock])
    press(window, "Show fewer")
    qtbot.waitUntil(lambda: len(sentences(window)) == 3)


def test_a_wrong_clock_is_explained_and_checked_again(qtbot: QtBot, window: Window, desk: Desk) -> None:
    desk.beds24.server_time = NOW - timedelta(minutes=7)
    sync_once(qtbot, window, desk)
    assert sentences(window) == [
        "This computer's clock is 7 min ahead of Beds24's. Times shown here are wrong until it is set."
    ]
    press(window, "How to fix")
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "Set time automatically" in box.informativeText()
    desk.beds24.server_time = None
    next(one for one in box.buttons() if one.text() == "Check again").click()
    qtbot.waitUntil(lambda: not window.strip.isVisible())


def test_a_fault_in_a_run_of_the_schedule_is_told_once_and_no_pill_is_green_over_it(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    sync_once(qtbot, window, desk)
    for times in (1, 2):
        qtbot.waitUntil(lambda: not desk.runner.busy)  # else the second wish would join the first
        desk.beds24.between_pages = break_down
        desk.runner.ask(Wish(RunKind.PULL, Trigger.SCHEDULE))
        qtbot.waitUntil(lambda: sum(isinstance(news, RunRefused) for news in desk.news) == times)  # noqa: B023 - waited for here
    assert sentences(window) == [
        "Something went wrong in the program. It is written in the log; you can go on working."
    ]
    press(window, "Got it")
    assert not window.strip.isVisible()
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "Check failed")
    qtbot.waitUntil(lambda: not desk.runner.busy)
    desk.beds24.between_pages = lambda _page: None
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "In sync")


def break_down(_page: int) -> None:
    raise ZeroDivisionError("a fault of ours")


def test_what_a_five_minute_check_held_back_is_told_and_can_be_applied(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    coming = [booking(n, arrival=TODAY + (4 + n) * DAY, departure=TODAY + (5 + n) * DAY) for n in range(1, 21)]
    desk.beds24.put(*coming)
    sync_once(qtbot, window, desk)
    desk.clock.at = NOW + timedelta(minutes=6)
    desk.beds24.put(*(later(one, status="cancelled") for one in coming))
    desk.runner.ask(Wish(RunKind.PULL, Trigger.SCHEDULE))
    qtbot.waitUntil(lambda: any("20 of 20 coming stays" in one for one in sentences(window)))
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "1 needs you")
    assert window.header.pill.property("tone") == "warn"
    press(window, "Look at it")
    tab = cast("SyncTab", window.tab("sync"))
    qtbot.waitUntil(lambda: "20 of 20 coming stays" in tab.runs.pane.trouble_text)
    QTimer.singleShot(0, tab, lambda: answer("Run and apply"))
    apply_anyway = next(one for one in tab.findChildren(QPushButton) if one.text() == "Apply anyway…")
    apply_anyway.click()
    qtbot.waitUntil(lambda: not window.strip.isVisible())
    qtbot.waitUntil(lambda: window.header.pill.text().strip() == "In sync")


def answer(text: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if one.text() == text).click()


# -- webhooks that have fallen silent


def lose_three(desk: Desk) -> None:
    """Three bookings of a portal that only the checks found, each five minutes after the one before."""
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1, secret_used_at=moment_text(NOW))
    place = Workplace(desk.store, desk.beds24, desk.clock)
    run_pull_sync_job(place, Trigger.SCHEDULE, Watch())
    for number in (41, 42, 43):
        changed = desk.clock.at + timedelta(minutes=1)
        desk.beds24.put(booking(number, unit_id=number % 3 + 1, api_source="Booking.com", modified_at=changed))
        desk.clock.at += timedelta(minutes=5)
        run_pull_sync_job(place, Trigger.SCHEDULE, Watch())


def test_webhooks_that_fell_silent_are_told_by_pill_strip_and_details_until_one_comes(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    sync_once(qtbot, window, desk)
    lose_three(desk)
    window.view.read()
    assert window.header.pill.text().strip() == "In sync"
    desk.clock.at += timedelta(minutes=15)
    run_pull_sync_job(Workplace(desk.store, desk.beds24, desk.clock), Trigger.SCHEDULE, Watch())
    window.view.read()
    assert window.header.pill.text().strip() == "Instant messages silent"
    said = "No instant message has come since 14:00, although 3 bookings changed. The regular checks still bring them."
    assert sentences(window) == [said]
    window.header.pill.click()
    details = window.findChild(PillDetails)
    assert details is not None
    assert details.lines[3].text() == "silent since 14:00; 3 bookings changed"
    details.hide()
    press(window, "See instant messages")
    assert desk.stage.settings.value("window/tab") == "settings"
    hook = body(told_booking(50), desk.clock.at)
    notices = read_body(hook, "")
    assert isinstance(notices, tuple)
    take_in(desk.store, hook, notices, Slot.CURRENT, desk.clock.at)
    desk.stage.courier.send(EventsChanged())
    qtbot.waitUntil(lambda: not window.strip.isVisible())
    assert window.header.pill.text().strip() == "In sync"
    window.header.pill.click()
    assert details.lines[3].text() == "last one 14:30"
    details.hide()


def test_what_else_needs_a_person_comes_before_a_silence_in_the_pill(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    lose_three(desk)
    desk.clock.at += timedelta(minutes=15)
    run_pull_sync_job(Workplace(desk.store, desk.beds24, desk.clock), Trigger.SCHEDULE, Watch())
    apply(desk.store, booking(60, room_type_id=999))
    window.view.read()
    assert window.header.pill.text().strip() == "2 need you"
    assert len(sentences(window)) == 2


def test_a_webhook_that_is_switched_off_is_silent_no_longer(qtbot: QtBot, window: Window, desk: Desk) -> None:
    sync_once(qtbot, window, desk)
    lose_three(desk)
    desk.clock.at += timedelta(minutes=15)
    window.view.read()
    assert window.strip.isVisible()
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=0)
    desk.stage.courier.send(EarState())
    qtbot.waitUntil(lambda: not window.strip.isVisible())
