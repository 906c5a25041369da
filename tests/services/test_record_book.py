"""Both sides of one booking in full, as Beds24 told them last or has just told them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.edits import Part
from console.domain.record import LineState, Record, Side
from console.services.editing import EditDesk
from console.services.guest_erasing import ErasingDesk
from console.services.pull_sync import Watch
from console.services.record_book import RecordBook
from tests.building import HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.services.fixing import Both
from tests.storing import new_store, rows


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    clock = StillClock(NOW)
    with new_store(tmp_path) as store:
        made = Both(store, FakeBeds24(hotels=(HOTEL,), clock=clock), clock)
        made.begin(booking(1), booking(2, unit_id=2))
        yield made


def record(both: Both, number: int, *, looked: bool = False) -> Record:
    book = RecordBook(both.store, both.clock)
    return book.record(number, both.desk.look(number, Watch()) if looked else None)


def sides(told: Record) -> dict[str, tuple[str | None, str | None, LineState]]:
    """What differs."""
    return {line.field: (line.here, line.there, line.state) for line in told.lines if line.state != LineState.EQUAL}


def test_without_asking_it_shows_what_a_comparison_found(both: Both) -> None:
    both.there(1, unit_id=3, price=45050, departure=TODAY + timedelta(days=5))
    both.compare()
    told = record(both, 1)
    assert told.asked_at is None
    assert sides(told) == {
        "departure": ("2026-05-15", "2026-05-17", LineState.DIFFERS),
        "unit_id": ("201", "203", LineState.DIFFERS),
        "price": ("300.00", "450.50", LineState.DIFFERS),
    }
    assert {one.field for one in told.found} == {"departure", "unit_id", "price"}


def test_asked_it_shows_what_beds24_tells_now_and_takes_nothing_over(both: Both) -> None:
    both.there(1, adults=4)
    both.compare()
    both.there(1, adults=5)
    told = record(both, 1, looked=True)
    assert sides(told) == {"adults": ("2", "5", LineState.DIFFERS)}
    assert [one.there for one in told.found] == ["5"]
    assert rows(both.store, "SELECT adults FROM reservations WHERE beds24_id = 1") == [(2,)]


def test_what_both_changed_is_told_with_what_they_agreed_on_and_what_a_rule_would_say(both: Both) -> None:
    first = TODAY + timedelta(days=10)
    both.begin(booking(5, unit_id=3, arrival=first, departure=first + timedelta(days=2)))
    desk = EditDesk(both.store, both.clock, lambda _news: None, lambda: "maria")
    desk.change(3, {"departure": first + timedelta(days=3)})
    both.there(5, departure=first + timedelta(days=4))
    both.begin()
    both.compare()
    told = record(both, 5)
    (line,) = told.conflicts
    assert (line.here, line.agreed, line.there) == ("2026-05-25", "2026-05-24", "2026-05-26")
    assert [one.part for one in told.suggested] == [Part.DATES]
    assert {(each.side, each.who) for each in told.story if each.field == "departure"} == {(Side.HERE, "maria")}


def test_one_that_either_side_lacks_is_told_so(both: Both) -> None:
    both.beds24.put(booking(3, unit_id=3))
    both.beds24.remove(2)
    only_there, lost = record(both, 3, looked=True), record(both, 2, looked=True)
    assert (only_there.reservation_id, only_there.there) == (None, True)
    assert (lost.there, lost.guest) == (False, "Anna Beispiel 2")


def test_a_guest_who_was_erased_is_not_shown_as_beds24_still_tells_them(both: Both) -> None:
    ((guest,),) = rows(both.store, "SELECT guest_id FROM reservations WHERE beds24_id = 1")
    ErasingDesk(both.store, both.clock).erase(guest)
    assert "Beispiel 1" not in repr([(line.here, line.there) for line in record(both, 1, looked=True).lines])


def test_what_our_rules_keep_differs_on_purpose(both: Both) -> None:
    both.there(1, email="")
    both.begin()
    both.compare()
    assert sides(record(both, 1))["email"] == ("anna1@example.org", "", LineState.KEPT)
