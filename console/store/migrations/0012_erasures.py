"""Erased guests: which reservations they left, and the numbers that are never handed out again."""

from typing import Any

STATEMENTS = """
ALTER TABLE reservations ADD COLUMN erased_at TEXT;
CREATE INDEX reservations_erased ON reservations (beds24_id) WHERE erased_at IS NOT NULL;

CREATE TABLE erased_profiles (
    profile_id  INTEGER PRIMARY KEY,
    erased_at   TEXT NOT NULL
) STRICT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
