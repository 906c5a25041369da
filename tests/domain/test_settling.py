"""Which side a rule says is right, for every part, condition, mode and order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.edits import Choice, Part
from console.domain.settling import (
    RULES,
    SHIPPED,
    ConflictFacts,
    Mode,
    Order,
    RuleKey,
    Standing,
    decide,
    moved,
    ordered,
    place_of,
    with_mode,
)
from tests.building import NOW

MINUTE = timedelta(minutes=1)


def conflict(part: Part, **changes: Any) -> ConflictFacts:
    """Of a channel's booking that is yet to come, changed there after the desk did."""
    usual: dict[str, Any] = {
        "part": part, "channel_owns": True, "in_house": False, "other_type": False, "is_real": False,
        "here_at": NOW, "there_at": NOW + MINUTE,
    }  # fmt: skip
    return ConflictFacts(**(usual | changes))


def facts() -> st.SearchStrategy[ConflictFacts]:
    moment = st.integers(0, 3).map(lambda minutes: NOW + minutes * MINUTE)
    flag = st.booleans()
    return st.builds(
        ConflictFacts, part=st.sampled_from(Part), channel_owns=flag, in_house=flag, other_type=flag, is_real=flag,
        here_at=moment, there_at=moment, kept=flag,
    )  # fmt: skip


def orders() -> st.SearchStrategy[Order]:
    def with_modes(keys: list[RuleKey]) -> st.SearchStrategy[Order]:
        return st.tuples(*(st.sampled_from(RULES[key].modes) for key in keys)).map(
            lambda modes: ordered(Standing(key, mode) for key, mode in zip(keys, modes, strict=True))
        )

    return st.permutations(list(RuleKey)).flatmap(with_modes)


SHIPPED_DECISIONS = {
    Part.DATES: (RuleKey.CHANNEL_DATES, Choice.THEIRS),
    Part.STATUS: (RuleKey.CHANNEL_STATUS, Choice.THEIRS),
    Part.PRICE: (RuleKey.CHANNEL_PRICE, Choice.THEIRS),
    Part.GUESTS: (RuleKey.CHANNEL_GUESTS, Choice.THEIRS),
    Part.ROOM: (RuleKey.DESK_ROOM, Choice.OURS),
    Part.NOTES: (RuleKey.DESK_NOTES, Choice.OURS),
    Part.ARRIVAL_TIME: (RuleKey.DESK_ARRIVAL_TIME, Choice.OURS),
    Part.PHONE: (RuleKey.DESK_PHONE, Choice.OURS),
    Part.MOBILE: (RuleKey.DESK_PHONE, Choice.OURS),
    Part.EMAIL: (RuleKey.DESK_EMAIL, Choice.OURS),
}


@pytest.mark.parametrize("part", Part)
def test_as_shipped_only_the_safe_rules_act_and_of_all_else_the_newer_is_suggested(part: Part) -> None:
    ruling = decide(conflict(part, is_real=True), SHIPPED)
    if part in SHIPPED_DECISIONS:
        assert (ruling.key, ruling.choice) == SHIPPED_DECISIONS[part]
        assert ruling.is_carried_out
        assert ruling.mode is Mode.TELL
    else:
        assert (ruling.key, ruling.choice, ruling.is_carried_out) == (RuleKey.NEWEST, Choice.THEIRS, False)


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        (Part.DATES, {"channel_owns": False}),
        (Part.PRICE, {"channel_owns": False}),
        (Part.ROOM, {"other_type": True}),
        (Part.PHONE, {"is_real": False}),
        (Part.EMAIL, {"is_real": False}),
    ],
)
def test_a_rule_whose_condition_does_not_hold_leaves_it_to_a_person(part: Part, changes: dict[str, Any]) -> None:
    assert not decide(conflict(part, **changes), SHIPPED).is_carried_out


@pytest.mark.parametrize("part", Part)
def test_of_whoever_is_in_the_house_bed_and_nights_are_asked_about(part: Part) -> None:
    ruling = decide(conflict(part, in_house=True, is_real=True), SHIPPED)
    if part in (Part.DATES, Part.STATUS, Part.ROOM):
        assert (ruling.key, ruling.choice) == (RuleKey.ASK_IN_HOUSE, None)
    else:
        assert ruling == decide(conflict(part, is_real=True), SHIPPED)


