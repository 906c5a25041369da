"""What is shown of a guest, computed from all sources that are linked to them (GUESTS.md 3.8).

Of each field one value wins by a rule, and it is known whose it was; a value that a person picked wins over every rule.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from console.domain.guests.contacts import Contact, ContactKind


class CardField(StrEnum):
    """The fields of a card, in the order in which it is read."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    COMPANY = "company"
    ADDRESS = "address"
    CITY = "city"
    POSTCODE = "postcode"
    COUNTRY = "country"
    LANGUAGE = "language"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Source:
    """One source's word, as it was told: of a booking, or of the desk. `email_is` and `phone_is` judge its contacts,
    `others` are those that it tells beside them."""

    profile_id: int
    seen_at: datetime
    by_desk: bool
    texts: Mapping[CardField, str] = field(repr=False)
    email_is: Contact | None = None
    phone_is: Contact | None = None
    others: tuple[str, ...] = field(default=(), repr=False)

    def text(self, name: CardField) -> str:
        return self.texts.get(name, "")


@dataclass(frozen=True, slots=True)
class Pick:
    """A value that a person chose for a field."""

    name: CardField
    text: str = field(repr=False)
    profile_id: int


@dataclass(frozen=True, slots=True)
class Card:
    """The values of a card; a field without a value is absent. `origin` tells the profile that each came from."""

    texts: Mapping[CardField, str] = field(repr=False)
    origin: Mapping[CardField, int]
    seen_at: datetime

    def text(self, name: CardField) -> str:
        return self.texts.get(name, "")


def card_from(sources: Iterable[Source], picks: Iterable[Pick] = ()) -> Card:
    """The card of the guest to whom these sources are linked; the order in which they are given means nothing.

    Raises ValueError without sources.
    """
    newest_first = _newest_first(sources)
    if not newest_first:
        raise ValueError("a card needs at least one source")
    chosen: dict[CardField, tuple[str, int]] = {}
    for name, choose in _CHOICES.items():
        if found := choose(newest_first, name):
            chosen[name] = (found.text(name), found.profile_id)
    chosen |= _whole_address(newest_first)
    chosen |= {pick.name: (pick.text, pick.profile_id) for pick in picks}
    return Card(
        MappingProxyType({name: text for name, (text, _) in chosen.items() if text}),
        MappingProxyType({name: profile_id for name, (text, profile_id) in chosen.items() if text}),
        newest_first[0].seen_at,
    )


def _newest_first(sources: Iterable[Source]) -> list[Source]:
    """Of sources of one moment the same is always the first, whichever came first."""
    found = sorted(sources, key=lambda source: source.seen_at, reverse=True)
    if any(one.seen_at == other.seen_at for one, other in pairwise(found)):
        found.sort(key=lambda one: (one.seen_at, *map(one.text, CardField), one.profile_id), reverse=True)
    return found


def _best_name(sources: Sequence[Source], name: CardField) -> Source | None:
    """The most frequent spelling; of equals the one in mixed case, with accents, the longest, the newest."""
    told = [source for source in sources if source.text(name)]
    if len(told) <= 1:
        return told[0] if told else None
    times = Counter(source.text(name) for source in told)
    return max(told, key=lambda source: (times[source.text(name)], *_care(source.text(name))))


def _care(text: str) -> tuple[bool, bool, int]:
    return (not (text.isupper() or text.islower()), not text.isascii(), len(text))


def _best_email(sources: Sequence[Source], _: CardField) -> Source | None:
    """The newest address of a person, else of an office, else of several people; a relay is never the guest's."""
    for kind in (ContactKind.PERSONAL, ContactKind.ROLE, ContactKind.SHARED):
        for source in sources:
            if source.email_is is not None and source.email_is.kind is kind and not source.email_is.channel:
                return source
    return None


def _best_phone(sources: Sequence[Source], _: CardField) -> Source | None:
    for kind in (ContactKind.VALID, ContactKind.SHARED, ContactKind.UNSURE):
        for source in sources:
            if source.phone_is is not None and source.phone_is.kind is kind:
                return source
    return None


def _newest(sources: Sequence[Source], name: CardField) -> Source | None:
    return next((source for source in sources if source.text(name)), None)


def _by_desk_first(sources: Sequence[Source], name: CardField) -> Source | None:
    told = [source for source in sources if source.text(name)]
    return next((source for source in told if source.by_desk), told[0] if told else None)


def _whole_address(sources: Sequence[Source]) -> dict[CardField, tuple[str, int]]:
    """Street, town and postcode are one thing: all of them come from the newest source that names a street, else a
    town."""
    for wanted in (CardField.ADDRESS, CardField.CITY):
        if source := _newest(sources, wanted):
            return {name: (source.text(name), source.profile_id) for name in _ADDRESS}
    return {}


_ADDRESS = (CardField.ADDRESS, CardField.CITY, CardField.POSTCODE)
_CHOICES: Mapping[CardField, Callable[[Sequence[Source], CardField], Source | None]] = {
    CardField.NAME: _best_name,
    CardField.EMAIL: _best_email,
    CardField.PHONE: _best_phone,
    CardField.COMPANY: _newest,
    CardField.COUNTRY: _newest,
    CardField.LANGUAGE: _newest,
    CardField.BIRTH: _by_desk_first,
}
