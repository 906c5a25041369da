"""Whatever rules decided, and whatever of it Beds24 was told since: undone in any order, both sides are as before, and
no rule decides it again."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.acts import ActKind
from console.domain.booking import Booking
from console.domain.edits import Edit
from console.domain.settling import RULES, Mode, RuleKey
from console.services.editing import EditDesk
from console.services.rule_desk import RuleDesk
from console.services.settling import settle_conflicts
from console.store.store import Store
from tests.building import NOW, TODAY, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store

WEEK = timedelta(days=7)
OURS: dict[str, Any] = {
    "price": 20000,
    "notes": "Quiet room",
    "adults": 1,
    "departure": TODAY + WEEK + timedelta(days=2),
    "unit_id": 2,
    "arrival_time": "22:00",
    "phone": "+43 664 8203645",
}
THEIRS: dict[str, Any] = {
    "price": 28000,
    "notes": "VIP",
    "adults": 3,
    "departure": TODAY + WEEK + timedelta(days=5),
    "unit_id": 3,
    "arrival_time": "09:00",
    "phone": "+43 664 8203646",
}
FIELDS = st.lists(st.sampled_from(sorted(OURS)), min_size=1, unique=True)


class Sides:
    """A desk, rules, and a channel's booking at a Beds24 that takes whatever is sent to it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.there = booking(
            1, arrival=TODAY + WEEK, departure=TODAY + WEEK + timedelta(days=3), notes="", adults=2, children=0,
            arrival_time="", channel="booking", api_source="Booking.com", title="", state="",
        )  # fmt: skip
        apply(store, self.there)
        self.desk = EditDesk(store, StillClock(NOW), lambda _news: None, lambda: "Maria")

    def tell(self, **values: Any) -> None:
        self.there = replace(self.there, modified_at=self.there.modified_at + timedelta(seconds=1), **values)
        apply(self.store, self.there)

    def deliver(self) -> None:
        if sent := {edit.field: edit.sends for edit in self.edits() if edit.is_to_send}:
            self.tell(**sent)

    def edits(self) -> tuple[Edit, ...]:
        with self.store.reading() as session:
            return session.edits.of([1]).get(1, ())

    def shown(self) -> Booking:
        with self.store.reading() as session:
            return session.reservations.after(0, 1)[1]

    def set_rules(self, modes: dict[RuleKey, Mode]) -> None:
        for key, mode in modes.items():
            RuleDesk(self.store, StillClock(NOW)).set_mode(key, mode)

    def decide(self) -> None:
        """Let the rules decide what waits for a person."""
        parts = list(dict.fromkeys(one.part for one in self.edits() if one.in_conflict))
        with self.store.writing() as session:
            settle_conflicts(session, {1: parts}, TODAY, NOW)

    def decided(self) -> list[int]:
        with self.store.reading() as session:
            return [act.id for act in session.acts.of_kinds([ActKind.RULE], 100)]

    def state(self) -> tuple[Any, ...]:
        said = {(one.field, one.here, one.base, one.there, one.intent, one.in_conflict) for one in self.edits()}
        shown = self.shown()
        return [getattr(shown, name) for name in OURS], [getattr(self.there, name) for name in OURS], said


@settings(max_examples=25, deadline=None)
@given(
    edited=FIELDS,
    told=FIELDS,
    order=st.randoms(use_true_random=False),
    arrives=st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_decisions_undone_in_any_order_restore_both_sides(
    edited: list[str], told: list[str], order: Random, arrives: list[bool]
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        sides = Sides(store)
        sides.set_rules(dict.fromkeys(RuleKey, Mode.OFF))
        for name in edited:
            sides.desk.change(1, {name: OURS[name]}, overbooks=True)
        sides.tell(**{name: THEIRS[name] for name in told})
        sides.deliver()
        start = sides.state()
        assert {one.field for one in sides.edits() if one.in_conflict} & set(OURS) == set(edited) & set(told)
        sides.set_rules({key: Mode.OFF if key is RuleKey.NEWEST else rule.usual for key, rule in RULES.items()})
        sides.decide()
        decided = sides.decided()
        assert len(decided) == len(set(edited) & set(told))
        order.shuffle(decided)
        for act_id, is_sent in zip((None, *decided), arrives, strict=False):
            if act_id is not None:
                sides.desk.undo(act_id)
            if is_sent:
                sides.deliver()
        sides.deliver()
        assert sides.state() == start
        sides.tell(title="Dr")
        assert len(sides.decided()) == len(decided)
