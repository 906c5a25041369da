"""Those who stay with whoever booked: kept apart from the booker, with contacts of their own only (GUESTS.md 2)."""

from collections.abc import Iterator
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
    if not booking.companions or is_closure(booking.status):
        return
    booker = _words(booking.first_name, booking.last_name)
    contacts = {_contact(text) for text in (booking.email, booking.phone, booking.mobile) if text}
    seen: set[int] = set()
    for place, one in enumerate(booking.companions, 1):
        number = one.beds24_guest_id or place
        words = _words(one.first_name, one.last_name)
        if number in seen or (words and words == booker):
            continue
        seen.add(number)
        theirs: dict[str, Any] = {name: "" for name in _CONTACTS if _contact(getattr(one, name)) in contacts}
        yield number, replace(one, **theirs) if theirs else one


def own_words(booking: Party) -> tuple[Companion, ...] | None:
    """What remains of the companions once nothing may tell of the booker; None where nothing was told of any."""
    if booking.companions is None:
        return None
    return tuple(replace(one, beds24_guest_id=number) for number, one in beside_booker(booking))


def _words(first: str | None, last: str | None) -> list[str]:
    return sorted(folded(f"{first or ''} {last or ''}").split())


def _contact(text: str) -> str:
    """An address without case, a number by its digits."""
    digits = "".join(filter(str.isdigit, text))
    return text.strip().casefold() if "@" in text or not digits else digits


_CONTACTS = ("email", "phone", "mobile")
