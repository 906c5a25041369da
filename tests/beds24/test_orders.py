"""What the desk wants, in the words of `POST /bookings`: held against the simulator and the official description."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from console.beds24.mapping import Asked, read_booking
from console.beds24.orders import change_of, creation_of, is_orderable
from console.domain.booking import BOOKING_FIELDS, Booking
from console.domain.hook_bodies import Unreadable, read_body
from console.domain.markers import marker_in, new_marker
from tests.beds24.test_against_simulator import BASE, walk
from tests.beds24.test_contract import SimulatedHouse, simulated
from tests.simulator.openapi import official

MARKER = new_marker()
ALL: dict[str, Any] = {
    "status": "request",
    "arrival": date(2026, 9, 3),
    "departure": date(2026, 9, 6),
    "adults": 2,
    "children": 0,
    "title": "Frau",
    "first_name": "Änne",
    "last_name": "Müller-Lüdenscheidt",
    "email": "a@b.example",
    "phone": "+43 1 234",
    "mobile": "+43 664 1",
    "company": "Ö & Söhne",
    "address": "Gasse 1",
    "city": "Wien",
    "state": "W",
    "postcode": "1010",
    "country": "AT",
    "language": "de",
    "price": 45050,
    "deposit": 0,
    "arrival_time": "18:00",
    "comments": "late",
    "notes": "knows the house",
    "voucher": "V 7",
    "flag_color": "ff0000",
    "flag_text": "VIP",
}


@pytest.fixture
def house() -> Iterator[SimulatedHouse]:
    with ExitStack() as stack:
        yield simulated(stack)


def told(house: SimulatedHouse, beds24_id: int) -> Booking:
    ((booking,),) = (page.bookings for page in walk(house, ids=(beds24_id,)))
    return booking


def made(house: SimulatedHouse, values: dict[str, Any], *, overbook: bool = False) -> Booking:
    (verdict,) = house.beds24.write_bookings((creation_of(values, "EUR", MARKER, overbook=overbook),))
    assert verdict.accepted, verdict
    assert verdict.beds24_id is not None
    return told(house, verdict.beds24_id)


def test_every_field_that_is_sent_comes_back_as_it_was(house: SimulatedHouse) -> None:
    values = {**ALL, "room_type_id": house.room, "unit_id": 1}
    booking = made(house, values)
    assert {name: getattr(booking, name) for name in values} == values
    assert marker_in(booking) == MARKER
    for entry in house.simulator.log.entries():
        official().check_request(entry.method, f"{BASE}{entry.path}?{entry.query}", entry.headers, entry.body)


def test_a_change_moves_just_what_it_names_and_a_zero_is_sent(house: SimulatedHouse) -> None:
    before = made(house, {**ALL, "room_type_id": house.room})
    change = change_of(before.beds24_id, {"price": 0, "notes": "", "children": 0, "departure": date(2026, 9, 7)}, "EUR")
    assert house.beds24.write_bookings((change,))[0].accepted
    after = told(house, before.beds24_id)
    assert (after.price, after.notes, after.departure) == (0, "", date(2026, 9, 7))
    assert (after.first_name, after.arrival, after.room_type_id) == ("Änne", before.arrival, before.room_type_id)


@pytest.mark.parametrize("country", ["CH", "", "Ruritania"])
def test_a_country_is_told_by_its_code_or_its_name_and_can_be_taken_away(house: SimulatedHouse, country: str) -> None:
    before = made(house, {**ALL, "room_type_id": house.room})
    assert house.beds24.write_bookings((change_of(before.beds24_id, {"country": country}, "EUR"),))[0].accepted
    assert told(house, before.beds24_id).country == country


def test_a_booking_for_a_full_house_is_refused_unless_the_desk_insists(house: SimulatedHouse) -> None:
    values = {"room_type_id": house.room, "unit_id": 0, "arrival": date(2028, 1, 3), "departure": date(2028, 1, 5)}
    units = house.simulator.hotel.room_type(house.room)
    assert units is not None
    for _ in units.units:
        made(house, values)
    (refused,) = house.beds24.write_bookings((creation_of(values, "EUR", MARKER, overbook=False),))
    assert not refused.accepted
    assert refused.complaints == ("roomId: no availability",)
    assert made(house, values, overbook=True).arrival == date(2028, 1, 3)


def test_amounts_are_sent_in_major_units_of_the_hotels_currency() -> None:
    assert change_of(5, {"price": 45050}, "EUR").fields["price"] == Decimal("450.50")
    assert change_of(5, {"price": 45050}, "JPY").fields["price"] == Decimal(45050)


def test_what_a_channel_or_beds24_says_of_itself_is_not_ours_to_write() -> None:
    told = {"beds24_id", "property_id", "modified_at", "booked_at", "cancelled_at", "channel", "channel_reference"}
    told |= {
        "reference",
        "allow_channel_update",
        "api_source",
        "referer",
        "sub_status",
        "group_id",
        "companions",
        "messages",
        "raw",
    }
    assert {name for name in BOOKING_FIELDS if not is_orderable(name)} == told


def test_a_booking_made_here_is_known_by_its_marker_in_the_body_of_a_webhook_too(house: SimulatedHouse) -> None:
    booking = made(house, {**ALL, "room_type_id": house.room})
    body = json.dumps({"timeStamp": "2026-08-04T09:00:00Z", "booking": json.loads(booking.raw)}).encode()
    told = read_body(body, "")
    assert not isinstance(told, Unreadable)
    (notice,) = told
    heard = read_booking(json.dumps(notice.booking).encode(), Asked(house.property_id, "EUR", house.clock.now()))
    assert isinstance(heard, Booking)
    assert marker_in(heard) == MARKER


def test_other_programs_of_the_hotel_hear_of_a_change() -> None:
    assert change_of(5, {"notes": "x"}, "EUR").fields["actions"] == {"allowWebhooks": True}
