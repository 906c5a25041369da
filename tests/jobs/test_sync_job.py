"""Pull, full sync and check over a real store: watermark, failures, missing bookings, the brake, parked rooms."""

from datetime import timedelta

import pytest

from console.domain.asking import BookingQuery
from console.domain.errors import (
    Beds24Unreachable,
    KeyRefused,
    NotConnected,
    Stopped,
    SyncSwitchedOff,
)
from console.domain.runs import Counts, Outcome, Progress, RunKind, Stage, Trigger
from console.jobs.ledger import due_wish
from console.jobs.sync_job import run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.connection import switch_pull_sync
from console.services.pull_sync import Watch
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.jobs.conftest import Desk, config, fill
from tests.storing import new_store, rows, stored

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TROUBLE = Beds24Unreachable("Beds24 does not answer.")


def last_query(desk: Desk) -> BookingQuery:
    query = [call[2] for call in desk.beds24.calls if call[0] == "bookings"][-1]
    assert isinstance(query, BookingQuery)
    return query


def test_the_first_run_reads_everything_and_the_next_only_what_changed_since_less_a_day(desk: Desk) -> None:
    fill(desk, 3)
    first = desk.pull()
    assert first.run.kind is RunKind.FULL
    assert first.run.counts == Counts(read=3, created=3)
    desk.clock.at = NOW + 5 * MINUTE
    second = desk.pull()
    assert second.run.kind is RunKind.PULL
    assert last_query(desk).modified_from == NOW - DAY
    assert second.run.counts == Counts(read=3, unchanged=3)


def test_a_full_sync_asks_for_explicit_ranges_without_a_modified_time(desk: Desk) -> None:
    desk.full()
    query = last_query(desk)
    assert (query.modified_from, query.arrival_from is None, query.arrival_to is None) == (None, False, False)


def test_a_quiet_pull_is_one_request_and_writes_nothing_but_the_run(desk: Desk) -> None:
    fill(desk, 5)
    desk.pull()
    before = {table: rows(desk.store, f"SELECT * FROM {table}") for table in ("reservations", "history", "guests")}
    asked = len(desk.beds24.calls)
    desk.clock.at = NOW + 5 * MINUTE
    desk.pull()
    assert len(desk.beds24.calls) == asked + 1
    assert {table: rows(desk.store, f"SELECT * FROM {table}") for table in before} == before


def test_the_watermark_is_the_servers_clock_at_the_start_of_the_pass(desk: Desk) -> None:
    desk.beds24.server_time = NOW - 7 * MINUTE
    desk.pull()
    assert config(desk).watermark == NOW - 7 * MINUTE


def test_a_server_clock_ahead_of_ours_never_puts_the_watermark_into_the_future(desk: Desk) -> None:
    desk.beds24.server_time = NOW + 3 * HOUR
    desk.pull()
    assert config(desk).watermark == NOW


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_failed_page_applies_nothing_and_leaves_the_watermark(desk: Desk, page: int) -> None:
    fill(desk, 5)
    desk.pull()
    watermark = config(desk).watermark
    desk.beds24.page_size = 2
    desk.beds24.put(later(booking(1, unit_id=0), adults=9))
    desk.beds24.fail(TROUBLE, at_page=page)
    desk.clock.at = NOW + 5 * MINUTE
    report = desk.pull()
    assert report.error is TROUBLE
    assert report.run.outcome is Outcome.FAILED
    assert report.run.errors == 1
    assert config(desk).watermark == watermark
    assert stored(desk.store, "adults") == {"adults": 2}
    assert desk.pull().run.outcome is Outcome.DONE
    assert stored(desk.store, "adults") == {"adults": 9}


def test_asking_what_the_key_may_do_leaves_the_watermark(desk: Desk) -> None:
    desk.pull()
    watermark = config(desk).watermark
    desk.clock.at = NOW + HOUR
    desk.beds24.key_details()
    assert config(desk).watermark == watermark


def test_a_refused_key_ends_the_run_with_its_sentence(desk: Desk) -> None:
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts our key."))
    report = desk.pull()
    assert isinstance(report.error, KeyRefused)
    assert rows(desk.store, "SELECT outcome, message FROM runs") == [("failed", "Beds24 no longer accepts our key.")]


