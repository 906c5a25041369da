"""Merging, refusing, splitting and taking back: nothing of a decision that was taken back stays behind."""

from collections.abc import Callable
from typing import Any

import pytest

from console.domain.announcing import GuestsChanged
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.services.guest_decisions import GuestDesk
from console.store.store import Store
from tests.building import booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

STATE = (
    "SELECT id, name, email, phone FROM guests ORDER BY id",
    "SELECT id, guest_id, tied_to, rule FROM guest_profiles ORDER BY id",
    "SELECT key, profile_id FROM guest_profile_keys ORDER BY key, profile_id",
    "SELECT guest_a, guest_b, rule, score FROM guest_proposals ORDER BY 1, 2",
    "SELECT id, guest_id FROM reservations ORDER BY id",
)


def state(store: Store) -> list[Any]:
    return [rows(store, sql) for sql in STATE]


def guest_of(store: Store, number: int) -> int:
    (found,) = rows(store, "SELECT guest_id FROM reservations WHERE beds24_id = ?", number)
    return int(found[0])


def stay(number: int, **changes: Any) -> Any:
    told = {"first_name": "Anna", "last_name": "Berger", "email": "", "phone": "", "unit_id": 1 + number % 2}
    return booking(number, **(told | changes))


@pytest.fixture
def desk(store: Store) -> GuestDesk:
    return GuestDesk(store, StillClock())


def test_two_guests_are_one_after_a_merge_and_exact_again_after_it_is_taken_back(store: Store, desk: GuestDesk) -> None:
    apply(
        store, stay(1, email="anna@berger.example"), stay(2, email="a.berger@work.example"), stay(3, last_name="Holz")
    )
    before = state(store)
    merged = desk.merge(guest_of(store, 1), guest_of(store, 2))
    assert guest_of(store, 1) == guest_of(store, 2) == merged.guests[0]
    assert len(rows(store, "SELECT * FROM guests")) == 2
    desk.undo(merged.number)
    assert state(store) == before
    desk.undo(merged.number)
    assert state(store) == before


def test_what_came_since_goes_with_whom_it_matched(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="a.berger@work.example"))
    merged = desk.merge(guest_of(store, 1), guest_of(store, 2))
    apply(store, stay(3, email="a.berger@work.example"))
    assert guest_of(store, 3) == guest_of(store, 1)
    desk.undo(merged.number)
    assert guest_of(store, 3) == guest_of(store, 2) != guest_of(store, 1)


def test_merges_are_taken_back_in_any_order(store: Store, desk: GuestDesk) -> None:
    apply(store, *(stay(n, email=f"{'abcd'[n - 1] * 8}@berger.example") for n in range(1, 5)))
    before = state(store)
    one, two, three, four = (guest_of(store, number) for number in range(1, 5))
    first, second, third = desk.merge(one, two), desk.merge(two, three), desk.merge(three, four)
    assert len({guest_of(store, n) for n in range(1, 5)}) == 1
    desk.undo(second.number)
    assert guest_of(store, 1) == guest_of(store, 2) != guest_of(store, 3) == guest_of(store, 4)
    desk.undo(first.number)
    desk.undo(third.number)
    assert state(store) == before


def test_those_who_are_not_the_same_are_never_matched_again(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, phone="+43 664 5550142"))
    desk.not_same(guest_of(store, 1), guest_of(store, 2))
    apply(store, later(stay(2, phone="+43 664 5550142", email="anna@berger.example")))
    assert guest_of(store, 1) != guest_of(store, 2)
    assert rows(store, "SELECT * FROM guest_proposals") == []


def test_new_strong_evidence_is_shown_after_a_no(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example", phone="+43 664 5550142"), stay(2, phone="+43 664 5550142"))
    assert guest_of(store, 1) == guest_of(store, 2)
    (parted,) = rows(store, "SELECT id FROM guest_profiles WHERE tied_to IS NOT NULL")
    desk.separate(parted[0])
    assert guest_of(store, 1) != guest_of(store, 2)
    assert rows(store, "SELECT * FROM guest_proposals") == []
    apply(store, later(stay(2, phone="+43 664 5550142", email="anna@berger.example")))
    assert guest_of(store, 1) != guest_of(store, 2)
    assert rows(store, "SELECT rule FROM guest_proposals") == [("R9",)]


def test_a_no_that_is_taken_back_lets_them_be_matched(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="anna@berger.example"))
    before = state(store)
    (tied,) = rows(store, "SELECT id FROM guest_profiles WHERE tied_to IS NOT NULL")
    parted = desk.separate(tied[0])
    assert guest_of(store, 1) != guest_of(store, 2)
    desk.undo(parted.number)
    assert state(store) == before


