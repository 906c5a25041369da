"""What differs between here and Beds24, each remembered since it was first seen; and what every comparison came to."""

from typing import Any

STATEMENTS = """
CREATE TABLE discrepancies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    beds24_id   INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    field       TEXT NOT NULL,
    severity    TEXT NOT NULL,
    here        TEXT,
    there       TEXT,
    cause       TEXT NOT NULL,
    evidence    TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('open', 'snoozed', 'expected', 'fixed')),
    first_seen  TEXT NOT NULL,
    last_seen   TEXT NOT NULL,
    seen_by     INTEGER NOT NULL,
    fixed_at    TEXT,
    fixed_by    TEXT,
    CHECK ((status = 'fixed') = (fixed_at IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX discrepancies_alive ON discrepancies (beds24_id, kind, field) WHERE status <> 'fixed';

CREATE TABLE comparisons (
    run_id             INTEGER PRIMARY KEY,
    night              TEXT NOT NULL,
    compared_at        TEXT NOT NULL,
    read               INTEGER NOT NULL,
    agreeing           INTEGER NOT NULL,
    differing          INTEGER NOT NULL,
    only_there         INTEGER NOT NULL,
    parked             INTEGER NOT NULL,
    upcoming           INTEGER NOT NULL,
    past               INTEGER NOT NULL,
    upcoming_agreeing  INTEGER NOT NULL,
    missing            INTEGER NOT NULL,
    undecided          INTEGER NOT NULL,
    open               INTEGER NOT NULL,
    expected           INTEGER NOT NULL,
    CHECK (read = agreeing + differing + only_there + parked)
) STRICT;

CREATE INDEX comparisons_by_night ON comparisons (night);
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
