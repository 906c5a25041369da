"""A check gone through in the window: groups, ticks, applying the ticked, and what moved meanwhile."""

from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.domain.errors import Beds24Unreachable
from console.domain.runs import RunKind
from console.jobs.report import Report
from console.services.dry_run import ForeseenGroup
from console.ui.sync.dry_run_dialog import DryRunDialog
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from tests.building import TODAY, booking, later
from tests.ui.conftest import Desk
from tests.ui.windows import doubled_keys, show_active, sync_once, window_over

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Ticked = Qt.CheckState.Checked
_BOX = QPoint(20, 18)
_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    made = window_over(qtbot, desk)
    show_active(qtbot, made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: Window, desk: Desk) -> DryRunDialog:
    """Five stays are here; one was cancelled since, two changed, one is gone and one is new."""
    stays = [booking(n, unit_id=0, arrival=TODAY + n * DAY, departure=TODAY + (n + 1) * DAY) for n in range(1, 6)]
    desk.beds24.put(*stays)
    sync_once(qtbot, window, desk)
    desk.clock.at += 5 * MINUTE
    desk.beds24.put(
        later(stays[0], status="cancelled"),
        later(stays[1], adults=3, price=45000),
        later(stays[2], adults=1),
        booking(9, unit_id=0, arrival=TODAY + 9 * DAY, departure=TODAY + 10 * DAY),
    )
    desk.beds24.remove(4)
    return opened(qtbot, window, desk)


def opened(qtbot: QtBot, window: Window, desk: Desk) -> DryRunDialog:
    """A check made by its key, and gone through from the pane that tells of it."""
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: kinds(desk)[-1:] == [RunKind.CHECK] and not window.view.running)
    pane = sync_tab(window).runs.pane
    qtbot.waitUntil(lambda: pane.choose.isVisible() and pane.choose.isEnabled())
    pane.choose.click()
    return next(one for one in sync_tab(window).findChildren(DryRunDialog) if one.isVisible())


def sync_tab(window: Window) -> SyncTab:
    return cast("SyncTab", window.tab("sync"))


def kinds(desk: Desk) -> list[RunKind]:
    return [news.run.kind for news in desk.news if isinstance(news, Report)]


def texts(dialog: DryRunDialog) -> list[list[str]]:
    model = dialog.model
    rows = [[str(model.index(row, n).data() or "") for n in range(3)] for row in range(model.rowCount())]
    return [[text.translate(_ISOLATES).strip() for text in row] for row in rows]


def row_of(dialog: DryRunDialog, guest: str) -> int:
    return next(n for n, row in enumerate(texts(dialog)) if row[0].startswith(guest))


def tick(dialog: DryRunDialog, *numbers: int) -> None:
    for number in numbers:
        index = dialog.model.index(row_of(dialog, f"Anna Beispiel {number} "), 0)
        dialog.table.setCurrentIndex(index)
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)


def applied(qtbot: QtBot, dialog: DryRunDialog, desk: Desk) -> None:
    before = len(kinds(desk))
    dialog.apply_button.click()
    qtbot.waitUntil(lambda: len(kinds(desk)) > before and dialog.table.isEnabled())


def standing(desk: Desk) -> dict[int, tuple[str, int | None]]:
    with desk.store.reading() as session:
        return {n: (one.status, one.adults) for n, one in session.reservations.bookings(range(1, 20)).items()}


def test_a_check_is_told_in_one_line_and_booking_by_booking(dialog: DryRunDialog) -> None:
    assert dialog.sums.text() == "+1 new, 2 changed (3 fields), 1 cancelled, 1 missing"
    rows = texts(dialog)
    assert rows[row_of(dialog, "Anna Beispiel 2 ")][2] == "2 fields would change"
    assert ["Adults", "2", "3"] in rows
    assert rows[row_of(dialog, "Anna Beispiel 9 ")][2] == "would be added"
    assert rows[row_of(dialog, "Anna Beispiel 1 ")][2] == "would be cancelled"
    assert rows[row_of(dialog, "Anna Beispiel 4 ")][2] == "Beds24 no longer has it"
    assert not dialog.apply_button.isEnabled()


def test_the_pane_tells_the_same_sums(dialog: DryRunDialog, window: Window) -> None:
    told = sync_tab(window).runs.pane._head.text()
    assert told == "5 reservations would change: +1 new, 2 changed (3 fields), 1 cancelled, 1 missing"


