"""Those who stay with whoever booked: kept apart from the booker, with contacts of their own only (GUESTS.md 2)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from console.domain.companion import Companion
from console.domain.folding import folded
from console.domain.status import is_closure


class Party(Protocol):
    """As much of a booking as tells who comes."""

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
    def companions(self) -> tuple[Companion, ...] | None: ...


def beside_booker(booking: Party) -> Iterator[tuple[int, Companion]]:
    """Each companion with the number by which they are known again in this booking: Beds24's for them, else their
    place in it, from 1.

    An entry that bears the booker's name is the booker. What is the booker's contact is left out, for it belongs to the
    booker.
    """
    if booking.companions and not is_closure(booking.status):
        yield from ((one.beds24_guest_id or place, one) for place, one in _others(booking))


def own_words(booking: Party) -> tuple[Companion, ...] | None:
    """What remains of the companions once nothing may tell of the booker, each in their place; None where nothing was
    told of any."""
    if booking.companions is None:
        return None
    found = dict(_others(booking))
    return tuple(found.get(place) or _nobody(one) for place, one in enumerate(booking.companions, 1))


def without(booking: Party, is_gone: Callable[[Companion], bool]) -> tuple[Companion, ...] | None:
    """The companions with nobody in the place of those of whom nothing may be told any more."""
    if booking.companions is None:
        return None
    return tuple(_nobody(one) if one.text and is_gone(one) else one for one in booking.companions)


def name_of(beds24_id: int, one: Companion) -> str:
    """What tells a companion of a booking from all others, whatever else of them changes: Beds24's number for them,
    else the name."""
    who = one.beds24_guest_id or " ".join(_words(one.first_name, one.last_name)) or _contact(one.email or one.phone)
    return f"companion {beds24_id} {who}"


def _others(booking: Party) -> Iterator[tuple[int, Companion]]:
    """Those who are not the booker, each once, by their place."""
    booker = _words(booking.first_name, booking.last_name)
    contacts = {_contact(text) for text in (booking.email, booking.phone, booking.mobile) if text}
    seen: set[int] = set()
    for place, one in enumerate(booking.companions or (), 1):
        words = _words(one.first_name, one.last_name)
        if not one.text or one.beds24_guest_id in seen or (words and words == booker):
            continue
        seen |= {one.beds24_guest_id} - {0}
        theirs: dict[str, Any] = {name: "" for name in _CONTACTS if _contact(getattr(one, name)) in contacts}
        yield place, replace(one, **theirs) if theirs else one


def _nobody(one: Companion) -> Companion:
    """Keeps the place, and Beds24's number, of somebody of whom nothing is kept."""
    return Companion(one.beds24_guest_id)


def _words(first: str | None, last: str | None) -> list[str]:
    return sorted(folded(f"{first or ''} {last or ''}").split())


def _contact(text: str) -> str:
    """An address without case, a number by its digits."""
    digits = "".join(filter(str.isdigit, text))
    return text.strip().casefold() if "@" in text or not digits else digits


_CONTACTS = ("email", "phone", "mobile")
