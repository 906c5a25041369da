"""Looking for overbookings: all of a big hotel's coming stays, and what a check that brought one change looks at."""

import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from console.domain.hotel import Cleaning, Room, RoomType
from console.domain.occupancy import Stay
from console.domain.overbooking import overbookings
from console.domain.room_moves import RoomPlan
from console.domain.ways_out import ways_out
from console.services.overbooking_watch import look_for_overbookings
from tests.benchmarks.table import Figure, seconds
from tests.building import NOW, booking, later
from tests.storing import apply, new_store

MANY, TIMES = 20_000, 5
_TODAY, _NIGHTS, _TYPES, _UNITS = date(2026, 5, 1), 548, 5, 20
_SWEEP, _LOOK, _WAYS = 0.1, 0.05, 0.25


def measure() -> list[Figure]:
    """20,000 coming stays in 100 rooms that are nearly full, one in fifty without a room."""
    rooms, kinds, stays = _hotel()
    found = overbookings(stays, rooms, kinds, _TODAY)
    assert found
    sweep = min(seconds(lambda: overbookings(stays, rooms, kinds, _TODAY)) for _ in range(TIMES))
    one = found[0]
    near = [stay for stay in stays if stay.takes(one.first - timedelta(days=30), one.last + timedelta(days=30))]
    ways = min(seconds(lambda: ways_out(one, RoomPlan(near, rooms, kinds, _TODAY))) for _ in range(TIMES))
    look = _look_after_one_change()
    return [
        Figure("overbookings among 20,000 coming stays", f"{sweep * 1000:.0f} ms", "< 100 ms", sweep < _SWEEP),
        Figure("ways out of one, in a house of 100 rooms", f"{ways * 1000:.0f} ms", "< 250 ms", ways < _WAYS),
        Figure("a look after a check that brought one change", f"{look * 1000:.1f} ms", "< 50 ms", look < _LOOK),
    ]


def _hotel() -> tuple[list[Room], list[RoomType], list[Stay]]:
    draw = random.Random(1)
    kinds = [RoomType(kind, f"Type {kind}", _UNITS, max_people=2 + kind) for kind in range(1, _TYPES + 1)]
    rooms = [
        Room(
            kind.room_type_id * 100 + unit,
            kind.room_type_id,
            unit,
            f"{kind.room_type_id}{unit:02}",
            Cleaning.CLEAN,
            True,
        )
        for kind in kinds
        for unit in range(1, _UNITS + 1)
    ]
    stays: list[Stay] = []
    for room in rooms:
        arrival = _TODAY
        while arrival < _TODAY + timedelta(days=_NIGHTS) and len(stays) < MANY:
            until = arrival + timedelta(days=draw.randint(1, 4))
            stays.append(_stay(len(stays) + 1, room, arrival, until, loose=draw.random() < 1 / 50))
            arrival = until + timedelta(days=draw.choice((0, 0, 0, 1)))
    stays.append(_stay(len(stays) + 1, rooms[0], stays[3].arrival, stays[3].departure, loose=False))
    draw.shuffle(stays)
    return rooms, kinds, stays


def _stay(number: int, room: Room, arrival: date, departure: date, *, loose: bool) -> Stay:
    return Stay(
        reservation_id=number,
        beds24_id=number,
        room_type_id=room.room_type_id,
        unit_id=0 if loose else room.unit_id,
        room_id=None if loose else room.id,
        status="confirmed",
        arrival=arrival,
        departure=departure,
        adults=2,
    )


def _look_after_one_change() -> float:
    """In a file of 1,600 coming stays in three rooms, looked at before."""
    with TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        first = NOW.date()
        many = [
            booking(
                number,
                unit_id=number % 3 + 1,
                arrival=first + timedelta(days=number // 3 % _NIGHTS),
                departure=first + timedelta(days=number // 3 % _NIGHTS + 1),
            )
            for number in range(3, 1603)
        ]
        apply(store, *many)
        look_for_overbookings(store, NOW)
        times = []
        for turn in range(1, TIMES + 1):
            apply(store, later(many[turn], seconds=60 * turn, price=turn))
            times.append(seconds(lambda: look_for_overbookings(store, NOW)))
        return min(times)
