"""Where bookings come from, and what each channel does to a guest's contacts (FACTS.md 3, 8; GUESTS.md 1)."""

import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass, replace

from console.simulator.bookings import Booking, Status
from console.simulator.guests import Guest

_UPPER = string.ascii_uppercase + string.digits


@dataclass(frozen=True, slots=True)
class Channel:
    """A source of bookings: Beds24's code and numbers, its share, commission, references and relays."""

    code: str
    source_id: int
    name: str
    weight: int
    commission: float
    reference: Callable[[random.Random], str]
    disguise: Callable[[Guest, str, random.Random], Guest]

    @property
    def is_ota(self) -> bool:
        """Whether a portal owns the booking (it then arrives as `new` with an apiReference)."""
        return self.commission > 0


def _nothing(_: random.Random) -> str:
    return ""


def _digits(count: int) -> Callable[[random.Random], str]:
    return lambda draw: str(draw.randrange(10 ** (count - 1), 10**count))


def _airbnb_code(draw: random.Random) -> str:
    return "HM" + "".join(draw.choices(_UPPER, k=8))


def _vrbo_code(draw: random.Random) -> str:
    return "HA-" + "".join(draw.choices(_UPPER, k=6))


def _as_typed(guest: Guest, _: str, __: random.Random) -> Guest:
    return guest


def _booking_relay(guest: Guest, _: str, draw: random.Random) -> Guest:
    initial = re.sub(r"[^a-z]", "", guest.email.partition("@")[0])[:1] or "x"
    relay = f"{initial}.{draw.randint(100_000, 999_999)}@guest.booking.com"
    city = "." if draw.random() < _DOTS else guest.city
    return replace(guest, email=relay, address="", postcode="", city=city)


def _airbnb_relay(guest: Guest, _: str, __: random.Random) -> Guest:
    digits = re.sub(r"\D", "", guest.phone)
    return replace(guest, email="", phone=digits, address="", city="", postcode="", country="", company="")


def _expedia_relay(guest: Guest, _: str, draw: random.Random) -> Guest:
    constant = draw.random() < _SHARED_MAILBOX
    local = "0" if constant else "".join(draw.choices(string.ascii_lowercase + string.digits, k=10))
    whole = f"{guest.first_name} {guest.last_name}"
    phone = "1 1111111111" if constant else guest.phone
    relay = f"{local}@m.expediapartnercentral.com"
    return replace(guest, first_name="", last_name=whole, phone=phone, email=relay)


def _agoda_relay(guest: Guest, reference: str, _: random.Random) -> Guest:
    return replace(guest, email=f"booking-{reference}@agoda-messaging.com", phone="", address="", postcode="")


def _vrbo_relay(guest: Guest, _: str, draw: random.Random) -> Guest:
    digits = "".join(draw.choices("0123456789abcdef", k=32))
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return replace(guest, email="-".join(parts) + "@messages.homeaway.com", address="")


def _trip_relay(guest: Guest, reference: str, _: random.Random) -> Guest:
    whole = f"{guest.last_name}/{guest.first_name}".upper()
    return replace(guest, first_name=whole, last_name="", email=f"{reference}@guest.trip.com", phone="")


_DOTS = 0.1
_SHARED_MAILBOX = 0.2
DIRECT = Channel("direct", 0, "Direct", 22, 0.0, _nothing, _as_typed)
CHANNELS = (
    Channel("booking", 19, "Booking.com", 40, 0.15, _digits(10), _booking_relay),
    DIRECT,
    Channel("airbnb", 46, "Airbnb", 10, 0.155, _airbnb_code, _airbnb_relay),
    Channel("expedia", 14, "Expedia", 10, 0.18, _digits(10), _expedia_relay),
    Channel("agoda", 17, "Agoda", 4, 0.17, _digits(9), _agoda_relay),
    Channel("vrbo", 30, "Vrbo", 3, 0.08, _vrbo_code, _vrbo_relay),
    Channel("trip", 53, "Trip", 4, 0.15, _digits(16), _trip_relay),
    Channel("hostelworld", 24, "Hostelworld", 2, 0.15, _digits(8), _as_typed),
)
BY_CODE = {channel.code: channel for channel in CHANNELS}
_WEIGHTS = [channel.weight for channel in CHANNELS]
_PANEL_USERS = ("panel_user_23", "panel_user_56")


def draw_channel(draw: random.Random) -> Channel:
    """A channel by its share of the business."""
    return draw.choices(CHANNELS, _WEIGHTS)[0]


def draw_portal(draw: random.Random) -> Channel:
    """A portal by its share of the business."""
    portals = [channel for channel in CHANNELS if channel.is_ota]
    return draw.choices(portals, [channel.weight for channel in portals])[0]


def referer_of(channel: Channel, draw: random.Random) -> str:
    """`referer`: the portal's name, or for direct bookings who typed them into the panel."""
    return channel.name if channel.is_ota else draw.choice(_PANEL_USERS)


def write_guest(booking: Booking, guest: Guest, channel: Channel) -> Booking:
    """The booking with this person on it; portals give country as a lower-case code, forms leave it free."""
    return replace(
        booking,
        first_name=guest.first_name,
        last_name=guest.last_name,
        email=guest.email,
        phone=guest.phone,
        company=guest.company,
        address=guest.address,
        city=guest.city,
        postcode=guest.postcode,
        country=guest.country.lower() if channel.is_ota else guest.country,
        country2=guest.country or None,
        lang=guest.lang if channel.code != "booking" else "",
        comments=guest.wish,
    )


def first_status(channel: Channel) -> Status:
    """Portal bookings arrive as `new`, typed ones as `confirmed` (FACTS.md 3)."""
    return Status.NEW if channel.is_ota else Status.CONFIRMED


def belongs_to_portal(booking: Booking) -> bool:
    """Whether a portal is the master of this booking."""
    return booking.channel in BY_CODE and BY_CODE[booking.channel].is_ota
