"""The journal: when and from whom each body was read, and the bodies that were read before it.

What a row holds from before this is empty where nobody noted it then.
"""

from typing import Any

STATEMENTS = """
ALTER TABLE reservation_bodies ADD COLUMN read_at TEXT;
ALTER TABLE reservation_bodies ADD COLUMN source TEXT;
ALTER TABLE reservation_bodies ADD COLUMN mark INTEGER;

CREATE TABLE former_bodies (
    id              INTEGER PRIMARY KEY,
    reservation_id  INTEGER NOT NULL REFERENCES reservations,
    read_at         TEXT NOT NULL,
    source          TEXT,
    mark            INTEGER,
    body            BLOB NOT NULL
) STRICT;

CREATE INDEX former_bodies_by_reservation ON former_bodies (reservation_id);
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
