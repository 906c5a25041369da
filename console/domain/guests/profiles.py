"""One source's word about a person, prepared for comparing, and the keys by which sources find each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from console.domain.guests.names import Name

EMAIL, PHONE, DOCUMENT, BIRTH = "e", "p", "d", "b"
"""What begins a key that can tie sources together: the same address, number, document, or date of birth and name."""
NAME, LAST_DIGITS, ADDRESS = "n", "t", "z"
"""What begins a key that only brings two sources to a desk."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What matching knows of one source. `order` is the place among all sources that no order of arrival changes:
    Beds24's number, the role and the place in the booking. `emails` and `phones` are keys that tell who somebody is,
    `roles` those of the addresses that belong to an office; `document` is a keyed hash. `ties` are the keys that can
    tie it to others."""

    id: int
    order: tuple[int, int, int]
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
    ties: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ties", tuple(self._tying()))

    def says_as(self, other: "Profile") -> bool:
        """Whether both say the same of the person."""
        return all(getattr(self, name) == getattr(other, name) for name in _SAID)

    def hints(self) -> Iterator[str]:
        """The keys that only bring this source to a desk."""
        words = sorted({*self.name.words})
        if self.emails:
            yield from (f"{NAME}{one} {other}" for one, other in combinations(words[:_MOST_WORDS], 2))
        yield from (LAST_DIGITS + digits for digits in self.last_digits)
        if self.postcode:
            yield from (f"{ADDRESS}{self.postcode} {word[:3]}" for word in words)

    def _tying(self) -> Iterator[str]:
        yield from (EMAIL + key for key in self.emails)
        yield from (PHONE + key for key in self.phones)
        if self.document:
            yield DOCUMENT + self.document
        if self.birth:
            yield from (f"{BIRTH}{self.birth} {word[:3]}" for word in sorted({*self.name.words}))


def key_number(key: str) -> int:
    """64 bits that stand for a key in an index, so that the index holds nobody's address."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def can_tie(key: str) -> bool:
    return key[0] in _TYING


def tying_keys(profiles: Iterable[Profile]) -> set[str]:
    """The keys of these profiles that can tie them to others."""
    return {key for profile in profiles for key in profile.ties}


_MOST_WORDS = 4
_TYING = frozenset((EMAIL, PHONE, DOCUMENT, BIRTH))
_SAID = (
    "order",
    "name",
    "emails",
    "roles",
    "phones",
    "last_digits",
    "birth",
    "document",
    "country",
    "postcode",
    "address",
)
