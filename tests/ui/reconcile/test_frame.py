"""The frame of the Reconcile tab: its head, its pages, its keys, and what stands around them."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.announcing import RunBegan, RunRefused
from console.domain.errors import Beds24Unreachable, NotConnected
from console.domain.runs import Progress, RunKind, Stage, Trigger
from console.jobs.report import Report
from tests.building import booking, later
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Differ, Open, choose, shown, stay
from tests.ui.windows import doubled_keys, window_over


def test_the_head_tells_what_was_compared_what_differs_and_when_it_comes_next(differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {}), (stay(2), {"adults": 3}))
    opened = open_tab()
    assert opened.tab.proof.sentence.text() == (
        "2 upcoming and 0 past bookings (30 days) compared 14:00 · 1 difference to review · next 13 May 03:00"
    )


def test_before_the_first_comparison_the_head_says_so_and_offers_it(open_tab: Open) -> None:
    opened = open_tab()
    assert opened.tab.proof.sentence.text() == ("Both sides were not compared yet. It is done at 13 May 03:00, or now.")
    assert opened.tab.proof.check.isEnabled()


def test_check_now_compares_and_the_list_and_the_badge_tell_what_came_of_it(
    desk: Desk, open_tab: Open, qtbot: QtBot
) -> None:
    apply(desk.store, stay(1), stay(2))
    desk.beds24.put(later(stay(1), adults=4), stay(2))
    opened = open_tab()
    assert opened.review.frame.currentIndex() == 1
    opened.compare()
    assert shown(opened.review, "guest") == ["Anna Beispiel 1 · 1"]
    assert (shown(opened.review, "here"), shown(opened.review, "beds24")) == (["2"], ["4"])
    assert opened.tab.tabs.tabText(0) == "For review (1)"


def test_a_comparison_that_breaks_says_why_and_what_still_stands(differ: Differ, open_tab: Open, desk: Desk) -> None:
    differ((stay(1), {"adults": 3}))
    opened = open_tab()
    desk.clock.at += timedelta(hours=1)
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."))
    opened.compare()
    assert opened.tab.proof.trouble.text() == (
        "The comparison of 15:00 stopped: Beds24 does not answer. No booking was changed. What stands here is of 14:00."
    )
    assert shown(opened.review, "here") == ["2"]


def test_where_everything_agrees_a_calm_sentence_stands_instead_of_rows(differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {}), (stay(2), {}))
    opened = open_tab()
    page = opened.review
    assert page.frame.currentIndex() == 1
    assert page.frame._message._headline.text() == "All 2 upcoming bookings agree with Beds24."
    assert page.frame._message._detail.text() == "Checked 14:00."
    assert page.pane.isHidden()
    assert page.filters.isHidden()


def test_the_pane_leads_to_the_reservation_and_to_the_guest(
    differ: Differ, open_tab: Open, desk: Desk, qtbot: QtBot
) -> None:
    differ((stay(1), {"adults": 3}))
    opened = open_tab()
    choose(opened.review, 1)
    QTest.mouseClick(opened.review.pane.open_reservation, Qt.MouseButton.LeftButton)
    assert opened.window._stack.currentWidget() is opened.window.tab("reservations")
    opened.window.show_tab("reconcile")
    QTest.mouseClick(opened.review.pane.open_guest, Qt.MouseButton.LeftButton)
    assert opened.window._stack.currentWidget() is opened.window.tab("guests")


def test_no_key_of_the_tab_means_two_things(desk: Desk, qtbot: QtBot) -> None:
    window = window_over(qtbot, desk)
    assert doubled_keys(window, "reconcile") == []


def test_who_is_only_in_beds24_is_listed_by_name_and_dates(desk: Desk, differ: Differ, open_tab: Open) -> None:
    desk.beds24.put(booking(90, first_name="Johanna", last_name="Neu", channel_reference="BK-1"))
    differ()
    opened = open_tab()
    assert shown(opened.review, "guest") == ["Johanna Neu · BK-1"]
    assert shown(opened.review, "arrival") == ["Tue 12 May"]
    assert shown(opened.review, "here") == ["Not here"]
    assert opened.review.pane.open_reservation.isHidden()


def test_check_only_rehearses_a_full_sync_and_leads_to_what_it_would_do(
    desk: Desk, open_tab: Open, qtbot: QtBot
) -> None:
    desk.beds24.put(stay(1))
    opened = open_tab()
    QTest.mouseClick(opened.tab.proof.check_only, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.window._stack.currentWidget() is opened.window.tab("sync"))
    (report,) = [news for news in desk.news if isinstance(news, Report)]
    assert (report.run.kind, report.run.counts.created) == (RunKind.CHECK, 1)


def test_while_both_sides_are_compared_the_head_tells_how_far_it_is_and_can_end_it(desk: Desk, open_tab: Open) -> None:
    head = open_tab().tab.proof
    assert head.progress.isHidden()
    desk.stage.courier.send(RunBegan(RunKind.RECONCILE, Trigger.SCHEDULE))
    desk.stage.courier.send(Progress(Stage.READING, pages=2, read=200))
    assert head.progress.isVisible()
    assert head.doing.text() == "Comparing: 200 bookings read…"
    assert not head.check.isEnabled()
    desk.stage.courier.send(RunRefused(NotConnected("No key has been entered yet.")))
    assert head.progress.isHidden()
    assert head.check.isEnabled()
    assert head.trouble.text() == "The comparison could not begin: No key has been entered yet."


def test_where_the_brake_stops_a_comparison_the_head_says_why_and_what_stood_stands(
    desk: Desk, differ: Differ, open_tab: Open
) -> None:
    differ((stay(1), {"adults": 3}), *((stay(number, number), {}) for number in range(2, 60)))
    opened = open_tab()
    desk.clock.at += timedelta(hours=1)
    desk.beds24.remove(*range(2, 60))
    opened.compare()
    told = opened.tab.proof.trouble.text()
    assert told.startswith("The comparison of 15:00 was stopped on purpose. Stopped before comparing anything.")
    assert told.endswith("What stands here is of 14:00.")
    assert shown(opened.review, "here") == ["2"]


def test_the_keyboard_goes_to_the_page_that_is_clicked(differ: Differ, open_tab: Open, qtbot: QtBot) -> None:
    differ((stay(1), {"adults": 3}))
    opened = open_tab()
    choose(opened.review, 1)
    opened.review.table.setFocus()
    bar = opened.tab.tabs
    for place in (*reversed(range(1, bar.count())), 0):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        first = opened.tab.in_front.first_focus
        assert opened.window.focusWidget() is (first if first.isVisible() else opened.tab.stack)
    assert opened.window.focusWidget() is opened.review.table
