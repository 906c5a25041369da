"""From Beds24's booking object to ours, value by value."""

import json
import string
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.beds24.mapping import Asked, read_booking
from console.domain.booking import Booking, Cause, ParkedItem
from tests.beds24.payloads import ASKED, BOOKING, NOW, item, parked, read


def test_every_field_of_a_booking_is_read_from_its_key() -> None:
    booking = read(bookingGroup={"master": 5, "ids": [5, 90923575]}, cancelTime="2026-08-05T09:00:00Z")
    assert booking.group_id == 5
    assert (booking.beds24_id, booking.property_id, booking.room_type_id, booking.unit_id) == (
        90923575,
        345754,
        713992,
        2,
    )
    assert (booking.arrival, booking.departure) == (date(2026, 9, 3), date(2026, 9, 5))
    assert (booking.adults, booking.children, booking.room_qty) == (2, 1, 1)
    assert booking.booked_at == datetime(2026, 8, 4, 9, 16, 1, tzinfo=UTC)
    assert booking.modified_at == datetime(2026, 8, 5, 10, tzinfo=UTC)
    assert booking.cancelled_at == datetime(2026, 8, 5, 9, tzinfo=UTC)
    assert (booking.price, booking.deposit, booking.tax, booking.commission) == (30050, 0, 1200, 4507)
    assert (booking.channel, booking.channel_reference, booking.api_source) == ("booking", "4012345678", "Booking.com")
    assert (booking.referer, booking.status, booking.sub_status) == ("Booking.com", "confirmed", "none")
    texts = {
        "title": "Dr", "first_name": "Probe", "last_name": "Guest", "email": "guest@example.invalid",
        "phone": "+34600000000", "mobile": "+34600000001", "company": "Probe Ltd", "address": "Town Street 1",
        "city": "Town", "state": "State", "postcode": "00123", "country": "ES", "language": "es",
        "arrival_time": "15:00", "comments": "late", "notes": "note", "message": "hello", "group_note": "",
        "reference": "R1", "voucher": "V1", "flag_color": "ff0000", "flag_text": "VIP",
        "rate_description": "2026-09-03 150.25\r\n2026-09-04 150.25\r\n", "allow_channel_update": "all",
    }  # fmt: skip
    assert {name: getattr(booking, name) for name in texts} == texts
    untold = {each.name for each in fields(Booking) if getattr(booking, each.name) is None}
    assert untold == {"companions"}  # of whom the example has none


def test_keys_that_a_missing_scope_takes_away_are_not_said_and_empty_ones_are_empty() -> None:
    personal = ("title", "firstName", "lastName", "email", "phone", "mobile", "company", "address", "city", "state")
    booking = read(**dict.fromkeys((*personal, "postcode", "price", "deposit", "tax", "commission"), ...), notes="")
    assert {booking.first_name, booking.last_name, booking.email, booking.phone, booking.city} == {None}
    assert (booking.price, booking.deposit, booking.tax, booking.commission) == (None, None, None, None)
    assert booking.notes == ""


