"""Undoing any sequence of what the desk did restores both sides, whatever Beds24 had been told of it in between."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.edits import Choice, Edit, Intent, Part, told_of
from console.domain.errors import WrongInput
from console.services.editing import EditDesk
from console.store.store import Store
from tests.building import NOW, TODAY, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store

VALUES: dict[str, list[Any]] = {
    "price": [10000, 20000, 30000],
    "notes": ["", "Quiet room", "Late"],
    "adults": [1, 2, 3],
    "departure": [TODAY + timedelta(days=n) for n in (1, 2, 3)],
    "status": ["confirmed", "request", "cancelled"],
}
CHANGES = st.sampled_from([(name, value) for name, values in VALUES.items() for value in values])
EDITS = st.tuples(st.just("edit"), CHANGES, st.sampled_from(Intent))
DECISIONS = st.tuples(
    st.just("settle"),
    st.sampled_from([Part.PRICE, Part.NOTES, Part.GUESTS, Part.DATES, Part.STATUS]),
    st.sampled_from(Choice),
)
ARRIVALS = st.just(("deliver",))
CHANNEL = st.tuples(st.just("channel"), CHANGES)


class Sides:
    """A desk, and a Beds24 that takes whatever is sent to it and is read back at once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.there = booking(1, notes="", adults=2, children=0, title="", state="")
        apply(store, self.there)
        self.desk = EditDesk(store, StillClock(NOW), lambda _news: None, lambda: "Maria")
        self.done: list[int] = []

    def edit(self, change: tuple[str, Any], intent: Intent) -> None:
        self.done.append(self.desk.change(1, dict([change]), intent, overbooks=True).id)

    def settle(self, part: Part, choice: Choice) -> None:
        with suppress(WrongInput):  # there may be nothing to decide
            self.done.append(self.desk.settle(1, part, choice).id)

    def channel(self, change: tuple[str, Any]) -> None:
        self._tell(dict([change]))

    def deliver(self) -> None:
        if sent := {edit.field: edit.sends for edit in self.edits() if edit.is_to_send}:
            self._tell(sent)

    def _tell(self, values: dict[str, Any]) -> None:
        self.there = replace(self.there, modified_at=self.there.modified_at + timedelta(seconds=1), **values)
        apply(self.store, self.there)

    def edits(self) -> tuple[Edit, ...]:
        with self.store.reading() as session:
            return session.edits.of([1]).get(1, ())

    def shown(self) -> Booking:
        with self.store.reading() as session:
            return session.reservations.after(0, 1)[1]

    def state(self) -> tuple[Any, ...]:
        shown, edits = self.shown(), self.edits()
        said = {(edit.field, edit.here, edit.base, edit.there, edit.intent, edit.in_conflict) for edit in edits}
        return [getattr(shown, name) for name in VALUES], [getattr(self.there, name) for name in VALUES], said

    def play(self, acts: list[tuple[Any, ...]]) -> None:
        for name, *values in acts:
            verb: Callable[..., None] = getattr(self, name)
            verb(*values)
            assert told_of(self.shown(), self.edits()).price == self.there.price


@settings(max_examples=80, deadline=None)
@given(
    before=st.lists(st.one_of(EDITS, DECISIONS, CHANNEL, ARRIVALS), max_size=6),
    acts=st.lists(st.one_of(EDITS, DECISIONS, ARRIVALS), min_size=1, max_size=6),
    arrives=st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_undoing_everything_restores_both_sides(
    before: list[tuple[Any, ...]], acts: list[tuple[Any, ...]], arrives: list[bool]
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        sides = Sides(store)
        sides.play([*before, ("deliver",)])
        start = sides.state()
        sides.done.clear()
        sides.play(acts)
        for act_id, at_once in zip(reversed(sides.done), arrives, strict=False):
            sides.desk.undo(act_id)
            if at_once:
                sides.deliver()
        sides.deliver()
        assert sides.state() == start
