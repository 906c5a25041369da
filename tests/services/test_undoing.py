"""One stack over what was decided about guests and what the desk did."""

import pytest

from console.domain.undoing import DeedKind, next_redo, next_undo
from console.services.guest_decisions import GuestDesk
from console.services.undoing import UndoDesk
from console.store.store import Store
from tests.fakes.beds24 import StillClock
from tests.services.test_guest_decisions import guest_of, state, stay
from tests.storing import apply


@pytest.fixture
def guests(store: Store) -> GuestDesk:
    return GuestDesk(store, StillClock())


@pytest.fixture
def undoing(store: Store, guests: GuestDesk) -> UndoDesk:
    return UndoDesk(store, lambda: guests)


def test_a_merge_is_taken_back_and_made_again_as_it_was(store: Store, guests: GuestDesk, undoing: UndoDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, last_name="Holz", email="a.berger@work.example"))
    before = state(store)
    guests.merge(guest_of(store, 1), guest_of(store, 2))
    merged = state(store)
    deed = next_undo(undoing.last())
    assert deed is not None
    assert (deed.kind, deed.names) == (DeedKind.MERGE, ("Anna Berger", "Anna Holz"))
    undoing.undo(deed)
    assert state(store) == before
    assert next_undo(undoing.last()) is None
    undoing.redo(deed)
    assert state(store) == merged
    undoing.redo(deed)
    assert state(store) == merged


def test_a_batch_goes_and_comes_back_as_one(store: Store, guests: GuestDesk, undoing: UndoDesk) -> None:
    apply(store, *(stay(n, email=f"{'abcd'[n - 1] * 8}@berger.example") for n in range(1, 5)))
    before = state(store)
    one, two, three, four = (guest_of(store, number) for number in range(1, 5))
    guests.merge_all([(one, two), (three, four)])
    merged = state(store)
    (deed,) = undoing.last()
    assert deed.times == 2
    undoing.undo(deed)
    assert state(store) == before
    again = next_redo(undoing.last())
    assert again is not None
    undoing.redo(again)
    assert state(store) == merged


def test_a_word_that_two_are_not_the_same_is_taken_back_too(store: Store, guests: GuestDesk, undoing: UndoDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="anna@berger.example"))
    before = state(store)
    guests.separate(guest_of(store, 1) + 1)
    deed = next_undo(undoing.last())
    assert deed is not None
    assert deed.kind is DeedKind.SPLIT
    undoing.undo(deed)
    assert state(store) == before
