"""Where two spellings part, letter by letter."""

from hypothesis import given
from hypothesis import strategies as st

from console.domain.letters import letters_apart


def test_the_letters_that_one_of_two_spellings_lacks_are_told() -> None:
    here, there = letters_apart("Jon Smith", "John Smyth")
    assert here == (("Jo", False), ("n Sm", False), ("i", True), ("th", False))
    assert [text for text, differs in there if differs] == ["h", "y"]


def test_of_texts_that_have_little_in_common_all_differs() -> None:
    assert letters_apart("Huber", "Ito") == ((("Huber", True),), (("Ito", True),))


def test_what_is_missing_has_no_letters() -> None:
    assert letters_apart("", "Ito") == ((), (("Ito", True),))


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_pieces_of_a_side_are_its_text(one: str, other: str) -> None:
    for text, pieces in zip((one, other), letters_apart(one, other), strict=True):
        assert "".join(piece for piece, _ in pieces) == text


@given(st.text(max_size=30))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not any(differs for side in letters_apart(text, text) for _, differs in side)
