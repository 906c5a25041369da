"""Searching without accents, case or script, and phone numbers by their digits."""

import pytest

from console.domain.folding import search_text, search_words
from tests.building import booking

GUEST = booking(
    90923575,
    first_name="Jürgen",
    last_name="Müller-Łukasz",
    email="J.Mueller@Example.org",
    phone="+43 664 123-45 67",
    channel_reference="HMABC123",
)


def found(typed: str, **changes: str) -> bool:
    one = booking(90923575, **changes) if changes else GUEST
    return all(any(spelling in search_text(one) for spelling in word) for word in search_words(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "muller",
        "MÜLLER",
        "mueller",
        "jurgen muller",
        "müller jür",
        "lukasz",
        "0664 1234567",
        "+43 664 123",
        "664/1234567",
        "hmabc",
        "90923575",
        "j.mueller@",
        "",
    ],
)
def test_a_reservation_is_found_however_it_is_typed(typed: str) -> None:
    assert found(typed)


@pytest.mark.parametrize("typed", ["miller", "jurgen schmidt", "0664 7654321", "90923576"])
def test_what_does_not_match_is_not_found(typed: str) -> None:
    assert not found(typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("李伟", "liwei"), ("李伟", "李伟"), ("Александр", "aleksandr"), ("Ελένη", "eleni"), ("محمد", "محمد")],
)
def test_a_name_in_another_script_is_found_in_both(name: str, typed: str) -> None:
    assert found(typed, first_name=name, last_name="")


@pytest.mark.parametrize("stored", ["Müller", "Mueller", "Muller"])
@pytest.mark.parametrize("typed", ["Müller", "mueller", "MÜLL", "anna müller"])
def test_an_umlaut_and_its_two_letters_are_one(stored: str, typed: str) -> None:
    assert found(typed, first_name="Anna", last_name=stored)


@pytest.mark.parametrize(
    ("stored", "typed"), [("Weiß", "weiss"), ("Weiss", "Weiß"), ("Jörg", "joerg"), ("Joerg", "Jörg")]
)
def test_every_umlaut_is_found_in_both_spellings(stored: str, typed: str) -> None:
    assert found(typed, first_name="", last_name=stored)


@pytest.mark.parametrize("typed", ["12345-678901", "12345", "678901", "5-6789"])
def test_a_reference_is_found_as_it_is_printed(typed: str) -> None:
    assert found(typed, channel_reference="12345-678901")


@pytest.mark.parametrize("stored", ["+49 (0)170 1234567", "0170 1234567", "0049 170 1234567", "+491701234567"])
@pytest.mark.parametrize(
    "typed", ["+49 170 1234567", "0049 170 1234567", "0170 1234567", "0170/1234", "+49 170 123456"]
)
def test_a_phone_is_found_however_country_and_zero_are_written(stored: str, typed: str) -> None:
    assert found(typed, phone=stored)


@pytest.mark.parametrize("typed", ["+", "+4", "+49", "+49 1", "+49 170"])
def test_a_phone_stays_found_while_it_is_typed(typed: str) -> None:
    assert found(typed, phone="+49 (0)170 1234567")


@pytest.mark.parametrize("stored", ["O'Connor", "O’Connor"])
@pytest.mark.parametrize("typed", ["oconnor", "O'Connor", "o’conn"])
def test_an_apostrophe_may_be_left_out(stored: str, typed: str) -> None:
    assert found(typed, first_name="Siobhán", last_name=stored)
