"""Bodies recorded from the real service are read completely."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from console.beds24.credits import CreditMeter
from console.beds24.mapping import Asked, read_booking
from console.beds24.oddities import Oddities
from console.beds24.properties import property_from
from console.beds24.wire import decode_page, decode_verdicts
from console.domain.booking import Booking
from tests.beds24.payloads import NOW
from tests.beds24.timing import HandClock, LeapingWaiter

RECORDED = Path(__file__).parents[2].parent / "shared" / "beds24" / "recorded"
pytestmark = pytest.mark.skipif(
    not RECORDED.exists(), reason="the recorded bodies do not lie in ../shared/beds24 beside this checkout"
)
PAGES = sorted(path.name for path in RECORDED.glob("bookings_page_*.json"))
WEBHOOKS = sorted(path.name for path in (RECORDED / "webhooks").glob("*.json"))
ASKED = Asked(0, "COP", NOW)


def text_of(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


def check(item: Mapping[str, Any]) -> Booking:
    booking = read_booking(json.dumps(item).encode(), ASKED)
    assert isinstance(booking, Booking), booking
    assert booking.beds24_id == item["id"]
    assert booking.room_type_id == item["roomId"]
    assert booking.status == item["status"]
    assert (booking.price or 0) == round(item["price"] * 100)
    assert booking.commission is not None
    kept = json.loads(booking.raw)
    assert {**item, **kept} == dict(item)
    assert set(item) - set(kept) <= {"stripeToken", "pcibookingToken"}
    return booking


@pytest.mark.parametrize("name", PAGES)
def test_a_recorded_page_is_read(name: str) -> None:
    page = decode_page(text_of(name))
    assert page.more is False
    assert page.count == len(page.items)
    for item in page.items:
        assert isinstance(item, bytes)
        check(json.loads(item))


def test_a_cancellation_through_the_api_is_told_by_its_status_alone() -> None:
    (item,) = decode_page(text_of("bookings_page_cancelled_by_api.json")).items
    booking = read_booking(item, ASKED)
    assert isinstance(booking, Booking)
    assert (booking.status, booking.cancelled_at) == ("cancelled", None)


@pytest.mark.parametrize("name", WEBHOOKS)
def test_the_booking_of_a_recorded_webhook_is_read(name: str) -> None:
    item = json.loads(text_of(f"webhooks/{name}"))["booking"]
    booking = check(item)
    assert (booking.group_id or None) == (item["masterId"] or (item["bookingGroup"] or {}).get("master"))


def test_a_recorded_webhooks_object_is_read() -> None:
    house = property_from(json.dumps({"id": 1, **json.loads(text_of("property_webhooks_object.json"))}).encode())
    assert (house.webhook.version, house.webhook.url) == ("one", "")


def test_recorded_answers_to_writes_are_read() -> None:
    told = json.loads(text_of("post_bookings_envelopes.json"))
    (created,) = decode_verdicts(json.dumps(told["create_ok"]).encode())
    assert (created.success, (created.new or {})["id"]) == (True, 90923575)
    (refused,) = decode_verdicts(json.dumps(told["create_refused_http_201"]).encode())
    assert refused.success is False


def test_recorded_credit_headers_are_understood(clock: HandClock, waiter: LeapingWaiter) -> None:
    meter = CreditMeter(clock, waiter, Oddities())
    lines = [json.loads(line) for line in text_of("request_costs.jsonl").splitlines()]
    for line in lines:
        if "x-five-min-limit-remaining" in (line["credit_headers"] or {}):
            meter.note({**line["credit_headers"], "X-Request-Cost": str(line["x_request_cost"])})
            assert str(meter.state().remaining) == line["credit_headers"]["x-five-min-limit-remaining"]
