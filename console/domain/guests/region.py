"""The sources that a change can reach: those it touches, those tied to them, and nothing beyond.

A hotel has hundreds of thousands of sources, and a new booking concerns a handful. The region grows from the sources
that changed along the ties that the rules make, until nothing is added. What lies outside of it has no tie into it, so
that grouping the region alone gives what grouping the whole hotel would give.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from console.domain.guests.grouping import Edge, Grouping, Pair, Rulings, edge_between, group, pair_of
from console.domain.guests.names import NameReader
from console.domain.guests.profiles import Profile, can_tie, tying_keys
from console.domain.guests.rules import COMPANY_NAMES, Sharing, count_names


class Ground(Protocol):
    """Where sources are found; what has changed is found as it is now."""

    def holders(self, keys: Iterable[str]) -> Mapping[str, Iterable[Profile]]:
        """The sources that hold each key."""

    def mates(self, ids: Iterable[int]) -> Iterable[Profile]:
        """The sources that have been one guest with these up to now, these among them."""

    def rulings(self, ids: Iterable[int]) -> Rulings:
        """What people said of pairs of which one at least is among these."""

    def by_ids(self, ids: Iterable[int]) -> Iterable[Profile]: ...


class Region:
    """Grows from its beginning, then groups what it has reached."""

    def __init__(self, reader: NameReader, ground: Ground) -> None:
        self._reader = reader
        self._ground = ground
        self._holders: dict[str, tuple[Profile, ...]] = {}
        self._people: dict[str, int] = {}
        self.sharing = Sharing(self._people)
        self._edges: dict[Pair, Edge] = {}
        self._together: dict[Pair, int] = {}
        self._apart: set[Pair] = set()
        self.profiles: dict[int, Profile] = {}

    def grow(self, changed: Iterable[Profile], former_keys: Iterable[str]) -> None:
        """Take in what `changed` reaches, now or by the keys that it held before: how many people use a contact may
        be another number now, for everybody who uses it."""
        beginning = {profile.id: profile for profile in changed}
        keys = {*former_keys, *tying_keys(beginning.values())}
        self._look_up(keys)
        self._grow_from(beginning | {near.id: near for key in keys for near in self._neighbours_on(key)})

    def grouping(self) -> Grouping:
        rulings = Rulings(self._together, self.apart)
        return group(self._reader, self.profiles, self._edges.values(), rulings)

    def holders_of(self, keys: Iterable[str]) -> dict[str, tuple[Profile, ...]]:
        """The sources on these keys, and how many people use those that tie is known afterwards."""
        wanted = set(keys)
        self._look_up(wanted)
        return {key: self._holders.get(key, ()) for key in wanted}

    @property
    def apart(self) -> frozenset[Pair]:
        """The pairs, of which one at least is in the region, that people kept apart."""
        return frozenset(self._apart)

    @property
    def together(self) -> frozenset[Pair]:
        """The pairs that people put together."""
        return frozenset(self._together)

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

    def _neighbours_on(self, key: str) -> tuple[Profile, ...]:
        return self._holders.get(key, ()) if self._people.get(key, 1) <= COMPANY_NAMES else ()

    def _look_up(self, keys: set[str]) -> None:
        missing = keys - self._holders.keys()
        if not missing:
            return
        found = self._ground.holders(missing)
        for key in missing:
            holders = tuple(found.get(key, ()))
            self._holders[key] = holders
            if can_tie(key) and len(holders) > 1:
                self._people[key] = count_names(self._reader, {profile.name for profile in holders})

    def _tied_to(self, profile: Profile) -> Iterable[Profile]:
        """Each source that a rule ties to this one; the ties are remembered."""
        for other in self._met_by(profile):
            pair = pair_of(profile.id, other.id)
            if pair not in self._edges:
                edge = edge_between(self._reader, profile, other, self.sharing)
                if edge is None:
                    continue
                self._edges[pair] = edge
            yield other

    def _met_by(self, profile: Profile) -> Iterable[Profile]:
        met: dict[int, Profile] = {}
        for key in profile.ties:
            if len(holders := self._holders.get(key, ())) > 1:
                met |= {other.id: other for other in holders if other.id != profile.id}
        return met.values()


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
