"""The brake over a real store: what stops a run before it writes, and how it is applied anyway."""

from dataclasses import replace
from datetime import timedelta

from console.domain.errors import BrakePulled
from console.domain.runs import Outcome
from console.services.preferences import brake_limits, set_brake_limits
from tests.building import HOTEL, NOW, TODAY, later
from tests.jobs.conftest import Desk, config, fill
from tests.storing import rows

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_an_empty_answer_trips_the_brake_and_nothing_is_written(desk: Desk) -> None:
    fill(desk, 60)
    desk.pull()
    watermark = config(desk).watermark
    everything = dict(desk.beds24.bookings)
    desk.beds24.bookings.clear()
    desk.clock.at = NOW + HOUR
    report = desk.full()
    assert isinstance(report.error, BrakePulled)
    assert report.run.outcome is Outcome.BRAKED
    assert "known bookings are no longer at Beds24" in report.run.message
    assert config(desk).watermark == watermark
    assert rows(desk.store, "SELECT count(*) FROM reservations WHERE missed_at IS NOT NULL") == [(0,)]
    desk.beds24.bookings = everything
    assert desk.full().run.outcome is Outcome.DONE


def test_what_the_brake_stopped_can_be_applied_anyway(desk: Desk) -> None:
    fill(desk, 20, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    fill(desk, 20, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY, status="cancelled", modified_at=NOW + MINUTE)
    desk.clock.at = NOW + HOUR
    report = desk.pull()
    assert isinstance(report.error, BrakePulled)
    assert "20 of 20 coming stays" in str(report.error)
    assert desk.full(apply_anyway=True).run.counts.updated == 20


def test_what_vanished_is_gone_at_once_on_a_persons_word(desk: Desk) -> None:
    fill(desk, 60, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    desk.beds24.remove(*range(1, 31))
    desk.clock.at = NOW + HOUR
    assert desk.full().run.outcome is Outcome.BRAKED
    assert len(desk.full(apply_anyway=True).gone) == 30


def test_a_run_tells_how_many_bookings_it_did_not_find(desk: Desk) -> None:
    fill(desk, 3, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    desk.beds24.remove(2)
    report = desk.full()
    assert (report.missing, report.gone) == (1, ())


def test_the_manager_may_move_the_brake(desk: Desk) -> None:
    fill(desk, 20, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    with desk.store.writing() as session:
        set_brake_limits(session, replace(brake_limits(session), cancelled_at_least=21))
    fill(desk, 20, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY, status="cancelled", modified_at=NOW + MINUTE)
    desk.clock.at = NOW + HOUR
    assert desk.pull().run.outcome is Outcome.DONE


def test_a_cancelled_group_passes_the_brake_however_large_it_is(desk: Desk) -> None:
    fill(desk, 30, arrival=TODAY + 5 * DAY, departure=TODAY + 6 * DAY)
    desk.pull()
    for n in range(1, 16):
        desk.beds24.put(later(desk.beds24.bookings[n], status="cancelled", group_id=1))
    desk.clock.at = NOW + HOUR
    assert desk.pull().run.counts.updated == 15


def test_a_braked_run_leaves_the_rooms_as_they_were_too(desk: Desk) -> None:
    fill(desk, 60)
    desk.pull()
    before = rows(desk.store, "SELECT * FROM rooms")
    desk.beds24.bookings.clear()
    desk.beds24.hotels = (replace(HOTEL, room_types=HOTEL.room_types[:1]),)
    assert desk.full().run.outcome is Outcome.BRAKED
    assert rows(desk.store, "SELECT * FROM rooms") == before
