"""Money, contacts, guests' cards, room status: the small rules."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.contacts import email_key, phone_key
from console.domain.hotel import Tonight
from console.domain.money import is_rounding, to_major, to_minor
from console.domain.room_status import RoomStay, tonight
from tests.building import TODAY, booking


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("133943.31", "COP", 13394331), ("12000", "JPY", 12000), ("1.2345", "KWD", 1235), ("0.005", "EUR", 1)],
)
def test_major_units_become_minor_units_of_their_currency(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency) == minor


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_minor_units_survive_the_way_to_major_units_and_back(minor: int, currency: str) -> None:
    assert to_minor(to_major(minor, currency), currency) == minor


def test_an_amount_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        to_minor(Decimal("NaN"), "EUR")


def test_rounding_needs_a_whole_new_amount_within_half_a_unit() -> None:
    assert is_rounding(13394331, 13394300, "EUR")
    assert not is_rounding(13394331, 13394310, "EUR")
    assert not is_rounding(100, 100, "EUR")


@pytest.mark.parametrize(("email", "key"), [(" Anna@Example.ORG ", "anna@example.org"), ("n/a", ""), (None, "")])
def test_an_email_key_ignores_case_and_blanks(email: str | None, key: str) -> None:
    assert email_key(email) == key


@pytest.mark.parametrize("phone", ["+43 664 1234567", "0043 (664) 1234567", "436641234567", "+43-664-123 45 67"])
def test_spellings_of_one_phone_number_share_a_key(phone: str) -> None:
    assert phone_key(phone) == "436641234567"


@pytest.mark.parametrize("phone", ["", "12345", "ext.", None])
def test_too_few_digits_make_no_key(phone: str | None) -> None:
    assert phone_key(phone) == ""


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        ([], Tonight.FREE),
        ([RoomStay("confirmed", TODAY, TODAY + DAY)], Tonight.RESERVED),
        ([RoomStay("new", TODAY - DAY, TODAY + DAY)], Tonight.OCCUPIED),
        ([RoomStay("confirmed", TODAY - DAY, TODAY)], Tonight.LEAVING_TODAY),
        ([RoomStay("confirmed", TODAY - DAY, TODAY), RoomStay("new", TODAY, TODAY + DAY)], Tonight.RESERVED),
        ([RoomStay("black", TODAY - DAY, TODAY + DAY), RoomStay("new", TODAY, TODAY + DAY)], Tonight.CLOSED),
        ([RoomStay("black", TODAY - DAY, TODAY)], Tonight.FREE),
        ([RoomStay("cancelled", TODAY, TODAY + DAY)], Tonight.FREE),
        ([RoomStay("gone", TODAY, TODAY + DAY)], Tonight.FREE),
        ([RoomStay("inquiry", TODAY, TODAY + DAY)], Tonight.FREE),
        ([RoomStay("something-new", TODAY, TODAY + DAY)], Tonight.RESERVED),
        ([RoomStay("confirmed", TODAY + DAY, TODAY + 2 * DAY)], Tonight.FREE),
    ],
)
def test_what_a_room_is_tonight(stays: list[RoomStay], expected: Tonight) -> None:
    assert tonight(stays, TODAY) is expected


def test_a_departure_before_the_arrival_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="before the arrival"):
        booking(departure=TODAY - DAY)


@pytest.mark.parametrize("arrival", [date(1999, 12, 31), date(2101, 1, 1)])
def test_a_stay_outside_the_century_cannot_be_built(arrival: date) -> None:
    with pytest.raises(ValueError, match="2000 to 2100"):
        booking(arrival=arrival, departure=arrival + DAY)
