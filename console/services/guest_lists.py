"""The lists by which guests are told apart: those of the program, read when they are first asked for, and with what the
manager added."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from console.domain.guests.lists import ContactLists, NameLists
from console.domain.guests.words import WordKind, with_words
from console.store.store import Session

GUEST_LISTS = Path(__file__).resolve().parents[2] / "resources" / "guests"


def contact_lists(session: Session) -> ContactLists:
    """What is known of contacts now. Raises StoreTrouble."""
    return with_words(shipped_contacts(), session.guest_words.all())


def relay_domains(session: Session) -> list[str]:
    """The domains through which channels hide their guests, in order of the alphabet."""
    added = {word.word for word in session.guest_words.all() if word.kind is WordKind.RELAY_DOMAIN}
    return sorted(added | shipped_contacts().relay_domains.keys())


@cache
def shipped_contacts() -> ContactLists:
    """What the program knows of contacts by itself; the hotel's own are not among it."""
    held = _held("contacts")
    relays = held["relay_domains"]
    return ContactLists(
        relay_domains={relay["domain"]: relay["channel"] for relay in relays},
        stable_relays=frozenset(relay["domain"] for relay in relays if relay.get("stable")),
        affiliate_locals=frozenset(held["affiliate_locals"]),
        agency_domains=frozenset(held["agency_domains"]),
        placeholder_addresses=frozenset(held["placeholder_addresses"]),
        placeholder_locals=frozenset(held["placeholder_locals"]),
        placeholder_domains=frozenset(held["placeholder_domains"]),
        role_locals=frozenset(word for words in held["role_locals"].values() for word in words),
        own_domains=frozenset(),
        own_phones=frozenset(),
        placeholder_phones=frozenset(held["placeholder_phones"]),
    )


@cache
def mail_providers() -> frozenset[str]:
    """Domains where people have a mailbox of their own; a whole one of them says nothing about its people."""
    return frozenset(_held("contacts")["mail_providers"])


@cache
def name_lists() -> NameLists:
    """What is known of names; every name of a nickname group is a given name."""
    held = _held("names")
    nicknames: dict[str, set[int]] = {}
    for number, group in enumerate(line for lines in held["nicknames"].values() for line in lines):
        for name in group.split():
            nicknames.setdefault(name, set()).add(number)
    return NameLists(
        titles=frozenset(_words(held["titles"].values())),
        particles=frozenset(_words(held["particles"].values())),
        nicknames={name: frozenset(groups) for name, groups in nicknames.items()},
        given_names=frozenset(_words(held["given_names"].values())) | nicknames.keys(),
        titles_or_names=frozenset(_words([held["titles_or_names"]])),
    )


def _words(of_languages: Iterable[list[str]]) -> Iterator[str]:
    return (word for lines in of_languages for line in lines for word in line.split())


def _held(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((GUEST_LISTS / f"{name}.json").read_text(encoding="utf-8"))
    return held
