"""The proof of agreement in the head of the window and behind the pill: true at every moment."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.announcing import SyncSettingsChanged
from console.domain.runs import RunKind
from console.ui.parts import ShowPlace
from console.ui.shell.pill import PillDetails
from console.ui.window import Window
from tests.building import TODAY, booking, later
from tests.ui.conftest import Desk
from tests.ui.windows import sync_once

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def put_stays(desk: Desk, number: int = 4) -> None:
    desk.beds24.put(
        *(booking(n, unit_id=0, arrival=TODAY + n * DAY, departure=TODAY + (n + 2) * DAY) for n in range(1, number + 1))
    )


def compare(qtbot: QtBot, window: Window, desk: Desk) -> None:
    window.commands.deeds.ask(RunKind.RECONCILE)
    qtbot.waitUntil(lambda: not desk.runner.busy and not window.view.running)


def says(window: Window) -> tuple[str, str]:
    return window.header.proof.line.text(), window.header.proof.more.text()


def comes_to(qtbot: QtBot, window: Window, line: str, more: str) -> None:
    qtbot.waitUntil(lambda: says(window) == (line, more), timeout=5000)


def test_nothing_is_claimed_before_the_first_comparison_and_all_of_it_after(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    put_stays(desk)
    sync_once(qtbot, window, desk)
    comes_to(qtbot, window, "4 upcoming bookings, not yet compared with Beds24", "")
    compare(qtbot, window, desk)
    comes_to(qtbot, window, "4 of 4 upcoming bookings agree with Beds24", "oldest check just now")
    desk.clock.at += 4 * MINUTE
    window.view.changed.emit()
    whole = "In sync · 4 of 4 upcoming bookings agree with Beds24 · oldest check 4 min ago"
    assert window.header.proof.accessibleName() == whole


def test_a_difference_counts_as_soon_as_it_is_found_and_no_longer_than_a_pull_leaves_it(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    put_stays(desk)
    sync_once(qtbot, window, desk)
    desk.clock.at += 3 * MINUTE
    desk.beds24.put(later(desk.beds24.bookings[2], 120, adults=3))
    compare(qtbot, window, desk)
    comes_to(qtbot, window, "3 of 4 upcoming bookings agree with Beds24", "1 differs · oldest check just now")
    assert not window.header.proof.accessibleName().startswith("In sync")
    sync_once(qtbot, window, desk)
    comes_to(qtbot, window, "4 of 4 upcoming bookings agree with Beds24", "oldest check just now")


def test_proof_that_nobody_renews_says_since_when(qtbot: QtBot, window: Window, desk: Desk) -> None:
    put_stays(desk)
    sync_once(qtbot, window, desk)
    compare(qtbot, window, desk)
    comes_to(qtbot, window, "4 of 4 upcoming bookings agree with Beds24", "oldest check just now")
    desk.clock.at += 12 * MINUTE
    window.view.changed.emit()
    assert says(window) == ("4 of 4 upcoming bookings agreed with Beds24", "not proved since 14:00")


def test_the_pill_tells_light_and_deep_proof_apart(qtbot: QtBot, window: Window, desk: Desk) -> None:
    put_stays(desk)
    sync_once(qtbot, window, desk)
    compare(qtbot, window, desk)
    comes_to(qtbot, window, "4 of 4 upcoming bookings agree with Beds24", "oldest check just now")
    window.header.pill.click()
    details = window.header.pill.findChildren(PillDetails)[0]
    assert [line.text() for line in details.lines[-2:]] == [
        "than what was read up to 14:00",
        "4 of 4, the oldest 14:00",
    ]
    desk.clock.at += MINUTE
    desk.beds24.put(later(desk.beds24.bookings[2], 30, adults=3))
    sync_once(qtbot, window, desk)
    qtbot.waitUntil(lambda: details.lines[-1].text() == "3 of 4, the oldest 14:00; 1 changed since")
    details.hide()


def test_a_press_on_the_proof_leads_to_the_differences(window: Window, desk: Desk) -> None:
    QTest.mouseClick(window.header.proof, Qt.MouseButton.LeftButton)
    assert ShowPlace("reconcile") in desk.news


def test_the_arrivals_are_checked_by_a_key_and_what_differs_in_them_needs_somebody(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    put_stays(desk)
    sync_once(qtbot, window, desk)
    desk.beds24.remove(1)
    desk.beds24.remove(4)
    window.commands.check_arrivals.trigger()
    sentence = "1 arrival of the next 48 hours differs from Beds24."
    labels = window.strip.findChildren
    qtbot.waitUntil(lambda: sentence in [one.text() for one in labels(QLabel)])
    qtbot.waitUntil(lambda: says(window)[0] == "3 of 4 upcoming bookings agree with Beds24")
    buttons = [one for one in window.strip.findChildren(QPushButton) if one.text() == "Open Reconcile"]
    buttons[0].click()
    assert ShowPlace("reconcile") in desk.news


def test_a_narrow_window_shortens_the_line_and_tells_all_of_it(qtbot: QtBot, window: Window, desk: Desk) -> None:
    put_stays(desk)
    sync_once(qtbot, window, desk)
    compare(qtbot, window, desk)
    comes_to(qtbot, window, "4 of 4 upcoming bookings agree with Beds24", "oldest check just now")
    window.resize(980, 620)
    desk.stage.courier.send(SyncSettingsChanged())
    assert window.header.minimumSizeHint().width() <= 980
    assert "4 of 4" in window.header.proof.toolTip()
