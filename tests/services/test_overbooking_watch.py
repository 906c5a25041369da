"""What is remembered of overbookings: found once, by whom, why, and ended by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.domain.announcing import OverbookingsChanged
from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.overbooking import Ending, OverbookingStatus
from console.domain.overbooking_causes import OverbookingCause
from console.domain.runs import RunKind, Trigger
from console.services.editing import EditDesk, NewStay
from console.services.overbooking_watch import look_for_overbookings
from console.services.rooms import keep_property
from console.store.overbookings import KnownOverbooking
from console.store.store import Store
from tests.building import DOUBLE, HOTEL, NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store, rows

SOON = TODAY + timedelta(days=10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def coming(number: int, days: int = 0, nights: int = 3, **changes: Any) -> Booking:
    arrival = SOON + timedelta(days=days)
    return booking(number, arrival=arrival, departure=arrival + timedelta(days=nights), **changes)


def look(store: Store, seconds: int = 0) -> OverbookingsChanged:
    return look_for_overbookings(store, NOW + timedelta(seconds=seconds))


def known(store: Store) -> tuple[KnownOverbooking, ...]:
    with store.reading() as session:
        return session.overbookings.every()


def test_it_is_found_once_with_its_nights_and_who_was_first(store: Store) -> None:
    apply(store, coming(1), coming(2, 1, booked_at=NOW - timedelta(days=9)))
    assert look(store) == OverbookingsChanged(found=(1,))
    (one,) = known(store)
    assert (one.first, one.last) == (SOON + timedelta(days=1), SOON + timedelta(days=3))
    assert one.ids == (2, 1)
    assert (one.status, one.source) == (OverbookingStatus.OPEN, Source.PULL)
    assert not look(store).says_anything


def test_departure_and_arrival_on_one_day_and_what_holds_no_room_are_none(store: Store) -> None:
    apply(store, coming(1), coming(2, 3), coming(3, status="request"), coming(4, status="inquiry"))
    assert not look(store).says_anything


def test_a_guest_who_is_replaced_in_the_same_batch_never_appears(store: Store) -> None:
    apply(store, coming(1))
    look(store)
    apply(store, coming(2), later(coming(1), status="cancelled"))
    assert not look(store).says_anything
    assert known(store) == ()


def test_while_a_run_has_written_only_a_part_nothing_is_said(store: Store) -> None:
    with store.writing() as session:
        run = session.runs.open(RunKind.FULL, Trigger.MANUAL, NOW, None)
    apply(store, coming(1), coming(2))
    with store.writing() as session:
        session.connection.execute("UPDATE history SET run_id = ?", (run.id,))
    assert not look(store).says_anything
    with store.writing() as session:
        session.runs.close_crashed(NOW)
    assert look(store).found == (1,)
    assert known(store)[0].run_id == run.id


@pytest.mark.parametrize(
    ("change", "ending"),
    [
        ({"status": "cancelled"}, Ending.CANCELLED),
        ({"unit_id": 2}, Ending.MOVED),
        ({"room_type_id": SINGLE}, Ending.MOVED),
        ({"departure": SOON + timedelta(days=1)}, Ending.DATES),
    ],
)
def test_it_ends_by_itself_and_says_how(store: Store, change: dict[str, Any], ending: Ending) -> None:
    apply(store, coming(1), coming(2, 1))
    look(store)
    apply(store, later(coming(1), **change))
    assert look(store, 60) == OverbookingsChanged(settled=(1,))
    (one,) = known(store)
    assert (one.status, one.ending, one.settled_at) == (OverbookingStatus.SETTLED, ending, NOW + timedelta(minutes=1))


def test_it_is_over_when_its_nights_are(store: Store) -> None:
    apply(store, coming(1), coming(2))
    look(store)
    look_for_overbookings(store, NOW + timedelta(days=14))
    assert known(store)[0].ending is Ending.OVER


def test_a_type_that_beds24_makes_smaller_is_found_without_a_change_of_any_booking(store: Store) -> None:
    apply(store, *(coming(n, unit_id=n) for n in (1, 2, 3)))
    assert not look(store).says_anything
    double = HOTEL.room_types[0]
    fewer = replace(double, qty=2, units=double.units[:2])
    keep_property(store, replace(HOTEL, room_types=(fewer, HOTEL.room_types[1])), "Europe/Vienna")
    assert look(store).found == (1,)
    (one,) = known(store)
    assert (one.room_id, one.room_type_id, one.cause) == (None, DOUBLE, OverbookingCause.FEWER_ROOMS)


def test_what_moved_elsewhere_leaves_other_types_alone(store: Store) -> None:
    apply(store, coming(1), coming(2))
    look(store)
    apply(store, coming(3, room_type_id=SINGLE), coming(4, room_type_id=SINGLE))
    assert look(store).found == (2,)
    assert [one.status for one in known(store)] == [OverbookingStatus.OPEN, OverbookingStatus.OPEN]


def test_one_that_grows_is_told_anew_and_keeps_since_when(store: Store) -> None:
    apply(store, coming(1), coming(2))
    look(store)
    apply(store, coming(3))
    assert look(store, 300) == OverbookingsChanged(changed=(1,))
    assert (known(store)[0].since, known(store)[0].excess) == (NOW, 2)


def test_what_comes_back_within_a_day_is_the_same_and_what_comes_back_later_is_another(store: Store) -> None:
    day = 24 * 3600
    apply(store, coming(1), coming(2))
    look(store)
    for number, (ended, back) in enumerate(((60, 3600), (2 * day, 4 * day)), 1):
        apply(store, later(coming(1), seconds=ended, status="cancelled"), read_at=NOW + timedelta(seconds=ended))
        look(store, ended)
        apply(store, later(coming(1), seconds=back), read_at=NOW + timedelta(seconds=back))
        assert look(store, back).found == (number,)
    assert [(one.status, one.since) for one in known(store)] == [
        (OverbookingStatus.SETTLED, NOW),
        (OverbookingStatus.OPEN, NOW + timedelta(days=4)),
    ]


def test_what_was_accepted_stays_so_until_it_grows(store: Store) -> None:
    apply(store, coming(1), coming(2))
    look(store)
    with store.writing() as session:
        assert session.overbookings.accept(1, NOW, "Maria", "They know each other.")
    apply(store, later(coming(1), price=1))
    look(store)
    assert known(store)[0].status is OverbookingStatus.ACCEPTED
    apply(store, coming(3))
    look(store)
    assert known(store)[0].status is OverbookingStatus.OPEN


def causes(store: Store) -> list[OverbookingCause]:
    look(store)
    return [one.cause for one in known(store)]


def test_two_channels_inside_the_gap(store: Store) -> None:
    apply(store, coming(1, channel="booking"), coming(2, channel="airbnb", booked_at=NOW + timedelta(minutes=4)))
    assert causes(store) == [OverbookingCause.TWO_CHANNELS]
    because = known(store)[0].because
    assert (because.first, because.second, because.second_booked) == (1, 2, NOW + timedelta(minutes=4))
    assert because.first_heard == NOW


def test_two_channels_an_hour_apart_or_one_channel_twice_prove_nothing(store: Store) -> None:
    apply(store, coming(1, channel="booking"), coming(2, channel="airbnb", booked_at=NOW + timedelta(hours=1)))
    apply(store, coming(3, channel="booking", room_type_id=SINGLE), coming(4, channel="booking", room_type_id=SINGLE))
    assert causes(store) == [OverbookingCause.UNKNOWN, OverbookingCause.UNKNOWN]


def test_two_places_that_are_one_room(store: Store) -> None:
    with store.writing() as session:
        session.hotel.map_place(SINGLE, 9, 1, NOW)
    apply(store, coming(1), coming(2, room_type_id=SINGLE, unit_id=9))
    assert causes(store) == [OverbookingCause.MAPPED_TWICE]


def test_a_room_that_was_sold_again_after_a_cancellation(store: Store) -> None:
    called_off = NOW - timedelta(hours=3)
    apply(store, coming(3, status="cancelled", cancelled_at=called_off, unit_id=2), coming(1, booked_at=called_off))
    apply(store, coming(2, booked_at=NOW - timedelta(hours=1)))
    assert causes(store) == [OverbookingCause.SOLD_AGAIN]
    assert (known(store)[0].because.other, known(store)[0].because.at) == (1, called_off)


def test_a_stay_moved_here_while_the_channel_holds_its_former_room(store: Store) -> None:
    apply(store, coming(1), coming(2, unit_id=2))
    told: list[object] = []
    desk = EditDesk(store, StillClock(NOW), told.append, lambda: "Maria")
    act = desk.change(2, {"unit_id": 1}, overbooks=True)
    (one,) = known(store)
    assert (one.cause, one.because.other, one.source) == (OverbookingCause.MOVED_HERE, 2, "desk")
    assert OverbookingsChanged(found=(1,)) in told
    desk.undo(act.id)
    assert known(store)[0].status is OverbookingStatus.SETTLED
    assert OverbookingsChanged(settled=(1,)) in told


def test_a_reservation_that_beds24_does_not_know_yet(store: Store) -> None:
    apply(store, coming(1))
    desk = EditDesk(store, StillClock(NOW), lambda _news: None)
    stay = NewStay(room_type_id=DOUBLE, unit_id=1, arrival=SOON, departure=SOON + timedelta(days=1))
    desk.create(stay, overbooks=True)
    assert [one.cause for one in known(store)] == [OverbookingCause.NOT_SENT]


def test_nothing_is_found_before_a_hotel_is_connected(tmp_path: Path) -> None:
    with new_store(tmp_path, None) as store:
        assert not look(store).says_anything


def test_no_name_of_a_guest_lies_in_its_table(store: Store) -> None:
    apply(store, coming(1), coming(2))
    look(store)
    assert "Beispiel" not in repr(rows(store, "SELECT * FROM overbookings"))
