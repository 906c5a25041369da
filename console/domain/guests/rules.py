"""What two sources have in common, and what follows from it: the rules of GUESTS.md 3.5.

The rules start from the plain ones (by e-mail, by phone, otherwise a new guest) and ask each time how far the names
agree, and how many different people use the contact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from console.domain.guests.names import Name, NameLevel, NameReader
from console.domain.guests.profiles import EMAIL, PHONE, Profile, Said


class Rule(StrEnum):
    """Why two sources are one person, or are shown to somebody who may know; `BY_HAND` is a person's word."""

    BY_HAND = "hand"
    SAME_DOCUMENT = "A1"
    EMAIL_AND_NAME = "A2"
    EMAIL_NEAR_NAME = "A3"
    PHONE_AND_NAME = "A4"
    PHONE_NEAR_NAME = "A5"
    SHARED_AND_NAME = "A6"
    BIRTH_AND_NAME = "A7"
    BLOCKED = "R1"
    DOCUMENT_OTHER_NAME = "R2"
    CONTACT_PART_OF_NAME = "R3"
    AGENCY_AND_NAME = "R4"
    NEAR_CONTACT = "R5"
    BIRTH_PART_OF_NAME = "R6"
    RARE_NAME = "R7"
    TORN_CARD = "R8"
    NEW_EVIDENCE = "R9"


class Conflict(StrEnum):
    """What speaks against one person so strongly that no rule may decide alone."""

    BIRTH = "birth"
    DOCUMENT = "document"
    NAME = "name"
    SAME_BOOKING = "same booking"
    SAID_NO = "said no"


STRENGTH = (
    Rule.SAME_DOCUMENT,
    Rule.EMAIL_AND_NAME,
    Rule.PHONE_AND_NAME,
    Rule.BIRTH_AND_NAME,
    Rule.SHARED_AND_NAME,
    Rule.EMAIL_NEAR_NAME,
    Rule.PHONE_NEAR_NAME,
)
"""The automatic rules, the surest first."""

