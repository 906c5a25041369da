"""Whatever people decide about guests can be taken back, in any order, and leaves nothing behind."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.guests.rules import Rule
from console.services.guest_decisions import Decided, GuestDesk
from console.store.store import Store
from tests.building import NOW
from tests.fakes.beds24 import StillClock
from tests.properties.guests import (
    CALM,
    Reference,
    assert_nothing_is_astray,
    empty_house,
    everything,
    seen,
    stays,
)
from tests.storing import apply, rows

_NUMBERS = st.integers(1, 6)


@dataclass(frozen=True, slots=True)
class Told:
    """A booking as Beds24 tells it now: new, or changed since."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class Merged:
    one: int
    other: int
    email: str


@dataclass(frozen=True, slots=True)
class Refused:
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Split:
    numbers: frozenset[int]
    into: int


@dataclass(frozen=True, slots=True)
class Undone:
    which: int


Step = Told | Merged | Refused | Split | Undone
STEPS = st.lists(
    st.one_of(
        st.builds(Told, stays(_NUMBERS)),
        st.builds(Told, stays(_NUMBERS)),
        st.builds(Merged, _NUMBERS, _NUMBERS, st.sampled_from(("", "picked@example.net"))),
        st.builds(Refused, _NUMBERS, _NUMBERS),
        st.builds(Split, st.frozensets(_NUMBERS, min_size=1, max_size=3), st.integers(0, 6)),
        st.builds(Undone, st.integers(0, 20)),
    ),
    min_size=3,
    max_size=16,
)


@dataclass(slots=True)
class House:
    """A store in which bookings come and people decide; a decision that cannot be made is not made."""

    store: Store
    made: list[int] = field(default_factory=list)
    minutes: int = 0

    @property
    def desk(self) -> GuestDesk:
        return GuestDesk(self.store, StillClock(NOW + timedelta(minutes=self.minutes)))

    def take(self, step: Step) -> None:
        self.minutes += 1
        if isinstance(step, Told):
            self._hear(step.booking)
            return
        with suppress(WrongInput, LookupError):
            decided = self._decide(step)
            if decided is not None:
                self.made.append(decided.number)

    def _hear(self, booking: Booking) -> None:
        at = NOW + timedelta(minutes=self.minutes)
        apply(self.store, replace(booking, modified_at=at), read_at=at)

    def _decide(self, step: Step) -> Decided | None:
        match step:
            case Merged(one, other, email):
                picks = {CardField.EMAIL: email} if email else {}
                return self.desk.merge(self._source(one), self._source(other), picks)
            case Refused(one, other):
                return self.desk.not_same(self._source(one), self._source(other))
            case Split(numbers, into):
                sources = [self._source(number) for number in numbers]
                return self.desk.split(sources[0], sources, self._source(into) if into else None)
            case Undone(which):
                if self.made:
                    self.desk.undo(self.made[which % len(self.made)])
        return None

    def _source(self, number: int) -> int:
        """The source of a booking. Raises LookupError where it has none."""
        found = rows(self.store, "SELECT id FROM guest_profiles WHERE number = ?", number)
        return int(found[0][0])

    def undo_all(self, order: Sequence[int]) -> None:
        for number in order:
            self.desk.undo(number)


def assert_refusals_are_heeded(store: Store) -> None:
    """Two whom somebody keeps apart are on one card never, and proposed only for evidence that is new."""
    with store.reading() as session:
        guest_of: dict[int, int] = dict(session.connection.execute("SELECT id, guest_id FROM guest_profiles"))
        rules: dict[tuple[int, int], str] = {
            (one, other): rule
            for one, other, rule in session.connection.execute("SELECT guest_a, guest_b, rule FROM guest_proposals")
        }
        for one, other in session.profiles.rulings(guest_of).apart:
            pair = (min(guest_of[one], guest_of[other]), max(guest_of[one], guest_of[other]))
            assert pair[0] != pair[1], "two whom somebody keeps apart are on one card"
            assert rules.get(pair, Rule.NEW_EVIDENCE) == Rule.NEW_EVIDENCE, "a refused pair is proposed again"


def _try_out(steps: list[Step], chance: Random) -> None:
    with empty_house() as decided, empty_house() as left_alone:
        house, other = House(decided), House(left_alone)
        for step in steps:
            house.take(step)
            other.take(step if isinstance(step, Told) else Undone(0))
            assert_nothing_is_astray(decided)
            assert_refusals_are_heeded(decided)
        assert seen(decided).together == Reference(decided).together
        order = list(house.made)
        chance.shuffle(order)
        house.undo_all(order)
        assert_nothing_is_astray(decided)
        after = everything(decided)
        assert after == everything(left_alone)
        house.undo_all(order)
        assert everything(decided) == after


@settings(CALM, max_examples=80, derandomize=True)
@given(STEPS, st.randoms(use_true_random=False))
def test_all_decisions_undone_in_any_order_leave_the_state_that_never_knew_them(
    steps: list[Step], chance: Random
) -> None:
    _try_out(steps, chance)


@pytest.mark.slow
@settings(CALM, max_examples=3_000)
@given(STEPS, st.randoms(use_true_random=False))
def test_thousands_of_decisions_undone_in_any_order_leave_nothing_behind(steps: list[Step], chance: Random) -> None:
    _try_out(steps, chance)
