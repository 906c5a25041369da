"""One source's word about a person, prepared for comparing, and the keys by which sources find each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from console.domain.guests.names import Name

EMAIL, PHONE, DOCUMENT, BIRTH = "e", "p", "d", "b"
"""What begins a key that can tie sources together: the same address, number, document, or date of birth and name."""
NAME, LAST_DIGITS, ADDRESS = "n", "t", "z"
"""What begins a key that only brings two sources to a desk."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a person. `emails` and `phones` are keys that tell who somebody is, `roles` those of them
    that an office reads or several people share; `document` is a keyed hash. `ties` are the keys that can tie it to
    others, `hints` those that only bring it to a desk."""

    name: Name
    emails: tuple[str, ...] = field(default=(), repr=False)
    roles: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    last_digits: tuple[str, ...] = field(default=(), repr=False)
    birth: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    country: str = ""
    postcode: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    ties: tuple[str, ...] = field(init=False, repr=False, compare=False)
    hints: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = sorted({*self.name.words})
        object.__setattr__(self, "ties", tuple(self._tying(words)))
        object.__setattr__(self, "hints", tuple(self._hinting(words)))

    def _tying(self, words: Sequence[str]) -> Iterator[str]:
        yield from (EMAIL + key for key in self.emails)
        yield from (PHONE + key for key in self.phones)
        if self.document:
            yield DOCUMENT + self.document
        if self.birth:
            yield from dict.fromkeys(f"{BIRTH}{self.birth} {word[:3]}" for word in words)

    def _hinting(self, words: Sequence[str]) -> Iterator[str]:
        if self.emails:
            yield from (f"{NAME}{one} {other}" for one, other in combinations(words[:_MOST_WORDS], 2))
        yield from (LAST_DIGITS + digits for digits in self.last_digits)
        if self.postcode:
            yield from dict.fromkeys(f"{ADDRESS}{self.postcode} {word[:3]}" for word in words)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What matching knows of one source: which it is, and what is said. `order` is the place among all sources that no
    order of arrival changes: Beds24's number, the role and the place in the booking."""

    id: int
    order: tuple[int, int, int]
    said: Said = field(repr=False)

    def came_with(self, other: "Profile") -> bool:
        """Whether one booking names both, so that they are two people."""
        return self.order[0] == other.order[0] and self.id != other.id

    def says_as(self, other: "Profile") -> bool:
        """Whether both are the same source's word, and say the same of the person."""
        return self.order == other.order and self.said == other.said

    @property
    def name(self) -> Name:
        return self.said.name

    @property
    def emails(self) -> tuple[str, ...]:
        return self.said.emails

    @property
    def phones(self) -> tuple[str, ...]:
        return self.said.phones

    @property
    def last_digits(self) -> tuple[str, ...]:
        return self.said.last_digits

    @property
    def birth(self) -> str:
        return self.said.birth

    @property
    def document(self) -> str:
        return self.said.document

    @property
    def country(self) -> str:
        return self.said.country

    @property
    def postcode(self) -> str:
        return self.said.postcode

    @property
    def address(self) -> str:
        return self.said.address


def key_number(key: str) -> int:
    """64 bits that stand for a key in an index, so that the index holds nobody's address."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def can_tie(key: str) -> bool:
    return key[0] in _TYING


def tying_keys(profiles: Iterable[Profile]) -> set[str]:
    """The keys of these profiles that can tie them to others."""
    return {key for profile in profiles for key in profile.said.ties}


_MOST_WORDS = 4
_TYING = frozenset((EMAIL, PHONE, DOCUMENT, BIRTH))
