"""One stack over what was decided about guests and what the desk did."""

from datetime import timedelta

import pytest

from console.domain.acts import ActKind
from console.domain.edits import Choice, Intent, Part
from console.domain.errors import ChangedMeanwhile
from console.domain.undoing import Deed, DeedBook, DeedKey, DeedKind, next_redo, next_undo
from console.services.discrepancy_desk import DiscrepancyDesk
from console.services.edit_writing import Doing
from console.services.editing import EditDesk, NewStay, settle_in
from console.services.guest_decisions import GuestDesk
from console.services.guest_erasing import ErasingDesk
from console.services.looking_again import compare_known
from console.services.undoing import MOST, UndoDesk
from console.store.store import Store
from tests.building import DOUBLE, NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.services.test_guest_decisions import guest_of, state, stay
from tests.storing import apply, rows, stored

DAY = timedelta(days=1)


@pytest.fixture
def guests(store: Store) -> GuestDesk:
    return GuestDesk(store, StillClock())


@pytest.fixture
def undoing(store: Store, guests: GuestDesk) -> UndoDesk:
    return UndoDesk(
        store,
        StillClock(NOW),
        lambda _news: None,
        lambda: EditDesk(store, StillClock(), lambda _news: None),
        lambda: guests,
        lambda: DiscrepancyDesk(store, StillClock(NOW)),
    )


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


# What the desk did to reservations

THERE = booking(7, first_name="Rosa", last_name="García", price=30000)


@pytest.fixture
def edits(store: Store) -> EditDesk:
    apply(store, THERE)
    return EditDesk(store, StillClock(NOW), lambda _news: None, lambda: "Maria")


def shown(store: Store, *columns: str) -> dict[str, object]:
    return stored(store, *columns, beds24_id=7)


def newest(undoing: UndoDesk) -> Deed:
    deed = next_undo(undoing.last())
    assert deed is not None
    return deed


def test_a_move_tells_from_where_to_where_and_is_taken_back_and_made_again(
    store: Store, edits: EditDesk, undoing: UndoDesk
) -> None:
    edits.change(1, {"unit_id": 3})
    deed = newest(undoing)
    assert (deed.kind, deed.by, deed.names, deed.rooms) == (DeedKind.MOVE, "Maria", ("Rosa García",), ("201", "203"))
    for _ in range(2):
        undoing.undo(deed)
        assert shown(store, "unit_id") == {"unit_id": 1}
        assert next_undo(undoing.last()) is None
        again = next_redo(undoing.last())
        assert again is not None
        undoing.redo(again)
        assert shown(store, "unit_id") == {"unit_id": 3}
        assert newest(undoing).key == deed.key


def test_what_beds24_already_has_is_taken_back_by_a_correction(
    store: Store, edits: EditDesk, undoing: UndoDesk
) -> None:
    edits.change(1, {"price": 25000})
    assert not newest(undoing).corrects
    apply(store, later(THERE, price=25000))
    deed = newest(undoing)
    assert (deed.kind, deed.parts, deed.corrects) == (DeedKind.EDIT, (Part.PRICE,), True)
    undoing.undo(deed)
    assert shown(store, "price") == {"price": 30000}
    assert rows(store, "SELECT here, there, intent FROM edits") == [("30000", "25000", "send")]


def test_a_cancellation_and_a_new_reservation_are_called_what_they_are(
    store: Store, edits: EditDesk, undoing: UndoDesk
) -> None:
    edits.change(1, {"status": "cancelled"})
    assert newest(undoing).kind is DeedKind.CANCEL
    stay_of = NewStay(room_type_id=DOUBLE, unit_id=2, arrival=TODAY, departure=TODAY + DAY, last_name="Neu")
    edits.create(stay_of)
    deed = newest(undoing)
    assert (deed.kind, deed.names) == (DeedKind.CREATE, ("Neu",))
    undoing.undo(deed)
    assert rows(store, "SELECT status FROM reservations WHERE id = 2") == [("cancelled",)]


