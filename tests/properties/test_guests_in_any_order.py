"""In whatever order and pages the same bookings come, they make the same guests."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from tests.building import NOW
from tests.properties.guests import (
    CALM,
    Reference,
    apply_in_pages,
    assert_nothing_is_astray,
    books,
    empty_house,
    everything,
    seen,
    stays,
)
from tests.storing import apply

SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=3)


@settings(CALM, max_examples=150, derandomize=True)
@given(books(), st.randoms(use_true_random=False), SIZES)
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


@settings(CALM, max_examples=150, derandomize=True)
@given(books(), SIZES)
def test_bookings_one_after_the_other_are_grouped_as_all_of_them_compared_with_each_other(
    bookings: list[Booking], sizes: list[int]
) -> None:
    with empty_house() as store:
        apply_in_pages(store, bookings, sizes)
        found, reference = seen(store), Reference(store)
        assert found.together == reference.together
        assert frozenset(pair for pair, *_ in found.proposals) == reference.asked()


@settings(CALM, max_examples=80, derandomize=True)
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


@settings(CALM, max_examples=60, derandomize=True)
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
