"""Rooms that were sold twice: since when, why, and what became of it. No guest is named in it."""

from typing import Any

STATEMENTS = """
CREATE TABLE overbookings (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    room_type_id  INTEGER NOT NULL,
    room_id       INTEGER,
    first         TEXT NOT NULL,
    last          TEXT NOT NULL CHECK (last > first),
    excess        INTEGER NOT NULL CHECK (excess > 0),
    stays         TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'settled')),
    since         TEXT NOT NULL,
    run_id        INTEGER,
    source        TEXT NOT NULL,
    cause         TEXT NOT NULL,
    because       TEXT NOT NULL,
    settled_at    TEXT,
    ending        TEXT,
    accepted_at   TEXT,
    accepted_by   TEXT,
    reason        TEXT,
    CHECK ((status = 'settled') = (settled_at IS NOT NULL))
) STRICT;

CREATE INDEX overbookings_alive ON overbookings (room_type_id) WHERE status <> 'settled';
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
