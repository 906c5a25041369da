"""Guests who share nothing but a rare full name: a list of its own, for half of it may be wrong (GUESTS.md 3.5, R7)."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.guests.grouping import Pair, pair_of
from console.domain.guests.names import Name

MOST_GUESTS = 20_000
"""Above it too many strangers share even a rare name."""

_SPARE_BITS = 3.0
_SAME_COUNTRY_BITS = 2.0
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class NamedGuest:
    """What of a guest counts here: the name, and the country (two letters, or empty)."""

    name: Name
    country: str


def rare_pairs(guests: Mapping[int, NamedGuest]) -> list[tuple[Pair, float]]:
    """Pairs of guests (ids) who alone share one full name, each with the bits of surprise in it, the rarest first.

    A name tells log2(guests / bearers) bits by each of its words, as if they came together by chance; the same country
    adds two, another takes two. Listed is what tells three bits more than it takes to single out one of all guests.
    """
    if not 1 < len(guests) <= MOST_GUESTS:
        return []
    bearers = Counter(word for guest in guests.values() for word in {*guest.name.words})
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for id_, guest in guests.items():
        if len(guest.name.words) >= _FEWEST_WORDS:
            by_name[tuple(sorted(guest.name.words))].append(id_)
    wanted = math.log2(len(guests)) + _SPARE_BITS
    found = []
    for words, ids in by_name.items():
        if len(ids) == _PAIR:
            bits = _bits(words, bearers, len(guests)) + _of_country(guests[ids[0]], guests[ids[1]])
            if bits >= wanted:
                found.append((pair_of(*ids), bits))
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))


def _bits(words: tuple[str, ...], bearers: Counter[str], guests: int) -> float:
    return sum(math.log2(guests / bearers[word]) for word in words)


def _of_country(one: NamedGuest, other: NamedGuest) -> float:
    if not one.country or not other.country:
        return 0.0
    return _SAME_COUNTRY_BITS if one.country == other.country else -_SAME_COUNTRY_BITS


_PAIR = 2
