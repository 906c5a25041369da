"""When Beds24 says that a change was made, with the line that tells it; and since when the webhook is on."""

from typing import Any

STATEMENTS = """
ALTER TABLE history ADD COLUMN changed_at TEXT;
CREATE INDEX history_by_change ON history (changed_at) WHERE changed_at IS NOT NULL;
ALTER TABLE webhook_settings ADD COLUMN enabled_at TEXT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
