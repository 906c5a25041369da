"""What the desk says over what Beds24 tells, what is to be sent of it, and every act with its way back."""

from typing import Any

STATEMENTS = """
CREATE TABLE edits (
    reservation_id  INTEGER NOT NULL REFERENCES reservations,
    field           TEXT NOT NULL,
    here            TEXT NOT NULL,
    base            TEXT NOT NULL,
    there           TEXT NOT NULL,
    intent          TEXT NOT NULL CHECK (intent IN ('send', 'keep')),
    in_conflict     INTEGER NOT NULL CHECK (in_conflict IN (0, 1)),
    restores        TEXT,
    made_at         TEXT NOT NULL,
    made_by         TEXT NOT NULL,
    PRIMARY KEY (reservation_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE sendings (
    reservation_id  INTEGER PRIMARY KEY REFERENCES reservations,
    marker          TEXT UNIQUE,
    said            TEXT NOT NULL DEFAULT '[]',
    overbooks       INTEGER NOT NULL DEFAULT 0 CHECK (overbooks IN (0, 1)),
    state           TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'refused')),
    since           TEXT NOT NULL,
    tries           INTEGER NOT NULL DEFAULT 0,
    next_try_at     TEXT,
    message         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE acts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    at              TEXT NOT NULL,
    who             TEXT NOT NULL,
    kind            TEXT NOT NULL,
    reservation_id  INTEGER NOT NULL REFERENCES reservations,
    rule            TEXT NOT NULL DEFAULT '',
    discrepancy_id  INTEGER,
    act_group       INTEGER,
    undoes          INTEGER REFERENCES acts,
    undone_by       INTEGER REFERENCES acts,
    changes         TEXT NOT NULL
) STRICT;

CREATE INDEX acts_of_reservation ON acts (reservation_id);
CREATE INDEX acts_by_kind ON acts (kind, at);
CREATE INDEX acts_by_group ON acts (act_group) WHERE act_group IS NOT NULL;

ALTER TABLE history ADD COLUMN by_whom TEXT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