def test_the_smallest_object_that_is_a_booking_is_read() -> None:
    small = {"id": 1, "roomId": 2, "status": "new", "arrival": "2026-09-03", "departure": "2026-09-04"}
    booking = read_booking(json.dumps(small).encode(), ASKED)
    assert isinstance(booking, Booking)
    assert (booking.property_id, booking.unit_id, booking.modified_at, booking.group_id) == (345754, 0, NOW, None)
    assert (booking.country, booking.language, booking.booked_at) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"id": "90923575"}, "beds24_id", 90923575),
        ({"id": 90923575.0}, "beds24_id", 90923575),
        ({"unitId": 0}, "unit_id", 0),
        ({"unitId": None}, "unit_id", 0),
        ({"unitId": ...}, "unit_id", 0),
        ({"unitId": ""}, "unit_id", 0),
        ({"unitId": "2"}, "unit_id", 2),
        ({"propertyId": ...}, "property_id", 345754),
        ({"roomQty": ...}, "room_qty", None),
        ({"roomQty": "3"}, "room_qty", 3),
        ({"numAdult": ...}, "adults", None),
        ({"numChild": ...}, "children", None),
        ({"numAdult": " 2 "}, "adults", 2),
        ({"status": "tentative"}, "status", "tentative"),
        ({"status": "Cancelled "}, "status", "cancelled"),
        ({"status": "Tentative"}, "status", "Tentative"),
        ({"subStatus": ...}, "sub_status", None),
        ({"subStatus": ""}, "sub_status", "none"),
        ({"arrival": "2026-09-03T00:00:00Z"}, "arrival", date(2026, 9, 3)),
        ({"masterId": 7}, "group_id", 7),
        ({"masterId": "7"}, "group_id", 7),
        ({"masterId": None, "bookingGroup": ...}, "group_id", None),
        ({"masterId": None, "bookingGroup": None}, "group_id", 0),
        ({"masterId": None, "bookingGroup": []}, "group_id", 0),
        ({"masterId": None, "bookingGroup": {"master": 90923575, "ids": [90923575, 8]}}, "group_id", 90923575),
        ({"masterId": ..., "bookingGroup": ...}, "group_id", None),
        ({"modifiedTime": ...}, "modified_at", datetime(2026, 8, 4, 9, 16, 1, tzinfo=UTC)),
        ({"modifiedTime": ""}, "modified_at", datetime(2026, 8, 4, 9, 16, 1, tzinfo=UTC)),
        ({"modifiedTime": None, "bookingTime": None}, "modified_at", NOW),
        ({"modifiedTime": "2026-08-05 10:00:00"}, "modified_at", datetime(2026, 8, 5, 10, tzinfo=UTC)),
        ({"modifiedTime": "2026-08-05T12:00:00+02:00"}, "modified_at", datetime(2026, 8, 5, 10, tzinfo=UTC)),
        ({"cancelTime": "soon"}, "cancelled_at", None),
        ({"bookingTime": "0000-00-00 00:00:00"}, "booked_at", None),
        ({"price": None}, "price", None),
        ({"price": ""}, "price", None),
        ({"price": ...}, "price", None),
        ({"price": 0}, "price", 0),
        ({"price": "133943.31"}, "price", 13394331),
        ({"price": 133943.31}, "price", 13394331),
        ({"price": 0.285}, "price", 29),
        ({"price": -12}, "price", -1200),
        ({"price": 99999999.99}, "price", 9999999999),
        ({"country2": None}, "country", "ES"),
        ({"country2": None, "country": "Spain"}, "country", "Spain"),
        ({"country2": None, "country": ""}, "country", ""),
        ({"country2": ..., "country": ...}, "country", None),
        ({"groupNote": None}, "group_note", None),
        ({"firstName": "Tom &amp; Ana"}, "first_name", "Tom & Ana"),
        ({"firstName": "M&uuml;ller &#39;s"}, "first_name", "Müller 's"),
        ({"firstName": "R&D &copy"}, "first_name", "R&D &copy"),
        ({"firstName": "A\0na"}, "first_name", "Ana"),
        ({"firstName": 7}, "first_name", "7"),
        ({"firstName": "مُحَمَّد\u200f"}, "first_name", "مُحَمَّد\u200f"),
        ({"lastName": "\u200b\ufeffZero"}, "last_name", "\u200b\ufeffZero"),
        ({"lastName": "🏨𝒢uest"}, "last_name", "🏨𝒢uest"),
        ({"channel": ...}, "channel", None),
        ({"channel": ""}, "channel", ""),
        ({"apiReference": ...}, "channel_reference", None),
        ({"apiSource": ...}, "api_source", None),
        ({"referer": ...}, "referer", None),
        ({"modifiedTime": None, "bookingTime": "2099-01-01T00:00:00Z"}, "modified_at", NOW),
    ],
)
def test_what_real_payloads_hold_is_read_without_loss(changes: dict[str, Any], name: str, value: object) -> None:
    assert getattr(read(**changes), name) == value


def test_amounts_follow_the_currency() -> None:
    assert read_price("JPY", 12000) == 12000
    assert read_price("KWD", 1.234) == 1234


def read_price(currency: str, price: float) -> int | None:
    booking = read_booking(item(price=price), Asked(1, currency, NOW))
    assert isinstance(booking, Booking)
    return booking.price


def test_what_is_kept_is_canonical_json_without_payment_tokens() -> None:
    raw = read(stripeToken="tok_canary", pcibookingToken="pci_canary").raw
    kept = json.loads(raw)
    assert list(kept) == sorted(kept)
    assert b"canary" not in raw
    assert "stripeToken" not in kept
    assert kept["comments"] == "late"


def test_the_order_of_keys_does_not_change_what_is_kept() -> None:
    backwards = json.dumps(dict(reversed(list(BOOKING.items())))).encode()
    assert read_booking(backwards, ASKED) == read()


def test_a_card_number_in_a_comment_is_neither_kept_nor_shown() -> None:
    booking = read(comments="Card 4111 1111 1111 1111, CVC: 123", infoItems=[{"code": "CVC", "text": "987"}])
    assert "1111" not in (booking.comments or "")
    assert b"4111" not in booking.raw
    assert b"987" not in booking.raw


def test_a_parked_item_tells_its_number_room_and_time_and_keeps_no_card() -> None:
    item = parked(arrival="0000-00-00", comments="4111111111111111")
    assert (item.key, item.cause) == ("booking:90923575", Cause.IMPOSSIBLE_DATES)
    assert (item.beds24_id, item.room_type_id, item.unit_id) == (90923575, 713992, 2)
    assert item.modified_at == datetime(2026, 8, 5, 10, tzinfo=UTC)
    assert json.loads(item.payload)["arrival"] == "0000-00-00"
    assert b"4111" not in item.payload


def test_a_time_of_change_far_ahead_is_not_believed_since_it_would_hide_every_later_change() -> None:
    found = parked(modifiedTime="2099-01-01T00:00:00Z")
    assert found.detail == "Its time of change lies in the future."
    assert found.modified_at is None
    assert parked(modifiedTime="2099-01-01T00:00:00Z", arrival="soon").modified_at is None
    assert read(modifiedTime="2026-08-06T14:00:00Z").modified_at.hour == 14


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(string.printable),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*BOOKING, "bookingGroup", "new"]), _JSON, max_size=6))
def test_whatever_stands_in_a_booking_it_is_read_or_parked_and_never_crashes(changes: dict[str, Any]) -> None:
    sent = json.dumps({**BOOKING, **changes}).encode()
    assert isinstance(read_booking(sent, ASKED), Booking | ParkedItem)


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_parked(sent: bytes) -> None:
    assert isinstance(read_booking(sent, ASKED), ParkedItem)
