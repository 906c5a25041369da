"""The back door: bookings made and changed key by key, without the limits of the API."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from console.simulator.book import Book
from console.simulator.bookings import FIELD_OF, Booking, CancellationRule, Status
from console.simulator.changes import cancelled_by_api, cancelled_by_channel, cancelled_in_panel
from console.simulator.hotel import Hotel
from console.simulator.wire import whole_second

_DAYS = ("arrival", "departure")
_MOMENTS = ("bookingTime", "modifiedTime", "cancelTime")


class Desk:
    """Writes bookings as told; unknown keys are refused, so that a test's typing error shows."""

    def __init__(self, hotel: Hotel, book: Book) -> None:
        self._hotel = hotel
        self._book = book

    def create(self, values: Mapping[str, object], now: datetime) -> Booking:
        """A new booking with these keys; its number and times are given unless named."""
        at = whole_second(now)
        fields = {"property_id": self._hotel.id, "booking_time": at, "modified_time": at, **_fields(values)}
        number = fields.pop("id", None) or self._book.new_id()
        return self._book.put(Booking(id=number, **fields))

    def modify(self, booking_id: int, values: Mapping[str, object], now: datetime) -> Booking:
        """The booking with these keys changed; modifiedTime is now unless named."""
        fields = {"modified_time": whole_second(now), **_fields(values)}
        return self._book.put(replace(self._known(booking_id), **fields))

    def cancel(self, booking_id: int, by: str, now: datetime) -> Booking:
        """The booking cancelled by `channel`, `panel` or `api`."""
        at, booking = whole_second(now), self._known(booking_id)
        made = {
            "channel": lambda: cancelled_by_channel(booking, at, self._book.new_item_id()),
            "panel": lambda: cancelled_in_panel(booking, at),
            "api": lambda: cancelled_by_api(booking),
        }
        return self._book.put(replace(made[by](), modified_time=at), quiet=by == "api")

    def _known(self, booking_id: int) -> Booking:
        found = self._book.find(booking_id)
        if found is None:
            raise KeyError(f"no booking {booking_id}")
        return found


def _fields(values: Mapping[str, object]) -> dict[str, Any]:
    return {FIELD_OF[key]: _value(key, value) for key, value in values.items()}


def _value(key: str, value: object) -> object:
    if value is None:
        return None
    if key in _DAYS:
        return date.fromisoformat(str(value))
    if key in _MOMENTS:
        return datetime.fromisoformat(str(value).rstrip("Z")).replace(tzinfo=UTC)
    if key == "status":
        return Status(str(value))
    return CancellationRule(**value) if isinstance(value, dict) else value