def test_acts_that_were_done_together_are_one_deed(store: Store, edits: EditDesk, undoing: UndoDesk) -> None:
    apply(store, booking(8, last_name="Chen", unit_id=2))
    first = edits.change(1, {"unit_id": 3}, group=0)
    second = edits.change(2, {"unit_id": 1}, group=first.group)
    (deed,) = undoing.last()
    assert (deed.kind, deed.times, deed.names) == (DeedKind.MOVE, 2, ("Rosa García", "Anna Chen"))
    assert deed.is_named(DeedKey(DeedBook.ACTS, second.id))
    undoing.undo(deed)
    assert rows(store, "SELECT unit_id FROM reservations ORDER BY id") == [(1,), (2,)]
    undoing.redo(deed)
    assert rows(store, "SELECT unit_id FROM reservations ORDER BY id") == [(3,), (1,)]


def test_what_moved_on_since_is_not_taken_back_and_says_so(store: Store, edits: EditDesk, undoing: UndoDesk) -> None:
    edits.change(1, {"price": 25000})
    apply(store, later(THERE, price=25000))
    apply(store, later(THERE, 120, price=28000))
    with pytest.raises(ChangedMeanwhile, match="cannot be undone"):
        undoing.undo(newest(undoing))
    assert shown(store, "price") == {"price": 28000}


def test_a_decision_by_a_rule_is_taken_back_and_brings_the_question_back(
    store: Store, edits: EditDesk, undoing: UndoDesk
) -> None:
    edits.change(1, {"price": 25000})
    apply(store, later(THERE, price=28000))
    doing = Doing(at=NOW + DAY, who="", kind=ActKind.RULE, rule="channel_price")
    with store.writing() as session:
        settle_in(session, 1, Part.PRICE, Choice.THEIRS, doing)
    deed = newest(undoing)
    assert (deed.kind, deed.by, deed.parts) == (DeedKind.RULE, "channel_price", (Part.PRICE,))
    undoing.undo(deed)
    assert rows(store, "SELECT here, there, in_conflict FROM edits") == [("25000", "28000", 1)]


def test_acts_and_decisions_stand_in_one_stack_by_time(
    store: Store, edits: EditDesk, guests: GuestDesk, undoing: UndoDesk
) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, last_name="Holz", email="a.berger@work.example"))
    guests.merge(guest_of(store, 1), guest_of(store, 2))
    assert next_undo(undoing.last()) is not None
    edits.change(1, {"notes": "VIP"})
    kinds = [deed.kind for deed in undoing.last()]
    assert sorted(kinds) == [DeedKind.EDIT, DeedKind.MERGE]


def test_of_an_erased_guest_no_value_can_be_brought_back(store: Store, edits: EditDesk, undoing: UndoDesk) -> None:
    edits.change(1, {"notes": "VIP"})
    ErasingDesk(store, StillClock(NOW)).erase(guest_of(store, 7))
    assert undoing.last() == ()


def test_deeds_are_found_by_their_keys_however_much_was_done_since(
    store: Store, edits: EditDesk, guests: GuestDesk, undoing: UndoDesk
) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, last_name="Holz", email="a.berger@work.example"))
    merged = guests.merge(guest_of(store, 1), guest_of(store, 2))
    first = edits.change(1, {"price": 20000}, group=0)
    second = edits.change(1, {"notes": "VIP"}, group=first.group)
    for price in range(MOST + 1):
        edits.change(1, {"price": 30100 + price})
    keys = [DeedKey(DeedBook.ACTS, second.id), DeedKey(DeedBook.DECISIONS, merged.number)]
    assert not any(deed.key == DeedKey(DeedBook.ACTS, first.id) for deed in undoing.last())
    deed, other = sorted(undoing.named(keys), key=lambda one: one.key.book)
    assert deed.acts == (first.id, second.id)
    assert other.key == keys[1]


def test_a_difference_that_was_wanted_is_none_any_more_once_the_edit_is_taken_back(
    store: Store, edits: EditDesk, undoing: UndoDesk
) -> None:
    edits.change(1, {"price": 25000}, Intent.KEEP)
    with store.writing() as session:
        compare_known(session, [1], NOW)
    assert rows(store, "SELECT field, here, there, status FROM discrepancies") == [
        ("price", "25000", "30000", "expected")
    ]
    undoing.undo(newest(undoing))
    assert rows(store, "SELECT status FROM discrepancies") == [("fixed",)]
    again = next_redo(undoing.last())
    assert again is not None
    undoing.redo(again)
    assert rows(store, "SELECT count(*) FROM discrepancies WHERE status <> 'fixed'") == [(1,)]
