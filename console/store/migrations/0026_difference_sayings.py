"""What people said of discrepancies, one after the other, so that it can be taken back."""

from typing import Any

STATEMENTS = """
CREATE TABLE difference_sayings (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL,
    kind       TEXT NOT NULL,
    changes    TEXT NOT NULL,
    undone_at  TEXT
) STRICT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
