"""Bookings by the hundred thousand for the benchmarks: typed, deterministic, shaped like a hotel's."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from console.domain.booking import Booking
from console.domain.hotel import Property, RoomType

PROPERTY_ID = 1
TYPES, UNITS = 5, 8
BEGAN = datetime(2016, 1, 1, tzinfo=UTC)
DAYS, LEAD_DAYS = 3650, 40

HOTEL = Property(
    PROPERTY_ID, "Benchmark", "EUR", room_types=tuple(RoomType(10 + n, f"Type {n}", UNITS) for n in range(TYPES))
)
_CHANNELS = (("booking", "Booking.com"), ("airbnb", "Airbnb"), ("expedia", "Expedia"), ("direct", "Direct"))
_BODY = b'{"id":%d,"rateDescription":"' + b"2026-05-12 EUR 100.00 " * 75 + b'"}'


def bookings(count: int, seed: int = 1, began: datetime = BEGAN) -> Iterator[Booking]:
    """`count` bookings over ten years from `began` on, in the order of their numbers, as the spool hands them on.

    They arrive some forty days after they were booked, come from about 0.6 `count` guests in no order, and each
    carries a body of the usual 1.8 kB.
    """
    chance = random.Random(seed)
    return (_booking(number, count, chance, began) for number in range(count))


def _booking(number: int, count: int, chance: random.Random, began: datetime) -> Booking:
    booked_at = began + timedelta(days=DAYS * number / count)
    arrival = booked_at.date() + timedelta(days=round(chance.expovariate(1 / LEAD_DAYS)))
    guest = chance.randrange(count)
    channel, source = chance.choice(_CHANNELS)
    return Booking(
        beds24_id=10_000_000 + number,
        property_id=PROPERTY_ID,
        room_type_id=10 + number % TYPES,
        unit_id=1 + number % UNITS,
        status=chance.choice(("new", "confirmed", "confirmed", "cancelled")),
        arrival=arrival,
        departure=arrival + timedelta(days=chance.randrange(1, 8)),
        modified_at=booked_at + timedelta(hours=1),
        booked_at=booked_at,
        adults=chance.randrange(1, 4),
        channel=channel,
        channel_reference=str(4_000_000_000 + number),
        api_source=source,
        referer=source,
        group_id=0,
        title="",
        first_name=f"Vorname{guest % 900}",
        last_name=f"Nachname{guest}",
        email=f"guest{guest}@example.org",
        phone=f"+43 664 {guest:07d}",
        mobile="",
        company="",
        address="Musterweg 1",
        city="Wien",
        state="",
        postcode="1010",
        country="AT",
        language="de",
        price=chance.randrange(8000, 90000),
        deposit=0,
        tax=0,
        commission=0,
        comments="",
        notes="",
        raw=_BODY % number,
    )
