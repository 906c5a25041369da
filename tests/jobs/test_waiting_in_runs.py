"""What a run cannot place or read: parked with its cause, asked about, and taken up when the cause is gone."""

from dataclasses import replace
from datetime import timedelta

from console.domain.booking import Cause, ParkedItem
from console.domain.hotel import Unit
from console.domain.runs import Counts, RunKind
from tests.building import HOTEL, NOW, TODAY, booking
from tests.jobs.conftest import Desk, fill
from tests.storing import rows, stored

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_parked_booking_that_beds24_deletes_waits_no_longer(desk: Desk) -> None:
    desk.beds24.put(booking(1, room_type_id=300))
    desk.full()
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(1,)]
    desk.beds24.bookings.clear()
    desk.full()
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(0,)]


def test_an_item_without_a_number_waits_no_longer_once_a_full_sync_does_not_bring_it(desk: Desk) -> None:
    desk.beds24.unreadable = (ParkedItem("item:abc", Cause.UNREADABLE, "The arrival is no date.", b"{}"),)
    desk.full()
    desk.clock.at = NOW + HOUR
    desk.full()
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(1,)]
    desk.beds24.unreadable = ()
    desk.clock.at = NOW + 2 * HOUR
    desk.full()
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(0,)]


def test_a_stay_that_is_over_in_a_room_of_long_ago_does_not_make_every_pull_ask_for_rooms(desk: Desk) -> None:
    desk.pull()
    desk.beds24.put(booking(1, room_type_id=300, arrival=TODAY - 9 * DAY, departure=TODAY - 2 * DAY))
    asked = desk.asked("properties")
    assert desk.pull().run.counts.created == 1
    assert desk.asked("properties") == asked


def test_check_only_places_bookings_in_rooms_that_beds24_has_got_meanwhile(desk: Desk) -> None:
    desk.pull()
    bigger = replace(HOTEL.room_types[0], qty=4, units=(*HOTEL.room_types[0].units, Unit(4, "204")))
    desk.beds24.hotels = (replace(HOTEL, room_types=(bigger, HOTEL.room_types[1])),)
    desk.beds24.put(booking(1, unit_id=4))
    assert desk.run(RunKind.CHECK).run.counts == Counts(read=1, created=1)
    assert rows(desk.store, "SELECT count(*) FROM rooms") == [(5,)]


def test_a_room_that_beds24_has_got_meanwhile_is_learnt_in_the_same_run(desk: Desk) -> None:
    desk.pull()
    bigger = replace(HOTEL.room_types[0], qty=4, units=(*HOTEL.room_types[0].units, Unit(4, "204")))
    desk.beds24.hotels = (replace(HOTEL, room_types=(bigger, HOTEL.room_types[1])),)
    desk.beds24.put(booking(1, unit_id=4))
    assert desk.pull().run.counts == Counts(read=1, created=1)


def test_a_booking_for_an_unknown_room_is_parked_asks_for_rooms_once_and_flows_in_when_the_room_appears(
    desk: Desk,
) -> None:
    desk.pull()
    desk.beds24.put(booking(1, room_type_id=300))
    assert desk.pull().run.counts == Counts(read=1, parked=1)
    asked = desk.asked("properties")
    desk.clock.at = NOW + 5 * MINUTE
    desk.pull()
    assert desk.asked("properties") == asked
    desk.beds24.hotels = (
        replace(HOTEL, room_types=(*HOTEL.room_types, replace(HOTEL.room_types[0], room_type_id=300))),
    )
    desk.clock.at = NOW + 3 * DAY
    desk.beds24.bookings.clear()
    desk.beds24.put(booking(1, room_type_id=300))
    desk.full()
    assert stored(desk.store, "room_type_id") == {"room_type_id": 300}
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(0,)]


def test_an_unreadable_item_is_parked_and_the_rest_of_the_page_applied(desk: Desk) -> None:
    fill(desk, 2)
    desk.beds24.unreadable = (ParkedItem("item:abc", Cause.UNREADABLE, "The arrival is no date.", b"{}"),)
    assert desk.pull().run.counts == Counts(read=3, created=2, parked=1)
    desk.clock.at = NOW + 5 * MINUTE
    desk.pull()
    assert rows(desk.store, "SELECT key, times FROM parked") == [("item:abc", 2)]


def test_what_can_be_read_at_the_second_pass_neither_waits_nor_counts_twice(desk: Desk) -> None:
    fill(desk, 6, modified_at=NOW - DAY)
    unread = desk.beds24.bookings[1]
    desk.beds24.remove(1)
    desk.beds24.page_size = 2
    desk.beds24.unreadable = (ParkedItem("booking:1", Cause.UNREADABLE, "Its arrival is no date.", b"{}", 1),)

    def heal(page: int) -> None:
        if page == 2 and desk.beds24.unreadable:
            desk.beds24.unreadable = ()
            desk.beds24.put(unread, booking(6, unit_id=0, adults=7, modified_at=NOW))
            desk.clock.at += MINUTE

    desk.beds24.between_pages = heal
    assert desk.pull().run.counts == Counts(read=6, created=6)
    assert rows(desk.store, "SELECT count(*) FROM parked") == [(0,)]


def test_an_unreadable_version_of_a_known_booking_does_not_make_it_missing(desk: Desk) -> None:
    fill(desk, 2)
    desk.pull()
    desk.beds24.remove(2)
    desk.beds24.unreadable = (ParkedItem("booking:2", Cause.UNREADABLE, "No.", b"{}", beds24_id=2),)
    asked = desk.asked()
    desk.full()
    assert desk.asked() == asked + 1
