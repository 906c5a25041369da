"""Which sources are one person: a function of the sources and of what people decided, and of nothing else.

No order of arrival, no earlier result goes in. What was merged by hand and is taken back leaves nothing behind, and the
same bookings make the same people in any order (GUESTS.md 3.1 and 3.7).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from console.domain.guests.names import NameLevel, NameReader
from console.domain.guests.profiles import Profile
from console.domain.guests.rules import STRENGTH, Conflict, Rule, conflict_between

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people said of pairs of sources, the newest word on each pair: `together` with the number of the decision,
    which grows with time, and `apart`."""

    together: Mapping[Pair, int] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sources that are one person, and why."""

    one: int
    other: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Blocked:
    """Two sources that a rule would tie together, and what spoke against it."""

    one: int
    other: int
    rule: Rule
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Grouping:
    """Every source's group, by the source that leads it (the first in `Profile.order`), the ties that hold the groups
    together, and those that were refused."""

    leader: Mapping[int, int] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    blocked: tuple[Blocked, ...] = ()


def pair_of(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Edge:
    """Two sources, the first in order first, that a rule would tie together if nothing spoke against it."""

    one: Profile
    other: Profile
    rule: Rule
    level: NameLevel

    @property
    def place(self) -> tuple[object, ...]:
        """The surest first, and of equals the one that no order of arrival brings forward."""
        return (STRENGTH.index(self.rule), -self.level, self.one.order, self.other.order)


def group(reader: NameReader, profiles: Mapping[int, Profile], edges: Iterable[Edge], rulings: Rulings) -> Grouping:
    """Group `profiles` by what people said, newest first, and by `edges` between them, the surest first."""
    found = list(edges)
    by_hand = [pair for pair in rulings.together if pair[0] in profiles and pair[1] in profiles]
    met = {id_ for pair in by_hand for id_ in pair}.union(*((edge.one.id, edge.other.id) for edge in found))
    groups = _Groups(reader, {id_: profiles[id_] for id_ in met}, rulings.apart)
    for one, other in sorted(by_hand, key=lambda pair: (-rulings.together[pair], pair)):
        groups.join_by_hand(one, other)
    for edge in sorted(found, key=lambda edge: edge.place):
        groups.join(edge)
    grouping = groups.outcome()
    alone = {id_: id_ for id_ in profiles if id_ not in met}
    return replace(grouping, leader={**alone, **grouping.leader})


class _Groups:
    """Groups while they grow: each join is asked of both groups as a whole."""

    def __init__(self, reader: NameReader, profiles: Mapping[int, Profile], apart: frozenset[Pair]) -> None:
        self._reader = reader
        self._profiles = profiles
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._members = {id_: [id_] for id_ in profiles}
        self._bookings = {id_: {profile.order[0]} for id_, profile in profiles.items()}
        self._words = {id_: {profile.said: 1} for id_, profile in profiles.items()}
        self._of = {id_: id_ for id_ in profiles}
        self._ties: list[Tie] = []
        self._blocked: list[Blocked] = []

    def join_by_hand(self, one: int, other: int) -> None:
        if self._of[one] != self._of[other] and not self._said_apart(one, other):
            self._unite(one, other, Rule.BY_HAND)

    def join(self, edge: Edge) -> None:
        one, other = edge.one.id, edge.other.id
        if self._of[one] == self._of[other]:
            return
        conflict = self._conflict(one, other, edge.level)
        if conflict is None:
            self._unite(one, other, edge.rule)
        else:
            self._blocked.append(Blocked(one, other, edge.rule, conflict))

    def outcome(self) -> Grouping:
        leader: dict[int, int] = {}
        for members in self._members.values():
            first = min(members, key=lambda id_: self._profiles[id_].order)
            leader |= dict.fromkeys(members, first)
        blocked = (one for one in self._blocked if self._of[one.one] != self._of[one.other])
        return Grouping(leader, tuple(self._ties), tuple(blocked))

    def _conflict(self, one: int, other: int, level: NameLevel) -> Conflict | None:
        if self._said_apart(one, other):
            return Conflict.SAID_NO
        for left, right in product(self._words[self._of[one]], self._words[self._of[other]]):
            if conflict := conflict_between(left, right):
                return conflict
        if not self._bookings[self._of[one]].isdisjoint(self._bookings[self._of[other]]):
            return Conflict.SAME_BOOKING
        return None if level is NameLevel.EXACT or self._names_fit(one, other) else Conflict.NAME

    def _names_fit(self, one: int, other: int) -> bool:
        """A short name may belong to two people: it never ties groups of which most names are two people's. Two slips
        of one name may lie too far from each other, and still be that name's."""
        ours, theirs = self._words[self._of[one]], self._words[self._of[other]]
        fitting = sum(
            times * others
            for (left, times), (right, others) in product(ours.items(), theirs.items())
            if self._reader.level(left.name, right.name).can_be_one
        )
        return 2 * fitting >= sum(ours.values()) * sum(theirs.values())

    def _said_apart(self, one: int, other: int) -> bool:
        if not self._apart:
            return False
        ours, theirs = self._members[self._of[one]], self._members[self._of[other]]
        return any(not self._apart[id_].isdisjoint(theirs) for id_ in ours if id_ in self._apart)

    def _unite(self, one: int, other: int, rule: Rule) -> None:
        self._ties.append(Tie(one, other, rule))
        kept, gone = self._of[one], self._of[other]
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        joining = self._members.pop(gone)
        self._members[kept] += joining
        self._bookings[kept] |= self._bookings.pop(gone)
        words = self._words[kept]
        for said, times in self._words.pop(gone).items():
            words[said] = words.get(said, 0) + times
        self._of |= dict.fromkeys(joining, kept)
