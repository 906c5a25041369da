"""Guests as sets of sources: every booking and every word of the desk is a profile, a guest is what is linked.

The guests that the plain rules made go, and their keys with them: they merged strangers. Nothing is lost by that,
because every reservation keeps what its booking told; the matching is computed anew from it at the next start.
"""

from typing import Any

MAY_SHRINK = ("guests", "guest_keys")

TABLES = """
CREATE TABLE guests (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    email     TEXT NOT NULL,
    phone     TEXT NOT NULL,
    company   TEXT NOT NULL,
    address   TEXT NOT NULL,
    city      TEXT NOT NULL,
    postcode  TEXT NOT NULL,
    country   TEXT NOT NULL,
    language  TEXT NOT NULL,
    birth     TEXT NOT NULL,
    seen_at   TEXT NOT NULL,
    search    TEXT NOT NULL
) STRICT;

CREATE TABLE guest_profiles (
    id              INTEGER PRIMARY KEY,
    reservation_id  INTEGER REFERENCES reservations,
    role            TEXT NOT NULL CHECK (role IN ('guest', 'booker', 'companion')),
    seq             INTEGER NOT NULL,
    number          INTEGER NOT NULL,
    guest_id        INTEGER NOT NULL REFERENCES guests,
    norm            TEXT NOT NULL,
    seen_at         TEXT NOT NULL,
    tied_to         INTEGER,
    rule            TEXT,
    tied_at         TEXT,
    UNIQUE (reservation_id, role, seq)
) STRICT;

CREATE INDEX guest_profiles_by_guest ON guest_profiles (guest_id);
CREATE INDEX guest_profiles_by_tie ON guest_profiles (tied_at) WHERE tied_at IS NOT NULL;

CREATE TABLE guest_profile_keys (
    key         INTEGER NOT NULL,
    profile_id  INTEGER NOT NULL,
    PRIMARY KEY (key, profile_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE guest_words (
    profile_id  INTEGER NOT NULL REFERENCES guest_profiles,
    field       TEXT NOT NULL,
    value       TEXT NOT NULL,
    at          TEXT NOT NULL,
    actor       TEXT NOT NULL,
    PRIMARY KEY (profile_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE guest_decisions (
    id         INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('merge', 'not_same', 'split')),
    guest_a    INTEGER NOT NULL,
    guest_b    INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    note       TEXT NOT NULL,
    batch_id   INTEGER,
    undone_at  TEXT,
    undone_by  TEXT
) STRICT;

CREATE INDEX guest_decisions_by_batch ON guest_decisions (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE guest_rulings (
    profile_a    INTEGER NOT NULL,
    profile_b    INTEGER NOT NULL,
    decision_id  INTEGER NOT NULL REFERENCES guest_decisions,
    together     INTEGER NOT NULL CHECK (together IN (-1, 0, 1)),
    PRIMARY KEY (profile_a, profile_b, decision_id),
    CHECK (profile_a < profile_b)
) STRICT, WITHOUT ROWID;

CREATE INDEX guest_rulings_by_other ON guest_rulings (profile_b);
CREATE INDEX guest_rulings_by_decision ON guest_rulings (decision_id);

CREATE TABLE guest_picks (
    id           INTEGER PRIMARY KEY,
    profile_id   INTEGER NOT NULL REFERENCES guest_profiles,
    field        TEXT NOT NULL,
    value        TEXT NOT NULL,
    at           TEXT NOT NULL,
    actor        TEXT NOT NULL,
    decision_id  INTEGER REFERENCES guest_decisions
) STRICT;

CREATE INDEX guest_picks_by_profile ON guest_picks (profile_id);

CREATE TABLE guest_flags (
    profile_id  INTEGER NOT NULL REFERENCES guest_profiles,
    flag        TEXT NOT NULL CHECK (flag IN ('vip', 'do_not_rent', 'no_marketing')),
    note        TEXT NOT NULL,
    at          TEXT NOT NULL,
    actor       TEXT NOT NULL,
    PRIMARY KEY (profile_id, flag)
) STRICT, WITHOUT ROWID;

CREATE INDEX guest_flags_by_flag ON guest_flags (flag);

CREATE TABLE guest_notes (
    id          INTEGER PRIMARY KEY,
    profile_id  INTEGER NOT NULL REFERENCES guest_profiles,
    kind        TEXT NOT NULL CHECK (kind IN ('note', 'preference')),
    text        TEXT NOT NULL,
    at          TEXT NOT NULL,
    actor       TEXT NOT NULL
) STRICT;

CREATE INDEX guest_notes_by_profile ON guest_notes (profile_id);

CREATE TABLE guest_proposals (
    guest_a    INTEGER NOT NULL REFERENCES guests,
    guest_b    INTEGER NOT NULL REFERENCES guests,
    rule       TEXT NOT NULL,
    score      INTEGER NOT NULL,
    profile_a  INTEGER NOT NULL,
    profile_b  INTEGER NOT NULL,
    conflict   TEXT NOT NULL,
    since      TEXT NOT NULL,
    PRIMARY KEY (guest_a, guest_b)
) STRICT, WITHOUT ROWID;

CREATE INDEX guest_proposals_by_other ON guest_proposals (guest_b);

CREATE TABLE guest_moves (
    id          INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    profile_id  INTEGER NOT NULL,
    old_guest   INTEGER NOT NULL,
    new_guest   INTEGER NOT NULL,
    rule        TEXT NOT NULL
) STRICT;

CREATE INDEX guest_moves_by_profile ON guest_moves (profile_id);
"""


def up(migrator: Any, db: Any) -> None:
    db.execute_sql("UPDATE reservations SET guest_id = NULL")
    db.execute_sql("DROP TABLE guest_keys")
    db.execute_sql("DROP TABLE guests")
    for statement in TABLES.split(";"):
        if statement.strip():
            db.execute_sql(statement)
