"""A rule tried on past conflicts: how each ended, and what the rule would have said of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from console.domain.acts import Act, ActChange, ActKind
from console.domain.edits import Choice, Edit, Intent, Part
from console.domain.rule_trials import Conflict, choice_of, pasts, tried
from console.domain.settling import SHIPPED, ConflictFacts, Mode, RuleKey, moved, with_mode
from tests.building import NOW

HOUR = timedelta(hours=1)


def found(id_: int, reservation: int = 1, at_hour: int = 0, part: Part = Part.NOTES, **changes: Any) -> Conflict:
    usual: dict[str, Any] = {
        "part": part, "channel_owns": True, "in_house": False, "other_type": False, "is_real": False,
        "here_at": NOW, "there_at": NOW + HOUR,
    }  # fmt: skip
    return Conflict(id_, reservation, NOW + at_hour * HOUR, ConflictFacts(**(usual | changes)))


def act(
    id_: int, choice: Choice, reservation: int = 1, at_hour: int = 1, kind: ActKind = ActKind.FIX, **changes: Any
) -> Act:
    """Notes that were in conflict, settled."""
    before = Edit(
        field="notes", here="a", base="o", there="b", intent=Intent.SEND, made_at=NOW, made_by="", in_conflict=True
    )
    after = {
        Choice.THEIRS: None,
        Choice.OURS: replace(before, base="b", in_conflict=False),
        Choice.KEEP: replace(before, base="b", in_conflict=False, intent=Intent.KEEP),
    }[choice]
    change = ActChange("notes", "a", "b" if after is None else "a", "b", before, after)
    usual: dict[str, Any] = {"rule": "", "undone_by": None}
    at = NOW + at_hour * HOUR
    return Act(id=id_, at=at, who="desk", kind=kind, reservation_id=reservation, changes=(change,), **(usual | changes))


def test_how_a_conflict_was_settled_can_be_read_from_the_act() -> None:
    assert [choice_of(act(1, choice), Part.NOTES) for choice in Choice] == list(Choice)
    assert choice_of(act(1, Choice.OURS), Part.DATES) is None
    plain = act(1, Choice.OURS)
    calm = replace(plain.changes[0], before=None)
    assert choice_of(replace(plain, changes=(calm,)), Part.NOTES) is None


def test_each_conflict_ends_with_the_first_settling_that_stands_and_none_with_that_of_the_next() -> None:
    conflicts = [found(1, at_hour=0), found(2, at_hour=5), found(3, reservation=2)]
    acts = [
        act(1, Choice.THEIRS, at_hour=1, undone_by=9),
        act(2, Choice.OURS, at_hour=2),
        act(3, Choice.KEEP, at_hour=6),
    ]
    ends = {one.conflict.id: one.choice for one in pasts(conflicts, acts)}
    assert ends == {1: Choice.OURS, 2: Choice.KEEP, 3: None}
    before_the_second = [act(1, Choice.OURS, at_hour=6)]
    assert {one.conflict.id: one.choice for one in pasts(conflicts, before_the_second)} == {
        1: None,
        2: Choice.OURS,
        3: None,
    }


def test_only_what_people_decided_is_held_against_a_rule() -> None:
    conflicts = [found(number, reservation=number) for number in range(1, 7)]
    acts = [
        act(1, Choice.OURS, 1),
        act(2, Choice.OURS, 2),
        act(3, Choice.THEIRS, 3),
        act(4, Choice.KEEP, 4),
        act(5, Choice.OURS, 5, kind=ActKind.RULE, rule="desk_notes"),
    ]
    trial = tried(RuleKey.DESK_NOTES, with_mode(SHIPPED, RuleKey.DESK_NOTES, Mode.OFF), pasts(conflicts, acts))
    assert (trial.would, trial.by_people, trial.same) == (6, 4, 2)
    assert [(past.conflict.id, choice) for past, choice in trial.differing] == [(4, Choice.OURS), (3, Choice.OURS)]


def test_a_rule_is_tried_where_it_stands_behind_those_that_come_first() -> None:
    past = pasts([found(1)], [act(1, Choice.OURS)])
    assert tried(RuleKey.NEWEST, SHIPPED, past).would == 0
    first = moved(SHIPPED, RuleKey.NEWEST, -20)
    assert (tried(RuleKey.NEWEST, first, past).would, tried(RuleKey.NEWEST, first, past).same) == (1, 0)
    assert tried(RuleKey.DESK_NOTES, first, past).would == 0


def test_a_rule_that_asks_decides_nothing() -> None:
    past = pasts([found(1, part=Part.DATES, in_house=True)], [])
    assert tried(RuleKey.ASK_IN_HOUSE, SHIPPED, past).would == 0
