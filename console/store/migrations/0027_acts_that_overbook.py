"""Whether an act took or left a room that somebody else held: what takes it back need not find the room free."""

from typing import Any

_STATEMENT = "ALTER TABLE acts ADD COLUMN overbooks INTEGER NOT NULL DEFAULT 0 CHECK (overbooks IN (0, 1))"


def up(migrator: Any, db: Any) -> None:
    db.execute_sql(_STATEMENT)
