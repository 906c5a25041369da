"""What people say of a discrepancy, until when; and who comes in a booking that is not here."""

from typing import Any

STATEMENTS = """
ALTER TABLE discrepancies ADD COLUMN stranger TEXT;
ALTER TABLE discrepancies ADD COLUMN until TEXT;
ALTER TABLE discrepancies ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE discrepancies ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE discrepancies ADD COLUMN said_by TEXT NOT NULL DEFAULT '';
ALTER TABLE discrepancies ADD COLUMN said_at TEXT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
