"""Addresses and numbers as a key to their owner, or as what they are instead: a channel's relay, a placeholder, the
hotel's own (GUESTS.md 1, 2 and 3.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import phonenumbers

from console.domain.guests.lists import ContactLists


class ContactKind(StrEnum):
    """Whose a contact is. Only a personal, a role or a shared address and a valid or a shared number can tell who a
    guest is; what an office reads or several people share does so only together with the whole name."""

    PERSONAL = "personal"
    ROLE = "role"
    RELAY = "relay"
    AGENCY = "agency"
    PLACEHOLDER = "placeholder"
    OWN = "own"
    INVALID = "invalid"
    VALID = "valid"
    UNSURE = "unsure"
    MASKED = "masked"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Contact:
    """One address or number: its kind, the key to compare it by (empty where there is none), the channel of a relay."""

    kind: ContactKind
    key: str = field(default="", repr=False)
    channel: str = ""

    @property
    def tells_who(self) -> bool:
        return self.kind in _TELLING


class ContactReader:
    """Judges addresses and numbers by the lists that it was given, for a hotel in `country` (two letters)."""

    def __init__(self, lists: ContactLists, country: str) -> None:
        self._lists = lists
        self._country = country.upper()
        self._shared = {_shared_key(contact) for contact in lists.shared_contacts}
        self._emails: dict[str, Contact] = {}
        self._phones: dict[tuple[str, str], Contact] = {}

    def email(self, text: str) -> Contact | None:
        """What this address is; None where there is none."""
        address = text.strip().casefold().removeprefix("mailto:")
        if not address:
            return None
        known = self._emails.get(address)
        if known is None:
            if len(self._emails) > _REMEMBERED:
                self._emails.clear()
            known = self._emails[address] = self._judge_email(address)
        return known

    def _judge_email(self, address: str) -> Contact:
        local, _, domain = address.rpartition("@")
        kind = self._kind_of(address, local, domain)
        if kind not in _TELLING:
            return Contact(kind, "", self._lists.relay_domains.get(domain, ""))
        if domain in self._lists.stable_relays:
            return Contact(kind, address, self._lists.relay_domains[domain])
        return Contact(kind, _address_key(local, domain))

    def _kind_of(self, address: str, local: str, domain: str) -> ContactKind:
        """The first kind that fits; by its order, whatever else fits too."""
        lists = self._lists
        if self._is_placeholder(address, local, domain):
            return ContactKind.PLACEHOLDER
        if not _ADDRESS.fullmatch(address):
            return ContactKind.INVALID
        if domain in lists.own_domains:
            return ContactKind.OWN
        if domain in lists.relay_domains:
            return ContactKind.PERSONAL if domain in lists.stable_relays else ContactKind.RELAY
        if domain in lists.agency_domains or self._is_affiliate(local):
            return ContactKind.AGENCY
        return self._whose(local, domain)

    def _whose(self, local: str, domain: str) -> ContactKind:
        if _address_key(local, domain) in self._shared:
            return ContactKind.SHARED
        return ContactKind.ROLE if _role_of(local) in self._lists.role_locals else ContactKind.PERSONAL

    def _is_affiliate(self, local: str) -> bool:
        return any(local.startswith(start) for start in self._lists.affiliate_locals)

    def phone(self, text: str, country: str = "") -> Contact | None:
        """What this number is; `country` is the guest's. The key of a valid one is E.164, of an unsure one its last
        eight digits, which only serve as a hint for people."""
        asked = (text.strip(), country)
        if not asked[0]:
            return None
        known = self._phones.get(asked)
        if known is None:
            if len(self._phones) > _REMEMBERED:
                self._phones.clear()
            known = self._phones[asked] = self._judge_phone(*asked)
        return known

    def _is_placeholder(self, address: str, local: str, domain: str) -> bool:
        lists = self._lists
        return (
            address in lists.placeholder_addresses
            or local in lists.placeholder_locals
            or domain in lists.placeholder_domains
        )

    def _judge_phone(self, text: str, country: str) -> Contact:
        if "*" in text or _MASKED.search(text):
            return Contact(ContactKind.MASKED)
        digits = _NOT_DIGITS.sub("", text)
        if _is_made_up(digits):
            return Contact(ContactKind.PLACEHOLDER)
        number = self._valid_number(text, country)
        if number is None:
            return Contact(ContactKind.UNSURE, digits[-_HINT:] if len(digits) >= _HINT else "")
        if number.extension:
            return Contact(ContactKind.RELAY)
        return self._known_number(f"+{number.country_code}{phonenumbers.national_significant_number(number)}")

    def _known_number(self, key: str) -> Contact:
        if key in self._lists.own_phones:
            return Contact(ContactKind.OWN)
        if key in self._lists.placeholder_phones or _FICTIONAL.fullmatch(key) or _is_made_up(key[3:]):
            return Contact(ContactKind.PLACEHOLDER)
        return Contact(ContactKind.SHARED if key in self._shared else ContactKind.VALID, key)

    def _valid_number(self, text: str, country: str) -> phonenumbers.PhoneNumber | None:
        """Of the ways in which the number may be meant the first that is a mobile's, else the first that is valid:
        where numbers have no fixed length, many a foreign mobile reads as a landline at home."""
        first: phonenumbers.PhoneNumber | None = None
        for way in self._ways_to_dial(text, country.upper()):
            number, kind = _dialled(*way)
            if kind in _MOBILE:
                return number
            if kind != phonenumbers.PhoneNumberType.UNKNOWN:
                first = first or number
        return first

    def _ways_to_dial(self, text: str, country: str) -> Iterator[tuple[str, str]]:
        """As the guest's country dials it, as the hotel's does, with a plus that was left out; that one first where
        no zero begins it."""
        if text.startswith(("+", "00", "tel:")):
            yield text, self._country
            return
        with_plus = ("+" + text.lstrip("("), "")
        at_home = [(text, region) for region in dict.fromkeys((country, self._country)) if region]
        yield from (*at_home, with_plus) if text.startswith(("0", "(0")) else (with_plus, *at_home)


def _dialled(text: str, region: str) -> tuple[phonenumbers.PhoneNumber | None, int]:
    """The number, and what it is the number of: unknown where it is not valid."""
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None, phonenumbers.PhoneNumberType.UNKNOWN
    return number, phonenumbers.number_type(number)


def _role_of(local: str) -> str:
    return _TAIL.sub("", local.split("+", 1)[0])


def _address_key(local: str, domain: str) -> str:
    """Tags go everywhere, dots only where the provider ignores them; googlemail.com is gmail.com."""
    name = local.split("+", 1)[0]
    if domain in _GMAIL:
        return f"{name.replace('.', '')}@gmail.com"
    return f"{name}@{domain}"


def _shared_key(contact: str) -> str:
    local, at, domain = contact.rpartition("@")
    return _address_key(local, domain) if at else contact


def _is_made_up(digits: str) -> bool:
    rest = digits.lstrip("0")
    return len(rest) < _FEWEST or len(set(rest[1:])) <= 1 or len(set(rest)) <= _DULL or rest in _COUNTED


_MOBILE = frozenset({phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE})
_TELLING = frozenset({ContactKind.PERSONAL, ContactKind.ROLE, ContactKind.VALID, ContactKind.SHARED})
_REMEMBERED = 5_000
_HINT = 8
_FEWEST = 6
_DULL = 2
_COUNTED = frozenset("1234567890123456"[:length] for length in range(6, 17)) | frozenset(
    "9876543210"[:length] for length in range(6, 11)
)
_NOT_DIGITS = re.compile(r"\D+")
_MASKED = re.compile(r"[xX]{3,}|[.•]{3,}")
_FICTIONAL = re.compile(r"\+1\d{3}55501\d\d")
_TAIL = re.compile(r"[\d._-]+$")
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[a-z]{2,}")
