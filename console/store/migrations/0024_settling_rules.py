"""The rules that settle conflicts, as the hotel ordered them and each change of that; and every conflict that was
found, with the facts that rules look at, so that a rule can be tried on the past."""

from typing import Any

STATEMENTS = """
CREATE TABLE settling_rules (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    who     TEXT NOT NULL,
    rule    TEXT NOT NULL,
    rules   TEXT NOT NULL,
    undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE conflicts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    reservation_id  INTEGER NOT NULL REFERENCES reservations,
    part            TEXT NOT NULL,
    found_at        TEXT NOT NULL,
    facts           TEXT NOT NULL
) STRICT;

CREATE INDEX conflicts_by_time ON conflicts (found_at);
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
