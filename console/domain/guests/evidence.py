"""Why two guests may be one person, and why not: facts as kinds and values, put into words by whoever shows them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from console.domain.guests.names import NameLevel, NameReader
from console.domain.guests.profiles import Profile


class Fact(StrEnum):
    """A kind of evidence."""

    SAME_DOCUMENT = "same_document"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_BIRTH = "same_birth"
    SAME_NAME = "same_name"
    NEAR_NAME = "near_name"
    PART_OF_NAME = "part_of_name"
    NEAR_EMAIL = "near_email"
    SAME_LAST_DIGITS = "same_last_digits"
    SAME_ADDRESS = "same_address"
    SAME_POSTCODE = "same_postcode"
    OTHER_BIRTH = "other_birth"
    OTHER_DOCUMENT = "other_document"
    OTHER_SURNAME = "other_surname"
    OTHER_GIVEN_NAME = "other_given_name"
    OTHER_NAME = "other_name"
    OTHER_COUNTRY = "other_country"
    SAME_NIGHTS = "same_nights"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact about two guests: the value of each, the same one twice where both have it. A document has no value."""

    fact: Fact
    here: str = field(default="", repr=False)
    there: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for one person, and what against it, the strongest first."""

    agreeing: tuple[Evidence, ...]
    contradicting: tuple[Evidence, ...]


def weigh(
    reader: NameReader,
    ours: Sequence[Profile],
    theirs: Sequence[Profile],
    near: "NearEmail",
    told: Mapping[int, str] = MappingProxyType({}),
) -> Weighed:
    """Compare all that is known of two guests; `near` tells whether two addresses differ by a slip, `told` gives the
    names as the sources (ids) spell them."""
    names = _nearest(reader, ours, theirs, told)
    agreeing = [*_common(ours, theirs), *_of_names(_NAMES_FOR, names), *_near(ours, theirs, near)]
    contradicting = [*_differing(ours, theirs), *_of_names(_NAMES_AGAINST, names)]
    return Weighed(tuple(agreeing), tuple(contradicting))


NearEmail = Callable[[str, str], bool]


def _common(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Iterable[Evidence]:
    if _texts(ours, "document") & _texts(theirs, "document"):
        yield Evidence(Fact.SAME_DOCUMENT)
    for fact, name in ((Fact.SAME_EMAIL, "emails"), (Fact.SAME_PHONE, "phones")):
        yield from (Evidence(fact, value, value) for value in sorted(_values(ours, name) & _values(theirs, name)))
    for fact, name in ((Fact.SAME_BIRTH, "birth"), (Fact.SAME_ADDRESS, "address"), (Fact.SAME_POSTCODE, "postcode")):
        yield from (Evidence(fact, value, value) for value in sorted(_texts(ours, name) & _texts(theirs, name)))


def _near(ours: Sequence[Profile], theirs: Sequence[Profile], near: NearEmail) -> Iterable[Evidence]:
    mine, others = _values(ours, "emails"), _values(theirs, "emails")
    pairs = ((one, other) for one, other in product(sorted(mine - others), sorted(others - mine)) if near(one, other))
    yield from (Evidence(Fact.NEAR_EMAIL, one, other) for one, other in pairs)
    if not _values(ours, "phones") & _values(theirs, "phones"):
        shared = _values(ours, "last_digits") & _values(theirs, "last_digits")
        yield from (Evidence(Fact.SAME_LAST_DIGITS, digits, digits) for digits in sorted(shared))


def _differing(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Iterable[Evidence]:
    for fact, name in (
        (Fact.OTHER_BIRTH, "birth"),
        (Fact.OTHER_DOCUMENT, "document"),
        (Fact.OTHER_COUNTRY, "country"),
    ):
        mine, others = _texts(ours, name), _texts(theirs, name)
        if mine and others and not mine & others:
            shown = ("", "") if fact is Fact.OTHER_DOCUMENT else (min(mine), min(others))
            yield Evidence(fact, *shown)


def _of_names(facts: Mapping[NameLevel, Fact], names: tuple[NameLevel, str, str]) -> Iterable[Evidence]:
    level, one, other = names
    fact = facts.get(level)
    if fact is not None:
        yield Evidence(fact, one, other)


def _nearest(
    reader: NameReader, ours: Sequence[Profile], theirs: Sequence[Profile], told: Mapping[int, str]
) -> tuple[NameLevel, str, str]:
    """How far the two names agree at best, with both names."""
    return max(
        (reader.level(one.name, other.name), _called(one, told), _called(other, told))
        for one, other in product(ours, theirs)
    )


def _called(profile: Profile, told: Mapping[int, str]) -> str:
    return told.get(profile.id) or " ".join(profile.name.words)


def _values(profiles: Sequence[Profile], name: str) -> set[str]:
    return {value for profile in profiles for value in getattr(profile, name)}


def _texts(profiles: Sequence[Profile], name: str) -> set[str]:
    return {value for profile in profiles if (value := getattr(profile, name))}


_NAMES_FOR = {
    NameLevel.EXACT: Fact.SAME_NAME,
    NameLevel.STRONG: Fact.SAME_NAME,
    NameLevel.CLOSE: Fact.NEAR_NAME,
    NameLevel.INITIAL: Fact.PART_OF_NAME,
    NameLevel.FIRST_ONLY: Fact.PART_OF_NAME,
}
_NAMES_AGAINST = {
    NameLevel.SAME_FAMILY: Fact.OTHER_GIVEN_NAME,
    NameLevel.SAME_FIRST: Fact.OTHER_SURNAME,
    NameLevel.DIFFERENT: Fact.OTHER_NAME,
}
