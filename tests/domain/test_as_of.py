"""A reservation as it was: lines walked back, what was erased stays unknown."""

from datetime import date

import pytest

from console.domain.as_of import State, as_of, moments_of, value_from, values_from
from console.domain.details import Change

NOW = {"arrival": "2026-05-14", "departure": "2026-05-17", "price": "30000", "notes": "late", "last_name": "Moser"}


def line(at: str, field: str, old: str | None = None, new: str | None = None, source: str = "pull") -> Change:
    return Change(f"2026-05-{at}T12:00:00Z", source, field, old, new, minor=False)


HISTORY = (
    line("05", "notes", "", "late", "desk"),
    line("04", "departure", "2026-05-15", "2026-05-17"),
    line("04", "arrival", "2026-05-12", "2026-05-14"),
    line("03", "price", None, "30000"),
    line("01", "created"),
)


def test_lines_of_one_time_and_source_are_one_moment_with_what_was_before_and_after() -> None:
    notes, dates, price, born = moments_of(NOW, HISTORY)
    assert [len(one.changes) for one in (notes, dates, price, born)] == [1, 2, 1, 1]
    assert dates.before is not None
    assert (dates.before.text("arrival"), dates.after.text("arrival")) == ("2026-05-12", "2026-05-14")
    assert price.before is not None
    assert price.before.texts["price"] is None
    assert born.before is None
    assert born.after == price.before


@pytest.mark.parametrize(
    ("at", "arrival", "notes"), [("06", "2026-05-14", "late"), ("04", "2026-05-14", ""), ("03", "2026-05-12", "")]
)
def test_any_moment_tells_how_it_stood_then(at: str, arrival: str, notes: str) -> None:
    state = as_of(moments_of(NOW, HISTORY), f"2026-05-{at}T12:00:00Z")
    assert state is not None
    assert (state.text("arrival"), state.text("notes")) == (arrival, notes)


def test_before_the_first_reading_nothing_is_known() -> None:
    assert as_of(moments_of(NOW, HISTORY), "2026-04-30T00:00:00Z") is None


def test_what_differs_is_named_in_the_order_of_the_fields() -> None:
    moments = moments_of(NOW, HISTORY)
    assert moments[-1].after.differing(moments[0].after) == ("arrival", "departure", "price", "notes")


def test_a_value_that_was_erased_is_unknown_before_and_differs_from_nothing() -> None:
    lines = (line("09", "erased"), line("05", "notes"), line("02", "last_name"), line("01", "created"))
    erased = {**NOW, "last_name": None, "notes": None}
    after, *_, born = moments_of(erased, lines)
    assert after.after.unknown == frozenset()
    assert {"last_name", "notes", "companions"} <= born.after.unknown
    assert born.after.text("arrival") == "2026-05-14"
    assert born.after.differing(after.after) == ()


def test_a_line_that_lost_its_values_to_another_guests_erasing_is_unknown_in_its_field_alone() -> None:
    _, born = moments_of({**NOW, "companions": "Lea"}, (line("05", "companions"), line("01", "created")))
    assert born.after.unknown == {"companions"}


def test_the_values_of_a_part_come_back_as_what_they_are() -> None:
    born = moments_of(NOW, HISTORY)[-1].after
    assert values_from(born, ("arrival", "departure")) == {
        "arrival": date(2026, 5, 12),
        "departure": date(2026, 5, 15),
    }
    assert value_from("price", "30000") == 30000
    assert [value_from(name, "1250") for name in ("deposit", "tax", "commission")] == [1250] * 3
    assert value_from("price", None) is None
    assert value_from("notes", "late") == "late"


def test_what_is_not_known_any_more_cannot_come_back() -> None:
    with pytest.raises(ValueError, match="not known"):
        values_from(State({}, frozenset({"notes"})), ("notes",))
