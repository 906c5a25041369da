"""What a booking and the desk tell of a person, read: once for comparing, once for the card."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from console.domain.booking import full_name
from console.domain.companion import Companion
from console.domain.guests.card import CardField, Source
from console.domain.guests.contacts import Contact, ContactKind, ContactReader
from console.domain.guests.names import NameReader, plain
from console.domain.guests.profiles import Profile, Said
from console.domain.moments import moment_from
from console.domain.status import Status, is_closure

_LAST_DIGITS = 8
_OF_SEVERAL = frozenset({ContactKind.ROLE, ContactKind.SHARED})
_COUNTRY_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Readers:
    """How names and contacts are read in this hotel."""

    names: NameReader
    contacts: ContactReader


@dataclass(frozen=True, slots=True)
class Words:
    """What the desk learned of a stay's guest and keeps beside what the booking told; empty where it learned nothing.

    `birth` is an ISO date, `document` a keyed hash of the number, `document_end` its last characters, `said_at` the
    moment (ISO) of the latest word."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    company: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    language: str = ""
    birth: str = ""
    document: str = ""
    document_end: str = ""
    said_at: str = ""


NOTHING = Words()


class TellsOfGuest(Protocol):
    """A booking, or as much of a stored reservation; the texts are None where Beds24 did not say."""

    @property
    def status(self) -> str: ...
    @property
    def first_name(self) -> str | None: ...
    @property
    def last_name(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def mobile(self) -> str | None: ...
    @property
    def company(self) -> str | None: ...
    @property
    def address(self) -> str | None: ...
    @property
    def city(self) -> str | None: ...
    @property
    def postcode(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def modified_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class _NoBooking:
    modified_at: datetime
    status: str = Status.CONFIRMED.value
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    company: str | None = None
    address: str | None = None
    city: str | None = None
    postcode: str | None = None
    country: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A companion as a booking of their own would tell of them."""

    one: Companion
    status: str
    modified_at: datetime
    language: str = ""

    @property
    def first_name(self) -> str:
        return self.one.first_name

    @property
    def last_name(self) -> str:
        return self.one.last_name

    @property
    def email(self) -> str:
        return self.one.email

    @property
    def phone(self) -> str:
        return self.one.phone

    @property
    def mobile(self) -> str:
        return self.one.mobile

    @property
    def company(self) -> str:
        return self.one.company

    @property
    def address(self) -> str:
        return self.one.address

    @property
    def city(self) -> str:
        return self.one.city

    @property
    def postcode(self) -> str:
        return self.one.postcode

    @property
    def country(self) -> str:
        return self.one.country


NO_BOOKING: Final[TellsOfGuest] = _NoBooking(datetime.min.replace(tzinfo=UTC))
"""What the booking of somebody who has none tells: nothing. What the desk says of them bears its own moment."""


@dataclass(frozen=True, slots=True)
class Told:
    """The texts of one source: a booking's, with the desk's words on top of them."""

    first_name: str
    last_name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    texts: Mapping[CardField, str]
    document: str
    seen_at: datetime
    by_desk: bool


def told_by(booking: TellsOfGuest, words: Words = NOTHING) -> Told | None:
    """The guest that a booking names; None for a closure, and for a booking without name and contact."""
    first, last = words.first_name or booking.first_name or "", words.last_name or booking.last_name or ""
    emails = tuple(text for text in (words.email, booking.email) if text)
    phones = tuple(text for text in (words.phone, booking.phone, booking.mobile) if text)
    if is_closure(booking.status) or not (first.strip() or last.strip() or emails or phones):
        return None
    texts = {
        CardField.NAME: full_name(first, last),
        CardField.EMAIL: emails[0] if emails else "",
        CardField.PHONE: phones[0] if phones else "",
        CardField.COMPANY: words.company or booking.company or "",
        CardField.ADDRESS: words.address or booking.address or "",
        CardField.CITY: words.city or booking.city or "",
        CardField.POSTCODE: words.postcode or booking.postcode or "",
        CardField.COUNTRY: words.country or booking.country or "",
        CardField.LANGUAGE: words.language or booking.language or "",
        CardField.BIRTH: words.birth,
    }
    seen_at = max(booking.modified_at, moment_from(words.said_at)) if words.said_at else booking.modified_at
    return Told(first, last, emails, phones, texts, words.document, seen_at, words is not NOTHING)


def profile_from(readers: Readers, told: Told, id_: int, order: tuple[int, int, int]) -> Profile:
    """`told` prepared for comparing."""
    country = _two_letters(told.texts[CardField.COUNTRY])
    telling = [contact for _, contact in _judged(told.emails, readers.contacts.email) if contact.tells_who]
    phones = [contact for _, contact in _judged(told.phones, lambda text: readers.contacts.phone(text, country))]
    said = Said(
        readers.names.read(told.first_name, told.last_name),
        tuple(dict.fromkeys(contact.key for contact in telling)),
        tuple(dict.fromkeys(contact.key for contact in (*telling, *phones) if contact.kind in _OF_SEVERAL)),
        tuple(dict.fromkeys(contact.key for contact in phones if contact.tells_who)),
        tuple(
            dict.fromkeys(
                contact.key[-_LAST_DIGITS:] for contact in phones if contact.key and contact.kind not in _OF_SEVERAL
            )
        ),
        told.texts[CardField.BIRTH],
        told.document,
        country,
        _squeezed(told.texts[CardField.POSTCODE]),
        _squeezed(told.texts[CardField.ADDRESS]),
    )
    return Profile(id_, order, said)


def source_from(readers: Readers, told: Told, profile_id: int) -> Source:
    """`told` prepared for the card: of several contacts the best."""
    country = _two_letters(told.texts[CardField.COUNTRY])
    email, email_is = _best(_judged(told.emails, readers.contacts.email))
    phone, phone_is = _best(_judged(told.phones, lambda text: readers.contacts.phone(text, country)))
    texts = {**told.texts, CardField.EMAIL: email, CardField.PHONE: phone}
    others = tuple(text for text in (*told.emails, *told.phones) if text not in {email, phone})
    return Source(profile_id, told.seen_at, told.by_desk, texts, email_is, phone_is, others)


def _judged(texts: Iterable[str], judge: Callable[[str], Contact | None]) -> list[tuple[str, Contact]]:
    return [(text, contact) for text in texts if (contact := judge(text)) is not None]


def _best(judged: Sequence[tuple[str, Contact]]) -> tuple[str, Contact | None]:
    """The first contact that tells who the guest is, else the first there is."""
    telling = (pair for pair in judged if pair[1].tells_who)
    return next(telling, judged[0] if judged else ("", None))


def _two_letters(country: str) -> str:
    return country.upper() if len(country) == _COUNTRY_LETTERS else ""


def _squeezed(text: str) -> str:
    return "".join(plain(text).split()) if text else ""
