"""A whole dialog in one transaction: what is sent beside what is kept, against what was looked at, all or nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from console.domain.announcing import DiscrepanciesChanged, EditsChanged, OverbookingsChanged, ReservationsChanged
from console.domain.booking import Booking
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.edits import Choice, Edit, Intent, Part
from console.domain.errors import ChangedMeanwhile, RoomTaken, WrongInput
from console.services.editing import EditDesk, NewStay
from console.services.stay_editing import Change, StayEditing
from console.store.store import Store
from tests.building import NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply

DAY = timedelta(days=1)
THERE = booking(1, channel="booking", api_source="Booking.com", notes="")


@pytest.fixture
def heard() -> list[object]:
    return []


@pytest.fixture
def editing(store: Store, heard: list[object]) -> StayEditing:
    apply(store, THERE)
    return StayEditing(store, StillClock(NOW), heard.append, lambda: "Maria")


def _shown(store: Store, id_: int = 1) -> Booking:
    with store.reading() as session:
        return session.reservations.after(id_ - 1, 1)[id_]


def _edits(store: Store) -> dict[str, Edit]:
    with store.reading() as session:
        return {edit.field: edit for edit in session.edits.of([1]).get(1, ())}


def _expected(store: Store, days: int) -> list[tuple[str, DiscrepancyStatus]]:
    with store.reading() as session:
        return [(row.field, row.status) for row in session.discrepancies.alive("EUR", NOW + days * DAY)]


def _kept(departure: date, until: date | None = None) -> Change:
    return Change(reservation_id=1, values={"departure": departure, "notes": "x"}, kept=(Part.DATES,), until=until)


def test_what_is_kept_and_what_is_sent_are_one_deed(store: Store, editing: StayEditing) -> None:
    sent, kept = editing.change(_kept(TODAY + 4 * DAY))
    assert {name: edit.intent for name, edit in _edits(store).items()} == {
        "notes": Intent.SEND, "arrival": Intent.KEEP, "departure": Intent.KEEP,
    }  # fmt: skip
    assert sent.group == kept.group == sent.id
    EditDesk(store, StillClock(NOW), lambda _news: None).undo(sent.id)
    assert _edits(store) == {}
    assert (_shown(store).departure, _shown(store).notes) == (TODAY + 3 * DAY, "")


def test_what_cannot_be_taken_leaves_nothing_behind_of_what_could(store: Store, editing: StayEditing) -> None:
    with pytest.raises(WrongInput):
        editing.change(_kept(TODAY))
    with pytest.raises(WrongInput):
        editing.change(_kept(TODAY + 4 * DAY, until=TODAY))
    assert _edits(store) == {}
    assert _shown(store).notes == ""


def test_a_wanted_difference_is_expected_until_its_day(store: Store, editing: StayEditing, heard: list[object]) -> None:
    editing.change(_kept(TODAY + 4 * DAY, until=TODAY + 3 * DAY))
    assert _expected(store, 0) == [("departure", DiscrepancyStatus.EXPECTED)]
    assert _expected(store, 3) == [("departure", DiscrepancyStatus.OPEN)]
    assert [type(news) for news in heard] == [ReservationsChanged, EditsChanged, DiscrepanciesChanged]


def test_only_what_stays_here_is_expected(store: Store, editing: StayEditing) -> None:
    editing.change(Change(reservation_id=1, values={"notes": "x"}, until=TODAY + 3 * DAY))
    assert _expected(store, 0) == []


def test_what_changed_since_it_was_looked_at_is_not_overwritten(store: Store, editing: StayEditing) -> None:
    seen = _shown(store)
    apply(store, later(THERE, notes="theirs"))
    with pytest.raises(ChangedMeanwhile):
        editing.change(Change(reservation_id=1, values={"notes": "mine"}, seen=seen))
    assert _shown(store).notes == "theirs"


def test_a_change_elsewhere_does_not_matter(store: Store, editing: StayEditing) -> None:
    seen = _shown(store)
    apply(store, later(THERE, price=1))
    editing.change(Change(reservation_id=1, values={"notes": "mine"}, seen=seen))
    assert (_shown(store).notes, _shown(store).price) == ("mine", 1)


def test_of_a_stay_without_a_night_everything_else_may_be_changed(store: Store, editing: StayEditing) -> None:
    apply(store, later(THERE, departure=TODAY))
    editing.change(Change(reservation_id=1, values={"notes": "day use"}))
    assert _shown(store).notes == "day use"
    with pytest.raises(WrongInput):
        editing.change(Change(reservation_id=1, values={"arrival": TODAY + DAY, "departure": TODAY + DAY}))


def test_what_beds24_tells_of_the_dates_can_be_taken_even_without_a_night(store: Store, editing: StayEditing) -> None:
    editing.change(Change(reservation_id=1, values={"departure": TODAY + 4 * DAY}, kept=(Part.DATES,)))
    apply(store, later(THERE, departure=TODAY))
    EditDesk(store, StillClock(NOW), lambda _news: None).settle(1, Part.DATES, Choice.THEIRS)
    assert _shown(store).departure == TODAY


@pytest.fixture
def full(store: Store) -> None:
    """Both singles are sold, one of them without a room."""
    apply(store, booking(8, room_type_id=SINGLE, unit_id=1), booking(9, room_type_id=SINGLE, unit_id=0))


def _to_single(unit_id: int, *, overbooks: bool = False) -> Change:
    return Change(reservation_id=1, values={"room_type_id": SINGLE, "unit_id": unit_id}, overbooks=overbooks)


@pytest.mark.parametrize("unit_id", [0, 2])
def test_a_type_of_which_nothing_is_left_is_refused_unless_it_is_meant_so(
    store: Store, editing: StayEditing, full: None, unit_id: int
) -> None:
    with pytest.raises(RoomTaken, match="Nothing of this room type is left"):
        editing.change(_to_single(unit_id))
    editing.change(_to_single(unit_id, overbooks=True))
    assert _shown(store).room_type_id == SINGLE


def test_nobody_new_is_put_where_nothing_is_left_unless_it_is_meant_so(editing: StayEditing, full: None) -> None:
    stay = NewStay(room_type_id=SINGLE, unit_id=0, arrival=TODAY, departure=TODAY + DAY)
    with pytest.raises(RoomTaken):
        editing.create(stay)
    editing.create(stay, overbooks=True)


def test_an_inquiry_holds_no_room_and_is_never_too_many(editing: StayEditing, full: None) -> None:
    editing.create(NewStay(room_type_id=SINGLE, arrival=TODAY, departure=TODAY + DAY, status="inquiry"))


@pytest.mark.parametrize("change", [lambda: {"adults": 3}, lambda: {"status": "new"}, lambda: {"notes": "x"}])
def test_what_is_not_about_the_room_is_free_in_a_type_that_is_oversold(
    store: Store, editing: StayEditing, full: None, change: Callable[[], dict[str, object]]
) -> None:
    editing.change(_to_single(0, overbooks=True))
    editing.change(Change(reservation_id=1, values=change()))


def test_a_room_that_is_given_twice_on_purpose_is_found_and_told_at_once(
    store: Store, editing: StayEditing, heard: list[object]
) -> None:
    apply(store, booking(2, unit_id=2))
    editing.change(Change(reservation_id=1, values={"unit_id": 2}, overbooks=True))
    assert any(isinstance(news, OverbookingsChanged) for news in heard)
