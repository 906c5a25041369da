"""Whatever differences are settled, in whatever ways: undone, both sides are as they were; left alone, it stays."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.edits import PART_OF
from console.domain.fixing import Fix, Outcome, Way
from console.services.pull_sync import Watch
from tests.building import HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.services.fixing import Both, wish
from tests.storing import new_store

NUMBERS = (1, 2, 3)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "adults": st.integers(1, 3),
    "notes": st.sampled_from(["", "Late", "Two beds"]),
    "price": st.integers(100, 400).map(lambda euros: euros * 100),
    "phone": st.sampled_from(["+43 664 5550142", "+43 664 5550143"]),
    "departure": st.integers(2, 6).map(lambda days: TODAY + timedelta(days=days)),
}
Told = dict[int, dict[str, Any]]
told_changes = st.dictionaries(
    st.sampled_from(NUMBERS), st.fixed_dictionaries({}, optional=CHANGES).filter(bool), min_size=1
)
ways = st.sampled_from([Way.TAKE, Way.SEND, Way.KEEP])


def both_in(stack: ExitStack, folder: Any) -> Both:
    clock = StillClock(NOW)
    both = Both(stack.enter_context(new_store(folder)), FakeBeds24(hotels=(HOTEL,), clock=clock), clock)
    both.begin(*(booking(number, unit_id=number, notes="", phone="+43 1 5550100") for number in NUMBERS))
    return both


def values(both: Both) -> tuple[Told, Told]:
    """Both sides, as far as anything is changed."""
    return _values({number: both.here(number) for number in NUMBERS}), _values(both.beds24.bookings)


def _values(side: Mapping[int, Booking | None]) -> Told:
    return {number: {name: getattr(side[number], name) for name in CHANGES} for number in NUMBERS}


def chosen(both: Both, data: st.DataObject) -> list[Fix]:
    """A way for each difference; what is settled together goes one way."""
    picked: dict[tuple[int | None, str], Way] = {}
    fixes = []
    for found in both.alive().values():
        key = (found.number, PART_OF[found.field])
        way = picked.setdefault(key, data.draw(ways))
        fixes.append(wish(found, way, until=TODAY + timedelta(days=30), reason="So it is."))
    return fixes


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=told_changes, data=st.data())
def test_undoing_all_that_was_settled_brings_back_both_sides(
    told: Told, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with ExitStack() as stack:
        both = both_in(stack, tmp_path_factory.mktemp("fixes"))
        for number, changes in told.items():
            both.there(number, **changes)
        both.compare()
        before = values(both)
        fixed = both.desk.fix(chosen(both, data), Watch())
        assert all(one.outcome in (Outcome.EQUAL, Outcome.EXPECTED, Outcome.AGREED) for one in fixed)
        acts = list(dict.fromkeys(one.act_id for one in fixed if one.act_id is not None))
        both.clock.at += timedelta(minutes=1)
        undone = both.desk.undo(reversed(acts), Watch())
        assert undone.refused == ()
        assert values(both) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=told_changes, data=st.data())
def test_what_was_settled_stays_settled_through_every_later_sync(
    told: Told, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with ExitStack() as stack:
        both = both_in(stack, tmp_path_factory.mktemp("fixes"))
        for number, changes in told.items():
            both.there(number, **changes)
        both.compare()
        fixes = chosen(both, data)
        both.desk.fix(fixes, Watch())
        settled = values(both)
        both.clock.at += timedelta(minutes=1)
        both.begin()
        assert values(both) == settled
        kept = {fix.id for fix in fixes if fix.way is Way.KEEP}
        assert {found.id for found in both.compare().values()} <= kept
