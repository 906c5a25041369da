"""The house itself: property, room types and rooms (FACTS.md section 5)."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where Beds24 sends the property's booking webhooks; words as in `POST /properties`."""

    version: str = "one"
    url: str = ""
    additional_data: str = "none"
    custom_header: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """One physical room inside a room type; `unit_id` counts from 1 within its type."""

    unit_id: int
    name: str


@dataclass(frozen=True, slots=True)
class RoomType:
    """A kind of room that is sold under one `roomId` of Beds24."""

    room_type_id: int
    name: str
    qty: int
    units: tuple[Unit, ...] = ()
    max_people: int = 0


@dataclass(frozen=True, slots=True)
class Property:
    """A hotel of the Beds24 account; `currency` is ISO 4217, times of day are `HH:MM` or empty."""

    property_id: int
    name: str
    currency: str
    country: str = ""
    check_in_start: str = ""
    check_out_end: str = ""
    room_types: tuple[RoomType, ...] = ()
    webhook: WebhookTarget = WebhookTarget()


class Cleaning(StrEnum):
    """The state that housekeeping gives a room; no booking touches it."""

    CLEAN = "clean"
    DIRTY = "dirty"
    INSPECTED = "inspected"
    OUT_OF_ORDER = "out_of_order"


class Tonight(StrEnum):
    """What a room is tonight, as its bookings make it."""

    FREE = "free"
    RESERVED = "reserved"
    OCCUPIED = "occupied"
    LEAVING_TODAY = "leaving_today"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Room:
    """A room of ours: the pair of room type and unit, with the name the hotel uses for it."""

    id: int
    room_type_id: int
    unit_id: int
    name: str
    cleaning: Cleaning
    active: bool
