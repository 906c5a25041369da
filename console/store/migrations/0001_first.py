"""The first schema: the hotel, its guests and reservations, what changed them, the runs, what waits."""

from typing import Any

TABLES = """
CREATE TABLE properties (
    property_id     INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    currency        TEXT NOT NULL,
    country         TEXT NOT NULL,
    check_in_start  TEXT NOT NULL,
    check_out_end   TEXT NOT NULL
) STRICT;

CREATE TABLE room_types (
    room_type_id  INTEGER PRIMARY KEY,
    property_id   INTEGER NOT NULL REFERENCES properties,
    name          TEXT NOT NULL,
    qty           INTEGER NOT NULL CHECK (qty >= 0),
    max_people    INTEGER NOT NULL,
    active        INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE rooms (
    id             INTEGER PRIMARY KEY,
    room_type_id   INTEGER NOT NULL REFERENCES room_types,
    unit_id        INTEGER NOT NULL CHECK (unit_id > 0),
    name           TEXT NOT NULL,
    named_by_hand  INTEGER NOT NULL DEFAULT 0 CHECK (named_by_hand IN (0, 1)),
    cleaning       TEXT NOT NULL DEFAULT 'clean',
    active         INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    UNIQUE (room_type_id, unit_id)
) STRICT;

CREATE TABLE guests (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    email        TEXT NOT NULL,
    phone        TEXT NOT NULL,
    company      TEXT NOT NULL,
    address      TEXT NOT NULL,
    city         TEXT NOT NULL,
    postcode     TEXT NOT NULL,
    country      TEXT NOT NULL,
    language     TEXT NOT NULL,
    seen_at      TEXT NOT NULL,
    merged_into  INTEGER REFERENCES guests
) STRICT;

CREATE TABLE guest_keys (
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    key       TEXT NOT NULL,
    guest_id  INTEGER NOT NULL REFERENCES guests,
    PRIMARY KEY (kind, key, guest_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservations (
    id                    INTEGER PRIMARY KEY,
    beds24_id             INTEGER UNIQUE,
    property_id           INTEGER NOT NULL REFERENCES properties,
    room_type_id          INTEGER NOT NULL,
    unit_id               INTEGER NOT NULL,
    status                TEXT NOT NULL,
    arrival               TEXT NOT NULL,
    departure             TEXT NOT NULL CHECK (departure >= arrival),
    modified_at           TEXT NOT NULL,
    room_qty              INTEGER NOT NULL,
    sub_status            TEXT NOT NULL,
    adults                INTEGER NOT NULL,
    children              INTEGER NOT NULL,
    booked_at             TEXT,
    cancelled_at          TEXT,
    channel               TEXT NOT NULL,
    channel_reference     TEXT NOT NULL,
    api_source            TEXT NOT NULL,
    referer               TEXT NOT NULL,
    group_id              INTEGER,
    title                 TEXT,
    first_name            TEXT,
    last_name             TEXT,
    email                 TEXT,
    phone                 TEXT,
    mobile                TEXT,
    company               TEXT,
    address               TEXT,
    city                  TEXT,
    state                 TEXT,
    postcode              TEXT,
    country               TEXT,
    language              TEXT,
    price                 INTEGER,
    deposit               INTEGER,
    tax                   INTEGER,
    commission            INTEGER,
    arrival_time          TEXT,
    comments              TEXT,
    notes                 TEXT,
    message               TEXT,
    group_note            TEXT,
    reference             TEXT,
    voucher               TEXT,
    flag_color            TEXT,
    flag_text             TEXT,
    rate_description      TEXT,
    allow_channel_update  TEXT,
    fingerprint           BLOB,
    read_at               TEXT NOT NULL,
    room_id               INTEGER REFERENCES rooms,
    guest_id              INTEGER REFERENCES guests,
    source                TEXT NOT NULL,
    search                TEXT NOT NULL,
    created_at            TEXT NOT NULL,
    missed_at             TEXT
) STRICT;

CREATE INDEX reservations_by_arrival ON reservations (arrival);
CREATE INDEX reservations_by_departure ON reservations (departure);
CREATE INDEX reservations_by_guest ON reservations (guest_id);
CREATE INDEX reservations_by_group ON reservations (group_id) WHERE group_id > 0;
CREATE INDEX reservations_by_channel_reference ON reservations (channel_reference) WHERE channel_reference <> '';
CREATE INDEX reservations_missed ON reservations (missed_at) WHERE missed_at IS NOT NULL;

CREATE TABLE reservation_bodies (
    reservation_id  INTEGER PRIMARY KEY REFERENCES reservations,
    body            BLOB NOT NULL
) STRICT;

CREATE TABLE guest_messages (
    reservation_id     INTEGER NOT NULL REFERENCES reservations,
    beds24_message_id  INTEGER NOT NULL,
    sent_at            TEXT NOT NULL,
    author             TEXT NOT NULL,
    text               TEXT NOT NULL,
    read               INTEGER NOT NULL CHECK (read IN (0, 1)),
    PRIMARY KEY (reservation_id, beds24_message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL,
    trigger      TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    finished_at  TEXT,
    read         INTEGER NOT NULL DEFAULT 0,
    created      INTEGER NOT NULL DEFAULT 0,
    updated      INTEGER NOT NULL DEFAULT 0,
    unchanged    INTEGER NOT NULL DEFAULT 0,
    parked       INTEGER NOT NULL DEFAULT 0,
    requests     INTEGER NOT NULL DEFAULT 0,
    credits      TEXT NOT NULL DEFAULT '0',
    errors       INTEGER NOT NULL DEFAULT 0,
    watermark    TEXT,
    took_ms      INTEGER,
    local_date   TEXT,
    message      TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX runs_by_kind ON runs (kind, id);

CREATE TABLE history (
    id              INTEGER PRIMARY KEY,
    reservation_id  INTEGER NOT NULL REFERENCES reservations,
    at              TEXT NOT NULL,
    source          TEXT NOT NULL,
    run_id          INTEGER REFERENCES runs,
    field           TEXT NOT NULL,
    old             TEXT,
    new             TEXT,
    minor           INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1))
) STRICT;

CREATE INDEX history_by_reservation ON history (reservation_id);
CREATE INDEX history_by_run ON history (run_id);

CREATE TABLE parked (
    key           TEXT PRIMARY KEY,
    cause         TEXT NOT NULL,
    detail        TEXT NOT NULL,
    payload       BLOB NOT NULL,
    booking       BLOB,
    beds24_id     INTEGER,
    room_type_id  INTEGER,
    unit_id       INTEGER,
    modified_at   TEXT,
    first_seen    TEXT NOT NULL,
    last_seen     TEXT NOT NULL,
    times         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE beds24_config (
    property_id           INTEGER PRIMARY KEY REFERENCES properties,
    pull_sync_enabled     INTEGER NOT NULL DEFAULT 1 CHECK (pull_sync_enabled IN (0, 1)),
    webhook_secret        BLOB,
    last_successful_sync  TEXT,
    watermark             TEXT,
    time_zone             TEXT NOT NULL,
    pull_every_minutes    INTEGER NOT NULL DEFAULT 5 CHECK (pull_every_minutes BETWEEN 1 AND 1440),
    full_sync_hour        INTEGER NOT NULL DEFAULT 3 CHECK (full_sync_hour BETWEEN 0 AND 23)
) STRICT;

CREATE TABLE preferences (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;
"""


def up(migrator: Any, db: Any) -> None:
    for statement in TABLES.split(";"):
        if statement.strip():
            db.execute_sql(statement)
