"""Every order that was given to Beds24, written down before it was, with how it ended; and what of an edit is on its
way, so that our own word is known again when Beds24 tells it."""

from typing import Any

STATEMENTS = """
CREATE TABLE sent (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    reservation_id  INTEGER NOT NULL REFERENCES reservations,
    at              TEXT NOT NULL,
    fields          TEXT NOT NULL,
    beds24_id       INTEGER,
    arrival         TEXT,
    verdict         TEXT NOT NULL DEFAULT 'open',
    ended_at        TEXT,
    message         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX sent_open ON sent (reservation_id) WHERE verdict IN ('open', 'taken');
CREATE INDEX sent_by_time ON sent (at);

ALTER TABLE edits ADD COLUMN on_its_way TEXT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
