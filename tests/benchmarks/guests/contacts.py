"""Contacts of people, companies and agencies: who has which, from when, and how they are written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase, digits

from anyascii import anyascii

from tests.benchmarks.guests.names import Country, countries
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.people import OPENED, Person, some_day

History = tuple[tuple[date, str], ...]
"""Values with the day since when they hold, oldest first."""
_EXCHANGES = ("210", "317", "480", "512")


@dataclass(frozen=True, slots=True)
class Firm:
    """A company or an agency: its name, a mailbox and a switchboard for all, and the domain of its people."""

    name: str
    domain: str
    mailbox: str
    phone: str


@dataclass(frozen=True, slots=True)
class Home:
    """An address, its three parts together."""

    address: str
    city: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """How a person is reached. `family_email` and `family_phone` say that these are shared with the household."""

    emails: History
    second_email: str
    phones: History
    homes: tuple[tuple[date, Home], ...]
    firm: Firm | None = None
    family_email: bool = False
    family_phone: bool = False
    recycled: bool = False

    def email_at(self, day: date) -> str:
        return _holding(self.emails, day)

    def phone_at(self, day: date) -> str:
        return _holding(self.phones, day)

    def home_at(self, day: date) -> Home:
        return [home for since, home in self.homes if since <= day][-1]


class Registry:
    """Gives out contacts, each to one owner only. A phone is a country's code, a blank and its figures."""

    def __init__(self, told: Parameters, rng: Random) -> None:
        self._told = told
        self._rng = rng
        self._emails: set[str] = set()
        self._phones: set[str] = set()
        self._given_up: list[str] = []
        self.companies = [self._firm(index) for index in range(told.companies)]
        self.agencies = [self._agency(index) for index in range(told.agencies)]

    def reach(self, members: list[Person]) -> list[Contacts]:
        """The contacts of a household's members, in their order; the first one's are the family's."""
        homes = self._homes(members[0])
        head = self._contacts(members[0], homes)
        return [head, *(self._shared(person, head, homes) for person in members[1:])]

    def _contacts(self, person: Person, homes: tuple[tuple[date, Home], ...]) -> Contacts:
        told, rng = self._told, self._rng
        phones = self._phones_of(person)
        return Contacts(
            emails=self._history(self._email(person), told.email_change, lambda: self._email(person)),
            second_email=self._email(person) if rng.random() < told.second_email else "",
            phones=phones[0],
            homes=homes,
            firm=rng.choice(self.companies) if not person.child and rng.random() < told.company_share else None,
            recycled=phones[1],
        )

    def _shared(self, person: Person, head: Contacts, homes: tuple[tuple[date, Home], ...]) -> Contacts:
        told, rng = self._told, self._rng
        own = self._contacts(person, homes)
        email, phone = rng.random() < told.family_email_share, rng.random() < told.family_phone_share
        return Contacts(
            emails=head.emails if email else own.emails,
            second_email=own.second_email,
            phones=head.phones if phone else own.phones,
            homes=homes,
            firm=own.firm,
            family_email=email,
            family_phone=phone,
            recycled=own.recycled and not phone,
        )

    def _phones_of(self, person: Person) -> tuple[History, bool]:
        told, rng = self._told, self._rng
        recycled = bool(self._given_up) and rng.random() < told.recycled_phone
        first = self._given_up.pop() if recycled else self._phone(person.country)
        phones = self._history(first, told.phone_change, lambda: self._phone(person.country))
        if len(phones) > 1 and not recycled:
            self._given_up.append(first)
        return phones, recycled

    def _history(self, first: str, share: float, another: Callable[[], str]) -> History:
        start: History = ((date.min, first),)
        return (*start, (self._in_business(), another())) if self._rng.random() < share else start

    def _homes(self, person: Person) -> tuple[tuple[date, Home], ...]:
        start = ((date.min, self._home(person.country)),)
        moved = self._rng.random() < self._told.move
        return (*start, (self._in_business(), self._home(person.country))) if moved else start

    def _in_business(self) -> date:
        return some_day(self._rng, OPENED, OPENED + timedelta(days=365 * self._told.years))

    def _home(self, country: Country) -> Home:
        rng = self._rng
        return Home(
            f"{rng.choice(country.streets)} {rng.randrange(1, 190)}",
            rng.choice(country.cities),
            self._filled(country.postcode),
        )

    def _filled(self, pattern: str) -> str:
        rng = self._rng
        made = re.sub("#", lambda _: rng.choice(digits), pattern)
        return re.sub(r"\?", lambda _: rng.choice(ascii_uppercase), made)

    def _phone(self, country: Country) -> str:
        while True:
            made = f"{country.dialling} {self._filled(country.mobile)}"
            if made not in self._phones and len(set(made[-6:])) > 2:
                self._phones.add(made)
                return made

    def _email(self, person: Person) -> str:
        rng = self._rng
        first, last = slug(person.given[0].text), slug("".join(word.text for word in person.surname_at(date.min)))
        shapes = (f"{first}.{last}", f"{last}.{first}", f"{first}{last}", f"{first[0]}{last}", f"{last}{first[:2]}")
        local = rng.choice(shapes)
        if rng.random() < 0.45:
            local += str(rng.choice((person.born.year, person.born.year % 100, rng.randrange(1, 100))))
        domain = f"{last}.example" if rng.random() < 0.12 else rng.choice(person.country.pool.domains)
        while f"{local}@{domain}".replace(".", "") in self._emails:
            local += rng.choice(digits)
        self._emails.add(f"{local}@{domain}".replace(".", ""))
        return f"{local}@{domain}"

    def _firm(self, index: int) -> Firm:
        pool = next(one.pool for one in countries()[0] if one.code == self._told.country)
        rng = self._rng
        name = f"{pool.surname(rng).text} {rng.choice(('GmbH', 'AG', '& Co. KG', 'OHG', 'GmbH & Co. KG'))}"
        domain = f"{slug(name)[:16]}{index}.example"
        mailbox = f"{rng.choice(('office', 'info', 'sekretariat', 'reisen'))}@{domain}"
        return Firm(name, domain, mailbox, f"43 1{rng.choice(_EXCHANGES)}{index:03d}{rng.randrange(10)}")

    def _agency(self, index: int) -> Firm:
        domain = f"agency{index}.example"
        mailbox = f"{self._rng.choice(('reservations', 'booking', 'groups'))}@{domain}"
        return Firm(f"Agency {index}", domain, mailbox, f"44 121058{index}{self._rng.randrange(100, 1000)}")


def slug(text: str) -> str:
    """`text` as it stands in an address: plain lower-case letters and figures only."""
    return re.sub(r"[^a-z0-9]", "", anyascii(text).lower())


def _holding(history: History, day: date) -> str:
    return [value for since, value in history if since <= day][-1]
