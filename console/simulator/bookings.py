"""The booking as GET /bookings shows it: 70 keys in the order they come (FACTS.md 3)."""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter

from console.simulator.items import Companion, InfoItem, InvoiceItem, number
from console.simulator.wire import JsonObject, stamp


class Status(StrEnum):
    """The six words of Beds24 (FACTS.md 3)."""

    CONFIRMED = "confirmed"
    REQUEST = "request"
    NEW = "new"
    CANCELLED = "cancelled"
    BLACK = "black"
    INQUIRY = "inquiry"


BLOCKING = frozenset({Status.CONFIRMED, Status.NEW, Status.REQUEST, Status.BLACK})
UNLESS_ASKED = frozenset(Status) - {Status.CANCELLED}
PERSONAL_KEYS = (
    "title", "firstName", "lastName", "email", "phone", "mobile", "fax",
    "company", "address", "city", "state", "postcode",
)  # fmt: skip
FINANCIAL_KEYS = (
    "price", "deposit", "tax", "commission",
    "rateDescription", "stripeToken", "pcibookingToken", "apiMessage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CancellationRule:
    """`allowCancellation`: propertyDefault, never, always, or daysBeforeArrival with a number of days."""

    type: str = "propertyDefault"
    days: int | None = None

    def wire(self) -> JsonObject:
        """`{"type": ...}` and, where it applies, `daysBeforeArrivalValue`."""
        days: JsonObject = {} if self.days is None else {"daysBeforeArrivalValue": self.days}
        return {"type": self.type, **days}


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One booking. The first 70 fields are the 70 keys in their order; money in major units."""

    id: int
    master_id: int | None = None
    property_id: int
    room_id: int
    unit_id: int | None = 0
    room_qty: int = 1
    offer_id: int = 0
    status: Status = Status.CONFIRMED
    sub_status: str = "none"
    arrival: date
    departure: date
    num_adult: int = 1
    num_child: int = 0
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    company: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    country2: str | None = None
    arrival_time: str = ""
    voucher: str = ""
    comments: str = ""
    notes: str = ""
    message: str = ""
    group_note: str | None = ""
    custom1: str = ""
    custom2: str = ""
    custom3: str = ""
    custom4: str = ""
    custom5: str = ""
    custom6: str = ""
    custom7: str = ""
    custom8: str = ""
    custom9: str = ""
    custom10: str = ""
    flag_color: str = ""
    flag_text: str = ""
    status_code: int = 0
    lang: str = ""
    referer: str = ""
    referer_editable: str = ""
    reference: str = ""
    channel: str = "direct"
    api_source_id: int = 0
    api_source: str = "Direct"
    api_reference: str = ""
    allow_channel_update: str = "all"
    allow_auto_action: str = "enable"
    allow_review: str = "default"
    allow_cancellation: CancellationRule = CancellationRule()
    invoicee_id: int | None = None
    booking_time: datetime
    modified_time: datetime
    cancel_time: datetime | None = None
    price: float = 0.0
    deposit: float = 0.0
    tax: float = 0.0
    commission: float = 0.0
    rate_description: str = ""
    stripe_token: str | None = None
    pcibooking_token: str | None = None
    api_message: str = ""
    invoice_items: tuple[InvoiceItem, ...] = ()
    info_items: tuple[InfoItem, ...] = ()
    guests: tuple[Companion, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether it takes a room from others (FACTS.md 3, status meanings)."""
        return self.status in BLOCKING

    def overlaps(self, arrival: date, departure: date) -> bool:
        """Whether it shares a night with [arrival, departure)."""
        return self.arrival < departure and arrival < self.departure


def camel(name: str) -> str:
    """`api_source_id` as Beds24 writes it: `apiSourceId`."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


_SUB_ITEMS = ("invoice_items", "info_items", "guests")
FIELDS = tuple(field.name for field in fields(Booking) if field.name not in _SUB_ITEMS)
KEYS = tuple(camel(name) for name in FIELDS)
FIELD_OF = dict(zip(KEYS, FIELDS, strict=True))
_values_of = attrgetter(*FIELDS)


def to_wire(booking: Booking) -> JsonObject:
    """The 70 keys in order, as a full-scope GET shows them without include flags."""
    return {key: _plain(value) for key, value in zip(KEYS, _values_of(booking), strict=True)}


def _plain(value: object) -> object:
    match value:
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case float():
            return number(value)
        case CancellationRule():
            return value.wire()
        case _:
            return value
