"""A real store in a temporary folder, with the hotel of `tests.building` in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.hotel import Property
from console.services.applying import Applied, Applying
from console.services.pull_sync import sync_bookings_to_pms
from console.services.rooms import keep_property
from console.store.database import Database
from console.store.spool import Received
from console.store.store import MIGRATIONS, Store
from console.store.upgrading import upgrade
from tests.building import HOTEL, NOW, PROPERTY_ID, TODAY


@contextmanager
def new_store(folder: Path, hotel: Property | None = HOTEL) -> Iterator[Store]:
    """An empty store of the newest format; with `hotel` connected, in the zone of Vienna."""
    database = Database(folder / "hotel.db")
    upgrade(database, MIGRATIONS, folder / "backups", NOW)
    store = Store(database)
    if hotel is not None:
        keep_property(store, hotel, "Europe/Vienna")
    try:
        yield store
    finally:
        store.close()


def applying(source: Source = Source.PULL, today: date = TODAY, at: datetime = NOW) -> Applying:
    return Applying(property_id=PROPERTY_ID, currency="EUR", today=today, at=at, source=source)


def apply(store: Store, *bookings: Booking, read_at: datetime = NOW, source: Source = Source.PULL) -> Applied:
    """Apply one page as a pull would."""
    return sync_bookings_to_pms(store, [Received(one, read_at) for one in bookings], applying(source))


def stored(store: Store, *columns: str, beds24_id: int = 1) -> dict[str, Any]:
    """Columns of one reservation as they lie in the table."""
    (row,) = rows(store, f"SELECT {', '.join(columns)} FROM reservations WHERE beds24_id = ?", beds24_id)
    return dict(zip(columns, row, strict=True))


def rows(store: Store, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with store.reading() as session:
        return list(session.connection.execute(sql, values))
