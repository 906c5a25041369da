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
    return all(word in search_text(one) for word in search_words(typed))


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
