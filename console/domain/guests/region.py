"""The sources that a change can reach: those it touches, those tied to them, and nothing beyond.

A hotel has hundreds of thousands of sources, and a new booking concerns a handful. The region grows from the sources
that changed along the ties that the rules make, until nothing is added. What lies outside of it has no tie into it, so
that grouping the region alone gives what grouping the whole hotel would give.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple, Protocol

from console.domain.guests.grouping import Edge, Grouping, Pair, Rulings, group
from console.domain.guests.names import NameLevel, NameReader
from console.domain.guests.profiles import EMAIL, PHONE, Profile, Said, can_tie, tying_keys
from console.domain.guests.rules import COMPANY_NAMES, FEW_NAMES, Rule, Sharing, automatic_rule, count_names

MOST_MET = 60
"""A name, a town or the end of a number that more sources share brings nobody to a desk."""
MOST_VOICES = 400
"""A contact of which more sources tell, each something else, is an agency's, whoever they are."""


class Holders(NamedTuple):
    """The sources that hold a key: as they are now, and as they were before the change."""

    now: tuple[Profile, ...]
    before: tuple[Profile, ...]


class Ground(Protocol):
    """Where sources are found; what has changed is found as it is now."""

    def holders(self, keys: Iterable[str]) -> Mapping[str, Holders]:
        """The sources that hold each key. Of a hint nobody where more than `MOST_MET` do; of a key that ties some where
        more than `MOST_VOICES` of them say something else, but more than so many."""

    def mates(self, ids: Iterable[int]) -> Iterable[Profile]:
        """The sources that have been one guest with these up to now, these among them."""

    def rulings(self, ids: Iterable[int]) -> Rulings:
        """What people said of pairs of which one at least is among these."""

    def by_ids(self, ids: Iterable[int]) -> Iterable[Profile]: ...


