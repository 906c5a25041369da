"""Who heard of a change first, how fast, and what was turned away: told from history, events and counts."""

from datetime import datetime, timedelta

import pytest

from console.domain.applying import Source
from console.domain.hooks import Slot
from console.domain.moments import moment_text
from console.services.applying import apply_in
from console.services.event_book import EventBook
from console.services.inbox import refuse
from console.services.pull_sync import Watch
from console.services.rereading import SETTLE, reread_due
from console.services.scorecard import DAY, WEEK, Scorecard
from console.store.spool import Received
from console.store.store import Store
from tests.building import HOTEL, NOW, TODAY, booking, later
from tests.hooking import Ear, body, envelope, told_booking
from tests.storing import applying

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


def score(ear: Ear, span: timedelta = DAY) -> Scorecard:
    return EventBook(ear.store).scorecard(ear.clock.now(), span)


def heard_first(ear: Ear) -> tuple[int, int]:
    told = score(ear)
    return told.by_webhook, told.by_check


def told(ear: Ear, number: int, changed: datetime, **changes: object) -> bytes:
    return body(told_booking(number, unitId=number, modifiedTime=moment_text(changed), **changes), ear.clock.now())


def checked(ear: Ear, number: int, changed: datetime, source: Source = Source.PULL, days: int = 3) -> None:
    """What a check reads, as told in the webhook of the same change."""
    read = booking(number, unit_id=number, modified_at=changed, booked_at=NOW, departure=TODAY + timedelta(days=days))
    with ear.store.writing() as session:
        apply_in(session, [Received(read, ear.clock.now())], applying(source, at=ear.clock.now()))


def test_nothing_has_happened_at_first(ear: Ear) -> None:
    assert score(ear) == Scorecard(since=NOW - DAY)


def test_a_change_belongs_to_whoever_told_it_first(ear: Ear) -> None:
    ear.later(MINUTE)
    ear.hear_and_work(told(ear, 1, NOW))
    ear.later(MINUTE)
    checked(ear, 1, NOW)
    checked(ear, 2, NOW)
    ear.later(MINUTE)
    ear.hear_and_work(told(ear, 2, NOW))
    assert heard_first(ear) == (1, 1)


def test_each_change_of_a_booking_counts_by_itself(ear: Ear) -> None:
    ear.hear_and_work(told(ear, 1, NOW))
    ear.later(10 * MINUTE)
    checked(ear, 1, NOW + 8 * MINUTE, days=5)
    assert heard_first(ear) == (1, 1)


def test_what_a_hint_announced_was_heard_by_the_webhook_though_it_was_read_by_number(ear: Ear) -> None:
    ear.beds24.put(booking(1, modified_at=NOW))
    ear.later(MINUTE)
    ear.hear_and_work(b"", "bookid=1&status=new")
    ear.later(SETTLE)
    reread_due(ear.beds24, ear.store, ear.clock, Watch())
    assert heard_first(ear) == (1, 0)


def test_what_a_person_had_read_by_number_was_found_by_a_check(ear: Ear) -> None:
    checked(ear, 1, NOW, Source.BY_ID)
    checked(ear, 2, NOW, Source.FULL_SYNC)
    assert heard_first(ear) == (0, 2)


def test_what_came_by_webhook_and_waited_when_a_check_applied_it_was_heard_first(ear: Ear) -> None:
    ear.hear(told(ear, 1, NOW))
    ear.later(MINUTE)
    checked(ear, 1, NOW)
    ear.work()
    assert heard_first(ear) == (1, 0)


def test_an_older_event_of_the_booking_announced_nothing_of_a_newer_change(ear: Ear) -> None:
    ear.hear(told(ear, 1, NOW))
    ear.later(5 * MINUTE)
    checked(ear, 1, NOW + MINUTE)
    ear.work()
    assert heard_first(ear) == (0, 1)


def test_the_desks_own_changes_are_nobodys_merit(ear: Ear) -> None:
    checked(ear, 1, NOW, Source.DESK)
    assert score(ear).changes == 0


def test_a_new_booking_that_was_opened_in_the_panel_is_no_change(ear: Ear) -> None:
    known = booking(1, status="new")
    for one in (known, later(known, status="confirmed")):
        with ear.store.writing() as session:
            apply_in(session, [Received(one, NOW)], applying())
    assert score(ear).changes == 1


def test_the_median_runs_from_the_change_until_it_was_known_whoever_told(ear: Ear) -> None:
    ear.later(20 * timedelta(seconds=1))
    ear.hear_and_work(told(ear, 1, NOW))
    ear.later(40 * timedelta(seconds=1))
    ear.hear_and_work(told(ear, 2, NOW))
    ear.later(4 * MINUTE)
    checked(ear, 3, NOW)
    assert score(ear).delay == MINUTE


def test_a_clock_that_goes_slow_makes_no_negative_delay(ear: Ear) -> None:
    checked(ear, 1, NOW + 3 * MINUTE)
    assert score(ear).delay == timedelta(0)


def test_the_first_import_and_older_changes_are_no_news(ear: Ear) -> None:
    checked(ear, 1, NOW - 26 * HOUR, Source.FULL_SYNC)
    checked(ear, 2, NOW - 25 * HOUR)
    assert score(ear).changes == 0
    assert score(ear, WEEK).by_check == 2


def test_it_begins_when_the_webhook_was_switched_on(ear: Ear) -> None:
    checked(ear, 1, NOW)
    with ear.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1, enabled_at=moment_text(NOW + MINUTE))
    ear.later(HOUR)
    assert score(ear) == Scorecard(since=NOW + MINUTE)


def test_repetitions_and_wrong_secrets_are_counted_and_what_could_not_be_read_is_neither(ear: Ear) -> None:
    ear.hear(told(ear, 1, NOW))
    ear.hear(told(ear, 1, NOW))
    ear.hear(told(ear, 1, NOW))
    refuse(ear.store, b"{", "It is not valid JSON.", Slot.CURRENT, NOW)
    ear.desk.add_counts({"secret_wrong": 3, "secret_absent": 2, "secret_doubled": 1, "stale": 1, "too_big": 9})
    assert (score(ear).duplicates, score(ear).wrong_secrets) == (2, 7)


def test_a_deletion_that_a_webhook_told_counts_when_it_says_when(ear: Ear) -> None:
    ear.hear_and_work(told(ear, 1, NOW))
    ear.later(MINUTE)
    gone = told_booking(1, unitId=1, modifiedTime=moment_text(NOW + MINUTE))
    ear.hear_and_work(envelope("booking.deleted", gone))
    assert heard_first(ear) == (2, 0)
