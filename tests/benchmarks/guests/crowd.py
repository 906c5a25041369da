"""A hotel that has known 260,000 guests: most came once, some a hundred times; companies and agencies share.

Written straight through the store's own statements, since who is whom is known from the outset.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random

from console.domain.applying import Source
from console.domain.booking import Booking, settled
from console.domain.guests.card import CardField, card_from
from console.domain.guests.profiles import key_number
from console.domain.guests.rules import Rule
from console.services.guest_readers import readers_in
from console.services.guest_sources import profile_from, source_from, told_by
from console.store.guest_profiles import Kept, Place
from console.store.reservations import Entry
from console.store.store import Session, Store
from tests.benchmarks.bookings import HOTEL, TYPES, UNITS
from tests.benchmarks.guests.names import countries

GUESTS = 260_000
HIDDEN = "@guest.booking.com"
_REGULARS, _STAYS_OF_A_REGULAR = 300, 120
_COMPANIES, _STAFF, _STAYS_OF_STAFF = 60, 25, 24
_AGENCIES, _CLIENTS = 6, 5_000
_AT_ONCE = 20_000
_BEGAN = datetime(2016, 1, 1, tzinfo=UTC)
_CHANNELS = ("booking", "booking", "expedia", "direct", "direct")


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody tells each time; a person without an address comes through a channel that hides it."""

    first: str
    last: str
    email: str
    phone: str
    country: str
    city: str
    postcode: str
    company: str = ""


class Crowd:
    """Everybody who ever came, and who may come next; the same for the same seed."""

    def __init__(self, seed: int = 1, guests: int = GUESTS) -> None:
        self.chance = Random(seed)
        self._share = guests / GUESTS
        self.regulars = [self.somebody() for _ in range(self._part(_REGULARS))]
        self.companies = [self._staff(number) for number in range(self._part(_COMPANIES))]
        self._agencies = [f"groups@agency{number}.example.net" for number in range(_AGENCIES)]
        self.clients = [
            replace(self.somebody(), email=email, phone="")
            for email in self._agencies
            for _ in range(self._part(_CLIENTS))
        ]
        known = len(self.regulars) + _STAFF * len(self.companies) + len(self.clients)
        self.once = [self.somebody() for _ in range(guests - known)]

    def _part(self, many: int) -> int:
        return max(1, round(many * self._share))

    def _staff(self, number: int) -> list[Person]:
        office = {"email": f"mkeller.travel@firm{number}.example.net", "phone": "", "company": f"Firm {number}"}
        return [replace(self.somebody(), **office) for _ in range(_STAFF)]

    def somebody(self) -> Person:
        """Somebody new, called as people are called and from where people come from."""
        chance = self.chance
        (country,) = chance.choices(countries()[0], cum_weights=countries()[1])
        names = country.pool
        first, last = names.given(chance.choice("mf"), chance).text, names.surname(chance).text
        mailbox = f"{first}.{last}{chance.randrange(10**6)}@mail.example.net".lower().replace(" ", "")
        hidden = chance.random() < 0.4
        return Person(
            first,
            last,
            "" if hidden else mailbox,
            f"+43 664 {chance.randrange(2_000_000, 10_000_000)}",
            country.code,
            chance.choice(country.cities),
            f"{1000 + int(9000 * chance.random() ** 3)}",
        )

    def client(self) -> Person:
        """Somebody new who comes through an agency."""
        return replace(self.somebody(), email=self.chance.choice(self._agencies), phone="")

    def stays(self) -> Iterator[list[Person]]:
        """Each guest as often as they came."""
        yield from ([person] * _STAYS_OF_A_REGULAR for person in self.regulars)
        yield from ([person] * _STAYS_OF_STAFF for staff in self.companies for person in staff)
        yield from ([person] for person in (*self.clients, *self.once))


def booking_of(person: Person, number: int, chance: Random) -> Booking:
    """The `number`-th stay that the hotel hears of, in this person's name."""
    booked_at = _BEGAN + timedelta(minutes=15 * number)
    arrival = booked_at.date() + timedelta(days=chance.randrange(90))
    hidden = f"{person.first[:1]}{person.last[:3]}.{number}{HIDDEN}".lower().replace(" ", "")
    stay = Booking(
        beds24_id=10_000_000 + number,
        property_id=HOTEL.property_id,
        room_type_id=10 + number % TYPES,
        unit_id=1 + number % UNITS,
        status="confirmed",
        arrival=arrival,
        departure=arrival + timedelta(days=chance.randrange(1, 8)),
        modified_at=booked_at,
        booked_at=booked_at,
        adults=2,
        channel=chance.choice(_CHANNELS),
        first_name=person.first,
        last_name=person.last,
        email=person.email or hidden,
        phone=person.phone,
        company=person.company,
        city=person.city,
        postcode=person.postcode,
        country=person.country,
        price=23_600,
    )
    return settled(stay)


def fill(store: Store, crowd: Crowd) -> int:
    """Write the whole crowd with all its stays; gives how many stays there are."""
    stays, written = _numbered(crowd), 0
    while some := list(islice(stays, _AT_ONCE)):
        with store.writing() as session:
            session.profiles.wait_with_references()
            _write(session, some)
        written += len(some)
    return written


def _numbered(crowd: Crowd) -> Iterator[tuple[Booking, int]]:
    """Each booking with the number of its guest's first."""
    number = 0
    for visits in crowd.stays():
        first = number + 1
        for person in visits:
            number += 1
            yield booking_of(person, number, crowd.chance), first


def _write(session: Session, some: list[tuple[Booking, int]]) -> None:
    """Ids are the numbers of the stays: of reservation, source and guest alike."""
    readers, at = readers_in(session), _BEGAN
    sources, cards, keys, ties = [], [], [], []
    for booking, guest_id in some:
        id_ = booking.beds24_id - 10_000_000
        told = told_by(booking)
        assert told is not None
        profile = profile_from(readers, told, id_, (booking.beds24_id, 0, 0))
        sources.append((Kept(profile, Place(id_, "guest", 0), guest_id), booking.modified_at))
        keys += [(key_number(key), id_) for key in (*profile.said.ties, *profile.said.hints)]
        if id_ != guest_id:
            ties.append((id_, guest_id, guest_id, _rule(booking)))
        else:
            card = card_from([source_from(readers, told, id_)])
            cards.append((id_, card, card.text(CardField.NAME).casefold()))
    entries = [
        Entry(kept.profile.id, booking, None, at, None, kept.guest_id, Source.PULL)
        for (booking, _), (kept, _) in zip(some, sources, strict=True)
    ]
    session.reservations.add(entries, at, None)
    session.guests.put(cards)
    session.profiles.put(sources)
    session.profiles.put_keys(keys)
    session.profiles.link(ties, at)


def _rule(booking: Booking) -> Rule:
    """By which everybody comes back."""
    if booking.company:
        return Rule.SHARED_AND_NAME
    return Rule.PHONE_AND_NAME if booking.email and booking.email.endswith(HIDDEN) else Rule.EMAIL_AND_NAME
