"""Comparing 100,000 reservations with 100,000 bookings already read, beside a bare loop over two lists of dicts."""

import gc
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from typing import Any

from console.domain.booking import Booking
from console.domain.comparing import Comparison
from console.domain.differing import KIND_OF, Ground, Here, There
from tests.benchmarks.bookings import BEGAN, TYPES, UNITS, bookings
from tests.benchmarks.table import Figure, seconds

MANY, TIMES, EACH_DIFFERS = 100_000, 3, 100
_FIELDS = ("status", *KIND_OF)
_ROOMS = {(10 + n, unit): 100 * n + unit for n in range(TYPES) for unit in range(1, UNITS + 1)}
_GROUND = Ground(
    today=BEGAN.date(),
    now=BEGAN,
    believed_after=timedelta(minutes=10),
    currency="EUR",
    room_ids=_ROOMS,
    room_types=frozenset(type_id for type_id, _ in _ROOMS),
    read_phone=lambda text, _country: text,
)


def measure() -> list[Figure]:
    """One in a hundred differs, in its departure."""
    tracemalloc.start()
    here, there = _both_sides()
    data = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    found = _compare(here, there)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    ours_as_dicts = [_as_dict(one.booking) for one in here.values()]
    theirs_as_dicts = [_as_dict(one.booking) for one in there]
    gc.freeze()  # both sides are the benchmark's own: walking them is no part of anybody's work
    ours = min(seconds(lambda: _compare(here, there)) for _ in range(TIMES))
    bare = min(seconds(lambda: _loop(ours_as_dicts, theirs_as_dicts)) for _ in range(TIMES))
    gc.unfreeze()
    assert found == _loop(ours_as_dicts, theirs_as_dicts) == MANY // EACH_DIFFERS
    return [
        Figure(
            "compare 100,000 with 100,000 beside a bare loop over dicts",
            f"{ours / bare:.2f} times ({ours * 1000:.0f} ms beside {bare * 1000:.0f} ms)",
            "<= 3",
            ours <= 3 * bare,
        ),
        Figure(
            "memory while they are compared beside the data itself",
            f"{peak / data:.2f} times ({peak / 2**20:.0f} MB beside {data / 2**20:.0f} MB)",
            "<= 2",
            peak <= 2 * data,
        ),
    ]


def _both_sides() -> tuple[dict[int, Here], list[There]]:
    """Equal values in objects of their own, as they come from a file and over the line."""
    here = (Here(one, BEGAN, _ROOMS[one.room_type_id, one.unit_id]) for one in bookings(MANY))
    there = (There(_moved(one) if n % EACH_DIFFERS == 0 else one, BEGAN) for n, one in enumerate(bookings(MANY)))
    return {one.booking.beds24_id: one for one in here}, list(there)


def _moved(one: Booking) -> Booking:
    return replace(one, departure=one.departure + timedelta(days=1))


def _compare(here: dict[int, Here], there: list[There]) -> int:
    comparison = Comparison(_GROUND)
    comparison.take(here, there)
    return sum(bool(one.field) for one in comparison.end())  # among so many guests two are by chance alike


def _as_dict(one: Booking) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("beds24_id", *_FIELDS)}


def _loop(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> int:
    """What anybody would write: find the other by its number, compare the same fields, collect what differs."""
    known = {one["beds24_id"]: one for one in ours}
    found = []
    for other in theirs:
        one = known.get(other["beds24_id"])
        if one is None:
            found.append((other["beds24_id"], ""))
            continue
        for name in _FIELDS:
            if one[name] != other[name]:
                found.append((other["beds24_id"], name))  # noqa: PERF401 - as anybody would write it
    return len(found)
