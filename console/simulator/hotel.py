"""The house: one property, its room types, and units whose numbers start at 1 in each type (FACTS.md 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from console.simulator.wire import JsonObject

WEBHOOK_VERSIONS = ("one", "twoNoPersonalData", "twoWithPersonalData")
ADDITIONAL_DATA = ("none", "CVC", "token", "CVCAndToken")


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The property's webhook setting; unless told otherwise as a fresh account has it, without an address."""

    version: str = "one"
    url: str = ""
    additional_data: str = "none"
    custom_header: str = ""

    def wire(self) -> JsonObject:
        """The four keys of SPEC `property.webhooks`."""
        return {
            "version": self.version,
            "url": self.url,
            "additionalData": self.additional_data,
            "customHeader": self.custom_header,
        }


@dataclass(frozen=True, slots=True)
class RoomType:
    """A Beds24 "room": a type with `unit_names`; `rate` is the rack rate of one night in major units."""

    id: int
    name: str
    kind: str
    unit_names: tuple[str, ...]
    people: int
    rate: float

    @property
    def units(self) -> range:
        """Unit numbers, from 1."""
        return range(1, len(self.unit_names) + 1)


@dataclass(frozen=True, slots=True)
class Hotel:
    """One property; `zone` decides what "today" is, though Beds24 never tells it (FACTS.md 5)."""

    id: int
    owner_id: int
    name: str
    currency: str
    zone: tzinfo
    room_types: tuple[RoomType, ...]

    def room_type(self, room_id: int) -> RoomType | None:
        """The type with this `roomId`, or None."""
        return next((each for each in self.room_types if each.id == room_id), None)

    def rooms(self) -> Iterator[tuple[RoomType, int]]:
        """Every physical room as (type, unit number)."""
        return ((each, unit) for each in self.room_types for unit in each.units)

    def today(self, now: datetime) -> date:
        """The civil date in the house."""
        return now.astimezone(self.zone).date()


_TYPES = (
    ("Single Garden", "single", 1, 72.0),
    ("Double Classic", "double", 2, 98.0),
    ("Double Superior", "double", 2, 119.5),
    ("Twin", "twin", 2, 98.0),
    ("Family", "family", 4, 156.0),
    ("Junior Suite", "suite", 3, 189.9),
)
_SHARES = (3, 6, 4, 3, 2, 2)
MOST_UNITS = 99
MOST_ROOMS = MOST_UNITS * len(_TYPES)
FIRST_ROOM_ID = 713_992
PROPERTY_ID = 345_754


def build_hotel(rooms: int = 20, property_id: int = PROPERTY_ID, zone: str = "Europe/Vienna") -> Hotel:
    """A house of `rooms` physical rooms over at most six types, larger types first served."""
    if not 1 <= rooms <= MOST_ROOMS:
        raise ValueError(f"a house has 1 to {MOST_ROOMS} rooms")
    counts = _share_out(rooms)
    types = tuple(
        RoomType(FIRST_ROOM_ID + 7 * place, name, kind, _unit_names(place, count), people, rate)
        for place, ((name, kind, people, rate), count) in enumerate(zip(_TYPES, counts, strict=True))
        if count
    )
    return Hotel(property_id, 12_345, "Hotel Alpenblick", "EUR", ZoneInfo(zone), types)


def _share_out(rooms: int) -> list[int]:
    counts = [0] * len(_TYPES)
    pattern = [place for place, share in enumerate(_SHARES) for _ in range(share)]
    turn = 0
    while sum(counts) < rooms:
        place = pattern[(turn * 7) % len(pattern)]
        counts[place] += counts[place] < MOST_UNITS
        turn += 1
    return counts


def _unit_names(floor: int, count: int) -> tuple[str, ...]:
    return tuple(f"{100 * (floor + 1) + number}" for number in range(1, count + 1))


def room_type_to_wire(room: RoomType, property_id: int, *, details: bool) -> JsonObject:
    """One entry of `roomTypes`; units show only id and name unless `details` (includeUnitDetails)."""
    return {
        "id": room.id,
        "propertyId": property_id,
        "name": room.name,
        "roomType": room.kind,
        "qty": len(room.unit_names),
        "maxPeople": room.people,
        "maxAdult": room.people,
        "maxChildren": max(room.people - 1, 0),
        "minStay": None,
        "maxStay": None,
        "minPrice": round(room.rate * 0.6, 2),
        "rackRate": room.rate,
        "cleaningFee": 0,
        "unitAllocation": "perBooking",
        "overbookingProtection": "room",
        "blockAfterCheckOutDays": 0,
        "unallocatedUnit": {"name": "Unallocated"},
        "units": [_unit_to_wire(number, room, details=details) for number in room.units],
    }


def _unit_to_wire(number: int, room: RoomType, *, details: bool) -> JsonObject:
    names: JsonObject = {"id": number, "name": room.unit_names[number - 1]}
    if not details:
        return names
    more = dict.fromkeys((f"name{n}" for n in range(2, 9)), "")
    return {**names, **more, "statusColor": "", "statusText": "", "note": ""}


def hotel_to_wire(hotel: Hotel, webhooks: Webhooks) -> JsonObject:
    """The property without its room types (FACTS.md 5, SPEC `property`)."""
    return {
        "id": hotel.id,
        "name": hotel.name,
        "propertyType": "hotel",
        "currency": hotel.currency,
        "address": "Dorfplatz 1",
        "city": "Sankt Beispiel",
        "state": "Tirol",
        "country": "AT",
        "postcode": "6999",
        "latitude": 47.1,
        "longitude": 11.3,
        "phone": "+43 5000 100",
        "mobile": "",
        "fax": "",
        "email": "desk@alpenblick.example",
        "web": "https://alpenblick.example",
        "contactFirstName": "Maria",
        "contactLastName": "Muster",
        "checkInStart": "15:00",
        "checkInEnd": "22:00",
        "checkOutEnd": "11:00",
        "offerType": "perRoom",
        "sellPriority": 1,
        "controlPriority": 1,
        "bookingRules": {"bookingType": "autoConfirmed", "bookingCutOffHour": 18},
        "account": {"ownerId": hotel.owner_id, "unitStatuses": []},
        "webhooks": webhooks.wire(),
    }
