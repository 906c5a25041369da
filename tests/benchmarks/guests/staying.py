"""One booking: which channel, who books for whom, and what of it the hotel gets to read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from tests.benchmarks.guests.contacts import Registry
from tests.benchmarks.guests.giving import Giver, Guest
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.people import Person
from tests.benchmarks.guests.rows import BookingRow
from tests.benchmarks.guests.spelling import Speller

_NIGHTS = (1, 1, 2, 2, 3, 4, 7)
_COUNTRY_TOLD = {
    "booking": 0.95,
    "direct": 0.80,
    "phone": 0.49,
    "walkin": 0.93,
    "expedia": 0.83,
    "airbnb": 0.52,
    "agoda": 0.73,
    "trip": 0.80,
    "vrbo": 0.71,
    "company": 0.58,
    "agency": 0.56,
}
_HOME_TOLD = {"booking": 0.09, "direct": 0.49, "phone": 0.17, "walkin": 0.61, "expedia": 0.04}
_PAPERS_SHOWN = {"walkin": 0.55, "direct": 0.02, "phone": 0.01}
_BOOKED_FOR_OTHERS = frozenset({"direct", "booking", "expedia", "phone"})


@dataclass(frozen=True, slots=True)
class Stay:
    """A booking and whose it is."""

    booking: BookingRow
    guest: Guest
    traps: tuple[str, ...]


class Desk:
    """Takes bookings."""

    def __init__(self, told: Parameters, rng: Random, registry: Registry) -> None:
        self._told = told
        self._rng = rng
        self._registry = registry
        self._speller = Speller(told, rng)
        self._giver = Giver(told, rng, registry)
        self._channels = tuple(told.channels)
        self._weights = tuple(told.channels.values())
        self._references: set[str] = set()

    def welcome(self, members: list[Person]) -> list[Guest]:
        return [Guest(*both) for both in zip(members, self._registry.reach(members), strict=True)]

    def channel_of(self, guest: Guest, last: str) -> str:
        """People book as they did before, more often than not; only a company's people book through it."""
        if last and self._happens(self._told.same_channel):
            return last
        if guest.contacts.firm and self._happens(0.5):
            return "company"
        drawn = self._rng.choices(self._channels, self._weights)[0]
        return "direct" if drawn == "company" and guest.contacts.firm is None else drawn

    def book(self, guest: Guest, household: list[Guest], channel: str, moment: datetime) -> Stay:
        day = moment.date()
        booker = self._booker(guest, household, channel)
        name = self._speller.written(guest.person, channel, day)
        reference = self._reference()
        email, phone = self._giver.give(booker, channel, name, reference, day)
        arrival = day + timedelta(days=self._rng.randrange(90))
        booking = BookingRow(
            booking_id="",
            created_at=moment,
            channel=channel,
            channel_ref=reference,
            arrival=arrival,
            departure=arrival + timedelta(days=self._rng.choice(_NIGHTS)),
            first_name=name.first,
            last_name=name.last,
            booker_name=self._booker_name(guest, booker, day),
            email=email.text,
            phone=phone.text,
            country=guest.person.country.code if self._happens(_COUNTRY_TOLD[channel]) else "",
            company=guest.contacts.firm.name if channel == "company" and guest.contacts.firm else "",
        )
        traps = (*name.traps, *email.traps, *phone.traps, *self._always(guest, booker))
        return Stay(self._with_papers(self._with_home(booking, guest), guest), guest, traps)

    def _happens(self, share: float) -> bool:
        return self._rng.random() < share

    def _reference(self) -> str:
        while (made := str(self._rng.randrange(10**9, 10**10))) in self._references:
            continue
        self._references.add(made)
        return made

    def _booker(self, guest: Guest, household: list[Guest], channel: str) -> Guest:
        """Another of the household, or a friend's stand-in: whose contacts the booking carries."""
        others = [one for one in household if one.person is not guest.person and not one.person.child]
        if channel not in _BOOKED_FOR_OTHERS or not others or not self._happens(self._told.booker_not_guest):
            return guest
        return self._rng.choice(others)

    def _booker_name(self, guest: Guest, booker: Guest, day: date) -> str:
        if booker is guest or not self._happens(self._told.booker_name_given):
            return ""
        return self._speller.plain(booker.person, day)

    def _always(self, guest: Guest, booker: Guest) -> Iterable[str]:
        yield from guest.person.alike
        if booker is not guest:
            yield "booker"
        shared = guest.contacts
        yield from (
            trap
            for trap, true in (
                ("family_email", shared.family_email),
                ("family_phone", shared.family_phone),
                ("second_email", bool(shared.second_email)),
                ("email_change", len(shared.emails) > 1),
                ("phone_change", len(shared.phones) > 1),
                ("move", len(shared.homes) > 1),
                ("recycled_phone", shared.recycled),
            )
            if true
        )

    def _with_home(self, booking: BookingRow, guest: Guest) -> BookingRow:
        if not self._happens(_HOME_TOLD.get(booking.channel, 0)):
            return booking
        home = guest.contacts.home_at(booking.created_at.date())
        return replace(booking, address=home.address, city=home.city, postcode=home.postcode)

    def _with_papers(self, booking: BookingRow, guest: Guest) -> BookingRow:
        if not self._happens(_PAPERS_SHOWN.get(booking.channel, 0)):
            return booking
        number = guest.person.paper_at(booking.arrival) if self._happens(0.85) else ""
        return replace(booking, date_of_birth=guest.person.born.isoformat(), document_no=number)
