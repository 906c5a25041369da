"""Whatever is booked, moved and called off, in whatever batches: what stands open is what is overbooked, although only
what changed is looked at."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.overbooking import LOOKED_AHEAD, overbookings
from console.services.overbooking_watch import look_for_overbookings
from console.store.store import Store
from tests.building import DOUBLE, NOW, SINGLE, TODAY, booking
from tests.storing import apply, new_store

Told = tuple[int, int | None, str, str, int, frozenset[int]]

_VERSIONS = st.tuples(
    st.integers(1, 7),
    st.sampled_from(["confirmed", "confirmed", "confirmed", "cancelled", "request", "black"]),
    st.sampled_from([(DOUBLE, 0), (DOUBLE, 1), (DOUBLE, 2), (SINGLE, 0), (SINGLE, 1)]),
    st.integers(-2, 6),
    st.integers(1, 4),
    st.sampled_from([1, 1, 1, 2]),
)
_BATCHES = st.lists(st.lists(_VERSIONS, min_size=1, max_size=4), min_size=1, max_size=7)


def standing(store: Store) -> set[Told]:
    """What is remembered as open; a night that passed since it was last looked at does not count."""
    with store.reading() as session:
        return {
            (one.room_type_id, one.room_id, one.first.isoformat(), one.last.isoformat(), one.excess, frozenset(one.ids))
            for one in session.overbookings.alive()
        }


def actual(store: Store) -> set[Told]:
    """What a look at everything finds."""
    with store.reading() as session:
        stays = session.occupancy.stays(TODAY, TODAY + LOOKED_AHEAD)
        found = overbookings(stays, session.hotel.rooms(), session.hotel.room_types(), TODAY)
    return {
        (one.room_type_id, one.room_id, one.first.isoformat(), one.last.isoformat(), one.excess, frozenset(one.ids))
        for one in found
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches=_BATCHES)
def test_what_stands_open_is_what_is_overbooked(
    batches: list[list[tuple[int, str, tuple[int, int], int, int, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("rooms")
    with new_store(folder) as store:
        at = NOW
        for batch in batches:
            versions = []
            for number, status, (kind, unit), arrival, nights, quantity in batch:
                at += timedelta(seconds=1)
                first = TODAY + timedelta(days=arrival)
                versions.append(
                    booking(
                        number, status=status, room_type_id=kind, unit_id=unit, arrival=first, room_qty=quantity,
                        departure=first + timedelta(days=nights), modified_at=at, booked_at=NOW,
                    )
                )  # fmt: skip
            apply(store, *versions, read_at=at)
            told = look_for_overbookings(store, NOW)
            assert standing(store) == actual(store)
            assert not look_for_overbookings(store, NOW).says_anything
            assert not set(told.found) & set(told.settled)