FEW_NAMES = 2
COMPANY_NAMES = 30


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many people who cannot be one use each contact, of the keys that were counted."""

    names: Mapping[str, int]

    def of(self, key: str) -> int:
        return self.names.get(key, 1)


def count_names(reader: NameReader, names: Iterable[Name]) -> int:
    """How many different people these names must belong to, counting as few as can be (GUESTS.md 3.3), and no further
    than to the first that no company has."""
    people: list[Name] = []
    for name in sorted({*names}, key=lambda name: (-len(name.words), name.joined, name.loose)):
        if not any(reader.level(name, known).can_be_one for known in people):
            people.append(name)
            if len(people) > COMPANY_NAMES:
                break
    return max(1, len(people))


def automatic_rule(one: Said, other: Said, level: NameLevel, sharing: Sharing) -> Rule | None:
    """The surest rule by which these two are one person, before anything that speaks against it is looked at."""
    if not level.can_be_one:
        return None
    if one.document and one.document == other.document:
        return Rule.SAME_DOCUMENT
    found = {*_by_email(one, other, level, sharing), *_by_phone(one, other, level, sharing)}
    if _same_birth(one, other) and _birth_is_enough(one, other, level):
        found.add(Rule.BIRTH_AND_NAME)
    return next((rule for rule in STRENGTH if rule in found), None)


def _by_email(one: Said, other: Said, level: NameLevel, sharing: Sharing) -> Iterable[Rule]:
    for address in _common(one.emails, other.emails):
        people = sharing.of(EMAIL + address)
        if level >= NameLevel.STRONG:
            yield from _by_full_name(people, Rule.EMAIL_AND_NAME)
        elif address in one.roles or people > FEW_NAMES:
            continue
        elif level is NameLevel.CLOSE or (people == 1 and level in _ALONE):
            yield Rule.EMAIL_NEAR_NAME


def _by_phone(one: Said, other: Said, level: NameLevel, sharing: Sharing) -> Iterable[Rule]:
    for number in _common(one.phones, other.phones):
        people = sharing.of(PHONE + number)
        if level >= NameLevel.STRONG:
            yield from _by_full_name(people, Rule.PHONE_AND_NAME)
        elif level is NameLevel.CLOSE and people <= FEW_NAMES and number not in one.roles:
            yield Rule.PHONE_NEAR_NAME


def _by_full_name(people: int, rule: Rule) -> Iterable[Rule]:
    if people <= COMPANY_NAMES:
        yield rule if people <= FEW_NAMES else Rule.SHARED_AND_NAME


def _birth_is_enough(one: Said, other: Said, level: NameLevel) -> bool:
    if level is NameLevel.EXACT:
        return True
    return level >= NameLevel.CLOSE and _have_more_in_common(one, other)


def _have_more_in_common(one: Said, other: Said) -> bool:
    return bool(
        (one.postcode and one.postcode == other.postcode)
        or _common(one.emails, other.emails)
        or _common(one.phones, other.phones)
    )


def review_rule(one: Said, other: Said, level: NameLevel, sharing: Sharing) -> Rule | None:
    """The rule by which a person is asked about these two, that no automatic rule ties together."""
    if one.document and one.document == other.document:
        return Rule.DOCUMENT_OTHER_NAME
    if level in _TWO_PEOPLE:
        return None
    if by_contact := _contact_to_review(one, other, level, sharing):
        return by_contact
    if _same_birth(one, other) and level in (NameLevel.INITIAL, NameLevel.CLOSE, NameLevel.STRONG):
        return Rule.BIRTH_PART_OF_NAME
    if level >= NameLevel.CLOSE and _is_near(one, other):
        return Rule.NEAR_CONTACT
    return None


def _contact_to_review(one: Said, other: Said, level: NameLevel, sharing: Sharing) -> Rule | None:
    shared = [EMAIL + key for key in _common(one.emails, other.emails) if key not in one.roles]
    shared += [PHONE + key for key in _common(one.phones, other.phones) if key not in one.roles]
    people = min((sharing.of(key) for key in shared), default=0)
    if level >= NameLevel.STRONG and people > COMPANY_NAMES:
        return Rule.AGENCY_AND_NAME
    if 0 < people <= FEW_NAMES and level in _PARTS:
        return Rule.CONTACT_PART_OF_NAME
    return None


def _is_near(one: Said, other: Said) -> bool:
    if any(is_slip_of(mine, theirs) for mine in one.emails for theirs in other.emails):
        return True
    if set(one.last_digits) & set(other.last_digits):
        return True
    return bool(one.postcode and one.postcode == other.postcode) or bool(one.address and one.address == other.address)


def is_slip_of(one: str, other: str) -> bool:
    """Whether two addresses differ by no more than a slip of the pen."""
    return OSA.distance(one, other, score_cutoff=_LETTERS) <= _LETTERS


def conflict_between(one: Said, other: Said) -> Conflict | None:
    """What the facts of two sources say against one person; names are judged by the whole card."""
    if one.birth and other.birth and one.birth != other.birth:
        return Conflict.BIRTH
    if one.document and other.document and one.document != other.document and not _same_birth(one, other):
        return Conflict.DOCUMENT
    return None


def strong_evidence(ours: Iterable[Profile], theirs: Iterable[Profile]) -> frozenset[str]:
    """The kinds of evidence between two guests that are strong enough to ask again after a no (GUESTS.md 3.6)."""
    mine, others = list(ours), list(theirs)
    documents = {one.document for one in mine if one.document} & {one.document for one in others}
    emails = {key for one in mine for key in one.emails} & {key for one in others for key in one.emails}
    phones = {key for one in mine for key in one.phones} & {key for one in others for key in one.phones}
    found = {"document": bool(documents), "e-mail and phone": bool(emails and phones)}
    return frozenset(kind for kind, is_so in found.items() if is_so)


def _same_birth(one: Said, other: Said) -> bool:
    return bool(one.birth) and one.birth == other.birth


def _common(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in mine if value in theirs)


_ALONE = frozenset({NameLevel.INITIAL, NameLevel.UNKNOWN})
_TWO_PEOPLE = frozenset({NameLevel.DIFFERENT, NameLevel.SAME_FAMILY, NameLevel.UNKNOWN})
"""What only a document makes somebody ask about."""
_PARTS = frozenset({NameLevel.INITIAL, NameLevel.FIRST_ONLY, NameLevel.SAME_FIRST})
_LETTERS = 2
