"""What is to be reviewed: in the order in which it matters, with what speaks for it and against it."""

from datetime import timedelta
from typing import Any

import pytest

from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.guests.evidence import Fact
from console.domain.guests.judging import SAME_HOUSEHOLD
from console.domain.guests.review_lines import DecisionKind
from console.domain.guests.rules import Rule
from console.services.guest_decisions import GuestDesk
from console.services.guest_review import ReviewBook, SaidNo
from console.store.store import Store
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

NOW_DAY = TODAY.isoformat()
AFTERWARDS = NOW + timedelta(days=2)


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


def birth(store: Store, number: int, day: str) -> None:
    """The desk learns a date of birth a day later; matching hears of it when the booking is read again."""
    with store.writing() as session:
        session.connection.execute(
            "INSERT INTO guest_words SELECT id, 'birth', ?, '2026-05-13T12:00:00Z', 'desk' FROM guest_profiles"
            " WHERE number = ?",
            (day, number),
        )


def torn_card(store: Store) -> None:
    """Two guests whom somebody merged, and whose dates of birth were learned afterwards; a third stay came by one."""
    one, other = stay(1, "Anna Berger", email="anna@berger.example"), stay(2, "Anna Berger", days=9)
    apply(store, one, other, stay(3, "Anna Berger", days=18, email="anna@berger.example"))
    guests = [id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id")]
    GuestDesk(store, StillClock(NOW)).merge(*guests)
    birth(store, 1, "1970-01-01")
    birth(store, 2, "1999-09-09")
    apply(store, later(one, city="Graz"), later(other, city="Linz"))


def test_a_card_that_may_hold_two_people_is_shown_by_its_halves(store: Store, book: ReviewBook) -> None:
    torn_card(store)
    (proposal,) = book.open(NOW_DAY)
    pair = book.pair(proposal.guest_a, proposal.guest_b)
    assert (proposal.rule, pair.is_torn_card) == (Rule.TORN_CARD, True)
    assert [side.card.text(CardField.BIRTH) for side in (pair.one, pair.other)] == ["1970-01-01", "1999-09-09"]
    assert [[one.beds24_id for one in side.stays] for side in (pair.one, pair.other)] == [[1, 3], [2]]
    assert Fact.OTHER_BIRTH in {one.fact for one in pair.weighed.contradicting}


def test_the_halves_of_a_card_become_two_guests_and_are_asked_about_no_more(store: Store, book: ReviewBook) -> None:
    torn_card(store)
    (proposal,) = book.open(NOW_DAY)
    half = book.pair(proposal.guest_a, proposal.guest_b).other
    GuestDesk(store, StillClock(AFTERWARDS)).split(proposal.guest_a, half.profile_ids)
    assert rows(store, "SELECT birth FROM guests ORDER BY id") == [("1970-01-01",), ("1999-09-09",)]
    assert book.open(NOW_DAY) == []
    with pytest.raises(WrongInput, match="Nobody doubts this card"):
        book.pair(proposal.guest_a, proposal.guest_a)


def test_a_card_that_is_said_to_be_one_persons_is_asked_about_again_only_when_that_is_taken_back(
    store: Store, book: ReviewBook
) -> None:
    torn_card(store)
    (proposal,) = book.open(NOW_DAY)
    pair = book.pair(proposal.guest_a, proposal.guest_b)
    assert pair.proposal is not None
    desk = GuestDesk(store, StillClock(AFTERWARDS))
    kept = desk.keep_whole(pair.proposal.profile_a, pair.proposal.profile_b, {CardField.BIRTH: "1999-09-09"})
    assert rows(store, "SELECT birth FROM guests") == [("1999-09-09",)]
    assert book.open(NOW_DAY) == []
    desk.undo(kept.number)
    assert [one.rule for one in book.open(NOW_DAY)] == [Rule.TORN_CARD]


def test_who_merges_two_dates_of_birth_is_not_asked_about_them(store: Store, book: ReviewBook) -> None:
    one = stay(1, "Anna Berger", email="anna@berger.example")
    other = stay(2, "Anna Berger", days=9, phone="+43 664 5550142")
    apply(store, one, other)
    birth(store, 1, "1970-01-01")
    birth(store, 2, "1970-10-10")
    apply(store, later(one, email="anna@berger.example", city="Graz"), later(other, email="anna@berger.example"))
    (proposal,) = book.open(NOW_DAY)
    assert (proposal.rule, proposal.conflict) == (Rule.BLOCKED, "birth")
    GuestDesk(store, StillClock(AFTERWARDS)).merge(proposal.guest_a, proposal.guest_b)
    assert len(rows(store, "SELECT * FROM guests")) == 1
    assert book.open(NOW_DAY) == []


def test_what_was_said_before_and_what_came_since_is_told(store: Store, book: ReviewBook) -> None:
    one = stay(1, "Anna Berger", email="anna@berger.example", phone="+43 664 5550142")
    other = stay(2, "Anna Berger", days=9, email="a.berger@work.example")
    apply(store, one, other)
    guests = [id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id")]
    GuestDesk(store, StillClock(NOW)).not_same(*guests, actor="Maria")
    assert book.open(NOW_DAY) == []
    apply(store, later(other, email="anna@berger.example", phone="+43 664 5550142"))
    (proposal,) = book.open(NOW_DAY)
    said = book.pair(proposal.guest_a, proposal.guest_b).said_no
    assert proposal.rule == Rule.NEW_EVIDENCE
    assert said == SaidNo(NOW, "Maria", frozenset({"e-mail and phone"}))


def test_what_a_person_chose_before_stays_on_the_card_to_come(store: Store, book: ReviewBook) -> None:
    apply(store, *(stay(n, "Anna Berger", days=9 * n, email=f"anna{n}@berger.example") for n in (1, 2, 3)))
    one, other, third = (id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id"))
    GuestDesk(store, StillClock(NOW)).merge(one, other, {CardField.NAME: "Dr. Anna Berger"})
    pair = book.pair(one, third)
    assert (pair.merged.text(CardField.NAME), pair.one.picked) == ("Dr. Anna Berger", frozenset({CardField.NAME}))


def test_a_household_and_a_batch_are_told_as_such(store: Store, book: ReviewBook) -> None:
    apply(store, *(stay(n, "Anna Berger", days=9 * n, email=f"anna{n}@berger.example") for n in range(1, 7)))
    one, other, *rest = (id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id"))
    desk = GuestDesk(store, StillClock(NOW))
    desk.same_household(one, other)
    desk.merge_all([(rest[0], rest[1]), (rest[2], rest[3])])
    (said,) = book.decided(DecisionKind.NOT_SAME)
    assert (said.note, said.name_a, said.guest_b, said.in_batch) == (SAME_HOUSEHOLD, "Anna Berger", other, 0)
    assert [line.in_batch for line in book.decided(DecisionKind.MERGE, DecisionKind.SPLIT)] == [2, 2]


def test_several_pairs_are_told_at_once_without_those_that_are_one_by_now(store: Store, book: ReviewBook) -> None:
    apply(store, *(stay(n, "Anna Berger", days=9 * n, email=f"anna{n}@berger.example") for n in (1, 2, 3)))
    one, other, third = (id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id"))
    GuestDesk(store, StillClock(NOW)).merge(one, other)
    found = book.pairs([(one, other), (one, third), (one, 99)])
    assert [(view.one.guest_id, view.other.guest_id) for view in found] == [(one, third)]


def test_the_names_of_the_evidence_are_spelled_as_they_were_told(store: Store, book: ReviewBook) -> None:
    apply(
        store,
        stay(1, "Jörg MÜLLER", email="j@mueller.example"),
        stay(2, "Jörg Maier", days=9, email="j@mueller.example"),
    )
    (proposal,) = book.open(NOW_DAY)
    told = book.pair(proposal.guest_a, proposal.guest_b).weighed.contradicting
    assert [(one.fact, one.here, one.there) for one in told] == [(Fact.OTHER_SURNAME, "Jörg MÜLLER", "Jörg Maier")]


@pytest.mark.parametrize(
    ("name", "group", "speaks_against"), [("Lea Moser", 1, False), ("Lea Moser", 0, True), ("L. Moser", 1, True)]
)
def test_rooms_booked_together_for_one_name_speak_against_nothing(
    store: Store, book: ReviewBook, name: str, group: int, speaks_against: bool
) -> None:
    apply(
        store,
        stay(1, "Lea Moser", phone="+43 664 55", postcode="6020", email="x1@guest.booking.com"),
        stay(2, name, phone="+43 664 55", postcode="6020", email="x1@guest.booking.com", group_id=group),
    )
    pair = book.pair(*(id_ for (id_,) in rows(store, "SELECT id FROM guests ORDER BY id")))
    assert bool(pair.same_nights) is speaks_against
    assert (Fact.SAME_NIGHTS in {one.fact for one in pair.weighed.contradicting}) is speaks_against
