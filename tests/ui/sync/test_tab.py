"""The Sync tab as a person uses it: what the syncs did, one under way, the brake, pausing, and every state."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMessageBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.domain.announcing import RunRefused, SyncSettingsChanged
from console.domain.errors import Beds24Unreachable, StoreTrouble, SyncSwitchedOff
from console.domain.moments import moment_from
from console.domain.runs import Counts, Outcome, Progress, Run, RunKind, Stage, Traffic, Trigger
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.services.connection import switch_pull_sync
from console.services.run_book import FieldLine, RunBook, Touched
from console.ui.kit.moments import moment_words
from console.ui.sync.cells import Column
from console.ui.sync.lanes import Lane
from console.ui.sync.moods import Mood
from console.ui.sync.tab import SyncTab
from console.ui.sync.values import line_words, row_words
from tests.building import HOTEL, NOW, TODAY, booking, later
from tests.ui.conftest import Desk
from tests.ui.sync.conftest import keep_run

OpenTab = Callable[[], SyncTab]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WAIT = 5000


def press(qtbot: QtBot, tab: QWidget, text: str) -> None:
    """Click the visible button with these words."""
    (found,) = (one for one in tab.findChildren(QPushButton) if one.text() == text and one.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def shown(tab: SyncTab) -> list[Run]:
    return [one for row in range(tab.runs.model.rowCount()) if (one := tab.runs.model.run_at(row))]


def run_to_end(qtbot: QtBot, desk: Desk, tab: SyncTab, button: str) -> Report:
    """Press a button and wait until the list knows how that run ended."""
    before = len([one for one in desk.news if isinstance(one, Report)])
    press(qtbot, tab, button)
    qtbot.waitUntil(lambda: len([one for one in desk.news if isinstance(one, Report)]) > before, timeout=WAIT)
    report = next(one for one in reversed(desk.news) if isinstance(one, Report))
    qtbot.waitUntil(lambda: tab.runs.model.run(report.run.id) == report.run, timeout=WAIT)
    qtbot.waitUntil(lambda: not desk.runner.busy, timeout=WAIT)
    return report


def test_an_empty_ledger_says_so_and_its_button_runs_the_first_check(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    desk.beds24.put(booking(1), booking(2))
    tab = open_tab()
    report = run_to_end(qtbot, desk, tab, "Run now")
    assert report.run.counts == Counts(2, 2)
    assert shown(tab) == [report.run]
    assert tab.runs.table.isVisible()


def test_a_sync_pressed_here_appears_with_what_it_changed_and_leads_to_the_reservation(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    desk.beds24.put(booking(1), booking(2))
    tab = open_tab()
    run_to_end(qtbot, desk, tab, "Sync now")
    desk.beds24.put(later(booking(2), price=31550))
    report = run_to_end(qtbot, desk, tab, "Sync now")
    tab.runs.choose(report.run.id)
    table = tab.runs.pane.changes_table
    qtbot.waitUntil(lambda: table.model().rowCount() == 2, timeout=WAIT)
    assert tab.runs.pane.story.startswith("The sync by hand at 14:00 read 2 bookings and changed 1; it took ")
    assert table.model().index(1, 2).data() == "315.50\u00a0€"
    with qtbot.waitSignal(tab.reservation_wanted) as wanted:
        spot = table.visualRect(table.model().index(0, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert wanted.args == [report.applied.changed[0]]


def test_a_failed_run_shows_its_sentence_in_the_pane(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."))
    tab = open_tab()
    report = run_to_end(qtbot, desk, tab, "Sync now")
    tab.runs.choose(report.run.id)
    assert report.run.outcome is Outcome.FAILED
    assert tab.runs.model.index(0, Column.RESULT).data() == "Failed"
    assert "did not succeed" in tab.runs.pane.story
    assert tab.runs.pane.trouble_text == "Beds24 does not answer."


def test_a_run_whose_messages_could_not_be_read_is_done_and_says_so_without_alarm(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."), kind="messages")
    tab = open_tab()
    report = run_to_end(qtbot, desk, tab, "Sync now")
    tab.runs.choose(report.run.id)
    assert report.run.outcome is Outcome.DONE
    assert tab.runs.pane.trouble_text.startswith("All bookings were read, but guests' messages were not:")
    notice = next(one for one in tab.runs.pane.findChildren(QFrame) if one.property("kind") == "trouble")
    assert notice.property("tone") == "warn"


def test_the_brake_shows_what_it_held_back_and_lets_it_pass_only_after_a_word(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    desk.beds24.put(*(booking(n, unit_id=0, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY) for n in range(1, 21)))
    tab = open_tab()
    run_to_end(qtbot, desk, tab, "Sync now")
    for known in list(desk.beds24.bookings.values()):
        desk.beds24.put(later(known, status="cancelled"))
    desk.clock.at = NOW + HOUR
    braked = run_to_end(qtbot, desk, tab, "Full sync").run
    assert braked.outcome is Outcome.BRAKED
    tab.runs.choose(braked.id)
    assert "20 of 20 coming stays" in tab.runs.pane.trouble_text
    check = run_to_end(qtbot, desk, tab, "See which").run
    qtbot.waitUntil(lambda: tab.runs.current == check.id, timeout=WAIT)
    assert tab.runs.pane.changes_table.model().rowCount() == 40
    answer(qtbot, "Leave it held back")
    press(qtbot, tab, "Apply anyway…")
    assert not desk.runner.busy
    answer(qtbot, "Run and apply")
    applied = run_to_end(qtbot, desk, tab, "Apply anyway…").run
    assert (applied.outcome, applied.counts.updated) == (Outcome.DONE, 20)
    assert tab.runs.current == check.id
    qtbot.waitUntil(lambda: "nothing needs to be applied" in tab.runs.pane.trouble_text, timeout=WAIT)
    assert not tab.runs.pane.offers_to_apply
    tab.runs.choose(braked.id)
    qtbot.waitUntil(lambda: "nothing needs to be applied" in tab.runs.pane.trouble_text, timeout=WAIT)


def answer(qtbot: QtBot, text: str) -> None:
    """Click a button of the question that is about to be asked."""

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "20 of 20 coming stays" in box.informativeText()
        (found,) = (one for one in box.buttons() if one.text() == text)
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, click)


def test_a_check_tells_what_a_full_sync_would_do_and_writes_nothing(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    desk.beds24.put(booking(1), booking(2))
    tab = open_tab()
    run_to_end(qtbot, desk, tab, "Sync now")
    desk.beds24.put(later(booking(1), notes="late"), booking(3, unit_id=2))
    check = run_to_end(qtbot, desk, tab, "Check only").run
    qtbot.waitUntil(lambda: tab.runs.current == check.id, timeout=WAIT)
    assert "a full sync would add 1 and change 1. Nothing was written." in tab.runs.pane.story
    assert tab.runs.model.index(0, Column.RESULT).data() == "Would change"
    table = tab.runs.pane.changes_table
    assert [table.model().index(row, 0).data()[:5] for row in range(3)] == ["\u2068Anna", "Notes", "\u2068Anna"]
    with desk.store.reading() as session:
        assert session.listing.count("reservations") == 2


def test_a_run_under_way_is_followed_and_can_be_cancelled(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    desk.beds24.put(*(booking(n, unit_id=0) for n in range(1, 6)))
    desk.beds24.page_size = 2
    here, go_on = threading.Event(), threading.Event()

    def hold(page: int) -> None:
        if page == 2:
            here.set()
            go_on.wait(5)

    desk.beds24.between_pages = hold
    tab = open_tab()
    press(qtbot, tab, "Sync now")
    qtbot.waitUntil(lambda: "2 read" in tab.live.text, timeout=WAIT)
    assert "Reading bookings from Beds24" in tab.live.text
    assert "1 page" in tab.live.text
    assert "credits left" in tab.live.text
    qtbot.waitUntil(lambda: tab.runs.model.index(0, Column.RESULT).data() == "Running", timeout=WAIT)
    press(qtbot, tab, "Cancel")
    assert tab.live.text.startswith("Cancelling")
    go_on.set()
    qtbot.waitUntil(lambda: tab.runs.model.index(0, Column.RESULT).data() == "Cancelled", timeout=WAIT)
    assert tab.live.text == ""


def test_writing_tells_how_much_of_what_is_expected(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.live.follow(Progress(Stage.WRITING, read=380, written=120, expected=380), None)
    assert tab.live.text == "Writing into the hotel's book 380 read  ·  120 of 380 written"


def test_a_pause_says_until_when_and_going_on_checks_at_once(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    tab = open_tab()
    press(qtbot, tab, "Pause 1 hour")
    qtbot.waitUntil(tab.notice.isVisible, timeout=WAIT)
    assert tab.notice.text().startswith("Paused until 15:00.")
    qtbot.waitUntil(lambda: SyncSettingsChanged() in desk.news, timeout=WAIT)
    run_to_end(qtbot, desk, tab, "Go on")
    assert not tab.notice.isVisible()
    assert tab.runs.model.known == 1


def test_a_run_that_could_not_begin_says_why(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    tab = open_tab()
    switch_pull_sync(desk.store, on=False)
    press(qtbot, tab, "Sync now")
    qtbot.waitUntil(lambda: "switched off" in tab.notice.text(), timeout=WAIT)
    assert any(isinstance(one, RunRefused) and isinstance(one.error, SyncSwitchedOff) for one in desk.news)


def test_the_newest_run_is_told_of_first_and_the_figures_of_the_day_stand_at_the_top(
    desk: Desk, open_tab: OpenTab
) -> None:
    for n in (9, 6, 3):
        keep_run(desk.store, NOW - n * MINUTE)
    tab = open_tab()
    assert tab.runs.current == 3
    assert tab.figures.texts == ("3", "1.2 s", "3 min", "3.9")


def test_whoever_comes_back_finds_the_newest_run_unless_another_one_was_chosen(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    keep_run(desk.store, NOW - 9 * MINUTE)
    tab = open_tab()
    for hidden, chosen, told in ((False, None, 1), (True, None, 3), (True, 1, 1)):
        tab.setVisible(not hidden)
        if chosen:
            tab.runs.choose(chosen)
        news = keep_run(desk.store, NOW - MINUTE)
        desk.stage.courier.send(Report(news))
        qtbot.waitUntil(lambda: news in shown(tab), timeout=WAIT)  # noqa: B023 - waited for in this very turn
        assert tab.runs.current == told


def test_filters_show_what_is_looked_for_and_what_is_chosen_stays_chosen(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    keep_run(desk.store, NOW - 5 * HOUR, kind=RunKind.FULL)
    keep_run(desk.store, NOW - 4 * HOUR, outcome=Outcome.FAILED, counts=Counts())
    keep_run(desk.store, NOW - 3 * HOUR, counts=Counts(3, 1, 1, 1))
    tab = open_tab()
    press(qtbot, tab, "Problems")
    assert [run.id for run in shown(tab)] == [2]
    assert tab.runs.current == 3
    press(qtbot, tab, "Problems")
    assert tab.runs.table.currentIndex().row() == 0
    press(qtbot, tab, "With changes")
    assert [run.id for run in shown(tab)] == [3]
    tab.runs.filters.choose(kind=Lane.NIGHT, result=Mood.FAILED)
    assert shown(tab) == []
    press(qtbot, tab, "Clear filters")
    assert len(shown(tab)) == 3
    tab.runs.filters.choose(kind=Lane.NIGHT)
    assert [run.id for run in shown(tab)] == [1]


def test_time_line_list_and_pane_tell_of_the_same_run(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    for n in (9, 6, 3):
        keep_run(desk.store, NOW - n * HOUR)
    tab = open_tab()
    line = tab.runs.timeline
    mark = next(one for one in line.marks if one.run.id == 1)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.point_of(mark).toPoint())
    assert tab.runs.model.run_at(tab.runs.table.currentIndex().row()) == mark.run
    assert "05:00" in tab.runs.pane.story
    tab.runs.table.setFocus()
    QTest.keyClick(tab.runs.table, Qt.Key.Key_Up)
    assert tab.runs.current == 2
    assert line.accessibleDescription() == "Five-minute check, 08:00: Done"


def test_another_place_in_the_window_can_lead_to_a_run_or_to_what_waits(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    for n, outcome in ((9, Outcome.DONE), (6, Outcome.BRAKED), (3, Outcome.DONE)):
        keep_run(desk.store, NOW - n * HOUR, outcome=outcome)
    tab = open_tab()
    tab.show_place("parked")
    assert tab.parked.isVisible()
    tab.show_place("brake")
    assert tab.runs.current == 2
    tab.show_place("1")
    qtbot.waitUntil(lambda: tab.runs.current == 1, timeout=WAIT)
    assert tab.runs.isVisible()


def test_what_was_held_back_is_shown_even_where_the_tab_is_opened_for_it(
    desk: Desk, open_unread_tab: OpenTab, qtbot: QtBot
) -> None:
    for n, outcome in ((9, Outcome.BRAKED), (3, Outcome.DONE)):
        keep_run(desk.store, NOW - n * HOUR, outcome=outcome)
    tab = open_unread_tab()
    tab.show_place("brake")
    qtbot.waitUntil(lambda: tab.runs.current == 1, timeout=WAIT)


def test_what_was_held_back_just_now_is_shown_although_the_list_has_not_read_it_yet(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    keep_run(desk.store, NOW - 3 * HOUR, outcome=Outcome.BRAKED)
    tab = open_tab()
    braked = keep_run(desk.store, outcome=Outcome.BRAKED)
    desk.stage.courier.send(Report(braked))
    tab.runs.renew(braked.id)
    tab.show_place("brake")
    qtbot.waitUntil(lambda: tab.runs.current == braked.id, timeout=WAIT)


def test_thousands_of_runs_come_in_pages_and_older_ones_when_asked_for(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    with desk.store.writing() as session:
        session.connection.executemany(
            "INSERT INTO runs (kind, trigger, started_at, outcome, took_ms) VALUES ('pull', 'schedule', ?, 'done', 9)",
            (((NOW - n * 5 * MINUTE).strftime("%Y-%m-%dT%H:%M:%SZ"),) for n in range(6000, 0, -1)),
        )
    tab = open_tab()
    assert tab.runs.model.known == 2500
    press(qtbot, tab, "Load older")
    qtbot.waitUntil(lambda: tab.runs.model.known == 5000, timeout=WAIT)
    press(qtbot, tab, "Load older")
    qtbot.waitUntil(lambda: tab.runs.model.known == 6000, timeout=WAIT)
    press(qtbot, tab, "7 days")
    qtbot.waitUntil(lambda: sum(len(mark.runs) for mark in tab.runs.timeline.marks) == 7 * 288, timeout=WAIT)
    assert tab.runs.current == 6000


class BrokenBook(RunBook):
    """A ledger that cannot be read until it is healed."""

    broken = True

    def page(self, limit: int, before: int | None = None) -> tuple[Run, ...]:
        self._break()
        return super().page(limit, before)

    def since_number(self, number: int) -> tuple[Run, ...]:
        self._break()
        return super().since_number(number)

    def _break(self) -> None:
        if self.broken:
            raise StoreTrouble("The database is busy.")


@pytest.fixture
def broken_book(desk: Desk) -> BrokenBook:
    book = BrokenBook(desk.store)
    desk.parts = replace(desk.parts, make_run_book=lambda: book)
    return book


def test_a_list_that_cannot_be_read_says_so_and_can_be_tried_again(
    desk: Desk, broken_book: BrokenBook, open_unread_tab: OpenTab, qtbot: QtBot
) -> None:
    keep_run(desk.store)
    tab = open_unread_tab()
    qtbot.waitUntil(lambda: any(one.text() == "Try again" and one.isVisible() for one in buttons(tab)), timeout=WAIT)
    assert not tab.runs.table.isVisible()
    broken_book.broken = False
    press(qtbot, tab, "Try again")
    qtbot.waitUntil(tab.runs.table.isVisible, timeout=WAIT)
    broken_book.broken = True
    tab.runs.renew()
    qtbot.waitUntil(lambda: tab.runs.list.stale_text.startswith("The list could not be renewed"), timeout=WAIT)
    assert tab.runs.table.isVisible()


def buttons(tab: QWidget) -> list[QPushButton]:
    return tab.findChildren(QPushButton)


def test_the_pane_goes_under_the_list_before_anything_is_cut_off(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    keep_run(desk.store)
    tab = open_tab()
    tab.resize(1000, 800)
    qtbot.waitUntil(lambda: tab.runs.split.orientation() is Qt.Orientation.Horizontal, timeout=WAIT)
    desk.stage.set_look(replace(desk.stage.look, text_percent=150))
    qtbot.waitUntil(lambda: tab.runs.split.orientation() is Qt.Orientation.Vertical, timeout=WAIT)


def test_the_pane_of_an_event_does_so_too(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    tab = open_tab()
    tab.show_events()
    tab.resize(1100, 800)
    qtbot.waitUntil(lambda: tab.events.split.orientation() is Qt.Orientation.Horizontal, timeout=WAIT)
    desk.stage.set_look(replace(desk.stage.look, text_percent=150))
    qtbot.waitUntil(lambda: tab.events.split.orientation() is Qt.Orientation.Vertical, timeout=WAIT)
    qtbot.waitUntil(lambda: tab.runs.width() <= tab.pages.width(), timeout=WAIT)


def test_what_one_may_do_goes_on_in_the_next_line_where_the_text_is_large(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    tab = open_tab()
    head = [one for one in buttons(tab) if one.text() in ("Check only", "Full sync", "Pause 1 hour", "Sync now")]

    def lines() -> int:
        return len({one.mapTo(tab, one.rect().topLeft()).y() for one in head})

    qtbot.waitUntil(lambda: lines() == 1, timeout=WAIT)
    assert max(one.mapTo(tab, one.rect().topRight()).x() for one in head) > tab.width() - 40
    tab.resize(800, 800)
    desk.stage.set_look(replace(desk.stage.look, text_percent=200))
    qtbot.waitUntil(lambda: lines() > 1, timeout=WAIT)
    assert [one.text() for one in head if one.width() < one.sizeHint().width()] == []
    assert tab.pages.geometry().top() > max(one.mapTo(tab, one.rect().bottomLeft()).y() for one in head)


def test_the_events_scroll_only_where_what_they_need_has_no_room(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    tab = open_tab()
    tab.show_events()
    area = tab.pages.currentWidget()
    assert isinstance(area, QScrollArea)
    page = area.widget()
    assert page is not None
    qtbot.waitUntil(lambda: area.viewport().height() == page.height(), timeout=WAIT)
    enough = page.minimumSizeHint().height() + 40
    tab.resize(tab.width(), tab.height() - area.height() + enough)
    qtbot.waitUntil(lambda: area.height() < page.minimumSizeHint().height() + 60, timeout=WAIT)
    qtbot.waitUntil(lambda: page.height() == area.viewport().height(), timeout=WAIT)
    assert area.verticalScrollBar().maximum() == 0


def test_a_changed_remark_of_beds24s_is_told_in_words() -> None:
    line = FieldLine("sub_status", "none", "noShow", minor=False)
    touched = Touched(1, 1, "Anna", TODAY, TODAY + DAY, "confirmed", "EUR", is_new=False, lines=(line,))
    assert line_words(touched, line) == ("Sub-status", "empty", "the guest did not come")


def test_a_moment_is_told_by_the_hotels_clocks_and_not_as_it_is_stored(desk: Desk) -> None:
    line = FieldLine("cancelled_at", None, "2026-05-12T12:03:00Z", minor=False)
    touched = Touched(1, 1, "Anna", TODAY, TODAY + DAY, "cancelled", "EUR", is_new=False, lines=(line,))
    _, old, new = row_words(desk.stage, touched, line)
    assert (old, new) == (line_words(touched, line)[1], moment_words(desk.stage, moment_from("2026-05-12T12:03:00Z")))
    assert "T12" not in new


def test_columns_and_sizes_are_remembered(desk: Desk, open_tab: OpenTab) -> None:
    keep_run(desk.store)
    tab = open_tab()
    tab.runs.table.setColumnWidth(Column.KIND, 222)
    tab.remember()
    assert open_tab().runs.table.columnWidth(Column.KIND) == 222


def test_everything_can_be_reached_with_the_tab_key_and_has_a_name(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    keep_run(desk.store)
    tab = open_tab()
    tab.activateWindow()
    seen: set[QWidget] = set()
    tab.tabs.setFocus()
    for _ in range(60):
        now = QApplication.focusWidget()
        assert now is not None
        assert now.accessibleName(), now
        seen.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert {tab.tabs, tab.runs.timeline, tab.runs.table} <= seen


def test_a_check_that_was_made_up_says_so(desk: Desk, open_tab: OpenTab) -> None:
    keep_run(desk.store, NOW - HOUR)
    keep_run(desk.store, trigger=Trigger.CATCH_UP)
    tab = open_tab()
    made_up = "It made up for a check that was missed while this computer slept or was off."
    assert made_up in tab.runs.pane.story
    tab.runs.choose(1)
    assert made_up not in tab.runs.pane.story


def test_bookings_that_were_not_found_are_counted_in_the_first_run_that_missed_them(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    desk.beds24.put(*(booking(n, unit_id=0, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY) for n in range(1, 21)))
    tab = open_tab()
    run_to_end(qtbot, desk, tab, "Sync now")
    desk.beds24.remove(7, 8)
    desk.clock.at = NOW + MINUTE
    first = run_to_end(qtbot, desk, tab, "Full sync").run
    tab.runs.choose(first.id)
    told = "2 known bookings were not found at Beds24. They are asked for again before that is believed."
    qtbot.waitUntil(lambda: told in tab.runs.pane.story, timeout=WAIT)
    desk.clock.at = NOW + 2 * MINUTE
    second = run_to_end(qtbot, desk, tab, "Full sync").run
    tab.runs.choose(second.id)
    qtbot.waitUntil(lambda: "No reservation was changed." in labels(tab), timeout=WAIT)
    assert "not found" not in tab.runs.pane.story


def test_what_a_run_takes_for_gone_is_told_beside_what_it_read(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    desk.beds24.put(*(booking(n, unit_id=0, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY) for n in range(1, 21)))
    tab = open_tab()
    run_to_end(qtbot, desk, tab, "Sync now")
    desk.beds24.remove(*range(1, 11))
    desk.clock.at = NOW + MINUTE
    applied = desk.runner.ask(Wish(RunKind.FULL, Trigger.MANUAL, apply_anyway=True)).result(timeout=5).run
    qtbot.waitUntil(lambda: tab.runs.model.run(applied.id) == applied, timeout=WAIT)
    tab.runs.choose(applied.id)
    gone = "10 known bookings are no longer at Beds24. They are kept here with their history, and marked as gone."
    qtbot.waitUntil(lambda: gone in tab.runs.pane.story, timeout=WAIT)


def test_a_run_that_was_seen_before_its_last_figures_stood_is_read_again_at_its_end(
    desk: Desk, open_tab: OpenTab, qtbot: QtBot
) -> None:
    early = keep_run(desk.store, kind=RunKind.FULL)
    tab = open_tab()
    assert shown(tab) == [early]
    final = replace(early, traffic=Traffic(2, Decimal("2.6")))
    with desk.store.writing() as session:
        session.runs.close(final)
    desk.stage.courier.send(Report(final))
    qtbot.waitUntil(lambda: shown(tab) == [final], timeout=WAIT)


def labels(tab: SyncTab) -> list[str]:
    return [one.text() for one in tab.runs.pane.findChildren(QLabel) if one.isVisible()]
