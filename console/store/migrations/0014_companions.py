"""Those who stay with whoever booked, as Beds24's `guests` tell them: JSON, null where nothing was told of any."""

from typing import Any


def up(migrator: Any, db: Any) -> None:
    db.execute_sql("ALTER TABLE reservations ADD COLUMN companions TEXT")
