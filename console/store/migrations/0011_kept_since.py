"""How old the values are that a reservation keeps from former versions of its booking (`console.domain.merging`)."""

from typing import Any


def up(migrator: Any, db: Any) -> None:
    db.execute_sql("ALTER TABLE reservations ADD COLUMN kept_since TEXT NOT NULL DEFAULT ''")
