"""A booking as Beds24 tells it, in the hotel's own types.

`None` always means *Beds24 did not say* (the key was absent, usually for want of a scope); an empty text means
it said that there is nothing. The two are never mixed up: see `console.domain.applying`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from console.domain.companion import Companion

_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2100
UNASSIGNED = 0
NO_GROUP = 0
NOT_THERE_YET = 0
"""The number of a booking that was made here and that Beds24 does not have yet."""


@dataclass(frozen=True, slots=True)
class GuestMessage:
    """One message about a booking; `sent_at` in UTC, `author` is host, guest, system or internalNote.

    `attachment` is the name of a file that came with it; the file itself stays at Beds24.
    """

    beds24_message_id: int
    sent_at: datetime
    author: str
    text: str = field(repr=False)
    read: bool
    attachment: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Beds24's record of one stay in one room.

    Dates are civil dates of the hotel, the stay is `[arrival, departure)`; moments are aware UTC; amounts are
    minor units of the property's currency. `unit_id` 0 means no unit assigned, `group_id` 0 means single;
    `raw` is the JSON received, without card data. Raises ValueError when the dates cannot be a stay.
    """

    beds24_id: int
    property_id: int
    room_type_id: int
    unit_id: int
    status: str
    arrival: date
    departure: date
    modified_at: datetime
    room_qty: int | None = None
    sub_status: str | None = None
    adults: int | None = None
    children: int | None = None
    booked_at: datetime | None = None
    cancelled_at: datetime | None = None
    channel: str | None = None
    channel_reference: str | None = None
    api_source: str | None = None
    referer: str | None = None
    group_id: int | None = None
    title: str | None = field(default=None, repr=False)
    first_name: str | None = field(default=None, repr=False)
    last_name: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    mobile: str | None = field(default=None, repr=False)
    company: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    city: str | None = field(default=None, repr=False)
    state: str | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)
    country: str | None = None
    language: str | None = None
    price: int | None = None
    deposit: int | None = None
    tax: int | None = None
    commission: int | None = None
    arrival_time: str | None = None
    comments: str | None = field(default=None, repr=False)
    notes: str | None = field(default=None, repr=False)
    message: str | None = field(default=None, repr=False)
    group_note: str | None = field(default=None, repr=False)
    reference: str | None = None
    voucher: str | None = None
    flag_color: str | None = None
    flag_text: str | None = None
    rate_description: str | None = field(default=None, repr=False)
    allow_channel_update: str | None = None
    companions: tuple[Companion, ...] | None = field(default=None, repr=False)
    messages: tuple[GuestMessage, ...] = field(default=(), repr=False)
    raw: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if self.departure < self.arrival:
            raise ValueError("the departure lies before the arrival")
        if self.arrival.year < _EARLIEST_YEAR or self.departure.year > _LATEST_YEAR:
            raise ValueError("the stay lies outside the years 2000 to 2100")

    @property
    def guest_name(self) -> str:
        """The name as a person would read it; empty when nobody is named."""
        return full_name(self.first_name, self.last_name)


Age = tuple[datetime, datetime]
"""How old a version is: when it was changed at Beds24, and when Beds24 was asked for it."""

NOTHING_KEPT: Mapping[str, Age] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BookingVersion:
    """What a stored reservation must remember to judge the next version of its booking.

    `fingerprint` is None when the next version is to be compared field by field whatever it is; `read_at` is
    when Beds24 was asked for the version that is stored; `since` are the ages of fields that were kept from older
    versions (`console.domain.merging`).
    """

    modified_at: datetime
    fingerprint: bytes | None
    read_at: datetime
    since: Mapping[str, Age] = field(default_factory=lambda: NOTHING_KEPT)

    @property
    def age(self) -> Age:
        return self.modified_at, self.read_at


class Cause(StrEnum):
    """Why something received could not be applied."""

    UNREADABLE = "unreadable"
    IMPOSSIBLE_DATES = "impossible_dates"
    UNKNOWN_ROOM = "unknown_room"
    OTHER_PROPERTY = "other_property"


@dataclass(frozen=True, slots=True)
class ParkedItem:
    """Something received that waits for its cause to go away.

    `key` names it across runs (`booking:123`, or `item:<hash>` when it has no readable number); `payload` is the
    JSON received without card data, or empty where nothing of it may be kept.
    """

    key: str
    cause: Cause
    detail: str
    payload: bytes = field(repr=False)
    beds24_id: int | None = None
    room_type_id: int | None = None
    unit_id: int | None = None
    modified_at: datetime | None = None


CONTACT_FIELDS = (
    "title",
    "first_name",
    "last_name",
    "email",
    "phone",
    "mobile",
    "company",
    "address",
    "city",
    "state",
    "postcode",
    "country",
    "language",
)
MONEY_FIELDS = ("price", "deposit", "tax", "commission")
_NOT_COMPARED = frozenset({"beds24_id", "modified_at", "messages", "raw"})
BOOKING_FIELDS = tuple(one.name for one in fields(Booking))
COMPARED_FIELDS = tuple(name for name in BOOKING_FIELDS if name not in _NOT_COMPARED)

_AT_FIRST = {
    "room_qty": 1,
    "sub_status": "none",
    "adults": 0,
    "children": 0,
    "channel": "",
    "channel_reference": "",
    "api_source": "",
    "referer": "",
}


def full_name(first_name: str | None, last_name: str | None) -> str:
    return " ".join(part.strip() for part in (first_name, last_name) if part and part.strip())


def untold_at_first(booking: Booking) -> tuple[str, ...]:
    """The fields that a reservation must have and Beds24 did not say."""
    return tuple(name for name in _AT_FIRST if getattr(booking, name) is None)


def settled(booking: Booking) -> Booking:
    """`booking` as it can begin a reservation: what Beds24 did not say and a reservation must have, by default."""
    untold = {name: _AT_FIRST[name] for name in untold_at_first(booking)}
    return replace(booking, **untold) if untold else booking  # type: ignore[arg-type] # each value fits its field


def booking_key(beds24_id: int) -> str:
    """The `ParkedItem.key` of a booking whose number is known."""
    return f"booking:{beds24_id}"


def fingerprint_of(booking: Booking) -> bytes:
    """16 bytes that are equal only for bookings equal in every field, the body received included."""
    return _fingerprint()(booking)


@cache
def _fingerprint() -> Callable[[Booking], bytes]:
    import hashlib  # noqa: PLC0415 - a list is shown without either

    import msgspec  # noqa: PLC0415 - likewise

    encode = msgspec.msgpack.Encoder().encode
    return lambda booking: hashlib.blake2b(encode(booking), digest_size=16).digest()
