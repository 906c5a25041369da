"""What a person should look at: pairs of sources that may be one person, and cards that may hold two."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from console.domain.guests.grouping import Grouping, Pair, pair_of
from console.domain.guests.names import NameLevel, NameReader
from console.domain.guests.profiles import Profile, Said, can_tie
from console.domain.guests.region import MOST_MET, Region
from console.domain.guests.rules import COMPANY_NAMES, Conflict, Rule, review_rule

_WEIGHT = {
    Rule.BLOCKED: 70,
    Rule.DOCUMENT_OTHER_NAME: 80,
    Rule.CONTACT_PART_OF_NAME: 60,
    Rule.NEAR_CONTACT: 50,
    Rule.BIRTH_PART_OF_NAME: 45,
    Rule.AGENCY_AND_NAME: 30,
    Rule.TORN_CARD: 90,
    Rule.NEW_EVIDENCE: 85,
}
_FULL = NameLevel.EXACT


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two sources to look at, the smaller id first, with a weight of 0 to 100 that only puts the likeliest first."""

    one: int
    other: int
    rule: Rule
    score: int
    conflict: Conflict | None = None


def doubts_about(
    reader: NameReader,
    region: Region,
    grouping: Grouping,
    ids: Iterable[int],
    settled: Collection[frozenset[str]] = (),
) -> list[Doubt]:
    """Every doubt about these sources (ids in the region) that grouping left; `settled` are dates of birth that people
    know to be one person's."""
    asked = [region.profiles[id_] for id_ in ids]
    profiles = {profile.id: profile for profile in asked}
    found = [
        _doubt(reader, region.profiles[one.one], region.profiles[one.other], _rule_of(one.conflict), one.conflict)
        for one in grouping.blocked
        if one.one in profiles or one.other in profiles
    ]
    torn = _torn_cards(reader, grouping, region, asked, settled)
    return [*found, *_pairs_to_review(reader, region, grouping, asked), *torn]


def _rule_of(conflict: Conflict) -> Rule:
    return Rule.NEW_EVIDENCE if conflict is Conflict.SAID_NO else Rule.BLOCKED


def _pairs_to_review(
    reader: NameReader, region: Region, grouping: Grouping, asked: Iterable[Profile]
) -> Iterable[Doubt]:
    """Of all sources of one guest that say the same, the first stands for them."""
    speakers: dict[tuple[int, int], list[Profile]] = defaultdict(list)
    for profile in sorted(asked, key=lambda profile: profile.id):
        speakers[region.voice(profile), grouping.leader[profile.id]].append(profile)
    ways = {by: (*ours[0].said.ties, *ours[0].said.hints) for by, ours in speakers.items()}
    holders = region.holders_of({key for keys in ways.values() for key in keys})
    rules: dict[Pair, Rule | None] = {}
    found: dict[Pair, tuple[Profile, Profile, Rule]] = {}
    for (voice, leader), ours in speakers.items():
        for other in _met_on(region, ways[voice, leader], holders):
            if grouping.leader.get(other.id) == leader:
                continue
            voices = (voice, region.voice(other))
            if voices not in rules:
                rules[voices] = _rule_between(reader, region, ours[0].said, other.said)
            if (rule := rules[voices]) is None:
                continue
            speaker = next((one for one in ours if not one.came_with(other)), None)
            if speaker is not None:
                found[pair_of(speaker.id, other.id)] = (speaker, other, rule)
    return (_doubt(reader, *one) for one in found.values())


def _rule_between(reader: NameReader, region: Region, one: Said, other: Said) -> Rule | None:
    return review_rule(one, other, reader.level(one.name, other.name), region.sharing)


def _met_on(region: Region, keys: Iterable[str], holders: dict[str, tuple[Profile, ...]]) -> Iterable[Profile]:
    """Whoever holds one of these keys; an agency's contact brings only those together who share a name too."""
    for key in keys:
        found = holders[key]
        if 1 < len(found) <= MOST_MET or (can_tie(key) and region.sharing.of(key) <= COMPANY_NAMES):
            yield from found


def _torn_cards(
    reader: NameReader,
    grouping: Grouping,
    region: Region,
    asked: Iterable[Profile],
    settled: Collection[frozenset[str]],
) -> Iterable[Doubt]:
    """A card with two dates of birth, of which nobody has said that they are one person's all the same."""
    births: dict[int, dict[str, Profile]] = {}
    for leader in {grouping.leader[profile.id] for profile in asked}:
        births[leader] = {}
    for id_, leader in grouping.leader.items():
        profile = region.profiles[id_]
        if leader in births and profile.birth:
            births[leader].setdefault(profile.birth, profile)
    for known in births.values():
        pairs = (
            pair for pair in combinations(known.values(), 2) if frozenset(one.birth for one in pair) not in settled
        )
        for one, other in list(pairs)[:1]:
            yield _doubt(reader, one, other, Rule.TORN_CARD, Conflict.BIRTH)


def _doubt(reader: NameReader, one: Profile, other: Profile, rule: Rule, conflict: Conflict | None = None) -> Doubt:
    first, second = sorted((one, other), key=lambda profile: profile.id)
    level = reader.level(one.name, other.name)
    agreeing = sum(
        (
            bool(set(one.emails) & set(other.emails)),
            bool(set(one.phones) & set(other.phones)),
            bool(one.birth) and one.birth == other.birth,
            bool(one.postcode) and one.postcode == other.postcode,
            bool(one.country) and one.country == other.country,
        )
    )
    return Doubt(first.id, second.id, rule, min(100, _WEIGHT[rule] + 3 * agreeing + (level - _FULL)), conflict)
