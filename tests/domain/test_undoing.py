"""The stack of deeds: the newest that stands goes first, and comes back unless something was done since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.undoing import Deed, DeedBook, DeedKey, DeedKind, newest_first, next_redo, next_undo

BEGIN = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def deed(number: int, at: int, undone: int | None = None, book: DeedBook = DeedBook.DECISIONS) -> Deed:
    return Deed(
        key=DeedKey(book, number),
        kind=DeedKind.MERGE,
        at=BEGIN + timedelta(minutes=at),
        by="desk",
        names=("Anna", "Berta"),
        undone_at=None if undone is None else BEGIN + timedelta(minutes=undone),
    )


def test_the_newest_that_stands_is_taken_back_first_whatever_book_it_stands_in() -> None:
    deeds = newest_first([deed(9, at=1), deed(1, at=2, book=DeedBook.ACTS), deed(10, at=3, undone=4)])
    found = next_undo(deeds)
    assert found is not None
    assert found.key == DeedKey(DeedBook.ACTS, 1)


def test_what_was_taken_back_last_comes_back_first() -> None:
    deeds = newest_first([deed(1, at=1, undone=9), deed(2, at=2, undone=8)])
    assert next_redo(deeds) == deeds[1]


def test_nothing_comes_back_once_something_else_was_done() -> None:
    assert next_redo(newest_first([deed(1, at=1, undone=2), deed(2, at=3)])) is None


def test_without_deeds_there_is_nothing_to_take_back_and_nothing_to_do_again() -> None:
    assert next_undo([]) is None
    assert next_redo([]) is None


@given(st.integers(1, 6), st.integers(1, 6))
def test_taking_back_and_doing_again_as_often_ends_where_it_began(deeds: int, times: int) -> None:
    stack = newest_first(deed(number, at=number) for number in range(deeds))
    before, minute = stack, 100
    for _ in range(times):
        if (one := next_undo(stack)) is not None:
            minute += 1
            stack = _put(stack, replace(one, undone_at=BEGIN + timedelta(minutes=minute)))
    for _ in range(min(times, deeds)):
        again = next_redo(stack)
        assert again is not None
        stack = _put(stack, replace(again, undone_at=None))
    assert stack == before


def _put(stack: tuple[Deed, ...], changed: Deed) -> tuple[Deed, ...]:
    return tuple(changed if one.key == changed.key else one for one in stack)
