"""What webhooks told, which bookings are to be read again because of it, and how many were heard of each sort."""

from typing import Any

STATEMENTS = """
CREATE TABLE webhook_events (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    source             TEXT NOT NULL CHECK (source IN ('webhook', 'replay')),
    dedupe_key         TEXT NOT NULL UNIQUE,
    kind               TEXT NOT NULL CHECK (kind IN ('booking', 'hint', 'inventory', 'unreadable')),
    event_id           TEXT NOT NULL,
    named              TEXT NOT NULL,
    beds24_id          INTEGER,
    property_id        INTEGER,
    changed_at         TEXT,
    sent_at            TEXT,
    received_at        TEXT NOT NULL,
    auth_slot          TEXT NOT NULL,
    body_sha256        TEXT NOT NULL,
    fields_json        BLOB NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('pending', 'done', 'parked', 'dismissed')),
    attempts           INTEGER NOT NULL DEFAULT 0,
    next_try           TEXT,
    cause              TEXT NOT NULL DEFAULT '',
    what               TEXT NOT NULL DEFAULT '',
    verdict            TEXT NOT NULL DEFAULT '',
    reservation_id     INTEGER REFERENCES reservations,
    history_from       INTEGER,
    history_to         INTEGER,
    processed_at       TEXT,
    duplicates         INTEGER NOT NULL DEFAULT 0,
    last_duplicate_at  TEXT,
    duplicate_of       INTEGER REFERENCES webhook_events ON DELETE SET NULL,
    note               TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX webhook_events_pending ON webhook_events (beds24_id, id) WHERE state = 'pending';
CREATE INDEX webhook_events_next ON webhook_events (state) WHERE state = 'pending';
CREATE INDEX webhook_events_by_state ON webhook_events (state, received_at);
CREATE INDEX webhook_events_by_booking ON webhook_events (beds24_id, id);
CREATE INDEX webhook_events_by_reservation ON webhook_events (reservation_id) WHERE reservation_id IS NOT NULL;
CREATE INDEX webhook_events_repeated ON webhook_events (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE webhook_attempts (
    event_id  INTEGER NOT NULL REFERENCES webhook_events ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    at        TEXT NOT NULL,
    cause     TEXT NOT NULL,
    PRIMARY KEY (event_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE booking_rereads (
    beds24_id  INTEGER PRIMARY KEY,
    wishes     INTEGER NOT NULL,
    answered   INTEGER NOT NULL DEFAULT 0,
    wished_at  TEXT NOT NULL,
    asked_at   TEXT,
    failures   INTEGER NOT NULL DEFAULT 0,
    next_try   TEXT
) STRICT;

CREATE INDEX booking_rereads_wanted ON booking_rereads (wished_at) WHERE wishes > answered;

CREATE TABLE webhook_counts (
    day   TEXT NOT NULL,
    name  TEXT NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (day, name)
) STRICT, WITHOUT ROWID;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