def test_a_pass_is_repeated_while_rows_move_under_it(desk: Desk) -> None:
    fill(desk, 6, modified_at=NOW - DAY)
    desk.beds24.page_size = 2
    moves = iter([booking(6, unit_id=0, adults=7, modified_at=NOW)])

    def move(page: int) -> None:
        if page == 2:
            desk.beds24.put(*([one] if (one := next(moves, None)) else []))
            desk.clock.at += MINUTE

    desk.beds24.between_pages = move
    desk.pull()
    pages = [call[1] for call in desk.beds24.calls if call[0] == "bookings"]
    assert pages[:6] == [1, 2, 3, 1, 2, 3]
    assert stored(desk.store, "adults", beds24_id=6) == {"adults": 7}


def test_rows_that_never_stop_moving_leave_the_watermark_but_are_applied(desk: Desk) -> None:
    desk.pull()
    watermark = config(desk).watermark
    fill(desk, 6, modified_at=NOW - HOUR)
    desk.clock.at = NOW + HOUR
    desk.beds24.page_size = 2
    desk.beds24.between_pages = lambda _page: desk.beds24.put(booking(6, unit_id=0, modified_at=desk.clock.at))
    report = desk.pull()
    assert report.run.outcome is Outcome.DONE
    assert report.run.watermark is None
    assert config(desk).watermark == watermark
    assert report.run.counts.created == 6


def test_a_first_import_that_never_settles_begins_the_watermark_so_that_the_next_run_is_a_pull(desk: Desk) -> None:
    fill(desk, 6, modified_at=NOW - DAY)
    desk.beds24.page_size = 2
    desk.beds24.between_pages = lambda _page: desk.beds24.put(booking(6, unit_id=0, modified_at=desk.clock.at))
    desk.pull()
    assert config(desk).watermark == NOW
    desk.beds24.between_pages = lambda _page: None
    assert desk.pull().run.kind is RunKind.PULL


def test_a_booking_missing_from_the_list_but_found_by_number_is_applied_and_kept(desk: Desk) -> None:
    fill(desk, 3)
    desk.pull()
    hidden = later(booking(2, unit_id=0), adults=8)
    desk.beds24.put(hidden)
    desk.beds24.order = lambda found: [one for one in found if len(found) == 1 or one.beds24_id != 2]
    report = desk.full()
    assert report.run.outcome is Outcome.DONE
    assert stored(desk.store, "status", "adults", beds24_id=2) == {"status": "confirmed", "adults": 8}


