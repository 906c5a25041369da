"""What events do to the book: content decides, older changes nothing, nothing known is wiped, nothing is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from console.domain.applying import Source
from console.domain.booking import GuestMessage
from console.domain.hook_events import EventVerdict, What
from console.domain.markers import referrer_of
from console.domain.moments import moment_text
from console.services.editing import EditDesk, NewStay
from console.services.rooms import take_up_parked
from console.store.store import Store
from tests.building import DOUBLE, NOW, PROPERTY_ID, TODAY, booking, later
from tests.hooking import MINUTE, Ear, anonymous, body, envelope, told_booking, told_message
from tests.storing import apply, applying, rows, stored

LATER = moment_text(NOW + MINUTE)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


def messages(store: Store, beds24_id: int = 1) -> tuple[GuestMessage, ...]:
    with store.reading() as session:
        return session.messages.of(session.messages.reservations_of([beds24_id])[beds24_id])


def history(store: Store) -> list[tuple[Any, ...]]:
    return rows(store, "SELECT field, old, new, source FROM history ORDER BY id")


def test_a_new_booking_begins_with_guest_and_room_and_is_announced(ear: Ear, store: Store) -> None:
    event = ear.hear_and_work(body(told_booking()))
    assert (event.verdict, event.what, event.guest) == (EventVerdict.APPLIED, What.CREATED, "Anna Beispiel 1")
    row = stored(store, "status", "guest_id", "room_id", "source", "price")
    assert (row["status"], row["source"], row["price"]) == ("confirmed", Source.WEBHOOK, 30000)
    assert None not in row.values()
    assert [changed.ids for changed in ear.announced] == [(event.reservation_id,)]


def test_a_change_is_taken_over_and_written_to_history_with_its_source(ear: Ear, store: Store) -> None:
    apply(store, booking())
    event = ear.hear_and_work(body(told_booking(numAdult=3, modifiedTime=LATER)))
    assert (event.verdict, event.what) == (EventVerdict.APPLIED, What.CHANGED)
    details = ear.desk.details(event.id)
    assert details is not None
    assert [(line.field, line.old, line.new) for line in details.differences] == [("adults", "2", "3")]
    assert history(store)[-1] == ("adults", "2", "3", "webhook")


def test_what_the_sender_calls_it_is_not_believed(ear: Ear, store: Store) -> None:
    """`created` for a known one, `cancelled` for one that is confirmed, `modified` for one that is cancelled."""
    assert ear.hear_and_work(envelope("booking.cancelled", told_booking(), "a")).what is What.CREATED
    known = told_booking(numAdult=3, modifiedTime=LATER)
    assert ear.hear_and_work(envelope("booking.created", known, "b")).what is What.CHANGED
    cancelled = told_booking(status="cancelled", modifiedTime=moment_text(NOW + 2 * MINUTE))
    assert ear.hear_and_work(envelope("booking.modified", cancelled, "c")).what is What.CANCELLED
    assert stored(store, "status") == {"status": "cancelled"}


def test_a_cancellation_of_an_unknown_booking_is_kept_even_without_a_room(ear: Ear, store: Store) -> None:
    event = ear.hear_and_work(body(told_booking(status="cancelled", roomId=999)))
    assert (event.verdict, event.what) == (EventVerdict.APPLIED, What.CANCELLED)
    late = ear.hear_and_work(body(told_booking(roomId=999, modifiedTime=moment_text(NOW - MINUTE))))
    assert late.verdict is EventVerdict.OLDER
    assert stored(store, "status") == {"status": "cancelled"}


def test_an_older_event_after_a_newer_one_changes_nothing(ear: Ear, store: Store) -> None:
    ear.hear_and_work(body(told_booking(comments="newer", modifiedTime=LATER)))
    before = rows(store, "SELECT * FROM reservations"), history(store)
    event = ear.hear_and_work(body(told_booking(comments="older")))
    assert event.verdict is EventVerdict.OLDER
    assert (rows(store, "SELECT * FROM reservations"), history(store)) == before


def test_of_two_bodies_of_one_second_the_one_sent_later_stands_in_either_order(ear: Ear, store: Store) -> None:
    first = body(told_booking(comments="first"), NOW + timedelta(seconds=1))
    second = body(told_booking(comments="second"), NOW + timedelta(seconds=2))
    ear.later(MINUTE)
    ear.hear_and_work(second)
    assert ear.hear_and_work(first).verdict is EventVerdict.OLDER
    assert stored(store, "comments") == {"comments": "second"}


def test_what_was_read_from_beds24_after_a_body_was_sent_stands_at_equal_time(ear: Ear, store: Store) -> None:
    apply(store, booking(comments="read"), read_at=NOW + timedelta(seconds=9))
    ear.later(MINUTE)
    event = ear.hear_and_work(body(told_booking(comments="sent"), NOW + timedelta(seconds=5)))
    assert event.verdict is EventVerdict.OLDER
    assert stored(store, "comments") == {"comments": "read"}


def test_a_body_without_personal_data_wipes_no_name(ear: Ear, store: Store) -> None:
    ear.hear_and_work(body(told_booking()))
    guest = stored(store, "guest_id")
    event = ear.hear_and_work(body(anonymous(told_booking(numAdult=4, modifiedTime=LATER))))
    assert event.verdict is EventVerdict.APPLIED
    assert stored(store, "first_name", "last_name", "email", "adults") == {
        "first_name": "Anna",
        "last_name": "Beispiel 1",
        "email": "anna1@example.org",
        "adults": 4,
    }
    assert stored(store, "guest_id") == guest


def test_what_beds24_told_of_a_known_booking_is_kept_as_received(ear: Ear, store: Store) -> None:
    apply(store, booking(raw=b'{"invoiceItems":[{"amount":5}]}'))
    ear.hear_and_work(body(told_booking(numAdult=4, modifiedTime=LATER)))
    assert rows(store, "SELECT body FROM reservation_bodies") == [(b'{"invoiceItems":[{"amount":5}]}',)]


def test_a_child_comes_before_its_master(ear: Ear, store: Store) -> None:
    group = {"master": 1, "ids": [1, 2]}
    ear.hear_and_work(body(told_booking(2, masterId=1, bookingGroup=group, unitId=2)))
    ear.hear_and_work(body(told_booking(1, bookingGroup=group)))
    assert rows(store, "SELECT beds24_id, group_id FROM reservations ORDER BY 1") == [(1, 1), (2, 1)]


def test_a_booking_for_an_unmapped_room_waits_and_flows_in_with_its_messages(ear: Ear, store: Store) -> None:
    event = ear.hear_and_work(body(told_booking(roomId=999), messages=[told_message(5)]))
    assert (event.verdict, event.what) == (EventVerdict.PARKED, What.CREATED)
    assert event.cause == "Its room is not known here: Beds24 room 999, unit 1."
    with store.writing() as session:
        session.hotel.add_type_by_hand(PROPERTY_ID, 999, "Attic")
        session.hotel.add_room_by_hand(999, 1, "901")
    assert take_up_parked(store, applying()).counts.created == 1
    assert stored(store, "room_type_id") == {"room_type_id": 999}
    assert [one.text for one in messages(store)] == ["Hello"]
    assert not rows(store, "SELECT * FROM parked")


def test_a_known_stay_that_moves_to_an_unknown_room_changes_and_waits_for_its_room(ear: Ear, store: Store) -> None:
    apply(store, booking())
    event = ear.hear_and_work(body(told_booking(roomId=999, numAdult=1, modifiedTime=LATER)))
    assert event.verdict is EventVerdict.APPLIED
    assert stored(store, "room_id", "adults") == {"room_id": None, "adults": 1}
    assert rows(store, "SELECT cause FROM parked") == [("unknown_room",)]


def test_a_deleted_booking_is_gone_and_kept_with_its_history(ear: Ear, store: Store) -> None:
    apply(store, booking(), read_at=NOW - MINUTE)
    event = ear.hear_and_work(envelope("booking.deleted", told_booking()))
    assert (event.verdict, event.what) == (EventVerdict.APPLIED, What.GONE)
    assert stored(store, "status", "last_name") == {"status": "gone", "last_name": "Beispiel 1"}
    assert history(store)[-1] == ("status", "confirmed", "gone", "webhook")
    again = ear.hear_and_work(envelope("booking.deleted", told_booking(), "evt_2"))
    assert again.verdict is EventVerdict.SAME
    assert len(history(store)) == 2


def test_a_late_body_does_not_bring_back_what_is_gone_but_a_newer_one_does(ear: Ear, store: Store) -> None:
    apply(store, booking(), read_at=NOW - MINUTE)
    ear.hear_and_work(envelope("booking.deleted", told_booking()))
    ear.later(MINUTE)
    assert ear.hear_and_work(body(told_booking(comments="late"))).verdict is EventVerdict.ASKED
    assert stored(store, "status") == {"status": "gone"}
    assert ear.hear_and_work(body(told_booking(modifiedTime=LATER))).verdict is EventVerdict.APPLIED
    assert stored(store, "status") == {"status": "confirmed"}


@pytest.mark.parametrize(
    ("known", "read_at"),
    [(later(booking()), NOW - MINUTE), (booking(), NOW + timedelta(seconds=30))],
    ids=["changed after", "read after"],
)
def test_a_deletion_told_before_what_is_known_changes_nothing(
    ear: Ear, store: Store, known: Any, read_at: datetime
) -> None:
    apply(store, known, read_at=read_at)
    ear.hear(envelope("booking.deleted", told_booking()))
    ear.later(MINUTE)
    ear.work()
    assert ear.event(1).verdict is EventVerdict.OLDER
    assert stored(store, "status") == {"status": "confirmed"}


def test_a_deletion_of_what_was_never_here_asks_beds24(ear: Ear, store: Store) -> None:
    assert ear.hear_and_work(envelope("booking.deleted", {"id": 5})).verdict is EventVerdict.ASKED
    assert ear.desk.state().rereads == 1


def test_messages_are_kept_once_and_never_taken_back(ear: Ear, store: Store) -> None:
    apply(store, booking())
    event = ear.hear_and_work(body(told_booking(), messages=[told_message(5), told_message(6, read=True)]))
    assert (event.verdict, event.what) == (EventVerdict.APPLIED, What.MESSAGE)
    assert ear.announced[-1].ids == (event.reservation_id,)
    ear.hear_and_work(body(told_booking(modifiedTime=LATER), messages=[told_message(5, read=True)]))
    late = body(told_booking(comments="x"), messages=[told_message(5, "Other"), told_message(7)])
    assert ear.hear_and_work(late).verdict is EventVerdict.OLDER
    assert {(one.beds24_message_id, one.text, one.read) for one in messages(store)} == {
        (5, "Hello", True),
        (6, "Hello", True),
        (7, "Hello", False),
    }


def test_messages_of_a_new_booking_come_with_it(ear: Ear, store: Store) -> None:
    odd: list[Any] = [{"id": 3}, {**told_message(4), "bookingId": 99}, told_message(5)]
    ear.hear_and_work(body(told_booking(), messages=odd))
    assert [one.beds24_message_id for one in messages(store)] == [5]


@pytest.mark.parametrize("odd", [{"arrival": "0000-00-00"}, {"roomId": None}, {"modifiedTime": None}, {"status": ""}])
def test_what_cannot_be_believed_by_itself_asks_beds24(ear: Ear, store: Store, odd: dict[str, Any]) -> None:
    event = ear.hear_and_work(body(told_booking(**odd)))
    assert event.verdict is EventVerdict.ASKED
    assert not rows(store, "SELECT * FROM reservations")
    assert ear.desk.state().rereads == 1


def test_another_property_is_none_of_ours(ear: Ear, store: Store) -> None:
    event = ear.hear_and_work(body(told_booking(propertyId=5)))
    assert event.verdict is EventVerdict.ELSEWHERE
    details = ear.desk.details(event.id)
    assert details is not None
    assert details.body == ""
    assert ear.desk.state().rereads == 0
    assert not rows(store, "SELECT * FROM parked")


def test_a_known_booking_that_seems_to_have_moved_to_another_property_is_asked_for(ear: Ear, store: Store) -> None:
    apply(store, booking())
    assert ear.hear_and_work(body(told_booking(propertyId=5))).verdict is EventVerdict.ASKED
    assert ear.desk.state().rereads == 1


def test_a_hint_asks_and_a_rooms_inventory_is_noted(ear: Ear) -> None:
    assert ear.hear_and_work(b"", "bookid=1&status=new").verdict is EventVerdict.ASKED
    assert ear.desk.state().rereads == 1
    room = b'{"roomId":"100","propId":"4711","ownerId":"1","action":"SYNC_ROOM"}'
    assert ear.hear_and_work(room).verdict is EventVerdict.NOTED
    assert ear.desk.state().rereads == 1


def test_a_booking_that_may_have_been_made_here_is_not_taken_from_a_body_that_names_no_referrer(
    ear: Ear, store: Store
) -> None:
    """It is read again by its number instead, and known by its marker then."""
    desk = EditDesk(store, ear.clock, lambda _news: None)
    stay = NewStay(room_type_id=DOUBLE, arrival=TODAY, departure=TODAY + timedelta(days=2), last_name="Neu")
    made = desk.create(stay, overbooks=True).reservation_id
    told = told_booking(77, lastName="Neu")
    assert "refererEditable" not in told
    assert ear.hear_and_work(body(told)).verdict is EventVerdict.ASKED
    assert rows(store, "SELECT id FROM reservations") == [(made,)]
    with store.reading() as session:
        (marker,) = session.sendings.marked()
        assert session.rereads.waiting() == 1
    full = told_booking(77, lastName="Neu", refererEditable=referrer_of(marker), modifiedTime=LATER)
    assert ear.hear_and_work(body(full)).verdict is EventVerdict.APPLIED
    assert rows(store, "SELECT id, beds24_id FROM reservations") == [(made, 77)]
    assert ear.hear_and_work(body(told_booking(78, lastName="Anders", unitId=3))).verdict is EventVerdict.APPLIED
