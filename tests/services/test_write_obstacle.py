"""Whoever may not write to Beds24 is told why, before anything is tried."""

from pathlib import Path

import pytest

from console.domain.asking import KeyDetails
from console.services.connecting import keep_key_details
from console.services.connection import switch_pull_sync
from console.services.sending import write_obstacle
from console.store.store import Store
from tests.building import NOW
from tests.storing import new_store


def obstacle(store: Store) -> str | None:
    with store.reading() as session:
        return write_obstacle(session)


def may(store: Store, *scopes: str) -> None:
    with store.writing() as session:
        keep_key_details(session, KeyDetails(valid=True, scopes=scopes), NOW)


def test_a_key_of_which_nothing_is_known_is_tried(store: Store) -> None:
    assert obstacle(store) is None


@pytest.mark.parametrize("scope", ["write:bookings", "all:bookings"])
def test_a_key_that_may_change_bookings_meets_no_obstacle(store: Store, scope: str) -> None:
    may(store, "read:properties", scope)
    assert obstacle(store) is None


def test_a_key_that_may_only_read_says_what_it_lacks_and_what_to_do(store: Store) -> None:
    may(store, "read:bookings", "read:properties")
    told = obstacle(store)
    assert told is not None
    assert "write:bookings" in told
    assert "Settings" in told
    may(store, "read:bookings", "write:bookings")
    assert obstacle(store) is None


def test_a_hotel_whose_syncing_is_switched_off_sends_nothing(store: Store) -> None:
    switch_pull_sync(store, on=False)
    assert "switched off" in (obstacle(store) or "")


def test_without_a_hotel_there_is_nobody_to_send_to(tmp_path: Path) -> None:
    with new_store(tmp_path, hotel=None) as empty:
        assert "No hotel" in (obstacle(empty) or "")