class Region:
    """Grows from its beginning, then groups what it has reached. `seeds` are the sources (ids) that it began with.

    Sources that say the same in every word are one voice: what ties two voices is asked once.
    """

    def __init__(self, reader: NameReader, ground: Ground) -> None:
        self._reader = reader
        self._ground = ground
        self._holders: dict[str, Holders] = {}
        self._people: dict[str, int] = {}
        self.sharing = Sharing(self._people)
        self._numbers: dict[Said, int] = {}
        self._met: dict[int, tuple[int, Said]] = {}
        self._heard: set[int] = set()
        self._tied: dict[Pair, tuple[Rule, NameLevel] | None] = {}
        self._together: dict[Pair, int] = {}
        self._apart: set[Pair] = set()
        self.profiles: dict[int, Profile] = {}
        self.seeds: frozenset[int] = frozenset()

    def grow(self, changed: Iterable[Profile], former: Sequence[Profile]) -> None:
        """Take in what `changed` reaches, and what it reached as it was before (`former`). How many people use a
        contact may be another number now, for everybody who uses it."""
        beginning = {profile.id: profile for profile in changed}
        keys = {key for one in (*beginning.values(), *former) for key in (*one.said.ties, *one.said.hints)}
        self._look_up(keys)
        beginning |= {near.id: near for near in self._where_it_counts_otherwise(keys, beginning)}
        beginning |= {mate.id: mate for mate in self._ground.mates(one.id for one in former)}
        self.seeds = frozenset(beginning)
        self._grow_from(beginning)

    def grouping(self) -> Grouping:
        return group(self._reader, self.profiles, self._edges(), Rulings(self._together, self.apart))

    def holders_of(self, keys: Iterable[str]) -> dict[str, tuple[Profile, ...]]:
        """The sources on these keys, and how many people use those that tie is known afterwards."""
        wanted = set(keys)
        self._look_up(wanted)
        return {key: self._holders[key].now for key in wanted}

    def voice(self, profile: Profile) -> int:
        """A number that sources share when they say the same in every word."""
        said = profile.said
        met = self._met.get(id(said))  # the store gives equal words as one object, mostly, and comparing costs
        if met is None:
            met = self._met[id(said)] = (self._numbers.setdefault(said, len(self._numbers)), said)
        return met[0]

    @property
    def apart(self) -> frozenset[Pair]:
        """The pairs, of which one at least is in the region, that people kept apart."""
        return frozenset(self._apart)

    @property
    def together(self) -> frozenset[Pair]:
        """The pairs that people put together."""
        return frozenset(self._together)

    def _where_it_counts_otherwise(self, keys: Iterable[str], known: Mapping[int, Profile]) -> list[Profile]:
        """Everybody on the keys by which others would now be judged otherwise than before."""
        ids: set[int] = set()
        for key in keys:
            now, before = self._holders[key]
            if now is not before and self._counts_otherwise(key, now, before):
                ids |= {profile.id for profile in (*now, *before)}
        return list(self._ground.by_ids(ids - known.keys()))

    def _counts_otherwise(self, key: str, now: tuple[Profile, ...], before: tuple[Profile, ...]) -> bool:
        if not can_tie(key):
            return bool(now) != bool(before)
        return _step(self._people.get(key, 1)) != _step(self._count(before))

    def _grow_from(self, frontier: dict[int, Profile]) -> None:
        while frontier:
            reached = frontier | {profile.id: profile for profile in self._ground.mates(frontier)}
            reached |= {profile.id: profile for profile in self._ground.by_ids(self._ruled_with(reached))}
            new = {id_: profile for id_, profile in reached.items() if id_ not in self.profiles}
            self.profiles |= new
            self._look_up(tying_keys(new.values()))
            ends = (end for profile in new.values() for end in self._tied_to(profile))
            frontier = {end.id: end for end in ends if end.id not in self.profiles}

    def _ruled_with(self, ids: Iterable[int]) -> set[int]:
        known = set(ids)
        rulings = self._ground.rulings(known)
        self._apart |= rulings.apart
        self._together |= rulings.together
        return {id_ for pair in rulings.together for id_ in pair} - known - self.profiles.keys()

    def _look_up(self, keys: set[str]) -> None:
        missing = keys - self._holders.keys()
        if not missing:
            return
        found = self._ground.holders(missing)
        for key in missing:
            held = self._holders[key] = found.get(key, _NOBODY)
            if len(held.now) > 1 and can_tie(key):
                self._people[key] = self._count(held.now)
                if self._people[key] > COMPANY_NAMES and len(held.now) > MOST_VOICES:
                    self._holders[key] = Holders((), held.before)

    def _count(self, holders: tuple[Profile, ...]) -> int:
        """How many people use a contact."""
        if len(holders) <= 1:
            return 1
        if len(holders) > MOST_VOICES and len({self.voice(profile) for profile in holders}) > MOST_VOICES:
            return COMPANY_NAMES + 1
        said = {self.voice(profile): profile.said for profile in holders}
        return count_names(self._reader, {one.name for one in said.values()})

    def _tied_to(self, profile: Profile) -> Iterator[Profile]:
        """Each source that a rule ties to this one's voice; the ties are remembered. A voice is asked once."""
        voice = self.voice(profile)
        if voice in self._heard:
            return
        self._heard.add(voice)
        for key in profile.said.ties:
            if key[0] in _CONTACTS and self._people.get(key, 1) > COMPANY_NAMES:
                continue
            for other in self._holders[key].now:
                if other.id != profile.id and self._tie(profile, voice, other) is not None:
                    yield other

    def _tie(self, profile: Profile, voice: int, other: Profile) -> tuple[Rule, NameLevel] | None:
        another = self.voice(other)
        pair = (voice, another) if voice <= another else (another, voice)
        if pair not in self._tied:
            level = self._reader.level(profile.said.name, other.said.name)
            rule = automatic_rule(profile.said, other.said, level, self.sharing)
            self._tied[pair] = None if rule is None else (rule, level)
        return self._tied[pair]

    def _edges(self) -> Iterator[Edge]:
        """What ties sources together. Of two voices of one full name the first sources' edge stands for all: names are
        not asked then, and dates and documents, which all of a voice share, answer every time alike."""
        ties = {pair: tie for pair, tie in self._tied.items() if tie is not None}
        members = self._speaking({voice for pair in ties for voice in pair})
        alone = self._known_otherwise()
        heads = {voice: self._heads(voice, found, alone) for voice, found in members.items()}
        for (one, other), tie in ties.items():
            if one not in members or other not in members:
                continue
            exact = tie[1] is NameLevel.EXACT
            if one == other:
                pairs = _within(heads[one]) if exact else combinations(members[one], 2)
            elif exact:
                pairs = product(map(_first, heads[one]), map(_first, heads[other]))
            else:
                pairs = product(members[one], members[other])
            for left, right in pairs:
                if not left.came_with(right):
                    yield Edge(left, right, *tie) if left.order <= right.order else Edge(right, left, *tie)

    def _speaking(self, voices: Collection[int]) -> dict[int, list[Profile]]:
        """The sources of each of these voices, in their order."""
        found: dict[int, list[Profile]] = defaultdict(list)
        for profile in self.profiles.values():
            if (voice := self.voice(profile)) in voices:
                found[voice].append(profile)
        for of_voice in found.values():
            of_voice.sort(key=lambda profile: profile.order)
        return found

    def _known_otherwise(self) -> set[int]:
        """The sources of whom more is known than they say: whom people put together, and who came with others."""
        named = Counter(profile.order[0] for profile in self.profiles.values())
        together = {id_ for pair in self._together for id_ in pair}
        return together | {id_ for id_, profile in self.profiles.items() if named[profile.order[0]] > 1}

    def _heads(self, voice: int, members: list[Profile], alone: Collection[int]) -> list[list[Profile]]:
        """The sources of a voice by whom people keep them apart from, each part with its first at its head; each source
        alone where they are not tied by their full name, and `alone` those (ids) of whom more is known."""
        own = self._tied.get((voice, voice))
        if own is None or own[1] is not NameLevel.EXACT:
            return [[profile] for profile in members]
        apart: dict[int, set[int]] = defaultdict(set)
        for one, other in self._apart:
            apart[one].add(other)
            apart[other].add(one)
        parts: dict[object, list[Profile]] = defaultdict(list)
        for profile in members:
            parts[profile.id if profile.id in alone else frozenset(apart.get(profile.id, ()))].append(profile)
        return list(parts.values())


