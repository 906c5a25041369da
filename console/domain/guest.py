"""The person's card, and the keys by which the plain rules recognise a returning guest (GUESTS.md, rules 1 to 4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple

from console.domain.booking import Booking
from console.domain.contacts import email_key, phone_key
from console.domain.folding import folded
from console.domain.status import is_closure


class GuestKey(NamedTuple):
    """A contact by which a guest can be found; `kind` is `email` or `phone`, in that order of trust."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class GuestCard:
    """What is known of one person; empty where nothing is. `seen_at` is the newest booking that told of them."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)
    company: str = field(repr=False)
    address: str = field(repr=False)
    city: str = field(repr=False)
    postcode: str = field(repr=False)
    country: str
    language: str
    seen_at: datetime


def card_of(booking: Booking) -> GuestCard | None:
    """The guest that a booking names, or None: a closure has none, nor has a booking without name and contact."""
    name, email, phone = booking.guest_name, booking.email or "", booking.phone or booking.mobile or ""
    if is_closure(booking.status) or not (name or email or phone):
        return None
    return GuestCard(
        name=name,
        email=email,
        phone=phone,
        company=booking.company or "",
        address=booking.address or "",
        city=booking.city or "",
        postcode=booking.postcode or "",
        country=booking.country or "",
        language=booking.language or "",
        seen_at=booking.modified_at,
    )


def keys_of(booking: Booking) -> tuple[GuestKey, ...]:
    """The keys of a booking's guest, most trusted first."""
    found = [GuestKey("email", email_key(booking.email))]
    found += [GuestKey("phone", key) for key in dict.fromkeys((phone_key(booking.phone), phone_key(booking.mobile)))]
    return tuple(key for key in found if key.key)


def merged_card(cards: Iterable[GuestCard]) -> GuestCard:
    """One card from several: of each field the most recent value that is not empty (GUESTS.md, rule 4).

    The order in which they are given means nothing. Raises ValueError without cards.
    """
    newest_first = sorted(cards, key=_recency, reverse=True)
    if not newest_first:
        raise ValueError("a card needs at least one source")
    texts = {name: next((text for card in newest_first if (text := getattr(card, name))), "") for name in _TEXTS}
    return GuestCard(**texts, seen_at=newest_first[0].seen_at)


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order, case and accent; an empty name is anybody's."""
    return not one or not other or sorted(folded(one).split()) == sorted(folded(other).split())


_TEXTS = tuple(one.name for one in fields(GuestCard) if one.name != "seen_at")


def _recency(card: GuestCard) -> tuple[object, ...]:
    return (card.seen_at, *(getattr(card, name) for name in _TEXTS))
