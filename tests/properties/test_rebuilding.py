"""Whatever happened, the facts that were kept lead to what is stored."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test

from console.domain.applying import FieldChange, Source
from console.domain.moments import moment_text
from console.domain.rebuilt import Rebuilt
from console.domain.status import Status
from console.services.rebuilding import rebuild_reservation
from console.store.store import Store
from tests.building import DOUBLE, NOW
from tests.hooking import Ear, body, booking_read, envelope, told_booking
from tests.properties.test_webhook_convergence import HookedHistories
from tests.storing import apply, new_store

_CALM = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,), print_blob=True
)
_ABSENT = object()
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that reached us: `changed` and `told` are seconds, `keys` what the booking says."""

    how: str
    changed: int
    told: int
    keys: dict[str, Any]


def _keys() -> st.SearchStrategy[dict[str, Any]]:
    values: dict[str, list[Any]] = {
        "status": ["confirmed", "confirmed", "new", "cancelled", "black"],
        "email": ["anna@example.org", "anna@example.com", "", _ABSENT],
        "lastName": ["Beispiel", "Muster", "", _ABSENT],
        "price": [0, 300, 450, _ABSENT],
        "numAdult": [1, 2, _ABSENT],
        "comments": ["", "Late", _ABSENT],
        "cancelTime": [None, moment_text(NOW)],
        "roomId": [DOUBLE, DOUBLE, 999],
    }
    return st.fixed_dictionaries({name: st.sampled_from(some) for name, some in values.items()})


HOW = st.sampled_from(["read", "read", "webhook", "webhook", "webhook", "deleted", "absent"])
STEPS = st.lists(st.builds(Told, HOW, st.integers(0, 3), st.integers(0, 4), _keys()), min_size=1, max_size=8)


class Reception:
    """Takes in what reaches it, for one booking after the other."""

    def __init__(self, store: Store) -> None:
        self.ear = Ear(store)
        self._ids = count(1)

    def take(self, number: int, one: Told) -> None:
        self.ear.later(_SECOND)
        told = {key: value for key, value in one.keys.items() if value is not _ABSENT}
        booking = told_booking(number, **told, modifiedTime=moment_text(NOW + one.changed * _SECOND))
        for key, value in one.keys.items():
            if value is _ABSENT:
                booking.pop(key, None)
        if one.how == "read":
            apply(self.ear.store, booking_read(booking), read_at=NOW + one.told * _SECOND)
        elif one.how == "absent":
            self._miss(number)
        elif one.how == "deleted":
            self.ear.hear_and_work(envelope("booking.deleted", booking, f"evt_{next(self._ids)}"))
        else:
            self.ear.hear(body(booking, NOW + one.told * _SECOND))
            self.ear.work()

    def _miss(self, number: int) -> None:
        with self.ear.store.writing() as session:
            version = session.reservations.versions([number]).get(number)
            if version is not None:
                former = session.reservations.mark_gone([version.id])[version.id]
                if former != Status.GONE:
                    change = FieldChange("status", former, Status.GONE.value)
                    session.reservations.remember([(version.id, change)], self.ear.clock.now(), Source.BY_ID, None)

    def rebuilt(self, number: int) -> Rebuilt | None:
        with self.ear.store.reading() as session:
            if number not in session.reservations.versions([number]):
                return None
        return rebuild_reservation(self.ear.store, number, self.ear.clock.now())


@contextmanager
def _reception() -> Iterator[Reception]:
    folder = Path(tempfile.mkdtemp(prefix="night-porter-"))
    try:
        with new_store(folder) as store, store.database.connected():
            yield Reception(store)
    finally:
        shutil.rmtree(folder)


def _check(rebuilt: Rebuilt | None) -> None:
    if rebuilt is not None:
        assert rebuilt.booking is not None
        assert not rebuilt.gaps, rebuilt
        assert not rebuilt.differences, rebuilt


def _try_out(examples: int, *, derandomize: bool) -> None:
    numbers = count(1)
    with _reception() as reception:

        @settings(_CALM, max_examples=examples, derandomize=derandomize)
        @given(STEPS)
        def whatever_was_told_leads_to_what_is_stored(steps: list[Told]) -> None:
            number = next(numbers)
            for step in steps:
                reception.take(number, step)
                _check(reception.rebuilt(number))

        whatever_was_told_leads_to_what_is_stored()


def test_readings_and_webhooks_in_any_order_lead_to_what_is_stored() -> None:
    _try_out(150, derandomize=True)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_thousands_of_orders_of_readings_and_webhooks_lead_to_what_is_stored(part: int) -> None:
    _try_out(2_000, derandomize=False)


class JournaledHistories(HookedHistories):
    """Webhooks lost, doubled and late, pulls, clocks set, processes that die: after each step all is rebuilt."""

    @invariant()
    def what_was_received_leads_to_what_is_stored(self) -> None:
        with self.world.database.connected():
            with self.world.store.reading() as session:
                numbers = [number for (number,) in session.connection.execute("SELECT beds24_id FROM reservations")]
            for number in numbers:
                _check(rebuild_reservation(self.world.store, number, self.world.clock.now()))


def test_after_any_history_every_reservation_is_rebuilt_as_it_stands() -> None:
    run_state_machine_as_test(
        JournaledHistories, settings=settings(_CALM, max_examples=15, stateful_step_count=20, derandomize=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_after_any_of_five_hundred_histories_every_reservation_is_rebuilt_as_it_stands(part: int) -> None:
    run_state_machine_as_test(JournaledHistories, settings=settings(_CALM, max_examples=25, stateful_step_count=25))
