"""Who belongs to a guest without being them: the household, whoever came together in one booking, colleagues, whoever
books with the same contact, namesakes (GUESTS.md 3.5). Found when a card is looked at, so that they are never out of
date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from console.domain.guests.names import NameLevel, NameReader
from console.domain.guests.profiles import ADDRESS, EMAIL, PHONE, Profile, key_number
from console.store.guest_profiles import Kept
from console.store.store import Session


class Kinship(StrEnum):
    """How two guests belong together, the nearest first."""

    HOUSEHOLD = "household"
    TOGETHER = "together"
    SAME_CONTACT = "same_contact"
    COLLEAGUE = "colleague"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class Relation:
    """Another guest; `by` is the address or number that both have, empty where it is not one."""

    kind: Kinship
    guest_id: int
    name: str = field(repr=False)
    by: str = field(default="", repr=False)


def relations_of(session: Session, reader: NameReader, id_: int, members: Sequence[Kept]) -> list[Relation]:
    """Everybody near the guest with these sources, each once by the nearest relation, nearest first."""
    found: dict[int, tuple[Kinship, str]] = {}
    near = session.guest_cards.near(id_)
    by_name = ((_BY_NAME[one.by], one.id, "") for one in near)
    together = ((Kinship.TOGETHER, other, "") for other in session.guest_cards.came_with(id_))
    for kind, other, by in (*_by_keys(session, reader, id_, members), *together, *by_name):
        if other not in found or _ORDER.index(kind) < _ORDER.index(found[other][0]):
            found[other] = (kind, by)
    names = session.guest_cards.names(found)
    made = [Relation(kind, other, names.get(other, ""), by) for other, (kind, by) in found.items()]
    return sorted(made, key=lambda one: (_ORDER.index(one.kind), one.name))


def _by_keys(
    session: Session, reader: NameReader, id_: int, members: Sequence[Kept]
) -> Iterator[tuple[Kinship, int, str]]:
    """Guests who share a contact or an address with one of the sources; agencies' contacts relate nobody."""
    ours = [kept.profile for kept in members]
    keys = {key_number(key): key for profile in ours for key in _relating(profile)}
    holders: dict[str, list[Kept]] = {}
    counts = session.profiles.count_holders(keys, _MOST_SHARING + 1)
    few = [number for number, count in counts.items() if count <= _MOST_SHARING]
    for number, kept in session.profiles.holders_of(few):
        holders.setdefault(keys[number], []).append(kept)
    for key, found in holders.items():
        others = (kept for kept in found if kept.guest_id != id_)
        yield from (one for kept in others if (one := _related(reader, key, ours, kept)) is not None)


def _relating(profile: Profile) -> Iterable[str]:
    yield from (key for key in profile.said.ties if key[0] in (EMAIL, PHONE))
    yield from (key for key in profile.said.hints if key[0] == ADDRESS)


def _related(reader: NameReader, key: str, ours: Sequence[Profile], kept: Kept) -> tuple[Kinship, int, str] | None:
    other = kept.profile
    level = max(reader.level(mine.name, other.name) for mine in ours)
    if key[0] == ADDRESS:
        at_home = any(mine.address and mine.address == other.address for mine in ours)
        return (Kinship.HOUSEHOLD, kept.guest_id, "") if at_home and level is NameLevel.SAME_FAMILY else None
    kind = Kinship.HOUSEHOLD if level is NameLevel.SAME_FAMILY else Kinship.SAME_CONTACT
    return kind, kept.guest_id, key[1:]


_ORDER = tuple(Kinship)
_BY_NAME = {"namesake": Kinship.NAMESAKE, "company": Kinship.COLLEAGUE}
_MOST_SHARING = 30
