"""Bad input of every kind: a clear reason, nothing lost, nothing crashed."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from console.beds24.mapping import read_booking
from console.beds24.oddities import Oddity
from console.domain.asking import BookingPage, BookingQuery
from console.domain.booking import Booking, Cause, ParkedItem
from console.domain.errors import ConsoleError, Garbled
from tests.beds24.conftest import MakeClient
from tests.beds24.loopback import Loopback, answers
from tests.beds24.payloads import ASKED, BOOKING, item, page, parked, token

MODIFIED = datetime(2026, 8, 5, 10, tzinfo=UTC)
PERSONAL = ("Probe", "Guest", "guest@example.invalid", "34600000000", "Town Street")

BAD_VALUES: list[tuple[dict[str, Any], Cause, str]] = [
    ({"id": ...}, Cause.UNREADABLE, "It has no booking number."),
    ({"id": None}, Cause.UNREADABLE, "It has no booking number."),
    ({"id": 0}, Cause.UNREADABLE, "It has no booking number."),
    ({"id": -5}, Cause.UNREADABLE, "Its number cannot be right."),
    ({"id": True}, Cause.UNREADABLE, "Its number is not a number."),
    ({"id": "nine"}, Cause.UNREADABLE, "Its number is not a whole number."),
    ({"id": 1.5}, Cause.UNREADABLE, "Its number is not a whole number."),
    ({"id": 10**40}, Cause.UNREADABLE, "Its number is not a whole number."),
    ({"id": "٣٤"}, Cause.UNREADABLE, "Its number is not a whole number."),
    ({"id": [1]}, Cause.UNREADABLE, "Its number is not a whole number."),
    ({"roomId": ...}, Cause.UNREADABLE, "It names no room type."),
    ({"roomId": {}}, Cause.UNREADABLE, "Its room type is not a whole number."),
    ({"status": ...}, Cause.UNREADABLE, "It has no status."),
    ({"status": "  "}, Cause.UNREADABLE, "It has no status."),
    ({"status": ["new"]}, Cause.UNREADABLE, "Its status is not a text."),
    ({"arrival": ...}, Cause.IMPOSSIBLE_DATES, "Its arrival is missing."),
    ({"arrival": ""}, Cause.IMPOSSIBLE_DATES, "Its arrival is missing."),
    ({"arrival": "0000-00-00"}, Cause.IMPOSSIBLE_DATES, "Its arrival is no date."),
    ({"arrival": "2026-02-30"}, Cause.IMPOSSIBLE_DATES, "Its arrival is no date."),
    ({"arrival": "03.09.2026"}, Cause.IMPOSSIBLE_DATES, "Its arrival is no date."),
    ({"arrival": "2026-9-3"}, Cause.IMPOSSIBLE_DATES, "Its arrival is no date."),
    ({"arrival": 20260903}, Cause.IMPOSSIBLE_DATES, "Its arrival is no date."),
    ({"departure": None}, Cause.IMPOSSIBLE_DATES, "Its departure is missing."),
    ({"departure": "2026-09-02"}, Cause.IMPOSSIBLE_DATES, "before the arrival"),
    ({"departure": "9999-12-31"}, Cause.IMPOSSIBLE_DATES, "outside the years"),
    ({"arrival": "0001-01-01"}, Cause.IMPOSSIBLE_DATES, "outside the years"),
    ({"modifiedTime": "06.08.2026 13:28"}, Cause.UNREADABLE, "Its time of change cannot be read."),
    ({"modifiedTime": 1785000000}, Cause.UNREADABLE, "Its time of change cannot be read."),
    ({"modifiedTime": "0001-01-01T00:00:00+10:00"}, Cause.UNREADABLE, "Its time of change cannot be read."),
    ({"modifiedTime": "9999-12-31T23:59:59Z"}, Cause.UNREADABLE, "lies in the future"),
    ({"modifiedTime": float("nan")}, Cause.UNREADABLE, "Its time of change cannot be read."),
    ({"modifiedTime": "2026\ud800"}, Cause.UNREADABLE, "Its time of change cannot be read."),
    ({"status": float("inf")}, Cause.UNREADABLE, "Its status is not a text."),
    ({"status": "new" * 7_000}, Cause.UNREADABLE, "Its status is no word."),
    ({"id": float("nan")}, Cause.UNREADABLE, "Its number is not a whole number."),
    ({"arrival": "x" * 20_001}, Cause.IMPOSSIBLE_DATES, "Its arrival is no date."),
]

UNFIT_VALUES: list[tuple[dict[str, Any], str, object]] = [
    ({"unitId": "A"}, "unit_id", 0),
    ({"unitId": -2}, "unit_id", 0),
    ({"propertyId": "here"}, "property_id", 345754),
    ({"numAdult": "two"}, "adults", None),
    ({"numAdult": -1}, "adults", None),
    ({"numAdult": 1_000}, "adults", None),
    ({"numChild": 2.5}, "children", None),
    ({"roomQty": False}, "room_qty", None),
    ({"price": "a lot"}, "price", None),
    ({"price": "n/a"}, "price", None),
    ({"price": "1,234.50"}, "price", None),
    ({"price": "NaN"}, "price", None),
    ({"price": "Infinity"}, "price", None),
    ({"price": 1e300}, "price", None),
    ({"price": True}, "price", None),
    ({"tax": {}}, "tax", None),
    ({"price": float("nan")}, "price", None),
    ({"price": float("-inf")}, "price", None),
    ({"lastName": {"value": "Guest"}}, "last_name", None),
    ({"lastName": ["Guest"]}, "last_name", None),
    ({"lastName": "Gue\ud800st"}, "last_name", None),
    ({"flagColor": []}, "flag_color", None),
    ({"subStatus": 7 * [0]}, "sub_status", None),
    ({"channel": {}}, "channel", None),
    ({"apiReference": [1]}, "channel_reference", None),
    ({"apiSource": True}, "api_source", None),
    ({"referer": {}}, "referer", None),
    ({"country2": [], "country": "es"}, "country", None),
    ({"masterId": "none"}, "group_id", None),
    ({"bookingGroup": "5,6", "masterId": None}, "group_id", None),
    ({"bookingTime": "yesterday"}, "booked_at", None),
    ({"cancelTime": 5}, "cancelled_at", None),
]


@pytest.mark.parametrize(("changes", "cause", "reason"), BAD_VALUES)
def test_a_bad_value_parks_the_item_with_a_clear_reason(changes: dict[str, Any], cause: Cause, reason: str) -> None:
    found = parked(**changes)
    assert found.cause is cause
    assert reason in found.detail
    assert not any(word in found.detail for word in PERSONAL)
    assert json.loads(found.payload)["status" if "status" not in changes else "subStatus"]


def read_noting(**changes: Any) -> tuple[Booking, Counter[Oddity]]:
    noted: Counter[Oddity] = Counter()
    found = read_booking(item(**changes), replace(ASKED, note=lambda oddity: noted.update([oddity])))
    assert isinstance(found, Booking), found
    return found, noted


@pytest.mark.parametrize(("changes", "name", "value"), UNFIT_VALUES)
def test_an_unfit_value_that_a_stay_can_be_without_counts_as_not_told(
    changes: dict[str, Any], name: str, value: object
) -> None:
    booking, noted = read_noting(**changes, status="cancelled")
    assert getattr(booking, name) == value
    assert noted == {Oddity.VALUE_UNFIT: 1}
    assert (booking.status, booking.beds24_id, booking.modified_at) == ("cancelled", 90923575, MODIFIED)
    assert json.loads(booking.raw)["id"] == 90923575


@pytest.mark.parametrize(
    "changes",
    [{"comments": "x" * 20_001}, {"apiMessage": "🏨" * 20_001}, {"invoiceItems": [{"description": "x" * 20_001}]}],
)
def test_a_text_that_is_too_long_is_cut_and_the_booking_read(changes: dict[str, Any]) -> None:
    booking, noted = read_noting(**changes)
    assert noted == {Oddity.TEXT_CUT: 1}
    assert len(booking.raw.decode()) < 23_000
    assert "…" in booking.raw.decode()


def test_a_text_is_cut_to_twenty_thousand_characters_with_an_ellipsis() -> None:
    comments = read_noting(comments="x" * 30_000)[0].comments or ""
    assert len(comments) == 20_000
    assert comments.endswith("x…")


def test_no_half_of_a_card_number_is_left_where_a_text_is_cut() -> None:
    booking, _ = read_noting(comments="x" * 19_990 + " 4111 1111 1111 1111 ")
    assert b"411" not in booking.raw


@pytest.mark.parametrize(
    "received",
    [b"null", b"5", b'"booking"', b"[]", b"true", b"{}", b'{"id": 5', b"", b"\xff\xfe", b"[" * 50_000, b'{"a":' * 9000],
)
def test_what_is_no_booking_object_is_parked_under_its_hash(received: bytes) -> None:
    found = read_booking(received, ASKED)
    assert isinstance(found, ParkedItem)
    assert found.key.startswith("item:")
    assert found.cause is Cause.UNREADABLE


def test_a_broken_character_costs_only_the_text_it_stands_in() -> None:
    found = read_booking(item(lastName="Probe").replace(b"Probe", b"Pr\xffbe"), ASKED)
    assert isinstance(found, Booking)
    assert (found.beds24_id, found.last_name, found.email) == (90923575, None, "guest@example.invalid")


@pytest.mark.parametrize("received", [b'{"id":1,"id":2}', item(extra={"deep": [[[1]]]}), item(**{"": 1, "😀": 2})])
def test_odd_but_valid_json_never_crashes(received: bytes) -> None:
    assert isinstance(read_booking(received, ASKED), Booking | ParkedItem)


def body_of(*items: object) -> bytes:
    return json.dumps(page(*items)).encode()


GOOD = dict(BOOKING)
NEXT = {**GOOD, "id": 90923576}
BAD_PAGES: list[bytes] = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"5",
    b'"page"',
    b"<html><body>We are back soon</body></html>",
    b"\xff\xfe\x00",
    b"{" * 100_000,
    b"[" * 100_000,
    body_of(GOOD)[:-40],
    body_of(GOOD)[:300],
    body_of(GOOD) + b"<!-- -->",
    body_of(GOOD) * 2,
    json.dumps(page(GOOD, data=None)).encode(),
    json.dumps(page(GOOD, data={"0": GOOD})).encode(),
    json.dumps(page(GOOD, data="[]")).encode(),
    b'{"success": false, "code": 401, "error": "Token not valid"}',
    b'{"success": false, "error": "Internal"}',
]


def pages_of(client_of: MakeClient, body: bytes) -> tuple[list[BookingPage], dict[Oddity, int]]:
    with Loopback(answers(token()), answers(body)) as server:
        client = client_of(server.url)
        pages = list(client.booking_pages(BookingQuery(property_id=345754), "EUR"))
        return pages, dict(client.oddities())


@pytest.mark.parametrize("body", BAD_PAGES)
def test_an_answer_that_is_no_page_is_garbled_and_never_an_empty_list(make_client: MakeClient, body: bytes) -> None:
    with pytest.raises(Garbled) as caught:
        pages_of(make_client, body)
    assert isinstance(caught.value, ConsoleError)
    assert not any(word in str(caught.value) for word in (*PERSONAL, "html", "{"))


@pytest.mark.parametrize(
    "bad",
    [
        None,
        5,
        "booking",
        [],
        {**GOOD, "status": float("nan")},
        {**GOOD, "arrival": float("inf")},
        {**GOOD, "modifiedTime": "20\ud80026"},
        {**GOOD, "id": 1e300},
        {**GOOD, "id": 10**400},
        {**GOOD, "arrival": "2026-13-01"},
        {**GOOD, "status": "x" * 10_000_000},
    ],
    ids=["null", "number", "text", "list", "NaN", "Infinity", "surrogate", "huge", "long number", "month", "10 MB"],
)
def test_one_unreadable_item_is_parked_and_the_rest_of_the_page_is_read(make_client: MakeClient, bad: object) -> None:
    pages, _ = pages_of(make_client, body_of(GOOD, bad, NEXT))
    assert [booking.beds24_id for booking in pages[0].bookings] == [90923575, 90923576]
    assert len(pages[0].unreadable) == 1


def test_bytes_that_are_no_utf8_cost_only_their_text(make_client: MakeClient) -> None:
    body = body_of({**GOOD, "lastName": "Muster"}, NEXT).replace(b"Muster", b"Mu\xffter")
    pages, _ = pages_of(make_client, body)
    assert [booking.last_name for booking in pages[0].bookings] == [None, "Guest"]
    assert pages[0].unreadable == ()


def test_what_was_unfit_in_a_page_is_counted(make_client: MakeClient) -> None:
    odd = {**GOOD, "price": "n/a", "flagColor": [], "comments": "x" * 10_000_000}
    pages, counted = pages_of(make_client, body_of(odd, NEXT))
    assert len(pages[0].bookings) == 2
    assert counted[Oddity.VALUE_UNFIT] == 2
    assert counted[Oddity.TEXT_CUT] == 1


def test_an_item_read_by_the_lenient_reader_equals_one_read_by_the_strict_one(make_client: MakeClient) -> None:
    strict, _ = pages_of(make_client, body_of(GOOD))
    lenient, odd = pages_of(make_client, body_of(GOOD, {"price": float("nan")}))
    assert lenient[0].bookings == strict[0].bookings
    assert odd[Oddity.NOT_STRICT_JSON] == 1


def test_a_control_character_inside_a_text_costs_nothing(make_client: MakeClient) -> None:
    pages, _ = pages_of(make_client, body_of({**GOOD, "notes": "MARK"}).replace(b"MARK", b"a\x01\tb"))
    assert pages[0].bookings[0].notes == "a\x01\tb"
