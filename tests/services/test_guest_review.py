"""What is to be reviewed: in the order in which it matters, with what speaks for it and against it."""

from datetime import timedelta
from typing import Any

import pytest

from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.guests.evidence import Fact
from console.domain.guests.rules import Rule
from console.services.guest_decisions import GuestDesk
from console.services.guest_review import ReviewBook
from console.store.guest_decisions import DecisionKind
from console.store.store import Store
from tests.building import NOW, TODAY, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

NOW_DAY = TODAY.isoformat()


@pytest.fixture
def book(store: Store) -> ReviewBook:
    return ReviewBook(store, StillClock(NOW))


def stay(number: int, name: str, *, days: int = 0, **changes: Any) -> Any:
    first, _, last = name.partition(" ")
    arrival = TODAY + timedelta(days=days)
    told = {"first_name": first, "last_name": last, "email": "", "phone": "", "unit_id": 1 + number % 2}
    return booking(number, arrival=arrival, departure=arrival + timedelta(days=2), **(told | changes))


def test_who_arrives_soonest_comes_first_and_the_past_last(store: Store, book: ReviewBook) -> None:
    apply(
        store,
        stay(1, "Paula Holz", days=-90, email="paula@holz.example"),
        stay(2, "P. Holz", days=-50, email="paula@holz.example", phone="+43 664 5550140"),
        stay(3, "Paula Stein", days=-20, email="paula@holz.example"),
        stay(4, "Jonas Eder", days=9, email="jonas@eder.example"),
        stay(5, "Jonas Wolf", days=-9, email="jonas@eder.example"),
        stay(6, "Lea Moser", days=3, phone="+43 664 5550142"),
        stay(7, "Lea Winter", days=4, phone="+43 664 5550142"),
    )
    found = book.open(NOW_DAY)
    assert [one.arrives for one in found if one.arrives] == [
        (TODAY + timedelta(days=3)).isoformat(),
        (TODAY + timedelta(days=9)).isoformat(),
    ]
    assert {one.name_a for one in found if not one.arrives} <= {"Paula Holz", "P. Holz", "Paula Stein"}
    assert [bool(one.arrives) for one in found] == sorted((bool(one.arrives) for one in found), reverse=True)


def test_a_pair_tells_both_sides_what_they_would_be_and_why(store: Store, book: ReviewBook) -> None:
    apply(
        store,
        stay(1, "Lea Moser", email="lea@moser.example", phone="+43 664 5550142", country="AT"),
        stay(2, "Lea Winter", days=1, unit_id=2, phone="+43 664 5550142", country="DE", city="Graz"),
    )
    (proposal,) = book.open(NOW_DAY)
    pair = book.pair(proposal.guest_a, proposal.guest_b)
    assert proposal.rule == Rule.CONTACT_PART_OF_NAME
    assert [one.fact for one in pair.weighed.agreeing] == [Fact.SAME_PHONE]
    assert {one.fact for one in pair.weighed.contradicting} == {
        Fact.SAME_NIGHTS,
        Fact.OTHER_SURNAME,
        Fact.OTHER_COUNTRY,
    }
    assert pair.merged.text(CardField.EMAIL) == "lea@moser.example"
    assert pair.merged.text(CardField.CITY) == "Graz"
    assert [len(side.stays) for side in (pair.one, pair.other)] == [1, 1]


def test_a_rare_name_is_a_list_of_its_own_until_somebody_says_no(store: Store, book: ReviewBook) -> None:
    common = [
        f"{first} {last}" for first in ("Anna", "Maria", "Josef") for last in ("Huber", "Gruber", "Bauer", "Moser")
    ]
    stays = [stay(number, name, days=number) for number, name in enumerate(common, start=10)]
    apply(store, *stays, *(stay(n, "Yinthe Huurdeman", days=40 * n, country="NL") for n in (1, 2)))
    assert book.open(NOW_DAY) == []
    (rare,) = book.rare_names(NOW_DAY)
    assert rare.rule == Rule.RARE_NAME
    GuestDesk(store, StillClock(NOW)).not_same(rare.guest_a, rare.guest_b)
    assert book.rare_names(NOW_DAY) == []


def test_what_was_decided_and_what_the_rules_did_is_told(store: Store, book: ReviewBook) -> None:
    apply(
        store,
        stay(1, "Anna Berger", email="anna@berger.example"),
        stay(2, "Anna Berger", days=9, email="anna@berger.example"),
    )
    apply(store, stay(3, "Paula Holz", email="paula@holz.example"))
    (tied,) = book.automatic()
    assert (tied.rule, tied.name) == (Rule.EMAIL_AND_NAME, "Anna Berger")
    guests = [id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id")]
    decided = GuestDesk(store, StillClock(NOW)).merge(*guests, note="seen at the desk")
    (kept,) = book.decided(DecisionKind.MERGE)
    assert (kept.id, kept.note, kept.undone_at) == (decided.number, "seen at the desk", None)


def test_a_guest_that_nobody_has_is_said(book: ReviewBook) -> None:
    with pytest.raises(WrongInput, match="no guest with the number 7"):
        book.pair(7, 8)
