"""Going a way out of an overbooking, undoing it, and letting one stand."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.announcing import EditsChanged, OverbookingsChanged
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.domain.overbooking import Ending, OverbookingStatus
from console.domain.ways_out import WayKind
from console.services.editing import EditDesk
from console.services.overbooking_book import OverbookingBook, OverbookingView
from console.services.overbooking_desk import OverbookingDesk
from console.services.overbooking_watch import look_for_overbookings
from console.store.store import Store
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.services.test_overbooking_watch import coming
from tests.storing import apply, new_store, stored


class House:
    """An overbooked room, and somebody at the desk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.told: list[object] = []
        clock = StillClock(NOW)
        self.book = OverbookingBook(store, clock)
        self.desk = OverbookingDesk(store, clock, self.told.append, lambda: "Maria")
        self.edits = EditDesk(store, clock, self.told.append, lambda: "Maria")

    def view(self, number: int = 1) -> OverbookingView:
        found = self.book.one(number)
        assert found is not None
        return found

    def rooms(self, *numbers: int) -> list[int]:
        return [stored(self.store, "unit_id", beds24_id=number)["unit_id"] for number in numbers]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with new_store(tmp_path) as store:
        apply(store, coming(1), coming(2, 1, booked_at=NOW + timedelta(minutes=5)))
        look_for_overbookings(store, NOW)
        yield House(store)


def test_the_list_names_room_and_guests(house: House) -> None:
    (line,) = house.book.lines()
    assert (line.place, line.type_name, line.is_type) == ("201", "Double", False)
    assert line.guests == ("Anna Beispiel 1", "Anna Beispiel 2")


def test_one_way_is_gone_and_the_overbooking_has_ended(house: House) -> None:
    way = house.view().ways[0]
    (act,) = house.desk.go(1, way)
    assert house.rooms(1, 2) == [1, 2]
    assert (act.who, act.group) == ("Maria", act.id)
    known = house.view().line.known
    assert (known.status, known.ending) == (OverbookingStatus.SETTLED, Ending.MOVED)
    assert EditsChanged((2,)) in house.told
    assert OverbookingsChanged(settled=(1,)) in house.told
    with house.store.reading() as session:
        assert [edit.here for edit in session.edits.of([2])[2] if edit.field == "unit_id"] == [2]


def test_a_chain_is_one_act_for_undo_and_what_comes_back_is_the_same_overbooking(house: House) -> None:
    apply(
        house.store,
        booking(
            3, unit_id=2, arrival=coming(1).arrival - timedelta(days=1), departure=coming(2, 1).arrival + timedelta(1)
        ),
        booking(4, unit_id=3, arrival=coming(2, 1).departure - timedelta(1), departure=coming(2, 1).departure),
        later(coming(1), allow_channel_update="allExceptRoomChange"),
    )
    look_for_overbookings(house.store, NOW)
    chain = next(way for way in house.view().ways if way.kind is WayKind.CHAIN)
    acts = house.desk.go(1, chain)
    assert len(acts) == 2
    assert house.view().line.known.status is OverbookingStatus.SETTLED
    house.edits.undo(acts[0].id)
    assert house.rooms(1, 2, 3, 4) == [1, 1, 2, 3]
    (line,) = house.book.lines()
    assert (line.id, line.known.status, line.known.since) == (1, OverbookingStatus.OPEN, NOW)
    assert OverbookingsChanged(found=(1,)) in house.told


def test_what_changed_while_somebody_looked_is_not_overridden(house: House) -> None:
    way = house.view().ways[0]
    apply(house.store, coming(5, unit_id=2))
    with pytest.raises(ChangedMeanwhile):
        house.desk.go(1, way)
    assert house.rooms(1, 2) == [1, 1]


def test_a_stay_that_moved_meanwhile_is_left_where_it_is(house: House) -> None:
    way = house.view().ways[0]
    apply(house.store, later(coming(2, 1), departure=coming(2, 1).departure + timedelta(days=1)))
    with pytest.raises(ChangedMeanwhile):
        house.desk.go(1, way)


def test_one_that_has_ended_meanwhile_moves_nobody(house: House) -> None:
    way = house.view().ways[0]
    apply(house.store, later(coming(1), status="cancelled"))
    look_for_overbookings(house.store, NOW)
    with pytest.raises(ChangedMeanwhile):
        house.desk.go(1, way)
    assert house.rooms(2) == [1]


def test_to_walk_a_guest_is_not_done_by_the_program(house: House) -> None:
    with pytest.raises(WrongInput):
        house.desk.go(1, house.view().ways[-1])


def test_it_is_let_stand_with_a_reason_and_taken_up_again(house: House) -> None:
    with pytest.raises(WrongInput):
        house.desk.accept(1, "  ")
    house.desk.accept(1, " They share. ")
    known = house.view().line.known
    assert (known.status, known.reason, known.accepted_by) == (OverbookingStatus.ACCEPTED, "They share.", "Maria")
    house.desk.take_back(1)
    assert house.view().line.known.status is OverbookingStatus.OPEN
    assert house.told == [OverbookingsChanged(changed=(1,))] * 2
    apply(house.store, later(coming(1), status="cancelled"))
    look_for_overbookings(house.store, NOW)
    with pytest.raises(ChangedMeanwhile):
        house.desk.accept(1, "Too late.")


def test_what_ended_long_ago_is_not_listed(house: House) -> None:
    apply(house.store, later(coming(1), status="cancelled"))
    look_for_overbookings(house.store, NOW)
    assert len(house.book.lines()) == 1
    later_on = OverbookingBook(house.store, StillClock(NOW + timedelta(days=15)))
    assert later_on.lines() == ()
    assert later_on.one(77) is None
    assert coming(1).arrival > TODAY
