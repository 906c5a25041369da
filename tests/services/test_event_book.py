"""The inbox as the Events page reads it."""

from datetime import timedelta

import pytest

from console.domain.hook_events import EventState, EventVerdict, What
from console.services.event_book import EventBook, HeardAt
from console.services.run_book import FieldLine
from console.store.store import Store
from tests.building import HOTEL, NOW, TODAY
from tests.hooking import Ear, body, told_booking

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


@pytest.fixture
def book(store: Store) -> EventBook:
    return EventBook(store)


def moved(days: int = 4) -> bytes:
    later = (NOW + MINUTE).isoformat().replace("+00:00", "Z")
    departure = (TODAY + timedelta(days=days)).isoformat()
    return body(told_booking(1, departure=departure, modifiedTime=later, apiSource="Booking.com"), NOW + MINUTE)


def test_a_hotel_that_never_had_a_webhook_has_no_events_page(store: Store, book: EventBook) -> None:
    assert not book.is_used()
    with store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    assert book.is_used()


def test_one_that_was_switched_off_keeps_it(store: Store, book: EventBook) -> None:
    with store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=0, port=8790)
    assert book.is_used()


def test_whatever_was_heard_keeps_it(ear: Ear, book: EventBook) -> None:
    ear.hear(body(told_booking()))
    assert book.is_used()


def test_the_newest_come_first_with_the_reservation_they_lead_to(ear: Ear, book: EventBook) -> None:
    ear.hear_and_work(body(told_booking(1)))
    ear.hear(body(told_booking(2)))
    newer, older = book.page()
    assert (newer.event.beds24_id, newer.here, newer.event.state) == (2, None, EventState.PENDING)
    assert (older.event.beds24_id, older.event.verdict) == (1, EventVerdict.APPLIED)
    assert older.here is not None
    assert book.page(before=newer.event.id) == (older,)


def test_news_are_what_came_since_and_what_is_asked_for(ear: Ear, book: EventBook) -> None:
    first = ear.hear_and_work(body(told_booking(1)))
    for number in range(2, 130):
        ear.hear(body(told_booking(number)))
    newest = book.page()[0].event.id
    near = [line.event.id for line in book.news(newest, ())]
    assert (near[0], len(near)) == (newest, 101)
    assert [line.event.id for line in book.news(newest, [first.id])] == [*near, first.id]


def test_a_booking_that_waits_for_its_room_waits_until_the_room_is_known(ear: Ear, book: EventBook) -> None:
    ear.hear_and_work(body(told_booking(1, roomId=999)))
    (line,) = book.page()
    assert (line.waits, line.here) == (True, None)
    with ear.store.writing() as session:
        session.waiting.forget_numbers([1])
    (line,) = book.page()
    assert not line.waits


def test_the_story_of_a_change_names_the_fields_the_channel_and_what_was_kept(ear: Ear, book: EventBook) -> None:
    ear.hear_and_work(body(told_booking(1)))
    ear.later(MINUTE)
    event = ear.hear_and_work(moved())
    story = book.story(event.id)
    assert story is not None
    assert story.touched is not None
    assert story.line.event.what is What.CHANGED
    assert story.channel == "Booking.com"
    before, now = (TODAY + timedelta(days=3)).isoformat(), (TODAY + timedelta(days=4)).isoformat()
    assert FieldLine("departure", before, now, minor=False) in story.touched.lines
    assert '"departure": "2026-05-16"' in story.body
    assert story.attempts == ()


def test_amounts_are_told_in_the_hotels_currency(ear: Ear, book: EventBook) -> None:
    ear.hear_and_work(body(told_booking(1)))
    ear.later(MINUTE)
    later = (NOW + MINUTE).isoformat().replace("+00:00", "Z")
    event = ear.hear_and_work(body(told_booking(1, price=315.5, modifiedTime=later), NOW + MINUTE))
    story = book.story(event.id)
    assert story is not None
    assert story.touched is not None
    assert story.touched.currency == "EUR"
    assert story.touched.lines == (FieldLine("price", "300.00", "315.50", minor=False),)


def test_an_event_that_is_kept_no_longer_has_no_story(book: EventBook) -> None:
    assert book.story(1) is None


def test_what_changed_nothing_touches_nothing(ear: Ear, book: EventBook) -> None:
    event = ear.hear_and_work(b"", "bookid=1&status=modify")
    story = book.story(event.id)
    assert story is not None
    assert (story.touched, story.body, story.channel) == (None, "", "")


def test_a_time_line_is_told_when_each_came(ear: Ear, book: EventBook) -> None:
    ear.hear(body(told_booking(1)))
    ear.later(MINUTE)
    ear.hear_and_work(body(told_booking(2, unitId=2)))
    assert book.stretch(NOW) == (HeardAt(NOW, parked=False), HeardAt(NOW + MINUTE, parked=False))
    assert book.stretch(NOW + MINUTE) == (HeardAt(NOW + MINUTE, parked=False),)
