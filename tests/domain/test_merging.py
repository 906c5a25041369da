"""What stands of several versions of one booking is the same in whatever order and however often they become known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.applying import Effect, judge_late
from console.domain.booking import COMPARED_FIELDS, CONTACT_FIELDS, MONEY_FIELDS, Age, Booking
from console.domain.merging import NEVER, Merged, says, since_when_gone, with_newer, with_older
from console.domain.status import RELEASED, Status, is_closure
from tests.building import NOW, booking

Version = tuple[Booking, Age]
SECOND = timedelta(seconds=1)


def at(seconds: int, read: int = 0) -> Age:
    return NOW + seconds * SECOND, NOW + read * SECOND


def version(age: Age, **told: Any) -> Version:
    nobody: dict[str, Any] = dict.fromkeys(CONTACT_FIELDS, "")
    return booking(**(nobody | {"modified_at": age[0]} | told)), age


_TOLD = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["new", "confirmed", "cancelled", "black", "inquiry"]),
        "last_name": st.sampled_from([None, "", "Gruber", "Moser"]),
        "email": st.sampled_from([None, "", "a@example.org"]),
        "price": st.sampled_from([None, 0, 100, 200]),
        "comments": st.sampled_from([None, "", "late"]),
        "adults": st.sampled_from([None, 1, 2]),
        "cancelled_at": st.sampled_from([None, NOW]),
    }
)
_AGES = st.builds(at, st.integers(0, 3), st.integers(0, 3))
VERSIONS = st.lists(st.tuples(_AGES, _TOLD), min_size=1, max_size=6, unique_by=lambda one: one[0]).map(
    lambda many: [version(age, **told) for age, told in many]
)


def learn(known: Merged | None, one: Version) -> Merged:
    """As applying does: a version that is older than the newest one fills what that one left open."""
    told, age = one
    if known is None:
        return Merged(told, age)
    return with_older(known, told, age) if age < known.age else with_newer(known, told, age)


def end_of(versions: Sequence[Version]) -> Merged:
    known: Merged | None = None
    for one in versions:
        known = learn(known, one)
    assert known is not None
    return known


def keep_what_is_known(known: Booking, incoming: Booking) -> Booking:
    """The rule for versions that come in their order, written down apart: what a newer one may not erase."""
    kept = {name: getattr(known, name) for name in COMPARED_FIELDS if getattr(incoming, name) is None}
    kept.pop("cancelled_at", None)
    if is_closure(incoming.status):
        for name in CONTACT_FIELDS:
            old, new = getattr(known, name), getattr(incoming, name)
            kept[name] = new if new is not None or old is None else ""
    else:
        kept |= {name: old for name in CONTACT_FIELDS if (old := getattr(known, name)) and not getattr(incoming, name)}
    if incoming.status in RELEASED:
        kept |= {name: old for name in MONEY_FIELDS if (old := getattr(known, name)) and not getattr(incoming, name)}
    return replace(incoming, **kept)


def by_age(versions: Sequence[Version]) -> list[Version]:
    return sorted(versions, key=lambda one: one[1])


@given(VERSIONS, st.data())
def test_the_order_and_the_number_of_times_make_no_difference(versions: list[Version], data: st.DataObject) -> None:
    in_order = by_age(versions)
    otherwise = data.draw(st.permutations([*versions, *data.draw(st.lists(st.sampled_from(versions), max_size=3))]))
    assert end_of(otherwise).booking == end_of(in_order).booking


@given(VERSIONS)
def test_the_end_is_that_of_the_rule_for_versions_in_their_order(versions: list[Version]) -> None:
    in_order = by_age(versions)
    assert end_of(versions).booking == reduce(keep_what_is_known, [told for told, _ in in_order])


@given(VERSIONS)
def test_each_field_is_as_the_newest_version_that_says_it_tells(versions: list[Version]) -> None:
    end = end_of(versions)
    newest_first = [told for told, _ in reversed(by_age(versions))]
    for name in COMPARED_FIELDS:
        saying = next((told for told in newest_first if says(told, name)), None)
        if saying is not None:
            assert getattr(end.booking, name) == getattr(saying, name) or name in CONTACT_FIELDS
            assert not getattr(end.booking, name) or getattr(end.booking, name) == getattr(saying, name)
        else:
            assert not getattr(end.booking, name)


def test_an_older_body_fills_whom_and_how_much_a_cancellation_no_longer_tells() -> None:
    known = learn(None, version(at(60), status="cancelled", price=0))
    late = learn(known, version(at(0), last_name="Gruber", price=45000, comments="late arrival"))
    assert (late.booking.last_name, late.booking.price) == ("Gruber", 45000)
    assert (late.booking.status, late.booking.comments, late.booking.modified_at) == ("cancelled", "", at(60)[0])
    assert late.age == at(60)


def test_an_older_body_brings_back_no_price_that_was_taken_back_before_the_cancellation() -> None:
    known = end_of([version(at(0, 1), price=0), version(at(60), status="cancelled", price=0)])
    assert learn(known, version(at(0), price=45000)).booking.price == 0


def test_an_older_body_brings_no_guest_back_into_a_room_that_was_closed_since() -> None:
    reopened = end_of([version(at(30), status="black"), version(at(60), status="confirmed")])
    assert learn(reopened, version(at(0), last_name="Gruber")).booking.last_name == ""


def test_of_two_late_bodies_the_newer_stands_whichever_comes_last() -> None:
    known = learn(None, version(at(60), status="cancelled"))
    first, second = version(at(0), last_name="Gruber"), version(at(30), last_name="Moser")
    for order in ((first, second), (second, first)):
        assert reduce(learn, order, known).booking.last_name == "Moser"


def test_an_amount_that_only_a_cancellation_told_gives_way_to_any_that_was_said() -> None:
    first, second, third = version(at(0), price=100), version(at(30), status="cancelled", price=0), version(at(60))
    assert end_of([second, (replace(third[0], price=None), third[1]), first]).booking.price == 100


def test_what_no_version_said_but_a_reservation_must_have_gives_way_to_any_that_does() -> None:
    known = Merged(version(at(60), adults=0)[0], at(60), {"adults": NEVER})
    assert learn(known, version(at(0), adults=2)).booking.adults == 2


@pytest.mark.parametrize(
    ("status", "filled"), [("confirmed", ("Gruber", 0)), ("cancelled", ("Gruber", 45000)), ("black", ("", 0))]
)
def test_a_booking_that_is_gone_remembers_what_it_said_by_its_status(status: str, filled: tuple[str, int]) -> None:
    last, age = version(at(60), status=status, price=0)
    gone = Merged(replace(last, status=Status.GONE.value), age, since_when_gone(Merged(last, age)))
    late = learn(gone, version(at(0), last_name="Gruber", price=45000)).booking
    assert (late.last_name, late.price, late.status) == (*filled, Status.GONE)


@pytest.mark.parametrize(
    ("told", "effect"),
    [({}, Effect.OLDER), ({"status": "black"}, Effect.TOUCHED), ({"email": "a@b.c"}, Effect.CHANGED)],
)
def test_a_late_version_that_adds_nothing_is_older_one_that_only_closes_a_question_touches(
    told: dict[str, Any], effect: Effect
) -> None:
    late, age = version(at(0), **told)
    assert judge_late(Merged(*version(at(60))), late, age, "EUR").effect is effect


def test_the_age_of_what_is_kept_is_that_of_the_version_that_told_it() -> None:
    first, second = version(at(0), last_name="Gruber", price=100), version(at(30), price=200)
    end = end_of([first, second, version(at(60), status="cancelled", price=0)])
    kept: dict[str, tuple[datetime, datetime]] = {"last_name": at(0), "price": at(30)}
    assert {name: age for name, age in end.since.items() if name in kept} == kept
