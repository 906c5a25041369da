"""POST and DELETE /bookings: 201 with an envelope per item, in which refusals sit too (FACTS.md 4)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from console.simulator.assumptions import Assumptions
from console.simulator.book import Book
from console.simulator.bookings import FIELD_OF, Booking, Status, to_wire
from console.simulator.fields import read_fields
from console.simulator.filters import Today
from console.simulator.hotel import Hotel
from console.simulator.subitems import write_sub_items
from console.simulator.wire import JsonObject, RefusalError, whole_second

MOST_ITEMS = 10_000
MOST_BYTES = 1_000_000
CREATE = "new booking"
MODIFY = "modify booking"
DELETE = "delete booking"
AVAILABILITY = ("status", "arrival", "departure", "room_id", "unit_id", "room_qty")
_REQUIRED = ("room_id", "arrival", "departure")
_KEY_OF = {field: key for key, field in FIELD_OF.items()}


class ItemRefusal(Exception):
    """One item of a POST is refused; `field` is the key at fault, if any."""

    def __init__(self, action: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.action = action
        self.message = message
        self.field = field

    def wire(self) -> JsonObject:
        """`{"action", "field"?, "message"}`."""
        field: JsonObject = {"field": self.field} if self.field else {}
        return {"action": self.action, **field, "message": self.message}


class Writer:
    """Carries out what a POST or DELETE asks for."""

    def __init__(self, hotel: Hotel, book: Book, assumed: Assumptions) -> None:
        self._hotel = hotel
        self._book = book
        self._assumed = assumed

    def write_all(self, items: list[object], today: Today) -> list[JsonObject]:
        """The envelopes of all items, in their order; items marked makeGroup end in one group."""
        if len(items) > MOST_ITEMS:
            raise RefusalError(400, f"Too many items, the maximum is {MOST_ITEMS}")
        now = replace(today, now=whole_second(today.now))
        master: int | None = None
        answers = []
        for item in items:
            answer, made = self._answer(item, now, master)
            if made is not None and _action(item, "makeGroup"):
                master = master or made
            answers.append(answer)
        return answers

    def delete(self, booking_id: int) -> JsonObject:
        """Remove a booking for good."""
        if not self._book.delete(booking_id):
            return _refused(ItemRefusal(DELETE, "access denied"))
        return {"success": True, "info": [{"action": DELETE, "id": booking_id}]}

    def _answer(self, item: object, today: Today, master: int | None) -> tuple[JsonObject, int | None]:
        if not isinstance(item, dict):
            return _refused(ItemRefusal(CREATE, "invalid")), None
        try:
            if "id" in item:
                return self._modify(item, today), None
            return self._create(item, today, master)
        except ItemRefusal as refusal:
            return _refused(refusal, in_warnings=self._is_warning(refusal)), None

    def _is_warning(self, refusal: ItemRefusal) -> bool:
        return self._assumed.refusals_in_warnings and refusal.message == "no availability"

    def _create(self, item: Mapping[str, object], today: Today, master: int | None) -> tuple[JsonObject, int | None]:
        values = self._read(item, CREATE)
        for field in _REQUIRED:
            if field not in values:
                raise ItemRefusal(CREATE, "required", _KEY_OF[field])
        self._check(values, values["arrival"], values["departure"], CREATE)
        free = self._free_units(values)
        if _action(item, "checkAvailability") and not free:
            raise ItemRefusal(CREATE, "no availability", "roomId")
        booking = self._frame(values, free, today, master if _action(item, "makeGroup") else None)
        booking, bad = write_sub_items(booking, item, self._book, today.now)
        self._book.put(booking, quiet=not _action(item, "allowWebhooks"))
        info = [{"action": CREATE, "id": booking.id}]
        return {**_outcome(bad), "new": to_wire(booking), "info": info}, booking.id

    def _frame(self, values: dict[str, Any], free: list[int], today: Today, master: int | None) -> Booking:
        unit = values.get("unit_id") or (free[0] if free else self._assumed.unassigned_unit)
        price = {} if "price" in values else {"price": self._rack_rate(values)}
        group = {} if master is None else {"master_id": master}
        owned = {**values, **price, **group, "unit_id": unit, "referer": "API"}
        at = today.now
        return Booking(**owned, id=self._book.new_id(), property_id=self._hotel.id, booking_time=at, modified_time=at)

    def _modify(self, item: Mapping[str, object], today: Today) -> JsonObject:
        number = item["id"]
        known = self._book.find(number) if isinstance(number, int) else None
        if known is None:
            raise ItemRefusal(MODIFY, "access denied")
        values = self._read(item, MODIFY)
        arrival, departure = values.get("arrival", known.arrival), values.get("departure", known.departure)
        self._check(values, arrival, departure, MODIFY)
        booking, bad = write_sub_items(_revived(replace(known, **values)), item, self._book, today.now)
        if booking != known:
            quiet = not (_action(item, "allowWebhooks") and _moves_availability(known, booking))
            self._book.put(replace(booking, modified_time=today.now), quiet=quiet)
        return {**_outcome(bad), "modified": _differences(known, booking)}

    def _read(self, item: Mapping[str, object], action: str) -> dict[str, Any]:
        values, wrong = read_fields(item, accepts_sub_status=self._assumed.accepts_sub_status)
        if wrong:
            raise ItemRefusal(action, "invalid", wrong[0].field)
        return values

    def _check(self, values: dict[str, Any], arrival: date, departure: date, action: str) -> None:
        if "room_id" in values and self._hotel.room_type(values["room_id"]) is None:
            raise ItemRefusal(action, "invalid", "roomId")
        if arrival >= departure:
            raise ItemRefusal(action, "invalid", "departure")
        master = values.get("master_id")
        if master is not None and self._book.find(master) is None:
            raise ItemRefusal(action, "invalid", "masterId")

    def _free_units(self, values: dict[str, Any]) -> list[int]:
        room = self._hotel.room_type(values["room_id"])
        units = room.units if room else range(0)
        return self._book.free_units(values["room_id"], units, values["arrival"], values["departure"])

    def _rack_rate(self, values: dict[str, Any]) -> float:
        room = self._hotel.room_type(values["room_id"])
        nights = (values["departure"] - values["arrival"]) // timedelta(days=1)
        filled = self._assumed.fills_missing_price and room is not None and values.get("status") != Status.BLACK
        return room.rate * nights if filled and room else 0.0


def _revived(booking: Booking) -> Booking:
    """A booking that is not cancelled has no cancelTime; an API cancel sets none either (FACTS.md 3)."""
    return booking if booking.status is Status.CANCELLED else replace(booking, cancel_time=None)


def _moves_availability(before: Booking, after: Booking) -> bool:
    """Whether one of the six fields changed that a program may have told to webhooks (SPEC allowWebhooks)."""
    return any(getattr(before, name) != getattr(after, name) for name in AVAILABILITY)


def _differences(before: Booking, after: Booking) -> JsonObject:
    old, new = to_wire(before), to_wire(after)
    return {key: value for key, value in new.items() if value != old[key] and key != "modifiedTime"}


def _action(item: object, name: str) -> bool:
    actions = item.get("actions") if isinstance(item, dict) else None
    return isinstance(actions, dict) and actions.get(name) is True


def _outcome(bad_lists: list[str]) -> JsonObject:
    if not bad_lists:
        return {"success": True}
    errors = [{"action": "modify sub item", "field": name, "message": "invalid"} for name in bad_lists]
    return {"success": False, "errors": errors}


def _refused(refusal: ItemRefusal, *, in_warnings: bool = False) -> JsonObject:
    return {"success": False, "warnings" if in_warnings else "errors": [refusal.wire()]}
