"""A rule tried on the past: what it would have decided, and whether people decided the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from console.domain.acts import Act, ActChange, ActKind
from console.domain.edits import FIELDS_OF, Choice, Intent, Part
from console.domain.settling import ConflictFacts, Mode, Order, RuleKey, Standing, decide

LOOKS_BACK: Final = timedelta(days=30)
_SETTLING: Final = frozenset({ActKind.FIX, ActKind.RULE})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict as it was found, with the facts of then."""

    id: int
    reservation_id: int
    found_at: datetime
    facts: ConflictFacts

    @property
    def part(self) -> Part:
        return self.facts.part


@dataclass(frozen=True, slots=True)
class Past:
    """A conflict and how it ended: the act that settled it and the choice; None where nobody did, for it is open or
    both sides agreed again by themselves."""

    conflict: Conflict
    choice: Choice | None = None
    act: Act | None = None

    @property
    def by_person(self) -> bool:
        return self.act is not None and self.act.kind is ActKind.FIX


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have decided of the past conflicts: all of them, those that people decided, those of these that
    they decided the same, and the others, newest first, each with the rule's choice."""

    would: int
    by_people: int
    same: int
    differing: tuple[tuple[Past, Choice], ...]


def pasts(conflicts: Iterable[Conflict], acts: Iterable[Act]) -> tuple[Past, ...]:
    """How each conflict ended, newest first: by what was done later about that part of that reservation and not taken
    back; what came after the next conflict over it is about that one."""
    settling: dict[int, list[Act]] = {}
    for act in sorted(acts, key=lambda each: each.id):
        if act.kind in _SETTLING and act.undone_by is None:
            settling.setdefault(act.reservation_id, []).append(act)
    ends: dict[tuple[int, Part], datetime] = {}
    found: list[Past] = []
    for one in sorted(conflicts, key=lambda each: each.id, reverse=True):
        place = one.reservation_id, one.part
        found.append(_past(one, settling.get(one.reservation_id, ()), ends.get(place)))
        ends[place] = one.found_at
    return tuple(found)


def tried(key: RuleKey, order: Order, past: Iterable[Past]) -> Trial:
    """What the rule would have decided, were it on where it stands in `order`."""
    on = tuple(Standing(one.key, Mode.TELL) if one.key is key else one for one in order)
    rulings = [(each, decide(each.conflict.facts, on)) for each in past]
    mine = [(each, ruling.choice) for each, ruling in rulings if ruling.key is key and ruling.choice is not None]
    people = [(each, choice) for each, choice in mine if each.by_person]
    differing = tuple((each, choice) for each, choice in people if each.choice is not choice)
    return Trial(len(mine), len(people), len(people) - len(differing), differing)


def choice_of(act: Act, part: Part) -> Choice | None:
    """How an act settled a part that was in conflict; None where it did something else."""
    changes = [one for one in act.changes if one.field in FIELDS_OF[part]]
    if not any(one.before is not None and one.before.in_conflict for one in changes):
        return None
    return _choice(changes)


def _past(conflict: Conflict, acts: Iterable[Act], before: datetime | None) -> Past:
    for act in acts:
        if act.at < conflict.found_at or (before is not None and act.at >= before):
            continue
        choice = choice_of(act, conflict.part)
        if choice is not None:
            return Past(conflict, choice, act)
    return Past(conflict)


def _choice(changes: Sequence[ActChange]) -> Choice:
    after = next((one.after for one in changes if one.after is not None), None)
    if after is None:
        return Choice.THEIRS
    return Choice.KEEP if after.intent is Intent.KEEP else Choice.OURS
