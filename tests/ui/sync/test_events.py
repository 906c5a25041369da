"""The Events page as a person uses it: what webhooks told, live, filtered, searched, tried again, laid aside, saved."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.domain.announcing import EventsChanged
from console.domain.errors import StoreTrouble
from console.domain.hook_events import EventKind, EventState, EventVerdict, HookEvent, What
from console.domain.hooks import Slot
from console.domain.moments import moment_text
from console.jobs.event_worker import EventWorker
from console.services.event_book import EventBook, EventLine
from console.services.inbox import InboxDesk
from console.services.scorecard import DAY, WEEK, Scorecard
from console.ui.kit.columns import ColumnsSheet
from console.ui.sync.dismiss_dialog import DismissDialog
from console.ui.sync.event_cells import Column
from console.ui.sync.event_moods import Told, Verdict, verdict_of
from console.ui.sync.events_model import EventsModel
from console.ui.sync.events_view import EventsView
from console.ui.sync.score_line import ScoreLine
from console.ui.sync.tab import SyncTab
from tests.building import HOTEL, NOW, booking
from tests.hooking import Ear, body, told_booking
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.sync.hearing import BROKEN, MINUTE, Hotel

OpenTab = Callable[[], SyncTab]
WAIT = 5000


@pytest.fixture
def hotel(desk: Desk) -> Hotel:
    made = Hotel(desk.store)
    made.clock = desk.clock
    made.place = replace(made.place, clock=desk.clock)
    made.desk = InboxDesk(desk.store, desk.clock)
    return made


@pytest.fixture
def open_events(open_tab: OpenTab) -> Callable[[], EventsView]:
    """The tab with its page of events in front, and everything read that there was."""

    def make() -> EventsView:
        tab = open_tab()
        tab.show_events()
        return tab.events

    return make


def click(qtbot: QtBot, one: QPushButton) -> None:
    assert one.isVisible()
    assert one.isEnabled()
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def line(number: int, **changes: object) -> EventLine:
    usual = HookEvent(
        id=number,
        source="webhook",
        kind=EventKind.BOOKING,
        state=EventState.DONE,
        received_at=NOW + number * MINUTE,
        beds24_id=number,
        verdict=EventVerdict.APPLIED,
        what=What.CHANGED,
        guest="Ana García",
        attempts=1,
    )
    return EventLine(replace(usual, **changes))  # type: ignore[arg-type] # each fits its field


def verdicts(events: EventsView) -> list[Verdict]:
    return [verdict_of(one) for one in events.model.shown]


def with_verdict(events: EventsView, verdict: Verdict) -> EventLine:
    return next(one for one in events.model.shown if verdict_of(one) is verdict)


def choose(qtbot: QtBot, events: EventsView, chosen: EventLine) -> None:
    """Click its row, and wait until its story is told."""
    index = events.model.index(events.model.row_of(chosen.event.id), 0)
    events.table.scrollTo(index)
    spot = events.table.visualRect(index).center()
    QTest.mouseClick(events.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert events.current == chosen.event.id
    qtbot.waitUntil(lambda: events.pane.body.toPlainText() != "", timeout=WAIT)


# -- the list


def test_the_list_passes_qts_own_examiner_while_events_come_and_change(desk: Desk, qtmodeltester: ModelTester) -> None:
    model = EventsModel(desk.stage)
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt has no types
    model.show_all(line(number) for number in (5, 3, 1))
    model.take_in([line(9), line(3, duplicates=2), line(7, state=EventState.PENDING, verdict=None, attempts=0)])
    model.filter_by(lambda one: one.event.id != 5)
    model.sort(Column.GUEST, Qt.SortOrder.AscendingOrder)
    model.take_in([line(1, guest="Zoë"), line(9, guest="Aaron"), line(1)])
    model.add_older([line(0, guest="Ägidius")])
    assert [one.event.id for one in model.shown] == [9, 0, 1, 3, 7]


def test_a_chosen_row_stays_chosen_while_newer_ones_come(desk: Desk) -> None:
    model = EventsModel(desk.stage)
    model.show_all([line(1), line(2)])
    chosen = QPersistentModelIndex(model.index(1, 0))
    model.take_in([line(3), line(4)])
    assert chosen.row() == 3


def test_a_chosen_row_goes_where_it_belongs_when_what_it_is_sorted_by_changes(desk: Desk) -> None:
    model = EventsModel(desk.stage)
    model.show_all([line(1), line(2), line(3)])
    model.sort(Column.VERDICT, Qt.SortOrder.AscendingOrder)
    chosen = QPersistentModelIndex(model.index(0, 0))
    model.take_in([line(1, state=EventState.PARKED, verdict=EventVerdict.FAILED)])
    assert [one.event.id for one in model.shown] == [2, 3, 1]
    assert chosen.row() == 2
    model.take_in([line(1, duplicates=1)])
    assert [one.event.id for one in model.shown] == [1, 2, 3]
    assert chosen.row() == 0


def test_the_delay_is_from_the_change_to_our_knowing_of_it(desk: Desk) -> None:
    model = EventsModel(desk.stage)
    times = {"changed_at": NOW, "processed_at": NOW + timedelta(seconds=52)}
    model.show_all([line(1, **times), line(2, verdict=EventVerdict.OLDER, **times)])
    told = {one.event.id: model.index(row, Column.DELAY).data() for row, one in enumerate(model.shown)}
    assert told == {1: "52 s", 2: ""}


def test_the_page_is_only_offered_where_there_is_a_webhook(desk: Desk, open_tab: OpenTab, qtbot: QtBot) -> None:
    tab = open_tab()
    assert not tab.tabs.isTabVisible(2)
    assert not any(entry.isVisible() for entry in tab._of_events)
    tab.show_place("events")
    assert tab.tabs.currentIndex() == 0
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    desk.stage.courier.send(EventsChanged())
    qtbot.waitUntil(lambda: tab.tabs.isTabVisible(2), timeout=WAIT)
    assert all(entry.isVisible() for entry in tab._of_events)
    tab.show_place("events")
    assert tab.events.isVisible()
    assert tab.events.list._frame._message._headline.text() == "Nothing was heard yet"


def test_every_sort_of_event_is_told_in_words(hotel: Hotel, open_events: Callable[[], EventsView]) -> None:
    hotel.a_day()
    events = open_events()
    told = {events.model.cells.text(one, Column.WHAT): verdict_of(one) for one in events.model.shown}
    assert told["Cancelled"] is Verdict.APPLIED
    assert told["Hint"] is Verdict.ASKED
    assert told["Availability"] is Verdict.NOTED
    assert told["Unreadable"] is Verdict.REFUSED
    assert set(verdicts(events)) >= {Verdict.PARKED, Verdict.ASIDE, Verdict.OLDER}
    assert events.current == events.model.shown[0].event.id


def test_what_is_heard_appears_at_once_and_tells_its_story(
    desk: Desk, hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.told(1, firstName="Ana", lastName="García", apiSource="Booking.com")
    events = open_events()
    hotel.hear(body(told_booking(2, unitId=2), NOW))
    with EventWorker(hotel.place, desk.runner, lambda _changed: None, desk.stage.courier.send) as worker:
        worker.wake()
        qtbot.waitUntil(lambda: verdicts(events) == [Verdict.APPLIED, Verdict.APPLIED], timeout=WAIT)
    assert events.model.shown[0].event.beds24_id == 2
    assert events.model.shown[0].event.guest == "Anna Beispiel 2"
    assert events.model.shown[1].event.id == events.current


def test_a_rain_of_messages_is_read_together_and_hardly_at_all_while_nobody_looks(
    desk: Desk, hotel: Hotel, open_tab: OpenTab, qtbot: QtBot
) -> None:
    hotel.told(1)
    tab = open_tab()
    events = tab.events
    readings: list[object] = []
    events.heard_read.connect(readings.append)
    qtbot.waitUntil(lambda: events.model.rowCount() == 1, timeout=WAIT)
    assert not events.isVisible()
    before = len(readings)
    for number in range(2, 22):
        hotel.told(number)
        desk.stage.courier.send(EventsChanged((number,)))
    qtbot.waitUntil(lambda: events.model.rowCount() == 21, timeout=WAIT)
    assert len(readings) - before <= 3


def test_a_moved_departure_is_told_in_one_line_with_its_fields_and_body(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.a_day()
    events = open_events()
    moved = next(one for one in events.model.shown if one.event.beds24_id == 1)
    choose(qtbot, events, moved)
    assert events.pane.story == (
        "\u2068Ana García\u2069 (Booking.com): departure moved from Fri 15 May to Sat 16 May;"
        " known after 52 s; applied."
    )
    changes = events.pane.changes
    assert [changes.index(1, column).data() for column in range(3)] == ["Departure", "Fri 15 May", "Sat 16 May"]
    assert '"apiSource": "Booking.com"' in events.pane.body.toPlainText()
    assert events.pane.tries.toPlainText() == "No try failed."
    with qtbot.waitSignal(events.reservation_wanted) as wanted:
        click(qtbot, events.pane.open)
    assert wanted.args == [moved.here]
    with qtbot.waitSignal(events.reservation_wanted):
        at = events.pane.changes_table.visualRect(changes.index(0, 0)).center()
        viewport = events.pane.changes_table.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)


def test_a_message_that_came_again_is_counted_and_not_listed_twice(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.a_day()
    events = open_events()
    click(qtbot, events.filters.duplicates)
    (repeated,) = events.model.shown
    assert events.model.cells.text(repeated, Column.REPEATS) == "2 ×"
    choose(qtbot, events, repeated)
    assert "The same message came 2 more times, last at 21:16; each was dropped." in events.pane.story


# -- filters


def test_quick_chips_boxes_and_search_narrow_the_list_and_clear_together(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.a_day()
    events = open_events()
    filters, known = events.filters, events.model.known
    click(qtbot, filters.problems)
    assert set(verdicts(events)) == {Verdict.PARKED, Verdict.ASIDE, Verdict.REFUSED}
    click(qtbot, filters.parked)
    assert set(verdicts(events)) == {Verdict.PARKED, Verdict.ASIDE}
    filters.clear()
    filters.told.setCurrentIndex(filters.told.findData(Told.CANCELLED))
    assert [one.event.what for one in events.model.shown] == [What.CANCELLED]
    filters.clear()
    filters.verdict.setCurrentIndex(filters.verdict.findData(Verdict.NOTED))
    assert verdicts(events) == [Verdict.NOTED]
    filters.clear()
    for typed, number in (("garcia", 1), ("wuerttemberg", 2), ("xiaoming", 4), ("محمد", 5), ("667", 667)):
        filters.search.setText(typed)
        assert {one.event.beds24_id for one in events.model.shown} == {number}, typed
        filters.search.clear()
    filters.search.setText("nobody")
    (clear,) = (one for one in events.list.findChildren(QPushButton) if one.text() == "Clear filters")
    click(qtbot, clear)
    assert events.model.rowCount() == known


# -- what one may do


def test_a_parked_event_is_tried_again_alone_or_with_all_of_its_cause(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    for number in range(3):
        hotel.fail(BROKEN + number)
    events = open_events()
    tab = next(one for one in qtbot_parents(events) if isinstance(one, SyncTab))
    assert tab.tabs.tabText(2) == "Events (3)"
    choose(qtbot, events, events.model.shown[0])
    assert "6 tries failed. It waits for you." in events.pane.story
    assert events.pane.why.startswith("A fault in the program kept it from being applied (KeyError).")
    assert events.pane.tries.toPlainText().startswith("1.  Tuesday, 12 May 2026")
    click(qtbot, events.pane.again)
    qtbot.waitUntil(lambda: verdicts(events).count(Verdict.WAITING) == 1, timeout=WAIT)
    assert events.pane.outcome.text() == "1 event is tried again."
    choose(qtbot, events, with_verdict(events, Verdict.PARKED))
    assert events.pane.all_again.text() == "Try all 2 again"
    click(qtbot, events.pane.all_again)
    qtbot.waitUntil(lambda: verdicts(events) == [Verdict.WAITING] * 3, timeout=WAIT)
    assert tab.tabs.tabText(2) == "Events"


def qtbot_parents(view: EventsView) -> list[object]:
    found: list[object] = []
    one = view.parentWidget()
    while one is not None:
        found.append(one)
        one = one.parentWidget()
    return found


def test_a_parked_event_is_laid_aside_with_a_note_and_never_without(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.fail()
    events = open_events()
    choose(qtbot, events, events.model.shown[0])
    click(qtbot, events.pane.dismiss)
    dialog = events.findChild(DismissDialog)
    assert dialog is not None
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(dialog.note, "Called the guest")
    click(qtbot, dialog.yes)
    qtbot.waitUntil(lambda: verdicts(events) == [Verdict.DISMISSED], timeout=WAIT)
    qtbot.waitUntil(lambda: events.pane.story == f"Booking {BROKEN}: laid aside: Called the guest", timeout=WAIT)
    assert not events.pane.dismiss.isVisible()


def test_a_replay_is_a_new_event_that_names_the_one_it_repeats(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    told = hotel.told(1)
    events = open_events()
    choose(qtbot, events, events.model.shown[0])
    click(qtbot, events.pane.replay)
    qtbot.waitUntil(lambda: events.model.rowCount() == 2, timeout=WAIT)
    choose(qtbot, events, events.model.shown[0])
    assert events.pane.story.endswith(f"This replays event {told.id}.")
    assert events.model.cells.text(events.model.shown[0], Column.SOURCE) == "Replay"


def test_what_is_kept_aside_for_a_room_leads_to_what_waits(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.told(3, roomId=999)
    events = open_events()
    choose(qtbot, events, events.model.shown[0])
    with qtbot.waitSignal(events.waiting_wanted):
        click(qtbot, events.pane.waiting)


def test_what_cannot_be_done_is_told_in_the_pane(
    desk: Desk, hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    event = hotel.fail()
    events = open_events()
    choose(qtbot, events, events.model.shown[0])
    hotel.desk.dismiss(event.id, "somebody else was quicker")
    click(qtbot, events.pane.again)
    qtbot.waitUntil(lambda: "is not parked" in events.pane.trouble.text, timeout=WAIT)
    qtbot.waitUntil(lambda: verdicts(events) == [Verdict.DISMISSED], timeout=WAIT)


def test_a_short_story_takes_no_more_room_after_a_long_one(open_events: Callable[[], EventsView], qtbot: QtBot) -> None:
    pane = open_events().pane

    def room_of(number: int, guest: str) -> int:
        pane.tell(line(number, guest=guest), 0)
        told = next(one for one in pane.findChildren(QLabel) if one.text() and pane.story.startswith(one.text()))
        return told.minimumHeight()

    short = room_of(1, "Ana")
    assert room_of(2, "Ana Isabel Fernanda de la Vega y Montenegro " * 4) > short
    assert room_of(3, "Ana") == short


def test_an_event_that_is_kept_no_longer_says_so(
    desk: Desk, hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    event = hotel.told(1)
    events = open_events()
    qtbot.waitUntil(lambda: events.pane.body.toPlainText() != "", timeout=WAIT)
    with desk.store.writing() as session:
        session.inbox.forget(NOW + timedelta(days=1), NOW)
    events.choose(event.id)
    qtbot.waitUntil(lambda: events.pane._nothing._headline.text() == "This event is no longer kept.", timeout=WAIT)


# -- taking it out


def test_the_file_holds_what_is_shown_and_no_cell_is_a_formula(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot, tmp_path: Path
) -> None:
    hotel.told(1, firstName="=1+1", lastName="Evil")
    hotel.told(2, unitId=2)
    events = open_events()
    events.filters.search.setText("evil")
    events.list.save(tmp_path / "events.csv")
    qtbot.waitUntil(lambda: events.list.notice.text() == "1 event saved in events.csv.", timeout=WAIT)
    with (tmp_path / "events.csv").open(encoding="utf-8-sig", newline="") as text:
        titles, *rows = csv.reader(text)
    assert titles == ["Received", "What", "Guest", "Result", "Delay", "Booking", "Tries", "Again"]
    assert rows == [["2026-05-12 14:00:00", "New", "'=1+1 Evil", "Applied", "52", "1", "1", "0"]]


def test_a_file_that_cannot_be_written_is_told(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot, tmp_path: Path
) -> None:
    hotel.told(1)
    events = open_events()
    events.list.save(tmp_path / "nowhere" / "events.csv")
    qtbot.waitUntil(lambda: events.list.notice.text().startswith("The list could not be saved"), timeout=WAIT)


def test_a_webhook_on_the_time_line_leads_to_its_event(hotel: Hotel, open_tab: OpenTab, qtbot: QtBot) -> None:
    hotel.told(1)
    hotel.clock.at += 60 * MINUTE
    hotel.told(2, unitId=2)
    hotel.clock.at += 60 * MINUTE
    tab = open_tab()
    line = tab.runs.timeline
    qtbot.waitUntil(lambda: len(line.heard_marks) == 2, timeout=WAIT)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(line, key)  # type: ignore[no-untyped-call]
    assert tab.events.table.isVisible()
    told = tab.events.model.of(tab.events.current or 0)
    assert told is not None
    assert told.event.beds24_id == 1


def test_a_message_that_was_proved_by_the_former_secret_says_so(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    event = hotel.told(1)
    with hotel.store.writing() as session:
        session.connection.execute("UPDATE webhook_events SET auth_slot = ?", (Slot.PREVIOUS.value,))
    events = open_events()
    qtbot.waitUntil(lambda: events.current == event.id, timeout=WAIT)
    assert "proved by the former secret" in events.pane.story


# -- the scorecard


def test_the_scorecard_tells_who_heard_first_and_what_was_turned_away(
    hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.told(1)
    again = body(told_booking(2, unitId=2), hotel.clock.at)
    for _ in range(3):
        hotel.hear(again)
    hotel.work()
    hotel.desk.add_counts({"secret_wrong": 2})
    apply(hotel.store, booking(3, unit_id=3, modified_at=NOW - 4 * MINUTE))
    events = open_events()
    headline, more = events.score.texts
    assert headline == "3 changes: 2 heard first by instant message, 1 by a check"
    assert more == "Half were known within 52 s  ·  2 duplicates dropped  ·  2 wrong secrets refused"
    hotel.told(4, unitId=2, arrival="2027-01-02", departure="2027-01-05")
    events.renew()
    qtbot.waitUntil(lambda: events.score.texts[0].startswith("4 changes"), timeout=WAIT)


def test_a_week_or_a_day_is_looked_at_and_the_choice_is_kept(
    desk: Desk, hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    hotel.told(1)
    hotel.clock.at += timedelta(days=2)
    events = open_events()
    assert (events.score.length, events.score.texts[0][:8]) == (WEEK, "1 change")
    click(qtbot, events.score.spans.day)
    qtbot.waitUntil(lambda: events.score.texts[0] == "No booking changed at Beds24 in this time", timeout=WAIT)
    assert ScoreLine(desk.stage).length == DAY
    click(qtbot, events.score.spans.week)
    assert ScoreLine(desk.stage).length == WEEK


def test_a_webhook_that_is_new_is_judged_from_its_first_day_on(
    desk: Desk, hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    apply(hotel.store, booking(3))
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1, enabled_at=moment_text(NOW + MINUTE))
    hotel.clock.at = NOW + 60 * MINUTE
    events = open_events()
    assert events.score.texts[0] == "No booking changed at Beds24 since the switch-on, 14:01"
    hotel.told(1)
    events.renew()
    told = "1 change since the switch-on, 14:01: 1 heard first by instant message, 0 by a check"
    qtbot.waitUntil(lambda: events.score.texts[0] == told, timeout=WAIT)


# -- states and size


class Moody(EventBook):
    """Breaks while it is told to."""

    broken = True

    def page(self, before: int | None = None) -> tuple[EventLine, ...]:
        self._perhaps()
        return super().page(before)

    def scorecard(self, now: datetime, span: timedelta) -> Scorecard:
        self._perhaps()
        return super().scorecard(now, span)

    def _perhaps(self) -> None:
        if self.broken:
            raise StoreTrouble("The disk does not answer.")


def test_a_list_that_cannot_be_read_says_so_can_be_read_again_and_tells_when_it_is_old(
    desk: Desk, hotel: Hotel, open_unread_tab: OpenTab, qtbot: QtBot
) -> None:
    hotel.told(1)
    book = Moody(desk.store)
    desk.parts = replace(desk.parts, make_events=lambda: book)
    tab = open_unread_tab()
    tab.pages.setCurrentIndex(2)
    message = tab.events.list._frame._message
    qtbot.waitUntil(lambda: message._headline.text() == "The list of events could not be read", timeout=WAIT)
    book.broken = False
    click(qtbot, message._button)
    qtbot.waitUntil(lambda: tab.events.model.rowCount() == 1, timeout=WAIT)
    book.broken = True
    desk.stage.courier.send(EventsChanged())
    qtbot.waitUntil(lambda: tab.events.list.stale_text.startswith("The list could not be renewed"), timeout=WAIT)
    assert tab.events.model.rowCount() == 1
    book.broken = False
    desk.stage.courier.send(EventsChanged())
    qtbot.waitUntil(lambda: tab.events.list.stale_text == "", timeout=WAIT)


def test_of_ten_thousand_the_newest_are_read_and_what_is_parked_and_older_ones_by_a_click(
    desk: Desk, hotel: Hotel, open_events: Callable[[], EventsView], qtbot: QtBot
) -> None:
    parked = hotel.fail()
    _fill(desk, 6_000)
    events = open_events()
    assert events.model.known == 2_501
    assert events.model.of(parked.id) is not None
    click(qtbot, events.list.older)
    qtbot.waitUntil(lambda: events.model.known == 5_001, timeout=WAIT)
    click(qtbot, events.list.older)
    qtbot.waitUntil(lambda: events.model.known == 6_001, timeout=WAIT)
    assert not events.list.older.isVisible()


def _fill(desk: Desk, number: int) -> None:
    ear = Ear(desk.store)
    (first,) = ear.hear(body(told_booking(1))).new
    with desk.store.writing() as session:
        session.connection.execute(
            "WITH RECURSIVE n (value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM n WHERE value < ?)"
            " INSERT INTO webhook_events (source, dedupe_key, kind, event_id, named, beds24_id, received_at, auth_slot,"
            " body_sha256, fields_json, state, attempts, verdict)"
            " SELECT e.source, 'x' || value, e.kind, '', '', value, e.received_at, '', '', e.fields_json, 'done', 1,"
            " 'same' FROM n, webhook_events AS e WHERE e.id = ?",
            (number, first),
        )


def test_columns_of_the_list_can_be_chosen(hotel: Hotel, open_events: Callable[[], EventsView]) -> None:
    hotel.told(1)
    events = open_events()
    sheet = ColumnsSheet(events.table)
    assert sheet.list.count() == len(Column)
    sheet.close()
