"""Bookings and hotels for tests: plain values with sensible defaults, personal data invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from console.domain.booking import Booking
from console.domain.hotel import Property, RoomType, Unit

PROPERTY_ID = 4711
DOUBLE, SINGLE = 100, 200
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
TODAY = date(2026, 5, 12)

HOTEL = Property(
    property_id=PROPERTY_ID,
    name="Hotel Beispiel",
    currency="EUR",
    country="AT",
    room_types=(
        RoomType(DOUBLE, "Double", 3, (Unit(1, "201"), Unit(2, "202"), Unit(3, "203"))),
        RoomType(SINGLE, "Single", 2, (Unit(1, "101"), Unit(2, "102"))),
    ),
)


def booking(beds24_id: int = 1, **changes: Any) -> Booking:
    """A confirmed stay of three nights from today in room 201, altered as told."""
    usual: dict[str, Any] = {
        "beds24_id": beds24_id,
        "property_id": PROPERTY_ID,
        "room_type_id": DOUBLE,
        "unit_id": 1,
        "status": "confirmed",
        "arrival": TODAY,
        "departure": TODAY + timedelta(days=3),
        "modified_at": NOW,
        "booked_at": NOW,
        "adults": 2,
        "channel": "direct",
        "group_id": 0,
        "first_name": "Anna",
        "last_name": f"Beispiel {beds24_id}",
        "email": f"anna{beds24_id}@example.org",
        "phone": "",
        "price": 30000,
        "comments": "",
        "raw": b"{}",
    }
    return Booking(**(usual | changes))


def later(known: Booking, seconds: int = 60, **changes: Any) -> Booking:
    """The next version of a booking."""
    return replace(known, modified_at=known.modified_at + timedelta(seconds=seconds), **changes)


def after_one_another(number: int, **changes: Any) -> Booking:
    """As `booking`, each number in the three nights after those of the number before, so that no room is sold twice."""
    arrival = TODAY + timedelta(days=3 * (number - 1))
    return booking(number, **({"arrival": arrival, "departure": arrival + timedelta(days=3)} | changes))
