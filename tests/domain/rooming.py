"""A small house for tests of overbookings: two doubles types and stays by day numbers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from console.domain.hotel import Cleaning, Room, RoomType
from console.domain.occupancy import Stay

TODAY = date(2026, 5, 1)
DOUBLE = RoomType(100, "Double", 3, max_people=2)
FAMILY = RoomType(200, "Family", 2, max_people=4)
TYPES = (DOUBLE, FAMILY)
ROOMS = (
    Room(1, 100, 1, "201", Cleaning.CLEAN, active=True),
    Room(2, 100, 2, "202", Cleaning.CLEAN, active=True),
    Room(3, 100, 3, "203", Cleaning.CLEAN, active=True),
    Room(4, 200, 1, "301", Cleaning.CLEAN, active=True),
    Room(5, 200, 2, "302", Cleaning.CLEAN, active=True),
)


def day(number: int) -> date:
    """Day 1 is today."""
    return TODAY + timedelta(days=number - 1)


def stay(number: int, first: int, last: int, room: int | None = 1, **changes: Any) -> Stay:
    """A stay of two, booked the later the higher its number; in no room of the doubles where `room` is None."""
    kind = next((one.room_type_id for one in ROOMS if one.id == room), 100)
    usual: dict[str, Any] = {
        "reservation_id": number, "beds24_id": 1000 + number, "room_type_id": kind, "unit_id": room or 0,
        "room_id": room, "status": "confirmed", "arrival": day(first), "departure": day(last), "adults": 2,
        "booked_at": datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number), "guest": f"Guest {number}",
    }  # fmt: skip
    return Stay(**(usual | changes))
