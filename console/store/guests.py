"""Guests and the keys that find them; set-based, for a whole page of bookings at a time."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

import apsw

from console.domain.booking import full_name
from console.domain.guest import GuestCard, GuestKey
from console.domain.moments import moment_from, moment_text

_COLUMNS = tuple(field.name for field in fields(GuestCard))
_INSERT = f"INSERT INTO guests (id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"
_UPDATE = f"UPDATE guests SET {' = ?, '.join(_COLUMNS)} = ? WHERE id = ?"
_FIND = (
    "SELECT value ->> 0, value ->> 1, (SELECT guest_id FROM guest_keys WHERE kind = value ->> 0 AND key = value ->> 1"
    " ORDER BY guest_id LIMIT 1) FROM json_each(?)"
)
_values_of = attrgetter(*_COLUMNS)


class Guests:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def found_by(self, keys: Iterable[GuestKey]) -> dict[GuestKey, int]:
        """The guest of each key that is known; the earliest one where several share it."""
        rows = self._connection.execute(_FIND, (json.dumps(list(keys)),))
        return {GuestKey(kind, key): guest_id for kind, key, guest_id in rows if guest_id is not None}

    def cards(self, ids: Iterable[int]) -> dict[int, GuestCard]:
        """The cards of these guests."""
        rows = self._connection.execute(
            f"SELECT id, {', '.join(_COLUMNS)} FROM guests WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0]: GuestCard(*row[1:-1], *map(moment_from, row[-1:])) for row in rows}

    def sources(self, ids: Iterable[int]) -> dict[int, list[GuestCard]]:
        """What each reservation of these guests tells about them."""
        rows = self._connection.execute(
            "SELECT guest_id, first_name, last_name, email, coalesce(nullif(phone, ''), mobile), company, address,"
            " city, postcode, country, language, modified_at FROM reservations"
            " WHERE guest_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        found: dict[int, list[GuestCard]] = {}
        for guest_id, first, last, *rest in rows:
            texts = dict(zip(_COLUMNS[1:-1], (text or "" for text in rest), strict=False))
            card = GuestCard(name=full_name(first, last), seen_at=moment_from(rest[-1]), **texts)
            found.setdefault(guest_id, []).append(card)
        return found

    def next_id(self) -> int:
        """The first free id; sure to stay free until the transaction ends."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM guests").get)

    def add(self, cards: Mapping[int, GuestCard]) -> None:
        self._connection.executemany(_INSERT, ((id_, *_row(card)) for id_, card in cards.items()))

    def change(self, cards: Mapping[int, GuestCard]) -> None:
        self._connection.executemany(_UPDATE, ((*_row(card), id_) for id_, card in cards.items()))

    def add_keys(self, keys: Iterable[tuple[GuestKey, int]]) -> None:
        """Let each key find its guest from now on; known pairs are left alone."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO guest_keys (kind, key, guest_id) VALUES (?, ?, ?)",
            ((key.kind, key.key, guest_id) for key, guest_id in keys),
        )


def _row(card: GuestCard) -> tuple[Any, ...]:
    *texts, seen_at = _values_of(card)
    return (*texts, moment_text(seen_at))
