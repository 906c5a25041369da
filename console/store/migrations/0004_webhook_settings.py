"""How the webhook is set up; the secret in force stays where it was, in beds24_config.webhook_secret."""

from typing import Any

STATEMENTS = """
CREATE TABLE webhook_settings (
    property_id       INTEGER PRIMARY KEY REFERENCES beds24_config ON DELETE CASCADE,
    enabled           INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
    mode              TEXT NOT NULL DEFAULT 'header' CHECK (mode IN ('header', 'hmac', 'both', 'either')),
    header_name       TEXT NOT NULL,
    path_segment      TEXT NOT NULL DEFAULT '',
    public_url        TEXT NOT NULL DEFAULT '',
    port              INTEGER CHECK (port BETWEEN 1 AND 65535),
    secret_used_at    TEXT,
    previous_secret   BLOB,
    previous_until    TEXT,
    previous_used_at  TEXT,
    CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
) STRICT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