def test_a_hard_deleted_booking_is_gone_only_after_two_questions_ten_minutes_apart_and_never_deleted(
    desk: Desk,
) -> None:
    fill(desk, 3, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    desk.beds24.remove(2)
    desk.full()
    assert stored(desk.store, "status", beds24_id=2) == {"status": "confirmed"}
    desk.clock.at = NOW + 9 * MINUTE
    desk.pull()
    assert stored(desk.store, "status", beds24_id=2) == {"status": "confirmed"}
    desk.clock.at = NOW + 10 * MINUTE
    report = desk.pull()
    assert len(report.gone) == 1
    assert stored(desk.store, "status", beds24_id=2) == {"status": "gone"}
    assert rows(desk.store, "SELECT old, new, source FROM history WHERE field = 'status'") == [
        ("confirmed", "gone", "by_id")
    ]


def test_a_missed_booking_that_turns_up_before_the_second_question_was_never_gone(desk: Desk) -> None:
    fill(desk, 3, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    lost = desk.beds24.bookings[2]
    desk.beds24.remove(2)
    desk.full()
    desk.beds24.put(lost)
    desk.clock.at = NOW + HOUR
    desk.pull()
    assert stored(desk.store, "status", "missed_at", beds24_id=2) == {"status": "confirmed", "missed_at": None}


def test_a_property_that_the_key_no_longer_reaches_is_a_matter_of_the_key(desk: Desk) -> None:
    desk.pull()
    desk.beds24.hotels = ()
    assert isinstance(desk.full().error, KeyRefused)


def test_check_only_tells_what_a_full_sync_would_do_and_writes_nothing_but_the_run(desk: Desk) -> None:
    fill(desk, 3)
    desk.pull()
    desk.beds24.put(later(booking(1, unit_id=0), adults=5), booking(9, unit_id=0), booking(10, room_type_id=300))
    before = rows(desk.store, "SELECT * FROM reservations"), config(desk)
    report = desk.run(RunKind.CHECK)
    assert report.run.counts == Counts(read=5, created=1, updated=1, unchanged=2, parked=1)
    assert (rows(desk.store, "SELECT * FROM reservations"), config(desk)) == before
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(0,)]


def test_a_stop_between_pages_ends_the_run_and_moves_nothing(desk: Desk) -> None:
    fill(desk, 5)
    desk.beds24.page_size = 2
    seen: list[Progress] = []
    report = desk.pull(Watch(seen.append, lambda: len(seen) >= 2))
    assert isinstance(report.error, Stopped)
    assert report.run.outcome is Outcome.STOPPED
    assert config(desk).watermark is None


def test_a_run_that_breaks_tells_what_it_has_cost_until_then(desk: Desk) -> None:
    fill(desk, 5)
    desk.beds24.page_size = 2
    whole = desk.pull().run.traffic
    desk.beds24.fail(TROUBLE, at_page=3)
    broken = desk.full()
    assert broken.error is TROUBLE
    assert broken.run.traffic.requests == 2
    assert 0 < broken.run.traffic.credits < whole.credits
    assert rows(desk.store, "SELECT requests, credits FROM runs WHERE id = ?", broken.run.id) == [
        (2, str(broken.run.traffic.credits))
    ]


def test_progress_tells_of_reading_and_then_of_writing_up_to_the_last_booking(desk: Desk) -> None:
    fill(desk, 5)
    desk.beds24.page_size = 2
    seen: list[Progress] = []
    desk.pull(Watch(seen.append))
    assert [one.read for one in seen if one.stage is Stage.READING][:3] == [2, 4, 5]
    last = [one for one in seen if one.stage is Stage.WRITING][-1]
    assert (last.written, last.expected) == (5, 5)
    assert seen[-1].stage is Stage.MESSAGES


def test_syncing_can_be_switched_off_and_on_again(desk: Desk) -> None:
    switch_pull_sync(desk.store, on=False)
    with pytest.raises(SyncSwitchedOff):
        desk.pull()
    assert due_wish(desk.place) is None
    switch_pull_sync(desk.store, on=True)
    assert desk.pull().run.outcome is Outcome.DONE


def test_without_a_hotel_there_is_nothing_to_sync(tmp_path_factory: pytest.TempPathFactory) -> None:
    with new_store(tmp_path_factory.mktemp("empty"), None) as store:
        place = Workplace(store, FakeBeds24(), StillClock())
        with pytest.raises(NotConnected):
            run_pull_sync_job(place, Trigger.MANUAL, Watch())
        assert due_wish(place) is None


def test_a_run_that_a_crash_left_open_is_closed_and_said_to_have_crashed(desk: Desk) -> None:
    with desk.store.writing() as session:
        session.runs.open(RunKind.PULL, Trigger.SCHEDULE, NOW, None)
        assert session.runs.close_crashed(NOW) == 1
    assert rows(desk.store, "SELECT outcome, errors FROM runs") == [("crashed", 1)]


def test_a_fault_in_the_program_closes_the_run_and_is_not_hidden(desk: Desk) -> None:
    def stumble(_page: int) -> None:
        raise ZeroDivisionError

    desk.beds24.between_pages = stumble
    with pytest.raises(ZeroDivisionError):
        desk.pull()
    assert rows(desk.store, "SELECT outcome FROM runs") == [("failed",)]


def test_the_ledger_asks_for_the_nights_full_sync_once_and_for_a_pull_every_five_minutes(desk: Desk) -> None:
    done: list[RunKind] = []
    for n in range(24 * 20):
        desk.clock.at = NOW + n * 3 * MINUTE
        wish = due_wish(desk.place)
        if wish is not None:
            done.append(desk.run(wish.kind).run.kind)
    assert done.count(RunKind.FULL) == 2
    assert done.count(RunKind.ARRIVALS) == 3
    assert 235 <= len(done) - 3 <= 241


def test_a_check_tells_what_would_change_and_what_is_missing_even_where_the_brake_would_hold(desk: Desk) -> None:
    fill(desk, 60)
    desk.pull()
    desk.beds24.put(later(desk.beds24.bookings[1], notes="late"), booking(900, unit_id=2))
    desk.beds24.remove(*range(40, 61))
    report = desk.run(RunKind.CHECK)
    assert report.run.outcome is Outcome.BRAKED
    assert (report.run.counts.created, report.run.counts.updated) == (1, 1)
    told = {(one.beds24_id, one.is_new, tuple((line.field, line.new) for line in one.lines)) for one in report.foreseen}
    assert (1, False, (("notes", "late"),)) in told
    assert (900, True, ()) in told
    assert (40, False, (("status", "gone"),)) in told
    assert next(one.id for one in report.foreseen if one.is_new) == 0
    assert rows(desk.store, "SELECT count(*) FROM history WHERE run_id = ?", report.run.id) == [(0,)]
    assert rows(desk.store, "SELECT count(*) FROM reservations") == [(60,)]
