"""When each booking was last read and compared, and when the hotel's arrivals are looked at.

`stands` is the time of reading of the version that was compared here: another one there means that the reservation
has changed since.
"""

from typing import Any

STATEMENTS = """
CREATE TABLE proofs (
    beds24_id  INTEGER PRIMARY KEY,
    read_at    TEXT NOT NULL,
    stands     TEXT NOT NULL,
    run_id     INTEGER NOT NULL
) STRICT;

ALTER TABLE beds24_config ADD COLUMN arrival_checks INTEGER NOT NULL DEFAULT 1 CHECK (arrival_checks IN (0, 1));

ALTER TABLE beds24_config ADD COLUMN arrivals_at TEXT NOT NULL DEFAULT '07:00 18:00';
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
