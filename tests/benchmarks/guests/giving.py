"""Which contact a booking carries: the guest's, the booker's, the firm's, the channel's, the hotel's own, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.benchmarks.guests import written
from tests.benchmarks.guests.contacts import Contacts, Firm, Registry
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.people import Person
from tests.benchmarks.guests.spelling import Name

EMAIL_TOLD: Mapping[str, float] = {"direct": 0.98, "phone": 0.50, "walkin": 0.36, "airbnb": 0.0, "company": 0.95}
PHONE_TOLD: Mapping[str, float] = {
    "booking": 0.91,
    "direct": 0.89,
    "phone": 0.96,
    "walkin": 0.50,
    "expedia": 0.72,
    "airbnb": 0.88,
    "agoda": 0.51,
    "trip": 0.27,
    "vrbo": 0.58,
    "company": 0.88,
    "agency": 0.90,
}
_TYPED_AT_THE_DESK = frozenset({"phone", "walkin", "airbnb"})
_REAL_EMAIL_BY_EXPEDIA = 0.12
_NO_PHONE_BY_EXPEDIA = 0.12
_COMMON = 0.6  # of a firm's bookings carry what the whole firm shares


@dataclass(frozen=True, slots=True)
class Guest:
    """A person with the contacts."""

    person: Person
    contacts: Contacts


@dataclass(frozen=True, slots=True)
class Line:
    """A contact as written, and the traps in it."""

    text: str
    traps: tuple[str, ...] = ()


class Giver:
    """Gives the contacts of one booking after another."""

    def __init__(self, told: Parameters, rng: Random, registry: Registry) -> None:
        self._told = told
        self._rng = rng
        self._registry = registry

    def give(self, booker: Guest, channel: str, name: Name, reference: str, day: date) -> tuple[Line, Line]:
        """E-mail and phone of a booking that `booker` makes for the guest called `name`."""
        if channel == "agency":
            return self._of_agency(booker, day)
        if channel == "expedia" and self._happens(self._told.affiliate_shared):
            return self._of_affiliate(booker, channel, day)
        return self._email(booker, channel, name, reference, day), self._phone(booker, channel, day)

    def _happens(self, share: float) -> bool:
        return self._rng.random() < share

    def _of_agency(self, booker: Guest, day: date) -> tuple[Line, Line]:
        agencies = self._registry.agencies
        usual = agencies[int(booker.person.id_[1:]) % len(agencies)]
        agency = usual if self._happens(0.6) else self._rng.choice(agencies)
        mailbox = Line(agency.mailbox, ("agency_contact",))
        if self._happens(0.25):
            return mailbox, self._own_phone(booker, "agency", day)
        return mailbox, Line(written.spelt_phone(agency.phone, None, self._rng), ("agency_phone",))

    def _of_affiliate(self, booker: Guest, channel: str, day: date) -> tuple[Line, Line]:
        phone = Line(written.AFFILIATE_PHONE) if self._happens(0.8) else self._phone(booker, channel, day)
        return Line(written.AFFILIATE_EMAIL, ("ota_shared_contact",)), phone

    def _email(self, booker: Guest, channel: str, name: Name, reference: str, day: date) -> Line:
        if channel == "expedia" and self._happens(_REAL_EMAIL_BY_EXPEDIA):
            return self._own_email(booker, day)
        if relay := written.alias(channel, name, reference, self._rng):
            return Line(relay, ("relay",))
        if not self._happens(EMAIL_TOLD[channel]):
            return self._made_up_email() if channel in _TYPED_AT_THE_DESK else Line("")
        if channel == "company" and booker.contacts.firm:
            return self._work_email(booker.person, booker.contacts.firm)
        return self._own_email(booker, day)

    def _work_email(self, person: Person, firm: Firm) -> Line:
        if self._happens(_COMMON):
            return Line(firm.mailbox, ("company_email",))
        return Line(
            f"{written.joined_slug(person.given[:1])}.{written.joined_slug(person.surname_at(date.min))}@{firm.domain}"
        )

    def _made_up_email(self) -> Line:
        dice, told = self._rng.random(), self._told
        if dice < told.placeholder_email * 2:
            return Line(self._rng.choice(written.PLACEHOLDER_EMAILS), ("placeholder_email",))
        if dice < (told.placeholder_email + told.own_contact) * 2:
            return Line(f"{self._rng.choice(('info', 'reception'))}@{told.own_domain}", ("own_email",))
        return Line("")

    def _own_email(self, booker: Guest, day: date) -> Line:
        contacts, rng, told = booker.contacts, self._rng, self._told
        email = contacts.second_email if contacts.second_email and rng.random() < 0.4 else contacts.email_at(day)
        if self._happens(told.email_typo):
            return Line(written.mistyped_email(email, rng), ("email_typo",))
        if self._happens(told.email_case):
            return Line(written.in_other_case(email, rng), ("email_case",))
        if self._happens(told.plus_tag):
            return Line(written.with_tag(email), ("plus_tag",))
        if email.endswith("@gmail.com") and self._happens(told.gmail_dots):
            return Line(written.with_dot(email, rng), ("gmail_dots",))
        return Line(email)

    def _phone(self, booker: Guest, channel: str, day: date) -> Line:
        if instead := self._instead_of_phone(channel):
            return instead
        if not self._happens(PHONE_TOLD[channel]):
            return Line("")
        firm = booker.contacts.firm
        if channel == "company" and firm and self._happens(_COMMON):
            return Line(written.spelt_phone(firm.phone, None, self._rng), ("company_phone",))
        return self._own_phone(booker, channel, day)

    def _instead_of_phone(self, channel: str) -> Line | None:
        told, rng = self._told, self._rng
        if channel == "expedia" and self._happens(_NO_PHONE_BY_EXPEDIA):
            return Line(written.EXPEDIA_NO_PHONE, ("placeholder_phone",))
        if channel == "airbnb" and self._happens(told.masked_phone):
            return Line(rng.choice(written.MASKED_PHONES), ("masked_phone",))
        if channel in _TYPED_AT_THE_DESK and self._happens(told.placeholder_phone):
            return Line(rng.choice(written.PLACEHOLDER_PHONES), ("placeholder_phone",))
        if channel in ("walkin", "airbnb") and self._happens(told.own_contact):
            return Line(written.OWN_PHONE, ("own_phone",))
        return None

    def _own_phone(self, booker: Guest, channel: str, day: date) -> Line:
        country, rng, phone = booker.person.country, self._rng, booker.contacts.phone_at(day)
        if self._happens(self._told.phone_digit_typo):
            return Line(written.spelt_phone(written.phone_with_wrong_digit(phone, rng), country, rng), ("phone_typo",))
        spelt = written.spelt_phone(phone, country, rng)
        if channel == "vrbo" and self._happens(self._told.phone_extension):
            return Line(written.with_extension(spelt, rng), ("phone_ext",))
        return Line(spelt)