@pytest.mark.parametrize(
    ("minutes", "choice"), [(-1, Choice.THEIRS), (1, Choice.OURS), (0, None)], ids=["there", "here", "at once"]
)
def test_the_newer_change_wins_and_of_one_moment_nobody_knows(minutes: int, choice: Choice | None) -> None:
    one = conflict(Part.COMMENTS, here_at=NOW + minutes * MINUTE, there_at=NOW)
    assert decide(one, with_mode(SHIPPED, RuleKey.NEWEST, Mode.SILENT)).choice is choice


@pytest.mark.parametrize(("key", "mode"), [(key, mode) for key in RuleKey for mode in RULES[key].modes])
def test_each_rule_in_each_mode_decides_its_parts_and_no_others(key: RuleKey, mode: Mode) -> None:
    alone = ordered(Standing(one, mode if one is key else Mode.OFF) for one in RuleKey)
    for part, flags in product(Part, product((False, True), repeat=4)):
        names = ("channel_owns", "in_house", "other_type", "is_real")
        one = conflict(part, **dict(zip(names, flags, strict=True)))
        ruling = decide(one, alone)
        if RULES[key].fits(one) and mode is not Mode.OFF:
            assert (ruling.key, ruling.mode, ruling.choice) == (key, mode, RULES[key].choice(one))
            assert ruling.is_carried_out == (ruling.choice is not None and mode in (Mode.TELL, Mode.SILENT))
        else:
            assert ruling.choice is None
            assert ruling.key in (RuleKey.ASK, RuleKey.ASK_IN_HOUSE)


@given(facts(), orders())
def test_there_is_always_one_decision_and_it_is_that_of_the_first_rule_that_fits(
    one: ConflictFacts, order: Order
) -> None:
    ruling = decide(one, order)
    assert ruling == decide(one, order)
    first = next(line for line in order if line.mode is not Mode.OFF and line.rule.fits(one))
    assert (ruling.key, ruling.mode) == (first.key, first.mode)
    assert decide(one, tuple(line for line in order if line.mode is not Mode.OFF)) == ruling


@given(orders(), st.sampled_from(RuleKey), st.integers(-12, 12))
def test_however_rules_are_moved_each_is_there_once_and_to_ask_is_the_last(order: Order, key: RuleKey, by: int) -> None:
    after = moved(order, key, by)
    assert (len(after), set(after)) == (len(order), set(order))
    assert after[-1] == Standing(RuleKey.ASK, Mode.TELL)
    others = [one for one in order if one.key is not key]
    assert [one for one in after if one.key is not key] == others
    if key is not RuleKey.ASK:
        assert place_of(after, key) == max(1, min(len(order) - 1, place_of(order, key) + by))


@given(facts(), orders())
def test_what_somebody_wants_to_stay_different_no_rule_decides(one: ConflictFacts, order: Order) -> None:
    assert decide(replace(one, kept=True), order).choice is None


def test_what_an_older_program_kept_is_made_whole() -> None:
    kept: Iterable[Standing] = (Standing(RuleKey.NEWEST, Mode.TELL), Standing(RuleKey.ASK_IN_HOUSE, Mode.SUGGEST))
    order = ordered(kept)
    assert order[0] == Standing(RuleKey.NEWEST, Mode.TELL)
    assert order[1] == Standing(RuleKey.ASK_IN_HOUSE, Mode.TELL)
    assert {one.key for one in order} == set(RuleKey)
    assert order[-1].key is RuleKey.ASK


def test_a_mode_that_a_rule_does_not_have_changes_nothing() -> None:
    assert with_mode(SHIPPED, RuleKey.ASK, Mode.OFF) == SHIPPED
    assert with_mode(SHIPPED, RuleKey.ASK_IN_HOUSE, Mode.SILENT) == SHIPPED
    off = with_mode(SHIPPED, RuleKey.DESK_NOTES, Mode.OFF)
    assert [replace(one, mode=Mode.TELL) for one in off if one.key is RuleKey.DESK_NOTES] == [
        one for one in SHIPPED if one.key is RuleKey.DESK_NOTES
    ]