def test_the_list_can_be_narrowed_to_groups(dialog: DryRunDialog) -> None:
    assert [chip.text() for chip in dialog.chips.values()] == ["New 1", "Changed 2", "Cancelled 1", "Missing 1"]
    dialog.chips[ForeseenGroup.NEW].click()
    dialog.chips[ForeseenGroup.MISSING].click()
    heads = [row[0][:15] for row in texts(dialog) if row[0].startswith("Anna")]
    assert heads == ["Anna Beispiel 4", "Anna Beispiel 9"]
    QTest.keyClick(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog.apply_button.text() == "Apply the 2 ticked ones"
    dialog.chips[ForeseenGroup.NEW].click()
    dialog.chips[ForeseenGroup.MISSING].click()
    assert len(dialog.model.ticked) == 2


def test_only_the_ticked_are_applied_and_leave_the_list(qtbot: QtBot, dialog: DryRunDialog, desk: Desk) -> None:
    before = standing(desk)
    tick(dialog, 2, 9)
    assert dialog.model.index(row_of(dialog, "Anna Beispiel 2 "), 0).data(Qt.ItemDataRole.CheckStateRole) == Ticked
    applied(qtbot, dialog, desk)
    assert dialog.state.text() == "2 applied."
    assert standing(desk) == before | {2: ("confirmed", 3), 9: ("confirmed", 2)}
    assert dialog.sums.text() == "+0 new, 1 changed (1 field), 1 cancelled, 1 missing"
    assert not dialog.apply_button.isEnabled()


def test_the_tick_can_be_set_by_mouse_and_by_enter(qtbot: QtBot, dialog: DryRunDialog) -> None:
    index = dialog.model.index(row_of(dialog, "Anna Beispiel 3 "), 0)
    place = dialog.table.visualRect(index)
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + _BOX)
    qtbot.waitUntil(lambda: len(dialog.model.ticked) == 1)
    dialog.table.setCurrentIndex(index)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.model.ticked == ()


def test_what_moved_meanwhile_is_told_and_left_out(qtbot: QtBot, dialog: DryRunDialog, desk: Desk) -> None:
    desk.beds24.put(later(desk.beds24.bookings[2], 90, adults=4))
    tick(dialog, 2, 3)
    applied(qtbot, dialog, desk)
    assert dialog.state.text() == (
        "1 applied. 1 was left out, because Beds24 tells something else by now. Check again to see it."
    )
    assert standing(desk)[2] == ("confirmed", 2)
    assert standing(desk)[3] == ("confirmed", 1)
    assert texts(dialog)[row_of(dialog, "Anna Beispiel 2 ")][2] == "changed meanwhile, left out"
    tick(dialog, 2)
    assert dialog.model.ticked == ()


def test_a_missing_one_is_marked_as_gone_and_kept(qtbot: QtBot, dialog: DryRunDialog, desk: Desk) -> None:
    tick(dialog, 4)
    applied(qtbot, dialog, desk)
    assert dialog.state.text() == "1 marked as gone, and kept."
    assert standing(desk)[4][0] == "gone"


def test_a_broken_line_is_told_and_the_ticks_stay(qtbot: QtBot, dialog: DryRunDialog, desk: Desk) -> None:
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."))
    tick(dialog, 2, 3)
    applied(qtbot, dialog, desk)
    assert dialog.trouble.text == "They could not be applied Beds24 does not answer."
    assert len(dialog.model.ticked) == 2
    again = next(one for one in dialog.trouble.findChildren(QPushButton) if one.text() == "Try again")
    again.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "2 applied.")
    assert standing(desk)[2] == ("confirmed", 3)


def test_the_brakes_word_stands_at_the_top(qtbot: QtBot, window: Window, desk: Desk) -> None:
    stays = [booking(n, unit_id=0, arrival=TODAY + n * DAY, departure=TODAY + (n + 1) * DAY) for n in range(1, 21)]
    desk.beds24.put(*stays)
    sync_once(qtbot, window, desk)
    desk.clock.at += 5 * MINUTE
    desk.beds24.put(*(later(one, status="cancelled") for one in stays))
    dialog = opened(qtbot, window, desk)
    assert dialog.brake.text.startswith("The brake would stop this run Stopped before changing anything. 20 of 20")
    tick(dialog, 7)
    applied(qtbot, dialog, desk)
    assert [n for n, (status, _) in standing(desk).items() if status == "cancelled"] == [7]


def test_everything_applied_leaves_a_calm_word(qtbot: QtBot, dialog: DryRunDialog, desk: Desk) -> None:
    dialog.all_button.click()
    applied(qtbot, dialog, desk)
    assert dialog.sums.text() == "+0 new, 0 changed, 0 cancelled, 0 missing"
    assert not dialog.model.rowCount()
    assert dialog.state.text() == "4 applied. 1 marked as gone, and kept."


def test_the_list_of_checks_names_the_run_that_applied_them(
    qtbot: QtBot, dialog: DryRunDialog, window: Window, desk: Desk
) -> None:
    tick(dialog, 2)
    applied(qtbot, dialog, desk)
    dialog.reject()
    model = sync_tab(window).runs.model
    qtbot.waitUntil(
        lambda: "Chosen ones applied" in [str(model.index(0, n).data()) for n in range(model.columnCount())]
    )


def test_its_key_is_its_own(window: Window) -> None:
    assert doubled_keys(window, "sync") == []


def test_the_model_is_as_qt_wants_models(dialog: DryRunDialog) -> None:
    examiner = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning, dialog)
    tick(dialog, 2, 3)
    dialog.chips[ForeseenGroup.CHANGED].click()
    dialog.chips[ForeseenGroup.CHANGED].click()
    dialog.model.take_end({2}, {3})
    assert examiner.model() is dialog.model
