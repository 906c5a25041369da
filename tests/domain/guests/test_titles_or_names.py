"""Words that are a title for some and a name for others."""

import pytest

from console.domain.guests.names import NameLevel, NameReader
from console.services.guest_lists import name_lists

READER = NameReader(name_lists())
Written = tuple[str, str]


def level(one: Written, other: Written) -> NameLevel:
    return READER.level(READER.read(*one), READER.read(*other))


@pytest.mark.parametrize(
    ("titled", "bare"),
    [
        (("Pan Jan", "Kowalski"), ("Jan", "Kowalski")),
        (("", "Pan Martin Novák"), ("Martin", "Novák")),
        (("Lefebvre", "M. Bernard"), ("Bernard", "Lefebvre")),
        (("Don José", "García"), ("José", "García")),
        (("Bay Ahmet", "Yılmaz"), ("Ahmet", "Yılmaz")),
    ],
)
def test_a_title_before_a_whole_name_is_no_part_of_it(titled: Written, bare: Written) -> None:
    assert level(titled, bare) is NameLevel.EXACT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Wei", "Pan"), ("PAN", "WEI")),
        (("", "Pan Wei"), ("Wei", "Pan")),
        (("Xiao Ming", "Pan"), ("Pan", "Xiao Ming")),
        (("Don", "Miller"), ("DON", "MILLER")),
    ],
)
def test_a_name_that_is_a_title_elsewhere_stays_a_name(one: Written, other: Written) -> None:
    assert level(one, other) is NameLevel.EXACT


def test_an_initial_stays_an_initial() -> None:
    assert level(("M.", "Huber"), ("Maria", "Huber")) is NameLevel.INITIAL
    assert level(("M.", "Huber"), ("Anna", "Huber")) < NameLevel.INITIAL
    assert level(("Anna M.", "Huber"), ("Anna K.", "Huber")) < NameLevel.EXACT
    assert level(("Wei", "Pan"), ("Wei", "Zhang")) < NameLevel.INITIAL
