"""Words that the manager adds to what is known of guests' contacts."""

from typing import Any

STATEMENTS = """
CREATE TABLE guest_contact_words (
    kind      TEXT NOT NULL CHECK (
        kind IN ('own_domain', 'own_phone', 'relay_domain', 'agency_domain', 'placeholder', 'role')
    ),
    word      TEXT NOT NULL CHECK (word <> ''),
    added_at  TEXT NOT NULL,
    added_by  TEXT NOT NULL,
    PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
