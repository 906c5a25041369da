"""What is known of contacts and names before any guest is looked at: relays, placeholders, titles, nicknames.

The values are `resources/guests/*.json` with what the manager added; `services.guest_lists` reads both. Contacts are in
lower case, names spelled as `domain.folding.folded` spells them. Contacts are told apart by whole values and never by
a pattern, lest a real address be taken for a relay (GUESTS.md section 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactLists:
    """Which addresses and numbers say nothing, or not enough, about who a guest is.

    A domain is the whole of what follows the @, a local part the whole of what stands before it. Numbers are E.164.
    """

    relay_domains: Mapping[str, str]
    """Domains through which a channel hides its guest, and the channel's name for people."""
    stable_relays: frozenset[str]
    """Those of `relay_domains` whose addresses stay with one person: good as a key, not to be shown as an address."""
    affiliate_locals: frozenset[str]
    """How the local part of a channel's own mailbox begins, the same for many guests: lodgingsupport, …"""
    agency_domains: frozenset[str]
    """Domains of agencies that book for many guests, whatever the local part."""
    placeholder_addresses: frozenset[str]
    """Whole values that stand where no address is known: x@x.com, n/a, …"""
    placeholder_locals: frozenset[str]
    """Local parts that no person has: noreply, noemailonprofile, …"""
    placeholder_domains: frozenset[str]
    """Domains at which nobody has a mailbox: example.com, …"""
    role_locals: frozenset[str]
    """Local parts of an office and not of a person: info, rezeption, buchhaltung, …"""
    own_domains: frozenset[str]
    """The hotel's own domains."""
    own_phones: frozenset[str]
    """The hotel's own numbers."""
    placeholder_phones: frozenset[str]
    """Numbers that stand where none is known, beside those that a rule finds (one digit only, 555-01xx, …)."""
    shared_contacts: frozenset[str] = frozenset()
    """Whole addresses and numbers that several people use: a family's mailbox, a firm's number, …"""


@dataclass(frozen=True, slots=True)
class NameLists:
    """What the words of a name are, by word. Words are single tokens without dots, hyphens and blanks."""

    titles: frozenset[str]
    """Titles, salutations and suffixes, which are no part of the name: mrs, herr, dott, jr, …"""
    particles: frozenset[str]
    """Small words of surnames that come and go between two bookings: von, de, del, al, …"""
    nicknames: Mapping[str, frozenset[int]]
    """The numbers of the groups that a given name is in; two names that share a group may be one person's."""
    given_names: frozenset[str]
    """Common given names: two different ones of them are never one another's typing error."""
    titles_or_names: frozenset[str] = frozenset()
    """Words that are a title (Pan Jan Kowalski, M. Guy Bernard) or a name (Pan Wei, M. Huber): a title only where a
    field begins with it and goes on, and two other words stand in the name."""
