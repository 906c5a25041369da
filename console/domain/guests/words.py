"""What the manager adds to the lists of contacts, put beside what the program knows."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from console.domain.guests.lists import ContactLists


class WordKind(StrEnum):
    """What a word is in the eyes of the manager."""

    OWN_DOMAIN = "own_domain"
    OWN_PHONE = "own_phone"
    RELAY_DOMAIN = "relay_domain"
    AGENCY_DOMAIN = "agency_domain"
    PLACEHOLDER = "placeholder"
    ROLE = "role"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class GuestWord:
    """A word of the manager's, spelled as `checked_word` gives it; `added_by` is who or what added it.

    A placeholder is a whole value (`a@b.com`, `unknown`), a local part with its @ (`nomail@`), a domain with its @
    (`@nomail.at`), or a number (E.164). What several people share is a whole address, or a number (E.164).
    """

    kind: WordKind
    word: str = field(repr=False)
    added_at: datetime
    added_by: str


def with_words(lists: ContactLists, words: Iterable[GuestWord]) -> ContactLists:
    """`lists` with what the manager added; a relay of the manager's is called by its domain."""
    added: dict[WordKind, set[str]] = {kind: set() for kind in WordKind}
    for word in words:
        added[word.kind].add(word.word)
    placeholders = [(sort_of(word), word) for word in added[WordKind.PLACEHOLDER]]
    more = {sort: {word.strip("@") for of, word in placeholders if of is sort} for sort in PlaceholderSort}
    return replace(
        lists,
        relay_domains={**{domain: domain for domain in added[WordKind.RELAY_DOMAIN]}, **lists.relay_domains},
        agency_domains=lists.agency_domains | added[WordKind.AGENCY_DOMAIN],
        own_domains=lists.own_domains | added[WordKind.OWN_DOMAIN],
        own_phones=lists.own_phones | added[WordKind.OWN_PHONE],
        role_locals=lists.role_locals | added[WordKind.ROLE],
        placeholder_addresses=lists.placeholder_addresses | more[PlaceholderSort.WHOLE],
        placeholder_locals=lists.placeholder_locals | more[PlaceholderSort.LOCAL],
        placeholder_domains=lists.placeholder_domains | more[PlaceholderSort.DOMAIN],
        placeholder_phones=lists.placeholder_phones | more[PlaceholderSort.PHONE],
        shared_contacts=lists.shared_contacts | added[WordKind.SHARED],
    )


class PlaceholderSort(StrEnum):
    """Which part of a contact a placeholder is."""

    WHOLE = "whole"
    LOCAL = "local"
    DOMAIN = "domain"
    PHONE = "phone"


def sort_of(placeholder: str) -> PlaceholderSort:
    """Told by where its @ stands."""
    if placeholder.startswith("+") and placeholder[1:].isdigit():
        return PlaceholderSort.PHONE
    if placeholder.startswith("@"):
        return PlaceholderSort.DOMAIN
    return PlaceholderSort.LOCAL if placeholder.endswith("@") else PlaceholderSort.WHOLE
