"""Made-up stays as Beds24 sends them: pages of JSON, each booking with its 70 keys, notes of channels and charges."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from console.beds24.mapping import Asked, read_booking
from console.beds24.wire import FULL_PAGE, decode_page
from console.domain.booking import Booking
from console.simulator import bookings as beds24
from console.simulator.items import InfoItem, InvoiceItem, info_item_to_wire, invoice_item_to_wire
from tests.benchmarks.bookings import HOTEL, TYPES, UNITS
from tests.benchmarks.guests.rows import BookingRow

FIRST_NUMBER = 70_000_000
_ABROAD = frozenset({"booking", "expedia", "airbnb", "agoda", "trip", "vrbo"})


def pages(rows: Iterable[BookingRow], first_number: int = FIRST_NUMBER) -> Iterator[bytes]:
    """`rows` as the bodies of a walk over `GET /bookings`, a hundred on a page."""
    told = (_item(row, number) for number, row in enumerate(rows, first_number))
    while items := list(islice(told, FULL_PAGE)):
        yield json.dumps({"success": True, "type": "booking", "count": len(items), "data": items}).encode()


def read_page(body: bytes) -> list[Booking]:
    """The bookings of one page, read as the client reads them."""
    asked = Asked(HOTEL.property_id, HOTEL.currency, _NOW)
    read = (read_booking(item, asked) for item in decode_page(body).items)
    return [booking for booking in read if isinstance(booking, Booking)]


def _item(row: BookingRow, number: int) -> dict[str, object]:
    stay = _stay(row, number)
    around = {"invoiceItems": [invoice_item_to_wire(item, number) for item in stay.invoice_items]}
    noted = {"infoItems": [info_item_to_wire(item, number) for item in stay.info_items]}
    return {**beds24.to_wire(stay), **around, **noted, "guests": [], "bookingGroup": None}


def _stay(row: BookingRow, number: int) -> beds24.Booking:
    booked_at = row.created_at.replace(tzinfo=UTC)
    nights = max(1, (row.departure - row.arrival).days)
    rates = "\n".join(f"{row.arrival + timedelta(days=night)} EUR 118.00 Standard rate" for night in range(nights))
    channel = row.channel if row.channel in _ABROAD else "direct"
    return beds24.Booking(
        id=number,
        property_id=HOTEL.property_id,
        room_id=10 + number % TYPES,
        unit_id=1 + number % UNITS,
        arrival=row.arrival,
        departure=row.departure,
        num_adult=2,
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        phone=row.phone,
        company=row.company,
        address=row.address,
        city=row.city,
        postcode=row.postcode,
        country=row.country.lower(),
        country2=row.country or None,
        comments="Non smoking room, late arrival about 22:00, quiet side if that is possible.",
        lang="en",
        referer=row.channel,
        channel=channel,
        api_source=row.channel,
        api_reference=row.channel_ref,
        booking_time=booked_at,
        modified_time=booked_at,
        price=118.0 * nights,
        rate_description=rates,
        invoice_items=(InvoiceItem(number, "charge", 8, "[ROOMNAME1] [FIRSTNIGHT]", 118.0, booked_at, nights),),
        info_items=tuple(InfoItem(number + n, code, "Breakfast", booked_at) for n, code in enumerate(_CODES)),
    )


_CODES = ("BOOKINGCOMFLAG", "BOOKINGCOMGENIUS", "PAYMENTCHARGE")
_NOW = datetime(2030, 1, 1, tzinfo=UTC)
