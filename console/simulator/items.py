"""What hangs on a booking: invoice items, info items, companions, messages, its group (FACTS.md 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from console.simulator.wire import JsonObject, stamp


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    """A charge or a payment; `amount` in major units. Payments show neither qty nor vatRate."""

    id: int
    type: str
    sub_type: int
    description: str
    amount: float
    create_time: datetime
    qty: int = 1
    vat_rate: float = 0.0
    status: str = ""
    invoicee_id: int | None = None
    created_by: int | None = None


@dataclass(frozen=True, slots=True)
class InfoItem:
    """A coded note of a channel, e.g. BOOKINGCOMFLAG."""

    id: int
    code: str
    text: str
    create_time: datetime


@dataclass(frozen=True, slots=True)
class Companion:
    """One entry of `guests` (SPEC `bookingGuests`, shown with includeGuests)."""

    id: int
    first_name: str
    last_name: str
    email: str = ""
    country2: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a booking; `source` is host, guest, internalNote or system."""

    id: int
    booking_id: int
    time: datetime
    message: str
    source: str
    read: bool = False


def number(amount: float) -> float:
    """Money as Beds24 writes it: an integer when whole, else a float with two places."""
    rounded = round(amount, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def invoice_item_to_wire(item: InvoiceItem, booking_id: int) -> JsonObject:
    """One invoice item; a payment's `lineTotal` is minus its amount (FACTS.md 3, sub-objects)."""
    charge = item.type == "charge"
    counted: JsonObject = {"qty": item.qty} if charge else {}
    vat: JsonObject = {"vatRate": number(item.vat_rate)} if charge else {}
    return {
        "id": item.id,
        "bookingId": booking_id,
        "type": item.type,
        "subType": item.sub_type,
        "description": item.description,
        "status": item.status,
        **counted,
        "amount": number(item.amount),
        "lineTotal": number(item.amount * item.qty if charge else -item.amount),
        **vat,
        "invoiceeId": item.invoicee_id,
        "createdBy": item.created_by,
        "createTime": stamp(item.create_time),
    }


def info_item_to_wire(item: InfoItem, booking_id: int) -> JsonObject:
    """One info item with its five keys."""
    return {
        "id": item.id,
        "bookingId": booking_id,
        "createTime": stamp(item.create_time),
        "code": item.code,
        "text": item.text,
    }


def companion_to_wire(companion: Companion) -> JsonObject:
    """One entry of `guests`; what the simulator does not hold is an empty string."""
    empty = ("title", "phone", "mobile", "company", "address", "city", "state", "postcode", "country")
    tail = ("flagText", "flagColor", "note", *(f"custom{n}" for n in range(1, 11)))
    known = {"id": companion.id, "firstName": companion.first_name, "lastName": companion.last_name}
    return {
        **known,
        "email": companion.email,
        "country2": companion.country2 or "",
        **dict.fromkeys((*empty, *tail), ""),
    }


def group_to_wire(ids: Iterable[int], master: int) -> JsonObject:
    """`bookingGroup`: master and all ids, the master first."""
    return {"master": master, "ids": [master, *(each for each in ids if each != master)]}
