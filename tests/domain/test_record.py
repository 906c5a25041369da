"""Both sides of a record, line by line."""

from datetime import timedelta

from console.domain.booking import Booking
from console.domain.edits import Edit, Intent
from console.domain.record import LineState, RecordLine, lines_of
from tests.building import NOW, TODAY, booking


def text(one: Booking, name: str) -> str | None:
    value = getattr(one, name)
    return None if value is None else str(value)


def edit(field: str, here: object, base: object, there: object, **more: object) -> Edit:
    usual: dict[str, object] = {"intent": Intent.SEND, "made_at": NOW, "made_by": "maria"}
    return Edit(field=field, here=here, base=base, there=there, **(usual | more))  # type: ignore[arg-type] # as the edit has them


def states(lines: tuple[RecordLine, ...]) -> dict[str, LineState]:
    return {line.field: line.state for line in lines if line.state is not LineState.EQUAL}


def test_what_differs_stands_first_and_what_neither_side_tells_is_left_out() -> None:
    lines = lines_of(booking(1), booking(1, adults=4), (), {"adults"}, text)
    assert lines[0].field == "adults"
    assert (lines[0].here, lines[0].there, lines[0].agreed) == ("2", "4", None)
    assert "voucher" not in {line.field for line in lines}
    assert "property_id" not in {line.field for line in lines}


def test_a_word_of_the_desk_tells_what_both_sides_last_agreed_on_and_how_it_stands() -> None:
    day = TODAY + timedelta(days=3)
    edits = (
        edit("arrival", TODAY, TODAY, TODAY, in_conflict=True),
        edit("departure", day + timedelta(days=1), day, day + timedelta(days=2), in_conflict=True),
        edit("notes", "Late", "", ""),
        edit("adults", 3, 2, 2, intent=Intent.KEEP),
    )
    here = booking(1, departure=day + timedelta(days=1), notes="Late", adults=3)
    lines = lines_of(here, booking(1, departure=day + timedelta(days=2), notes=""), edits, set(), text)
    assert states(lines) == {
        "departure": LineState.CONFLICT,
        "notes": LineState.WAITS,
        "adults": LineState.KEPT,
    }
    assert next(line for line in lines if line.field == "departure").agreed == str(day)


def test_one_side_alone_is_a_record_too() -> None:
    lines = lines_of(None, booking(1), (), set(), text)
    assert all(line.here is None for line in lines)
    assert states(lines) == {}