def test_a_person_may_merge_whom_somebody_kept_apart(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="a.berger@work.example"))
    desk.not_same(guest_of(store, 1), guest_of(store, 2))
    merged = desk.merge(guest_of(store, 1), guest_of(store, 2))
    assert guest_of(store, 1) == guest_of(store, 2)
    desk.undo(merged.number)
    assert guest_of(store, 1) != guest_of(store, 2)


def test_a_stay_goes_to_another_guest_and_what_stays_stays_together(store: Store, desk: GuestDesk) -> None:
    apply(
        store,
        *(stay(n, email="anna@berger.example") for n in (1, 2, 3)),
        stay(4, email="paula@holz.example", first_name="Paula", last_name="Holz"),
    )
    before = state(store)
    (moved,) = rows(store, "SELECT id FROM guest_profiles WHERE number = 2")
    split = desk.split(guest_of(store, 1), [moved[0]], guest_of(store, 4))
    assert guest_of(store, 2) == guest_of(store, 4)
    assert guest_of(store, 1) == guest_of(store, 3) != guest_of(store, 2)
    desk.undo(split.number)
    assert state(store) == before


def test_an_id_that_was_handed_out_leads_to_the_guest_of_today(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="a.berger@work.example"))
    former = guest_of(store, 2)
    desk.merge(guest_of(store, 1), former)
    again = desk.split(former, [former])
    assert again.guests == (guest_of(store, 1), former)


def test_values_that_were_chosen_hold_as_long_as_the_merge(store: Store, desk: GuestDesk) -> None:
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="a.berger@work.example"))
    merged = desk.merge(guest_of(store, 1), guest_of(store, 2), {CardField.NAME: "Dr. Anna Berger"})
    assert rows(store, "SELECT name FROM guests") == [("Dr. Anna Berger",)]
    desk.undo(merged.number)
    assert rows(store, "SELECT name FROM guests") == [("Anna Berger",), ("Anna Berger",)]


def test_a_batch_has_one_undo(store: Store, desk: GuestDesk) -> None:
    apply(store, *(stay(n, email=f"anna{n}@berger.example") for n in range(1, 5)))
    before = state(store)
    made = desk.merge_all([(guest_of(store, 1), guest_of(store, 2)), (guest_of(store, 3), guest_of(store, 4))])
    assert len(rows(store, "SELECT * FROM guests")) == 2
    desk.undo_batch(made[0].number)
    assert state(store) == before


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda desk: desk.merge(1, 1), "one guest already"),
        (lambda desk: desk.merge(1, 99), "no guest with the number 99"),
        (lambda desk: desk.split(1, [1]), "leave at least one"),
        (lambda desk: desk.split(1, [2]), "another guest's by now"),
        (lambda desk: desk.undo(7), "no decision with the number 7"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    store: Store, desk: GuestDesk, act: Callable[[GuestDesk], object], sentence: str
) -> None:
    apply(
        store,
        stay(1, email="anna@berger.example"),
        stay(2, email="paula@holz.example", first_name="Paula", last_name="Holz"),
    )
    before = state(store)
    with pytest.raises(WrongInput, match=sentence):
        act(desk)
    assert state(store) == before


def test_moves_are_announced(store: Store) -> None:
    heard: list[Any] = []
    desk = GuestDesk(store, StillClock(), heard.append)
    apply(store, stay(1, email="anna@berger.example"), stay(2, email="a.berger@work.example"))
    desk.merge(guest_of(store, 1), guest_of(store, 2))
    one, other = guest_of(store, 1), rows(store, "SELECT id FROM guest_profiles WHERE number = 2")[0][0]
    told, moved = heard
    assert told == GuestsChanged((one, other))
    assert rows(store, "SELECT beds24_id FROM reservations WHERE id = ?", *moved.ids) == [(2,)]
