"""The manager may also say that a contact is used by several people."""

from typing import Any

STATEMENTS = """
CREATE TABLE contact_words_of_all_kinds (
    kind      TEXT NOT NULL CHECK (
        kind IN ('own_domain', 'own_phone', 'relay_domain', 'agency_domain', 'placeholder', 'role', 'shared')
    ),
    word      TEXT NOT NULL CHECK (word <> ''),
    added_at  TEXT NOT NULL,
    added_by  TEXT NOT NULL,
    PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;
INSERT INTO contact_words_of_all_kinds SELECT kind, word, added_at, added_by FROM guest_contact_words;
DROP TABLE guest_contact_words;
ALTER TABLE contact_words_of_all_kinds RENAME TO guest_contact_words;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
