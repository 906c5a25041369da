"""Amounts as people type them, in whatever manner of their country."""

import pytest

from console.domain.money import amount_from


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("450", 45000),
        ("450.5", 45050),
        ("450,50", 45050),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1'234.50", 123450),
        ("1 234,50", 123450),
        ("1.234", 123400),
        ("1.234.567", 123456700),
        ("0", 0),
        (" 12 ", 1200),
    ],
)
def test_an_amount_is_read_in_every_manner(typed: str, cents: int) -> None:
    assert amount_from(typed, "EUR") == cents


@pytest.mark.parametrize(
    "typed", ["", "abc", "12€", "-5", "1.2.3x", ",", "4,5678", "1.234.56", "1.23.45", "12.3.456", "1e5"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        amount_from(typed, "EUR")


def test_a_currency_without_decimals_takes_none() -> None:
    assert amount_from("12,000", "JPY") == 12000
    with pytest.raises(ValueError, match="no amount"):
        amount_from("12.50", "JPY")
