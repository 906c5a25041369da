"""Messages with the names of their attachments, and when those of a reservation were last asked for."""

from typing import Any

STATEMENTS = """
ALTER TABLE guest_messages ADD COLUMN attachment TEXT NOT NULL DEFAULT '';

CREATE TABLE messages_read (
    reservation_id  INTEGER PRIMARY KEY REFERENCES reservations,
    at              TEXT NOT NULL
) STRICT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
