"""Plausible guests: some return, some share a mailbox, some write in scripts the desk cannot read."""

import random
import re
import unicodedata
from collections import deque
from dataclasses import dataclass

from console.simulator.people import ORIGINS, Origin

MAILBOXES = ("example.com", "example.org", "example.net", "mail.example.com")
_REMEMBERED = 600
_RETURNS = 0.22
_FAMILY = 0.08
_NATIVE_SCRIPT = 0.5
_WISHES = 0.25
_COMPANIES = 0.04


@dataclass(frozen=True, slots=True)
class Guest:
    """A person as they would fill in a form: real mailbox, phone in international form."""

    first_name: str
    last_name: str
    email: str
    phone: str
    address: str
    city: str
    postcode: str
    country: str
    lang: str
    wish: str = ""
    company: str = ""


class GuestBook:
    """Draws guests; about a fifth have been here before, and a few are family of someone who has."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._known: deque[Guest] = deque(maxlen=_REMEMBERED)
        self._weights = [origin.weight for origin in ORIGINS]

    def invite(self) -> Guest:
        """A guest for one booking."""
        chance = self._draw.random()
        if self._known and chance < _RETURNS:
            return self._draw.choice(self._known)
        if self._known and chance < _RETURNS + _FAMILY:
            return self._relative_of(self._draw.choice(self._known))
        guest = self._stranger(self._draw.choices(ORIGINS, self._weights)[0])
        self._known.append(guest)
        return guest

    def _relative_of(self, guest: Guest) -> Guest:
        origin = next(each for each in ORIGINS if each.country == guest.country)
        return Guest(
            self._draw.choice(origin.given),
            guest.last_name,
            guest.email,
            self._phone(origin),
            guest.address,
            guest.city,
            guest.postcode,
            guest.country,
            guest.lang,
        )

    def _stranger(self, origin: Origin) -> Guest:
        draw = self._draw
        first, last = self._name(origin)
        city, postcode = draw.choice(origin.cities)
        return Guest(
            first,
            last,
            self._mailbox(first, last),
            self._phone(origin),
            origin.street.format(n=draw.randint(1, 180)),
            city,
            postcode,
            origin.country,
            origin.lang,
            origin.wish if draw.random() < _WISHES else "",
            "Muster & Söhne GmbH" if draw.random() < _COMPANIES else "",
        )

    def _name(self, origin: Origin) -> tuple[str, str]:
        draw = self._draw
        if not origin.latin or draw.random() < _NATIVE_SCRIPT:
            return draw.choice(origin.given), draw.choice(origin.family)
        first, _, last = draw.choice(origin.latin).partition(" ")
        return first, last

    def _mailbox(self, first: str, last: str) -> str:
        name = ".".join(part for part in (_ascii(first), _ascii(last)) if part) or "guest"
        return f"{name}{self._draw.randint(1, 9999)}@{self._draw.choice(MAILBOXES)}"

    def _phone(self, origin: Origin) -> str:
        return f"+{origin.dial} {self._draw.randint(150, 799)} {self._draw.randint(10**6, 10**7 - 1)}"


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "", plain.lower())
