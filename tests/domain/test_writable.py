"""What Beds24 would refuse is known before it is sent."""

import pytest

from console.domain.writable import LONGEST, Refusable, Unwritable, refusable


@pytest.mark.parametrize("field", sorted(LONGEST))
def test_a_text_is_taken_up_to_its_limit_and_refused_one_character_later(field: str) -> None:
    most = LONGEST[field]
    assert refusable({field: "ü" * most}, "EUR") == ()
    assert refusable({field: "ü" * (most + 1)}, "EUR") == (Refusable(field, Unwritable.TOO_LONG, most + 1, most),)


def test_amounts_and_people_have_their_bounds() -> None:
    assert refusable({"price": 9_999_999_999, "adults": 99, "children": 0}, "EUR") == ()
    found = refusable({"price": 10_000_000_000, "deposit": -1, "adults": 100, "children": -1}, "EUR")
    whys = {one.field: one.why for one in found}
    too_much, negative = Unwritable.TOO_MUCH, Unwritable.NEGATIVE
    assert whys == {"price": too_much, "deposit": negative, "adults": too_much, "children": negative}
    assert refusable({"price": 99_999_999}, "JPY") == ()
    assert refusable({"price": 100_000_000}, "JPY") != ()


def test_what_is_empty_or_untold_is_never_refused() -> None:
    assert refusable({"notes": "", "price": None, "status": "confirmed", "unit_id": 7}, "EUR") == ()
