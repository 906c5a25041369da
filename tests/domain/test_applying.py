"""What a newly read version of a booking does to the one that is known."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import applying
from console.domain.applying import Effect, FieldChange, Judgement, changes_between, is_older
from console.domain.booking import CONTACT_FIELDS, Booking, BookingVersion
from console.domain.merging import Merged
from tests.building import NOW, booking, later


def version(seconds: int = 0, read: int = 0) -> BookingVersion:
    return BookingVersion(NOW + timedelta(seconds=seconds), b"fingerprint", NOW + timedelta(seconds=read))


def judge(known: Booking, incoming: Booking, currency: str) -> Judgement:
    return applying.judge(Merged(known, (known.modified_at, NOW)), incoming, (incoming.modified_at, NOW), currency)


def test_a_version_with_an_earlier_modified_time_is_older() -> None:
    assert is_older(version(seconds=1), booking(), NOW + timedelta(hours=1))


def test_a_version_with_a_later_modified_time_is_never_older_however_early_it_was_read() -> None:
    assert not is_older(version(read=100), later(booking()), NOW)


def test_at_equal_modified_time_the_earlier_reading_is_older() -> None:
    assert is_older(version(read=1), booking(), NOW)
    assert not is_older(version(read=1), booking(), NOW + timedelta(seconds=1))


def test_a_version_that_differs_in_nothing_visible_only_touches() -> None:
    known = booking()
    judgement = judge(known, later(known, raw=b'{"new":"key"}'), "EUR")
    assert judgement.effect is Effect.TOUCHED
    assert judgement.changes == ()
    assert judgement.booking.raw == b'{"new":"key"}'


def test_every_changed_field_is_named_with_old_and_new() -> None:
    known = booking()
    judgement = judge(known, later(known, adults=3, unit_id=2), "EUR")
    assert judgement.effect is Effect.CHANGED
    assert set(judgement.changes) == {FieldChange("adults", 2, 3), FieldChange("unit_id", 1, 2)}


@pytest.mark.parametrize("name", CONTACT_FIELDS)
@pytest.mark.parametrize("silence", ["", None])
def test_a_contact_that_is_no_longer_told_is_kept(name: str, silence: str | None) -> None:
    before: dict[str, Any] = {name: "known before"}
    after: dict[str, Any] = {name: silence}
    judgement = judge(booking(**before), booking(**after), "EUR")
    assert getattr(judgement.booking, name) == "known before"


@pytest.mark.parametrize("name", CONTACT_FIELDS)
@pytest.mark.parametrize(
    ("before", "told", "after"), [("", None, ""), ("a guest", None, ""), (None, None, None), ("a guest", "", "")]
)
def test_a_closure_has_no_guest_and_an_absent_contact_is_no_change_of_it(
    name: str, before: str | None, told: str | None, after: str | None
) -> None:
    known: dict[str, Any] = {name: before}
    absent: dict[str, Any] = {name: told}
    judgement = judge(booking(status="black", **known), later(booking(status="black", **known), **absent), "EUR")
    assert getattr(judgement.booking, name) == after
    assert judgement.changes == (() if before == after else (FieldChange(name, before, after),))


def test_a_comment_that_was_emptied_is_emptied_but_an_absent_one_is_kept() -> None:
    known = booking(comments="late arrival")
    assert judge(known, later(known, comments=""), "EUR").booking.comments == ""
    assert judge(known, later(known, comments=None), "EUR").booking.comments == "late arrival"


def test_the_amounts_that_a_channel_zeroes_on_cancelling_are_kept() -> None:
    known = booking(price=45000, commission=5000)
    merged = judge(known, later(known, status="cancelled", price=0, commission=0), "EUR").booking
    assert (merged.price, merged.commission) == (45000, 5000)


def test_a_price_that_becomes_zero_without_a_cancellation_is_taken() -> None:
    known = booking(price=45000)
    assert judge(known, later(known, price=0), "EUR").booking.price == 0


def test_a_booking_taken_up_again_after_a_cancellation_loses_its_cancel_time() -> None:
    known = booking(status="cancelled", cancelled_at=NOW)
    assert judge(known, later(known, status="confirmed", cancelled_at=None), "EUR").booking.cancelled_at is None


def test_opening_a_booking_in_the_panel_is_a_change_of_no_importance() -> None:
    known = booking(status="new")
    assert judge(known, later(known, status="confirmed"), "EUR").changes == (
        FieldChange("status", "new", "confirmed", minor=True),
    )


def test_rounded_cents_are_a_change_of_no_importance() -> None:
    known = booking(price=13394331)
    (change,) = judge(known, later(known, price=13394300), "EUR").changes
    assert change.minor


@pytest.mark.parametrize("new", [13394330, 13394000, 13394400, 0])
def test_any_other_change_of_a_price_matters(new: int) -> None:
    known = booking(price=13394331)
    (change,) = judge(known, later(known, price=new), "EUR").changes
    assert not change.minor


def test_cancelling_matters() -> None:
    known = booking(status="new")
    assert not judge(known, later(known, status="cancelled"), "EUR").changes[0].minor


@given(st.integers(0, 5), st.sampled_from(["", "x", None]), st.sampled_from(["confirmed", "cancelled", "odd"]))
def test_judging_the_same_version_twice_changes_nothing_more(adults: int, text: str | None, status: str) -> None:
    known = booking(last_name="known", comments="c")
    incoming = later(known, adults=adults, last_name=text, comments=text, status=status)
    once = judge(known, incoming, "EUR").booking
    assert changes_between(once, judge(once, incoming, "EUR").booking, "EUR") == ()
