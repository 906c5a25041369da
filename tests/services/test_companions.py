"""Bookings with several guests: whoever comes along is a guest of their own, kept apart from whoever booked."""

from datetime import timedelta
from typing import Any

import pytest

from console.domain.booking import Booking
from console.domain.companion import Companion
from console.services.guest_rematching import match_again
from console.store.store import Store
from tests.building import NOW, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows, stored

OTTO = Companion(71, "Otto", "Holz", email="otto@holz.example")
INA = Companion(72, "Ina", "Maier")


def stay(number: int, *companions: Companion, **changes: Any) -> Booking:
    told = {"first_name": "Anna", "last_name": "Berger", "email": "anna@berger.example", "unit_id": 1 + number % 2}
    return booking(number, companions=companions, **(told | changes))


def cards(store: Store) -> set[tuple[str, str]]:
    return set(rows(store, "SELECT name, email FROM guests"))


def sources(store: Store) -> list[tuple[Any, ...]]:
    return rows(
        store,
        "SELECT r.beds24_id, p.role, p.seq, g.name FROM guest_profiles AS p JOIN guests AS g ON g.id = p.guest_id"
        " JOIN reservations AS r ON r.id = p.reservation_id ORDER BY 1, 2 DESC, 3",
    )


def exported(store: Store, name: str) -> Any:
    with store.reading() as session:
        return next(row for row in session.listing.guests() if row.name == name)


def test_those_who_come_along_are_guests_of_their_own(store: Store) -> None:
    apply(store, stay(1, OTTO, INA))
    assert cards(store) == {
        ("Anna Berger", "anna@berger.example"), ("Otto Holz", "otto@holz.example"), ("Ina Maier", "")
    }  # fmt: skip
    assert sources(store) == [
        (1, "guest", 0, "Anna Berger"),
        (1, "companion", 71, "Otto Holz"),
        (1, "companion", 72, "Ina Maier"),
    ]


def test_a_stay_counts_for_whoever_booked_and_is_listed_for_whoever_came_along(store: Store) -> None:
    apply(store, stay(1, OTTO))
    anna, otto = exported(store, "Anna Berger"), exported(store, "Otto Holz")
    assert (anna.stays, anna.reservation_ids) == (1, (1,))
    assert (otto.stays, otto.reservation_ids, otto.emails) == (0, (1,), ("otto@holz.example",))


def test_the_contacts_of_the_booker_are_nobody_elses(store: Store) -> None:
    child = Companion(73, "Kind", "Berger", email="Anna@Berger.example", phone="0664 5550142")
    apply(store, stay(1, child, phone="+43 664 5550142", mobile="0664/5550142"))
    assert cards(store) == {("Anna Berger", "anna@berger.example"), ("Kind Berger", "")}
    assert exported(store, "Kind Berger").phones == ()
    assert rows(store, "SELECT * FROM guest_proposals") == []


def test_an_entry_with_the_bookers_name_is_the_booker(store: Store) -> None:
    apply(store, stay(1, Companion(70, "BERGER", "Anna"), OTTO))
    assert [row[3] for row in sources(store)] == ["Anna Berger", "Otto Holz"]


def test_one_who_comes_along_and_books_later_is_one_guest(store: Store) -> None:
    apply(store, stay(1, OTTO))
    apply(store, stay(2, first_name="Otto", last_name="Holz", email="otto@holz.example"))
    otto = exported(store, "Otto Holz")
    assert (otto.stays, otto.reservation_ids) == (1, (1, 2))
    assert len(cards(store)) == 2


def test_two_of_one_booking_are_never_one_person_by_a_rule(store: Store) -> None:
    twins = (
        Companion(74, "Jon", "Maier", email="maier@holz.example"),
        Companion(75, "John", "Maier", email="maier@holz.example"),
    )
    apply(store, stay(1, *twins))
    assert len(cards(store)) == 3
    apply(store, stay(2, first_name="John", last_name="Maier", email="maier@holz.example"))
    with_second = [row[3] for row in sources(store) if row[0] == 1]
    assert len(set(with_second)) == 3


def test_without_numbers_of_beds24_the_place_counts(store: Store) -> None:
    apply(store, stay(1, Companion(0, "Otto", "Holz"), Companion(0, "Ina", "Maier")))
    assert [row[2] for row in sources(store)] == [0, 1, 2]


def test_a_change_a_removal_and_a_return_are_followed(store: Store) -> None:
    first = stay(1, OTTO, INA)
    apply(store, first)
    (ina,) = rows(store, "SELECT id FROM guest_profiles WHERE seq = 72")
    apply(store, later(first, companions=(INA, Companion(71, "Otto", "Holzer", email="otto@holz.example"))))
    assert {name for name, _ in cards(store)} == {"Anna Berger", "Otto Holzer", "Ina Maier"}
    assert rows(store, "SELECT id FROM guest_profiles WHERE seq = 72") == [ina]
    assert ("companions",) in rows(store, "SELECT field FROM history")
    apply(store, later(first, 120, companions=(INA,)))
    assert {name for name, _ in cards(store)} == {"Anna Berger", "Ina Maier"}
    apply(store, later(first, 180, companions=()))
    assert {name for name, _ in cards(store)} == {"Anna Berger"}
    apply(store, later(first, 240))
    assert {name for name, _ in cards(store)} == {"Anna Berger", "Otto Holz", "Ina Maier"}


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_version_that_does_not_tell_of_them_leaves_them(store: Store, order: tuple[int, ...]) -> None:
    told = {1: stay(1, OTTO), 2: later(stay(1), companions=None, price=31000)}
    for number in order:
        apply(store, told[number])
    assert {name for name, _ in cards(store)} == {"Anna Berger", "Otto Holz"}
    assert stored(store, "price") == {"price": 31000}


def test_matching_anew_comes_to_the_same(store: Store) -> None:
    apply(store, stay(1, OTTO, INA), stay(2, INA), stay(3, first_name="Otto", last_name="Holz", email=OTTO.email))
    before = rows(
        store, "SELECT id, reservation_id, role, seq, number, guest_id, norm, tied_to, rule FROM guest_profiles"
    )
    match_again(store, StillClock(), lambda: None)
    after = rows(
        store, "SELECT id, reservation_id, role, seq, number, guest_id, norm, tied_to, rule FROM guest_profiles"
    )
    assert after == before


def test_a_closure_has_nobody(store: Store) -> None:
    apply(store, stay(1, OTTO, status="black"))
    assert cards(store) == set()


def test_to_hear_for_the_first_time_that_nobody_comes_along_is_no_change(store: Store) -> None:
    apply(store, booking(1, companions=None))
    applied = apply(store, later(booking(1, companions=())), read_at=NOW + timedelta(hours=1))
    assert (applied.counts.updated, applied.counts.unchanged, applied.changed) == (0, 1, ())
