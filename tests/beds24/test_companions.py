"""Beds24's `guests`: who comes along, each value read like the booking's own."""

from typing import Any

import pytest

from console.domain.companion import Companion
from tests.beds24.payloads import read

OTTO: dict[str, Any] = {
    "id": 71, "title": "", "firstName": "Otto &amp; Co", "lastName": "Holz", "email": "otto@holz.example",
    "phone": "+43 664 5550142", "mobile": "", "company": "", "address": "Gasse 1", "city": "Wien", "state": "",
    "postcode": "1010", "country": "Austria", "country2": "AT", "flagText": "x", "note": "y", "custom1": "z",
}  # fmt: skip


def test_everything_that_tells_who_somebody_is_is_read() -> None:
    (otto,) = read(guests=[OTTO]).companions or ()
    assert otto == Companion(
        71, "Otto & Co", "Holz", "otto@holz.example", "+43 664 5550142", "", "", "Gasse 1", "Wien", "1010", "AT"
    )


@pytest.mark.parametrize(("told", "known"), [(..., None), (None, None), ("nonsense", None), ([], ())])
def test_what_was_not_told_is_not_taken_for_nobody(told: Any, known: Any) -> None:
    assert read(guests=told).companions == known


def test_odd_entries_hold_back_nobody() -> None:
    odd: list[Any] = [7, None, {}, {"id": "x", "firstName": 5, "lastName": "Maier"}, {"id": 9, "email": ""}, OTTO]
    assert [one.last_name for one in read(guests=odd).companions or ()] == ["Maier", "Holz"]
    assert len(read(guests=[OTTO] * 500).companions or ()) == 60