def _first(part: list[Profile]) -> Profile:
    return part[0]


def _within(parts: list[list[Profile]]) -> Iterator[tuple[Profile, Profile]]:
    for part in parts:
        yield from ((part[0], other) for other in part[1:])
    yield from combinations(map(_first, parts), 2)


def _step(people: int) -> int:
    """Numbers of people between which no rule makes a difference are one step."""
    if people <= FEW_NAMES:
        return people
    return FEW_NAMES + 1 if people <= COMPANY_NAMES else COMPANY_NAMES + 1


def spanning(grouping: Grouping, ids: Iterable[int]) -> dict[int, tuple[int, str] | None]:
    """For each source the one that it hangs on and the rule, outward from the smallest id of its group."""
    neighbours: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for tie in grouping.ties:
        neighbours[tie.one].append((tie.other, tie.rule))
        neighbours[tie.other].append((tie.one, tie.rule))
    hung: dict[int, tuple[int, str] | None] = {}
    for root in sorted(ids):
        if root in hung:
            continue
        hung[root] = None
        waiting = [root]
        while waiting:
            at = waiting.pop()
            for other, rule in neighbours[at]:
                if other not in hung:
                    hung[other] = (at, rule)
                    waiting.append(other)
    return hung


_NOBODY = Holders((), ())
_CONTACTS = frozenset((EMAIL, PHONE))
