"""In whatever order and pages the same bookings come, they make the same guests."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.guests.region import MOST_VOICES
from console.domain.guests.rules import COMPANY_NAMES
from tests.building import NOW, booking, later
from tests.properties.guests import (
    CALM,
    Reference,
    apply_in_pages,
    assert_nothing_is_astray,
    books,
    empty_house,
    everything,
    of_regulars,
    seen,
    stays,
)
from tests.storing import apply

SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=3)


@settings(CALM, max_examples=60, derandomize=True)
@given(books() | of_regulars(), st.randoms(use_true_random=False), SIZES)
def test_any_order_and_paging_makes_the_same_guests_cards_and_proposals(
    bookings: list[Booking], chance: object, sizes: list[int]
) -> None:
    shuffled = list(bookings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    with empty_house() as at_once, empty_house() as bit_by_bit:
        apply(at_once, *bookings)
        apply_in_pages(bit_by_bit, shuffled, sizes)
        assert_nothing_is_astray(at_once)
        assert_nothing_is_astray(bit_by_bit)
        first, second = seen(at_once), seen(bit_by_bit)
        assert second.together == first.together
        assert second.cards == first.cards
        assert second.proposals == first.proposals


@settings(CALM, max_examples=80, derandomize=True)
@given(books() | of_regulars(), SIZES)
def test_bookings_one_after_the_other_are_grouped_as_all_of_them_compared_with_each_other(
    bookings: list[Booking], sizes: list[int]
) -> None:
    with empty_house() as store:
        apply_in_pages(store, bookings, sizes)
        found, reference = seen(store), Reference(store)
        assert found.together == reference.together
        assert frozenset(pair for pair, *_ in found.proposals) == reference.asked()


@settings(CALM, max_examples=40, derandomize=True)
@given(books(), st.data())
def test_a_stay_whose_guest_changes_and_changes_back_ends_as_if_it_never_had(
    bookings: list[Booking], data: st.DataObject
) -> None:
    number = data.draw(st.sampled_from([one.beds24_id for one in bookings]))
    detour = data.draw(stays(st.just(number)))
    once = next(one for one in bookings if one.beds24_id == number)
    later, latest = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    # A contact that becomes empty is kept, so that only one that was filled in can be put back.
    filled = {
        name: getattr(once, name) or getattr(detour, name)
        for name in ("first_name", "last_name", "email", "phone", "postcode")
    }
    once = replace(once, **filled)
    bookings = [once if one.beds24_id == number else one for one in bookings]
    with empty_house() as changed, empty_house() as never:
        apply(changed, *bookings)
        apply(changed, replace(detour, modified_at=later), read_at=later)
        apply(changed, replace(once, modified_at=latest), read_at=latest)
        apply(never, *bookings)
        apply(never, replace(once, modified_at=latest), read_at=latest)
        assert_nothing_is_astray(changed)
        assert seen(changed) == seen(never)


@settings(CALM, max_examples=40, derandomize=True)
@given(books(), SIZES)
def test_the_same_bookings_pulled_twice_and_heard_again_leave_every_row_as_it_is(
    bookings: list[Booking], sizes: list[int]
) -> None:
    with empty_house() as store:
        apply(store, *bookings)
        before = everything(store)
        apply_in_pages(store, bookings, sizes)
        for one in bookings:
            apply(
                store,
                replace(one, modified_at=one.modified_at + timedelta(minutes=5)),
                read_at=NOW + timedelta(minutes=5),
            )
        after = everything(store)
        for name in ("profiles", "guests"):  # a later word on the same is a later word
            before[name], after[name] = ([row[:-3] for row in rows[name]] for rows in (before, after))
        assert after == before


def _office(people: int) -> list[Booking]:
    """Two stays of each of so many people who book with one address, live in one town and are called alike."""
    names = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(people)]
    return [
        booking(
            1 + 2 * n + visit,
            unit_id=0,
            first_name=f"Qu{name}rtz{name}",
            last_name=f"Stein{name}bruck{name}",
            email="travel.keller@firma.example.net",
            postcode="6020",
            country="AT",
        )
        for n, name in enumerate(names)
        for visit in (0, 1)
    ]


@pytest.mark.parametrize("people", [2, 3, 30, 31, 32])
def test_the_one_who_makes_an_address_a_companys_or_an_agencys_may_come_first_or_last(people: int) -> None:
    bookings = _office(people)
    assert len(bookings) == 2 * people
    with empty_house() as at_once, empty_house() as one_by_one, empty_house() as reversed_:
        apply(at_once, *bookings)
        apply_in_pages(one_by_one, bookings, [1])
        apply_in_pages(reversed_, bookings[::-1], [3])
        first = seen(at_once)
        assert seen(one_by_one) == first
        assert seen(reversed_) == first
        assert first.together == Reference(one_by_one).together
        guests = people if people <= COMPANY_NAMES else 2 * people
        assert len(first.cards) == guests


def test_an_address_of_more_than_four_hundred_words_is_an_agencys_in_any_order() -> None:
    bookings = [replace(one, address=f"Gasse {n}") for n, one in enumerate(_office(1) * (MOST_VOICES // 2 + 1))]
    bookings = [replace(one, beds24_id=n) for n, one in enumerate(bookings, 1)]
    with empty_house() as at_once, empty_house() as in_pages:
        apply(at_once, *bookings)
        apply_in_pages(in_pages, bookings[::-1], [150, 1])
        assert len(seen(at_once).cards) == len(bookings)
        assert seen(in_pages) == seen(at_once)
        apply(in_pages, replace(later(bookings[7]), address=bookings[8].address), read_at=NOW + timedelta(hours=1))
        apply(in_pages, replace(later(bookings[9]), address=bookings[8].address), read_at=NOW + timedelta(hours=1))
        assert len(seen(in_pages).cards) == 1
