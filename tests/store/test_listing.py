"""Lists: values as a person knows them, guests followed through merges."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from console.domain.status import Status
from console.services.exports import ROW_OF, export_rows
from console.store.listing import GuestRow, ReservationRow
from console.store.store import Store
from tests.building import NOW, booking, later
from tests.storing import apply, new_store

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def _reservation(store: Store, beds24_id: int = 1) -> ReservationRow:
    with store.reading() as session:
        row = session.listing.reservation(beds24_id)
    assert row is not None
    return row


def _guests(store: Store) -> list[GuestRow]:
    with store.reading() as session:
        return list(session.listing.guests())


def test_an_amount_is_in_major_units_to_the_last_decimal(store: Store) -> None:
    apply(store, booking(price=12345))
    row = _reservation(store)
    assert (row.price, row.currency) == (Decimal("123.45"), "EUR")


def test_what_was_not_told_is_none_and_an_unassigned_room_too(store: Store) -> None:
    apply(store, booking(unit_id=0, price=None, email=None))
    row = _reservation(store)
    assert (row.price, row.email, row.room, row.unit_id) == (None, None, None, 0)


def test_an_unknown_number_gives_nothing(store: Store) -> None:
    with store.reading() as session:
        assert session.listing.reservation(99) is None
        assert list(session.listing.history(99)) == []


def test_amounts_in_history_are_in_major_units_too(store: Store) -> None:
    apply(store, booking(price=10000))
    apply(store, later(booking(), price=12050), read_at=NOW + HOUR)
    with store.reading() as session:
        (change,) = [line for line in session.listing.history(1) if line.field == "price"]
    assert (change.old, change.new) == ("100.00", "120.50")


def test_a_guest_shows_all_contacts_and_counts_stays_that_hold_a_room(store: Store) -> None:
    apply(
        store,
        booking(1, email="maria@gast.example", phone="+43 1 5550001"),
        booking(2, email="maria@gast.example", phone="+43 1 5550002", status=Status.CANCELLED.value),
        booking(3, email="maria@gast.example", phone="+43 1 5550001", status=Status.INQUIRY.value),
    )
    (guest,) = _guests(store)
    assert guest.emails == ("maria@gast.example",)
    assert set(guest.phones) == {"+43 1 5550001", "+43 1 5550002"}
    assert sorted(guest.reservation_ids) == [1, 2, 3]
    assert guest.stays == 1


def test_a_guest_without_any_reservation_is_listed_all_the_same(store: Store) -> None:
    apply(store, booking(1, email="maria@gast.example"))
    with store.writing() as session:
        session.connection.execute("UPDATE reservations SET guest_id = NULL")
        session.connection.execute("UPDATE guest_profiles SET reservation_id = NULL")
    (guest,) = _guests(store)
    assert (guest.stays, guest.reservation_ids) == (0, ())


def test_only_our_own_tables_are_counted(store: Store) -> None:
    apply(store, booking(1), booking(2))
    with store.reading() as session:
        assert session.listing.count("reservations") == 2
        with pytest.raises(ValueError, match="sqlite_schema"):
            session.listing.count("sqlite_schema")


@pytest.mark.parametrize("kind", sorted(ROW_OF))
def test_every_kind_gives_rows_of_its_class(store: Store, kind: str) -> None:
    apply(store, booking(1), booking(2, room_type_id=999))
    with store.writing() as session:
        session.runs.close_crashed(NOW)
    with store.reading() as session:
        assert all(isinstance(row, ROW_OF[kind]) for row in export_rows(session, kind, NOW))
