"""The rules for conflicts as the manager orders them, what they decided lately, and what one would have decided."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from console.domain.acts import Act, ActKind
from console.domain.announcing import RulesChanged
from console.domain.clock import Clock
from console.domain.edits import PART_OF, Choice, Part
from console.domain.rule_trials import LOOKS_BACK, Past, choice_of, pasts, tried
from console.domain.settling import Mode, Order, RuleKey, moved, with_mode
from console.store.store import Session, Store

_MOST_ACTS = 5000
_MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule where it stands: its mode and those that it may have, what it decided in the last 30 days and how much of
    that was taken back; when and by whom it was last changed, None and empty while it is as shipped."""

    key: RuleKey
    place: int
    mode: Mode
    modes: tuple[Mode, ...]
    decided: int = 0
    taken_back: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A conflict that a person decided otherwise than a rule would have: the stay, the part, when it was found, what
    was decided by whom, and what the rule says."""

    reservation_id: int
    beds24_id: int
    guest_name: str = field(repr=False)
    arrival: date
    part: Part
    found_at: datetime
    decided: Choice
    decided_by: str
    would: Choice


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule that tells decided by itself: the act, the stay, the part, and whose value counts."""

    act_id: int
    reservation_id: int
    guest_name: str = field(repr=False)
    part: Part
    choice: Choice
    key: RuleKey


@dataclass(frozen=True, slots=True)
class TriedRule:
    """A rule tried on the conflicts of the last 30 days: how many there were, how many it would have decided, how many
    of these people decided and how many of those the same; the others, newest first."""

    key: RuleKey
    conflicts: int
    would: int
    by_people: int
    same: int
    cases: tuple[Case, ...]


class RuleDesk:
    """Reads are short; every change is one transaction. `who` tells who is at the desk. All raise StoreTrouble,
    StoreDamaged."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        announce: Callable[[object], None] = lambda _news: None,
        who: Callable[[], str] = lambda: "",
    ) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce
        self._who = who

    def look(self) -> tuple[RuleLine, ...]:
        """Every rule in the order in which they are asked, the last of which is to ask a person."""
        with self._store.reading() as session:
            acts = self._acts(session, [ActKind.RULE])
            changes = session.settling.last_changes()
            order = session.settling.order()
        lines: list[RuleLine] = []
        for place, one in enumerate(order, 1):
            mine = [act for act in acts if act.rule == one.key]
            taken_back = sum(act.undone_by is not None for act in mine)
            change = changes.get(one.key)
            at, who = (change.at, change.who) if change else (None, "")
            lines.append(RuleLine(one.key, place, one.mode, one.rule.modes, len(mine), taken_back, at, who))
        return tuple(lines)

    def set_mode(self, key: RuleKey, mode: Mode) -> None:
        """Let a rule act otherwise from the next conflict on."""
        self._change(key, lambda order: with_mode(order, key, mode))

    def move(self, key: RuleKey, by: int) -> None:
        """Let a rule be asked `by` places later (negative: earlier)."""
        self._change(key, lambda order: moved(order, key, by))

    def undo(self) -> RuleKey | None:
        """Take back the last change of modes or places that stands; the rule that it was about, None where there is
        none."""
        with self._store.writing() as session:
            key = session.settling.undo()
        self._announce(RulesChanged())
        return key

    def try_out(self, key: RuleKey) -> TriedRule:
        """What the rule would have decided in the last 30 days, were it on where it stands now."""
        since = self._clock.now() - LOOKS_BACK
        with self._store.reading() as session:
            past = pasts(session.settling.conflicts(since), self._acts(session, [ActKind.FIX, ActKind.RULE]))
            trial = tried(key, session.settling.order(), past)
            cases = tuple(_cases(session, trial.differing[:_MOST_TOLD]))
        return TriedRule(key, len(past), trial.would, trial.by_people, trial.same, cases)

    def decided_since(self, since: datetime, after: int) -> tuple[Ruled, ...]:
        """What rules that are to tell decided `since` then, behind the act `after`, the first first; what somebody took
        back already is not told."""
        with self._store.reading() as session:
            telling = {one.key for one in session.settling.order() if one.mode is Mode.TELL}
            acts = [
                act
                for act in session.acts.of_kinds([ActKind.RULE], _MOST_TOLD)
                if act.id > after and act.at >= since and act.undone_by is None and act.rule in telling
            ]
            return tuple(_ruled(session, act) for act in reversed(acts))

    def _change(self, key: RuleKey, alter: Callable[[Order], Order]) -> None:
        with self._store.writing() as session:
            before = session.settling.order()
            after = alter(before)
            if after != before:
                session.settling.change(after, key, self._clock.now(), self._who())
        self._announce(RulesChanged())

    def _acts(self, session: Session, kinds: Iterable[ActKind]) -> tuple[Act, ...]:
        since = self._clock.now() - LOOKS_BACK
        return tuple(act for act in session.acts.of_kinds(kinds, _MOST_ACTS) if act.at >= since)


def _ruled(session: Session, act: Act) -> Ruled:
    part = PART_OF[act.changes[0].field]
    shown = session.reservations.after(act.reservation_id - 1, 1)[act.reservation_id]
    choice = choice_of(act, part) or Choice.THEIRS
    return Ruled(act.id, act.reservation_id, shown.guest_name, part, choice, RuleKey(act.rule))


def _cases(session: Session, differing: Iterable[tuple[Past, Choice]]) -> Iterable[Case]:
    for past, would in differing:
        conflict = past.conflict
        shown = session.reservations.after(conflict.reservation_id - 1, 1).get(conflict.reservation_id)
        if shown is None or past.choice is None or past.act is None:
            continue
        yield Case(
            reservation_id=conflict.reservation_id,
            beds24_id=shown.beds24_id,
            guest_name=shown.guest_name,
            arrival=shown.arrival,
            part=conflict.part,
            found_at=conflict.found_at,
            decided=past.choice,
            decided_by=past.act.who,
            would=would,
        )
