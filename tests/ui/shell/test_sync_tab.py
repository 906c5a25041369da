"""The Sync tab in its frame: both show the same, and what a check found comes before whoever asked for it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.announcing import SyncSettingsChanged
from console.domain.runs import RunKind
from console.jobs.report import Report
from console.services.pull_sync import Watch
from console.ui.reservations.tab import ReservationsTab
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from tests.building import NOW, booking
from tests.ui.conftest import Desk


def sync_tab(window: Window) -> SyncTab:
    window.show_tab("sync")
    return cast("SyncTab", window.tab("sync"))


def in_front(window: Window) -> str:
    return next(key for key in window.tab_keys if window.tab(key).isVisible())


def checked(desk: Desk) -> bool:
    return any(isinstance(news, Report) and news.run.kind is RunKind.CHECK for news in desk.news)


def visible_button(window: Window, text: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.text() == text and one.isVisible())


def test_a_tab_made_during_an_errand_can_be_used_during_and_after_it(qtbot: QtBot, window: Window, desk: Desk) -> None:
    started, done = threading.Event(), threading.Event()

    def wait(_watch: Watch) -> None:
        started.set()
        done.wait(5)

    errand = desk.runner.run_errand(wait)
    assert started.wait(5)
    tab = sync_tab(window)
    assert visible_button(window, "Full sync").isEnabled()
    done.set()
    errand.result(5)
    assert visible_button(window, "Full sync").isEnabled()
    assert tab.isVisible()


def test_the_end_of_a_pause_is_seen_in_the_frame_and_in_the_tab_without_any_run(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    tab = sync_tab(window)
    window.commands.pause.trigger()
    qtbot.waitUntil(lambda: tab.notice.text().startswith("Paused until 15:00."))
    qtbot.waitUntil(lambda: SyncSettingsChanged() in desk.news)
    desk.clock.at = NOW + timedelta(hours=1)
    with qtbot.waitSignal(window.view.changed):
        window.view.read()
    assert not tab.notice.isVisible()
    assert window.commands.pause.isVisible()
    assert visible_button(window, "Pause 1 hour").isEnabled()


@pytest.mark.parametrize("made_before", [True, False])
def test_what_a_check_found_is_shown_wherever_it_was_asked_for(
    qtbot: QtBot, window: Window, desk: Desk, *, made_before: bool
) -> None:
    desk.beds24.put(booking(1), booking(2))
    if made_before:
        window.tab("sync")
    window.show_tab("reservations")
    window.commands.check_only.trigger()
    qtbot.waitUntil(lambda: checked(desk) and in_front(window) == "sync")
    table = cast("SyncTab", window.tab("sync")).runs.pane.changes_table
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)


def test_whoever_types_while_the_check_runs_is_not_led_away_but_told(
    qtbot: QtBot, window: Window, desk: Desk, held: threading.Event
) -> None:
    window.show_tab("reservations")
    search = cast("ReservationsTab", window.tab("reservations")).filters.search
    search.setFocus()
    window.commands.check_only.trigger()
    qtbot.waitUntil(window.commands.stop_run.isEnabled)
    search.setText("muster")
    held.set()
    qtbot.waitUntil(window.strip.isVisible)
    assert in_front(window) == "reservations"
    assert labels(window) == ["The check is done: a full sync would change 1 reservation."]
    visible_button(window, "Look at it").click()
    qtbot.waitUntil(lambda: in_front(window) == "sync")
    assert not window.strip.isVisible()


def test_a_field_that_only_has_the_focus_holds_nobody_back(
    qtbot: QtBot, window: Window, desk: Desk, held: threading.Event
) -> None:
    window.show_tab("reservations")
    search = cast("ReservationsTab", window.tab("reservations")).filters.search
    search.setText("muster")
    search.setFocus()
    window.commands.check_only.trigger()
    held.set()
    qtbot.waitUntil(lambda: in_front(window) == "sync")


def test_a_dialog_is_not_pushed_aside(qtbot: QtBot, window: Window, desk: Desk, held: threading.Event) -> None:
    window.show_tab("reservations")
    window.commands.check_only.trigger()
    window.show_keys()
    held.set()
    qtbot.waitUntil(window.strip.isVisible)
    assert in_front(window) == "reservations"
    (sheet,) = window.findChildren(QDialog)
    sheet.close()
    visible_button(window, "Not now").click()
    assert not window.strip.isVisible()


@pytest.fixture
def held(desk: Desk) -> Iterator[threading.Event]:
    """One booking at Beds24, which keeps every run waiting until this is set."""
    event = threading.Event()
    desk.beds24.put(booking(1))

    def wait(_page: int) -> None:
        event.wait(5)

    desk.beds24.between_pages = wait
    yield event
    event.set()


def labels(window: Window) -> list[str]:
    return [one.text() for one in window.strip.findChildren(QLabel) if one.text()]
