"""Synthetic bodies in Beds24's shape."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.beds24.mapping import Asked, read_booking
from console.domain.booking import Booking, ParkedItem

NOW = datetime(2026, 8, 6, 13, 30, tzinfo=UTC)
ASKED = Asked(345754, "EUR", NOW)
BOOKING: Mapping[str, Any] = {
    "id": 90923575, "masterId": None, "propertyId": 345754, "roomId": 713992, "unitId": 2, "roomQty": 1, "offerId": 0,
    "status": "confirmed", "subStatus": "none", "arrival": "2026-09-03", "departure": "2026-09-05",
    "numAdult": 2, "numChild": 1, "title": "Dr", "firstName": "Probe", "lastName": "Guest",
    "email": "guest@example.invalid", "phone": "+34600000000", "mobile": "+34600000001", "fax": "",
    "company": "Probe Ltd", "address": "Town Street 1", "city": "Town", "state": "State", "postcode": "00123",
    "country": "es", "country2": "ES", "arrivalTime": "15:00", "voucher": "V1", "comments": "late", "notes": "note",
    "message": "hello", "groupNote": "", **{f"custom{number}": "" for number in range(1, 11)},
    "flagColor": "ff0000", "flagText": "VIP", "statusCode": 0, "lang": "es", "referer": "Booking.com",
    "refererEditable": "", "reference": "R1", "channel": "booking", "apiSourceId": 19, "apiSource": "Booking.com",
    "apiReference": "4012345678", "allowChannelUpdate": "all", "allowAutoAction": "enable", "allowReview": "default",
    "allowCancellation": {"type": "propertyDefault"}, "invoiceeId": None, "bookingTime": "2026-08-04T09:16:01Z",
    "modifiedTime": "2026-08-05T10:00:00Z", "cancelTime": None, "price": 300.5, "deposit": 0, "tax": 12,
    "commission": 45.07, "rateDescription": "2026-09-03 150.25\r\n2026-09-04 150.25\r\n", "stripeToken": None,
    "pcibookingToken": None, "apiMessage": "",
}  # fmt: skip
HOTEL: Mapping[str, Any] = {
    "id": 345754, "name": "Hotel Probe", "currency": "eur", "country": "DE", "checkInStart": "15:00",
    "checkOutEnd": "11:00",
    "webhooks": {"version": "twoWithPersonalData", "url": "https://a.example/x", "additionalData": "none",
                 "customHeader": "X-Key: canary-webhook"},
    "roomTypes": [{"id": 713992, "name": "Double &amp; Twin", "qty": 2, "maxPeople": 2,
                   "units": [{"id": 1, "name": "101"}, {"id": 2, "name": "102"}]}],
}  # fmt: skip


def item(**changes: Any) -> bytes:
    """The JSON of a booking with changes; Ellipsis takes a key away."""
    values = {key: value for key, value in {**BOOKING, **changes}.items() if value is not ...}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read(**changes: Any) -> Booking:
    """The booking that `item` becomes."""
    found = read_booking(item(**changes), ASKED)
    assert isinstance(found, Booking), found
    return found


def parked(**changes: Any) -> ParkedItem:
    """The parked item that `item` becomes."""
    found = read_booking(item(**changes), ASKED)
    assert isinstance(found, ParkedItem), found
    return found


def page(*items: Any, more: bool = False, **changes: Any) -> dict[str, Any]:
    """A page of these items."""
    pages = {"nextPageExists": more, "nextPageLink": "https://elsewhere.example/steal" if more else None}
    return {"success": True, "type": "booking", "count": len(items), "pages": pages, "data": list(items), **changes}


def token(number: int = 1, **changes: Any) -> dict[str, Any]:
    """The answer of /authentication/token."""
    return {"token": f"canary-access-{number}-" + "a" * 130, "expiresIn": 86400, **changes}
