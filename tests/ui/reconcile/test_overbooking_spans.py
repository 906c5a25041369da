"""The plan of the rooms as it is drawn: rows, lanes that never lie on one another, and what moves."""

from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.ways_out import Way, WayKind
from console.services.overbooking_book import OverbookingBook, OverbookingView
from console.services.overbooking_watch import look_for_overbookings
from console.ui.reconcile.overbooking_spans import Mood, chart_of, in_reading_order
from tests.building import NOW, SINGLE, booking
from tests.fakes.beds24 import StillClock
from tests.services.test_overbooking_watch import SOON, coming
from tests.storing import apply, new_store

NIGHT = timedelta(days=1)


def view_of(folder: Path, *stays: object) -> OverbookingView:
    with new_store(folder) as store:
        apply(store, *stays)  # type: ignore[arg-type] # bookings
        look_for_overbookings(store, NOW)
        found = OverbookingBook(store, StillClock(NOW)).one(1)
        assert found is not None
        return found


def test_stays_of_one_room_lie_in_lanes_of_their_own_from_noon_to_noon(tmp_path: Path) -> None:
    chart = chart_of(view_of(tmp_path, coming(1), coming(2, 1)), None)
    first, second = in_reading_order(chart.bars)
    assert chart.first == SOON - NIGHT
    assert (first.first, first.last, first.lane, first.mood) == (1.5, 4.5, 0, Mood.CLASHING)
    assert (second.first, second.last, second.lane) == (2.5, 5.5, 1)
    assert chart.over == (2.5, 4.5)
    assert chart.rows[chart.over_row].room is not None


def test_one_after_the_other_share_a_lane(tmp_path: Path) -> None:
    chart = chart_of(view_of(tmp_path, coming(1, 0, 6), coming(2, 1, 2), coming(3, 3, 2)), None)
    assert [bar.lane for bar in in_reading_order(chart.bars)] == [0, 1, 1]


def test_afterwards_the_stay_lies_in_its_new_room_and_its_former_place_is_marked(tmp_path: Path) -> None:
    view = view_of(tmp_path, coming(1), coming(2, 1, booked_at=NOW + NIGHT))
    chart = chart_of(view, view.ways[0])
    moved = next(bar for bar in chart.bars if bar.mood is Mood.MOVED)
    left = next(bar for bar in chart.bars if bar.mood is Mood.LEFT)
    assert moved.stay.reservation_id == left.stay.reservation_id == 2
    room = chart.rows[moved.row].room
    assert room is not None
    assert room.name == "202"
    assert chart.over is None


def test_a_guest_who_sleeps_elsewhere_leaves_a_marked_place(tmp_path: Path) -> None:
    view = view_of(tmp_path, coming(1), coming(2, 1))
    chart = chart_of(view, Way(WayKind.WALK, walked=view.stays[-1]))
    assert [bar.mood for bar in in_reading_order(chart.bars)].count(Mood.LEFT) == 1


def test_stays_without_a_room_have_a_row_of_their_own_above_the_rooms_of_the_type(tmp_path: Path) -> None:
    rooms = [coming(n, room_type_id=SINGLE, unit_id=n) for n in (1, 2)]
    chart = chart_of(view_of(tmp_path, *rooms, coming(3, room_type_id=SINGLE, unit_id=0)), None)
    assert [row.room.name if row.room else None for row in chart.rows] == [None, "101", "102"]
    assert [bar.mood for bar in in_reading_order(chart.bars)] == [Mood.CLASHING, Mood.QUIET, Mood.QUIET]


@pytest.mark.parametrize("nights", [1, 40])
def test_the_window_is_neither_too_narrow_nor_too_wide(tmp_path: Path, nights: int) -> None:
    chart = chart_of(view_of(tmp_path, coming(1, 0, nights), coming(2, 0, nights)), None)
    assert 7 <= chart.days <= 21
    assert all(0 <= bar.first < bar.last <= chart.days for bar in chart.bars)
    assert booking(1).arrival < chart.first
