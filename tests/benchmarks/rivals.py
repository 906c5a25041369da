"""What the store is measured against: a bare `sqlite3` program, and the same work done row by row with Peewee."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import peewee

from console.domain.booking import Booking
from console.domain.moments import moment_text
from console.jobs.sync_job import APPLY_AT_ONCE
from console.store.codec import BOOKING_COLUMNS, booking_values
from tests.benchmarks.bookings import TYPES, UNITS

_GUEST_COLUMNS = ("name", "email", "phone", "company", "address", "city", "postcode", "country", "language", "seen_at")
_COLUMNS = (*BOOKING_COLUMNS, "room_id", "guest_id", "body")
_INDEXES = (
    "CREATE INDEX a ON reservations (arrival)",
    "CREATE INDEX b ON reservations (departure)",
    "CREATE INDEX d ON reservations (guest_id)",
    "CREATE INDEX e ON reservations (group_id) WHERE group_id > 0",
    "CREATE INDEX f ON reservations (channel_reference) WHERE channel_reference <> ''",
    "CREATE INDEX g ON guests (email)",
    "CREATE INDEX h ON guests (phone)",
)


def open_bare(path: Path, pragmas: Iterable[tuple[str, object]]) -> sqlite3.Connection:
    """The same columns, indexes and pragmas as ours, in two tables."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in pragmas:
        connection.execute(f"PRAGMA {name}={value}")
    connection.execute(f"CREATE TABLE guests (id INTEGER PRIMARY KEY, {', '.join(_GUEST_COLUMNS)})")
    connection.execute(f"CREATE TABLE reservations (id INTEGER PRIMARY KEY, {', '.join(_COLUMNS)}, UNIQUE (beds24_id))")
    for index in _INDEXES:
        connection.execute(index)
    return connection


def upsert_bare(connection: sqlite3.Connection, bookings: Iterable[Booking]) -> None:
    """Upsert guests and reservations, as many a transaction as ours, with no look at what was there before."""
    guest_ids: dict[str, int] = {}
    rest = iter(bookings)
    while page := list(islice(rest, APPLY_AT_ONCE)):
        guests = [_bare_guest(booking, guest_ids) for booking in page]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_upsert("guests", ("id", *_GUEST_COLUMNS), "id"), guests)
        connection.executemany(_upsert("reservations", _COLUMNS, "beds24_id"), map(_bare_row, page, guests))
        connection.execute("COMMIT")


def _upsert(table: str, columns: Sequence[str], key: str) -> str:
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)}"
    )


def _bare_guest(booking: Booking, ids: dict[str, int]) -> tuple[Any, ...]:
    card = _card(booking)
    return (ids.setdefault(card["email"], len(ids) + 1), *(card[name] for name in _GUEST_COLUMNS[:-1]), "now")


def _bare_row(booking: Booking, guest: tuple[Any, ...]) -> list[Any]:
    room = (booking.room_type_id - 10) * UNITS + booking.unit_id
    return [*booking_values(booking), room, guest[0], booking.raw]


def _card(booking: Booking) -> dict[str, str]:
    told = {name: getattr(booking, name) or "" for name in _GUEST_COLUMNS[1:-1]}
    return {"name": booking.guest_name, **told}


def row_by_row(path: Path, pragmas: Iterable[tuple[str, object]], bookings: Iterable[Booking]) -> None:
    """Find guest, find room, find reservation, save, commit: one booking after the other, as one would at first."""
    database = peewee.SqliteDatabase(str(path), pragmas=list(pragmas))
    guest_model, room_model, reservation_model = _models(database)
    database.create_tables([guest_model, room_model, reservation_model])
    for number in range(TYPES * UNITS):
        room_model.create(room_type_id=10 + number // UNITS, unit_id=1 + number % UNITS)
    for booking in bookings:
        with database.atomic():
            _save(booking, guest_model, room_model, reservation_model)
    database.close()


def _save(booking: Booking, guests: Any, rooms: Any, reservations: Any) -> None:
    card = _card(booking)
    guest = guests.get_or_none(guests.email == card["email"])
    guest = guest or guests.get_or_none(guests.phone == card["phone"]) or guests()
    for name in _GUEST_COLUMNS[:-1]:
        setattr(guest, name, card[name])
    guest.seen_at = moment_text(booking.modified_at)
    guest.save()
    room = rooms.get_or_none((rooms.room_type_id == booking.room_type_id) & (rooms.unit_id == booking.unit_id))
    found = reservations.get_or_none(reservations.beds24_id == booking.beds24_id) or reservations()
    for name, value in zip(BOOKING_COLUMNS, booking_values(booking), strict=True):
        setattr(found, name, value)
    found.room_id, found.guest_id, found.body = room.id, guest.id, booking.raw
    found.save()


def _models(database: peewee.SqliteDatabase) -> tuple[Any, Any, Any]:
    class Row(peewee.Model):
        class Meta:
            pass

    Row._meta.set_database(database)
    text = dict.fromkeys(_GUEST_COLUMNS)
    guests = type("Guest", (Row,), {name: peewee.TextField(index=name in {"email", "phone"}) for name in text})
    rooms = type("Room", (Row,), {"room_type_id": peewee.IntegerField(), "unit_id": peewee.IntegerField()})
    indexed = {"arrival", "departure", "guest_id", "room_id", "channel_reference"}
    columns: dict[str, Any] = {
        name: peewee.BareField(null=True, index=name in indexed, unique=name == "beds24_id") for name in _COLUMNS
    }
    return guests, rooms, type("Reservation", (Row,), columns)
