"""`sync_bookings_to_pms` over a real store: order, repetition, rooms, history, what waits."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from console.domain.applying import Source
from console.domain.booking import Cause, GuestMessage
from console.domain.hotel import Tonight, Unit
from console.domain.runs import Counts
from console.services.rooms import take_up_parked
from console.store.store import Store
from tests.building import DOUBLE, HOTEL, NOW, PROPERTY_ID, SINGLE, TODAY, booking, later
from tests.storing import apply, applying, rows, stored

HOUR = timedelta(hours=1)


def history(store: Store, beds24_id: int = 1) -> list[tuple[str, str | None, str | None, int, str]]:
    return [
        (field, old, new, minor, source)
        for field, old, new, minor, source in rows(
            store,
            "SELECT field, old, new, minor, h.source FROM history h JOIN reservations r ON r.id = reservation_id"
            " WHERE beds24_id = ? ORDER BY h.id",
            beds24_id,
        )
    ]


def test_a_new_booking_becomes_a_reservation_with_its_room_and_its_first_line_of_history(store: Store) -> None:
    applied = apply(store, booking(unit_id=2))
    assert applied.counts == Counts(read=1, created=1)
    assert rows(store, "SELECT name FROM rooms JOIN reservations r ON r.room_id = rooms.id") == [("202",)]
    assert history(store) == [("created", None, None, 0, "pull")]


def test_the_same_page_again_changes_nothing_at_all(store: Store) -> None:
    page = [booking(n) for n in range(1, 6)]
    apply(store, *page)
    before = rows(store, "SELECT * FROM reservations")
    assert apply(store, *page, read_at=NOW + HOUR).counts == Counts(read=5, unchanged=5)
    assert rows(store, "SELECT * FROM reservations") == before
    assert len(history(store)) == 1


def test_a_change_is_written_with_every_field_old_and_new(store: Store) -> None:
    apply(store, booking())
    applied = apply(store, later(booking(), adults=3, departure=TODAY + timedelta(days=5)), read_at=NOW + HOUR)
    assert applied.counts == Counts(read=1, updated=1)
    assert history(store)[1:] == [
        ("departure", "2026-05-15", "2026-05-17", 0, "pull"),
        ("adults", "2", "3", 0, "pull"),
    ]
    assert stored(store, "adults", "departure") == {"adults": 3, "departure": "2026-05-17"}


def test_an_older_version_after_a_newer_one_changes_nothing(store: Store) -> None:
    apply(store, later(booking(), adults=3))
    assert apply(store, booking(adults=9), read_at=NOW + HOUR).counts == Counts(read=1, unchanged=1)
    assert stored(store, "adults") == {"adults": 3}


def test_of_two_versions_with_the_same_time_the_one_read_later_stays(store: Store) -> None:
    apply(store, booking(adults=2), read_at=NOW)
    apply(store, booking(adults=7), read_at=NOW - HOUR)
    assert stored(store, "adults") == {"adults": 2}
    apply(store, booking(adults=4), read_at=NOW + 2 * HOUR)
    assert stored(store, "adults") == {"adults": 4}


def test_two_versions_of_one_booking_in_a_page_count_once_and_the_newer_stays(store: Store) -> None:
    assert apply(store, later(booking(), adults=5), booking()).counts == Counts(read=1, created=1)
    assert stored(store, "adults") == {"adults": 5}


@pytest.mark.parametrize("seed", range(20))
def test_any_order_and_repetition_of_versions_ends_the_same(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    versions = [later(booking(), n, adults=n, notes=f"v{n}", status="cancelled" if n == 4 else "new") for n in range(6)]
    told = versions + chance.choices(versions, k=4)
    chance.shuffle(told)
    for n, version in enumerate(told):
        apply(store, version, read_at=NOW + n * HOUR)
    assert stored(store, "adults", "notes", "status") == {"adults": 5, "notes": "v5", "status": "new"}


def test_a_cancellation_frees_the_room_and_an_unknown_room_never_holds_it_up(store: Store) -> None:
    apply(store, booking())
    with store.reading() as session:
        assert Tonight.RESERVED in session.hotel.tonight(TODAY).values()
    applied = apply(store, later(booking(), status="cancelled", room_type_id=999), read_at=NOW + HOUR)
    assert applied.counts.updated == 1
    with store.reading() as session:
        assert set(session.hotel.tonight(TODAY).values()) == {Tonight.FREE}


def test_a_cancellation_of_an_unknown_booking_is_kept_and_the_booking_told_later_does_not_revive_it(
    store: Store,
) -> None:
    apply(store, later(booking(), status="cancelled"))
    apply(store, booking(), read_at=NOW + HOUR)
    assert stored(store, "status") == {"status": "cancelled"}


def test_the_same_unit_number_in_two_room_types_is_two_rooms(store: Store) -> None:
    apply(store, booking(1, room_type_id=DOUBLE, unit_id=1), booking(2, room_type_id=SINGLE, unit_id=1))
    assert sorted(rows(store, "SELECT name FROM rooms JOIN reservations r ON r.room_id = rooms.id")) == [
        ("101",),
        ("201",),
    ]


def test_a_booking_without_a_unit_is_a_reservation_without_a_room(store: Store) -> None:
    assert apply(store, booking(unit_id=0)).counts.created == 1
    assert stored(store, "room_id") == {"room_id": None}


@pytest.mark.parametrize("place", [{"room_type_id": 999}, {"unit_id": 9}, {"room_type_id": 999, "unit_id": 0}])
def test_a_booking_for_a_room_that_is_not_known_is_parked_with_its_cause(store: Store, place: dict[str, int]) -> None:
    assert apply(store, booking(**place)).counts == Counts(read=1, parked=1)
    with store.reading() as session:
        (parked,) = session.waiting.all()
    assert parked.item.cause is Cause.UNKNOWN_ROOM
    assert parked.booking == booking(**place)


def test_a_parked_booking_flows_in_by_itself_once_its_room_is_known(store: Store) -> None:
    apply(store, booking(unit_id=4))
    bigger = replace(
        HOTEL, room_types=(replace(HOTEL.room_types[0], qty=4, units=(*HOTEL.room_types[0].units, Unit(4, "204"))),)
    )
    with store.writing() as session:
        session.hotel.keep(bigger)
    assert take_up_parked(store, applying()).counts == Counts(read=1, created=1)
    with store.reading() as session:
        assert session.waiting.all() == ()
    assert stored(store, "unit_id") == {"unit_id": 4}


def test_of_a_parked_booking_the_newest_version_waits(store: Store) -> None:
    apply(store, later(booking(unit_id=9), adults=5))
    apply(store, booking(unit_id=9, adults=1), read_at=NOW + HOUR)
    with store.reading() as session:
        (parked,) = session.waiting.all()
    assert parked.booking is not None
    assert parked.booking.adults == 5


def test_a_known_stay_that_moves_to_an_unknown_room_takes_every_change_and_says_what_is_missing(store: Store) -> None:
    apply(store, booking())
    moved = later(booking(), room_type_id=300, departure=TODAY + timedelta(days=9))
    assert apply(store, moved, read_at=NOW + HOUR).counts == Counts(read=1, updated=1)
    assert stored(store, "departure", "room_id") == {"departure": "2026-05-21", "room_id": None}
    assert rows(store, "SELECT cause FROM parked") == [("unknown_room",)]
    with store.writing() as session:
        session.hotel.keep(
            replace(HOTEL, room_types=(*HOTEL.room_types, replace(HOTEL.room_types[0], room_type_id=300)))
        )
    take_up_parked(store, applying())
    assert rows(store, "SELECT count(*) FROM parked") == [(0,)]
    assert stored(store, "room_id")["room_id"] is not None


def test_a_stay_that_is_over_is_kept_even_if_its_room_no_longer_exists(store: Store) -> None:
    old = booking(room_type_id=999, arrival=TODAY - timedelta(days=9), departure=TODAY - timedelta(days=2))
    assert apply(store, old).counts.created == 1


def test_a_booking_of_another_property_waits_instead_of_mixing_two_hotels(store: Store) -> None:
    assert apply(store, booking(property_id=PROPERTY_ID + 1)).counts.parked == 1


def test_an_unknown_status_word_is_kept_as_it_is(store: Store) -> None:
    apply(store, booking(status="tentative"))
    assert stored(store, "status") == {"status": "tentative"}


def test_a_group_child_before_its_master_and_the_other_way_round_end_alike(store: Store) -> None:
    master, child = booking(10, group_id=10), booking(11, group_id=10, unit_id=2)
    apply(store, child)
    apply(store, master)
    assert rows(store, "SELECT beds24_id FROM reservations WHERE group_id = 10 ORDER BY 1") == [(10,), (11,)]


def test_cancelling_one_room_of_a_group_leaves_the_others(store: Store) -> None:
    apply(store, booking(10, group_id=10), booking(11, group_id=10, unit_id=2))
    apply(store, later(booking(11, group_id=10, unit_id=2), status="cancelled"), read_at=NOW + HOUR)
    assert stored(store, "status", beds24_id=10) == {"status": "confirmed"}
    assert stored(store, "status", beds24_id=11) == {"status": "cancelled"}


def test_a_closure_has_no_guest(store: Store) -> None:
    apply(store, booking(status="black"))
    assert stored(store, "guest_id") == {"guest_id": None}
    assert rows(store, "SELECT count(*) FROM guests") == [(0,)]


def test_three_relay_addresses_and_one_phone_are_one_guest_and_the_real_address_stays(store: Store) -> None:
    phone = "+34 611 220 415"
    apply(store, booking(1, email="carla@gast.example", phone=phone))
    apply(store, booking(2, email="x.11@guest.booking.com", phone="0034611220415", modified_at=NOW - HOUR))
    apply(store, booking(3, email="x.12@guest.booking.com", phone="34611220415", modified_at=NOW - HOUR))
    assert rows(store, "SELECT count(DISTINCT guest_id) FROM reservations") == [(1,)]
    assert rows(store, "SELECT email FROM guests") == [("carla@gast.example",)]


def test_two_bookings_of_one_page_with_the_same_address_are_one_guest(store: Store) -> None:
    apply(store, booking(1, email="a@gast.example"), booking(2, email="A@Gast.Example", unit_id=2))
    assert rows(store, "SELECT count(*) FROM guests") == [(1,)]


def test_a_guest_known_from_before_keeps_name_and_contact_when_the_scope_is_lost(store: Store) -> None:
    apply(store, booking(phone="+43 664 1234567"))
    silent = later(booking(), first_name=None, last_name=None, email=None, phone=None, adults=1)
    apply(store, silent, read_at=NOW + HOUR)
    assert stored(store, "first_name", "email", "phone", "adults") == {
        "first_name": "Anna",
        "email": "anna1@example.org",
        "phone": "+43 664 1234567",
        "adults": 1,
    }


def test_a_booking_that_becomes_a_closure_loses_its_guest(store: Store) -> None:
    apply(store, booking())
    apply(store, later(booking(), status="black", first_name="", last_name="", email=""), read_at=NOW + HOUR)
    assert stored(store, "guest_id", "first_name", "email") == {"guest_id": None, "first_name": "", "email": ""}


def test_a_booking_taken_over_by_another_person_leaves_the_former_guest_as_they_were(store: Store) -> None:
    apply(
        store,
        booking(1, last_name="Alt", email="anna@gast.example"),
        booking(2, last_name="Alt", email="anna@gast.example"),
    )
    apply(store, booking(3, first_name="Bob", last_name="Neu", email="bob@gast.example"))
    handed_over = later(booking(2), first_name="Bob", last_name="Neu", email="bob@gast.example")
    apply(store, handed_over, read_at=NOW + HOUR)
    assert rows(store, "SELECT name, email FROM guests ORDER BY id") == [
        ("Anna Alt", "anna@gast.example"),
        ("Bob Neu", "bob@gast.example"),
    ]
    assert rows(store, "SELECT guest_id FROM reservations ORDER BY beds24_id") == [(1,), (2,), (2,)]


def test_a_guest_with_a_new_address_and_the_same_name_stays_the_same_guest(store: Store) -> None:
    apply(store, booking(email="old@gast.example"))
    apply(store, later(booking(), email="new@gast.example"), read_at=NOW + HOUR)
    assert rows(store, "SELECT email FROM guests") == [("new@gast.example",)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_guests_card_does_not_depend_on_the_order_in_which_the_bookings_came(
    store: Store, order: tuple[int, ...]
) -> None:
    told = (
        booking(1, email="a@gast.example", phone="+43 664 1111111", city="Wien", modified_at=NOW - 3 * HOUR),
        booking(2, email="a@gast.example", phone="+43 664 2222222", city="", modified_at=NOW - 2 * HOUR),
        booking(3, email="A@gast.example", phone="", city="", first_name="", last_name="", modified_at=NOW),
    )
    for number in order:
        apply(store, told[number])
    assert rows(store, "SELECT name, phone, city, email FROM guests") == [
        ("Anna Beispiel 2", "+43 664 2222222", "Wien", "A@gast.example")
    ]


def test_a_key_that_is_absent_erases_nothing_and_a_new_reservation_begins_with_what_is_usual(store: Store) -> None:
    apply(store, booking(1, adults=2, channel="airbnb", channel_reference="HM1"))
    apply(store, later(booking(1), adults=None, channel=None, channel_reference=None), read_at=NOW + HOUR)
    assert stored(store, "adults", "channel", "channel_reference") == {
        "adults": 2,
        "channel": "airbnb",
        "channel_reference": "HM1",
    }
    apply(store, booking(2, adults=None, channel=None))
    assert stored(store, "adults", "channel", "sub_status", beds24_id=2) == {
        "adults": 0,
        "channel": "",
        "sub_status": "none",
    }


def test_messages_are_kept_with_the_reservation_and_a_message_alone_is_no_change(store: Store) -> None:
    message = GuestMessage(5, NOW, "guest", "When is breakfast?", read=False)
    apply(store, booking())
    assert apply(store, booking(messages=(message,)), read_at=NOW + HOUR).counts == Counts(read=1, unchanged=1)
    assert rows(store, "SELECT author, text FROM guest_messages") == [("guest", "When is breakfast?")]


def test_a_booking_that_reappears_after_it_was_gone_is_taken_back(store: Store) -> None:
    apply(store, booking())
    with store.writing() as session:
        session.reservations.mark_gone([1])
    assert apply(store, booking(), read_at=NOW + HOUR, source=Source.FULL_SYNC).counts.updated == 1
    assert stored(store, "status") == {"status": "confirmed"}
    assert history(store)[-1] == ("status", "gone", "confirmed", 0, "full_sync")


def test_the_body_received_is_kept_and_replaced_by_the_newer(store: Store) -> None:
    apply(store, booking(raw=b'{"id":1}'))
    apply(store, later(booking(), raw=b'{"id":1,"x":2}'), read_at=NOW + HOUR)
    assert rows(store, "SELECT body FROM reservation_bodies") == [(b'{"id":1,"x":2}',)]


def test_names_in_any_script_come_back_as_they_went_in(store: Store) -> None:
    names = ["محمد الهاشمي", "田中 太郎", "Ö\u200bÜ\u202eabc", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🏨", "O'Neil; DROP TABLE guests"]
    apply(store, *(booking(n, first_name=name) for n, name in enumerate(names, 1)))
    assert [name for (name,) in rows(store, "SELECT first_name FROM reservations ORDER BY beds24_id")] == names


def test_a_stay_that_goes_to_another_guest_by_a_third_booking_is_shown_anew(store: Store) -> None:
    named = {"first_name": "Anna", "last_name": "Berger"}
    apply(store, booking(1, email="anna@berger.example", phone="", **named))
    apply(store, booking(2, unit_id=2, email="", phone="+43 664 5550142", **named))
    (moved,) = rows(store, "SELECT id FROM reservations WHERE beds24_id = 2")
    bridge = booking(3, room_type_id=SINGLE, email="anna@berger.example", phone="+43 664 5550142", **named)
    applied = apply(store, bridge)
    assert (applied.changed, applied.moved) == ((), frozenset(moved))
    assert applied.shown == (*applied.created, *moved)
    assert len(rows(store, "SELECT * FROM guests")) == 1
