"""Rooms that Beds24 does not list: mapped or added by hand, and kept whatever the next reading of the rooms says."""

from typing import Any

STATEMENTS = """
CREATE TABLE room_aliases (
    room_type_id  INTEGER NOT NULL,
    unit_id       INTEGER NOT NULL CHECK (unit_id >= 0),
    room_id       INTEGER NOT NULL REFERENCES rooms,
    made_at       TEXT NOT NULL,
    PRIMARY KEY (room_type_id, unit_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE room_types ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
ALTER TABLE rooms ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
CREATE INDEX runs_by_start ON runs (started_at);
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
