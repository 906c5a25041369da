"""What the desk says over what Beds24 tells, field by field, and what of it is to be sent."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import apsw

from console.domain.edits import Edit, Intent, Posted, Restore
from console.domain.moments import moment_from, moment_text
from console.store.codec import field_from_json, field_json

_COLUMNS = "field, here, base, there, intent, in_conflict, restores, made_at, made_by, on_its_way"
_IN = "IN (SELECT value FROM json_each(?))"
_OF_NUMBERS = (
    f"SELECT r.beds24_id, {_COLUMNS} FROM edits AS e JOIN reservations AS r ON r.id = e.reservation_id"
    f" WHERE r.beds24_id {_IN}"
)


class Edits:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def any(self) -> bool:
        """Whether anything is said of any reservation; most hotels' answer is no, most of the time."""
        return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM edits)").get)

    def of(self, reservation_ids: Iterable[int]) -> dict[int, tuple[Edit, ...]]:
        """The edits of those of these reservations (our ids) that have any."""
        sql = f"SELECT reservation_id, {_COLUMNS} FROM edits WHERE reservation_id {_IN}"
        return self._gathered(sql, reservation_ids)

    def of_numbers(self, beds24_ids: Iterable[int]) -> dict[int, tuple[Edit, ...]]:
        """The same, by Beds24's numbers."""
        return self._gathered(_OF_NUMBERS, beds24_ids)

    def reservations(self, *, in_conflict: bool | None = None) -> tuple[int, ...]:
        """The reservations (our ids) that have edits, those with or without a conflict only if that is asked for."""
        rows = self._connection.execute(
            "SELECT reservation_id FROM edits GROUP BY reservation_id HAVING ?1 IS NULL OR max(in_conflict) = ?1"
            " ORDER BY 1",
            (in_conflict,),
        )
        return tuple(id_ for (id_,) in rows)

    def replace(self, reservation_id: int, edits: Sequence[Edit]) -> None:
        """Let these be all that is said of a reservation."""
        self._connection.execute("DELETE FROM edits WHERE reservation_id = ?", (reservation_id,))
        self._connection.executemany(
            f"INSERT INTO edits (reservation_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((reservation_id, *_row(edit)) for edit in edits),
        )

    def _gathered(self, sql: str, ids: Iterable[int]) -> dict[int, tuple[Edit, ...]]:
        found: dict[int, list[Edit]] = {}
        for key, *row in self._connection.execute(sql, (json.dumps(list(ids)),)):
            found.setdefault(key, []).append(_edit_from(row))
        return {key: tuple(edits) for key, edits in found.items()}


class Sendings:
    """How far the sending of a reservation is: one row while something of it waits for Beds24 or was refused."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def wake(self, reservation_id: int, at: datetime) -> None:
        """Something of this reservation is to be sent, as soon as may be; what was refused before is tried again."""
        self._connection.execute(
            "INSERT INTO sendings (reservation_id, since) VALUES (?1, ?2) ON CONFLICT (reservation_id) DO UPDATE SET"
            " state = 'waiting', tries = 0, next_try_at = NULL, message = ''",
            (reservation_id, moment_text(at)),
        )

    def keep(self, reservation_ids: Iterable[int], at: datetime) -> None:
        """Something of these is to be sent, be it that Beds24 went back to what both sides agreed on."""
        self._connection.executemany(
            "INSERT INTO sendings (reservation_id, since) VALUES (?, ?) ON CONFLICT (reservation_id) DO NOTHING",
            ((id_, moment_text(at)) for id_ in reservation_ids),
        )

    def begin(self, reservation_id: int, marker: str, said: Iterable[str], at: datetime, *, overbooks: bool) -> None:
        """A reservation made here is to be made at Beds24; `said` are the fields that somebody entered."""
        self._connection.execute(
            "INSERT INTO sendings (reservation_id, marker, said, overbooks, since) VALUES (?, ?, ?, ?, ?)",
            (reservation_id, marker, json.dumps(sorted(said)), overbooks, moment_text(at)),
        )

    def say(self, reservation_id: int, fields: Iterable[str]) -> None:
        """More was entered of a reservation that Beds24 does not have yet."""
        self._connection.execute(
            "UPDATE sendings SET said = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(said)"
            " UNION SELECT value FROM json_each(?2))) WHERE reservation_id = ?1",
            (reservation_id, json.dumps(list(fields))),
        )

    def marked(self) -> dict[str, int]:
        """The reservations (our ids) that Beds24 does not have yet, by the marker by which they are recognised."""
        rows = self._connection.execute("SELECT marker, reservation_id FROM sendings WHERE marker IS NOT NULL")
        return dict(rows)

    def said(self, reservation_id: int) -> tuple[str, ...]:
        """The fields that somebody entered of a reservation that was made here."""
        rows = self._connection.execute("SELECT said FROM sendings WHERE reservation_id = ?", (reservation_id,))
        return tuple(json.loads(next((said for (said,) in rows), "[]")))

    def standing_of(self, reservation_id: int) -> tuple[str, str]:
        """How far its sending is, and why it is no further; both empty where nothing is to be sent."""
        rows = self._connection.execute(
            "SELECT state, message FROM sendings WHERE reservation_id = ?", (reservation_id,)
        )
        return next(((state, message) for state, message in rows), ("", ""))

    def recognised(self, reservation_id: int) -> None:
        """Beds24 has the booking; only what differs from it is still to be sent."""
        self._connection.execute("UPDATE sendings SET marker = NULL WHERE reservation_id = ?", (reservation_id,))

    def end(self, reservation_ids: Iterable[int]) -> None:
        """Nothing of these is to be sent any more."""
        self._connection.execute(
            f"DELETE FROM sendings WHERE marker IS NULL AND reservation_id {_IN}", (json.dumps(list(reservation_ids)),)
        )

    def withdraw(self, reservation_id: int) -> None:
        """Beds24 never had it and is not to have it."""
        self._connection.execute("DELETE FROM sendings WHERE reservation_id = ?", (reservation_id,))


def _row(edit: Edit) -> tuple[Any, ...]:
    name = edit.field
    return (
        name,
        field_json(name, edit.here),
        field_json(name, edit.base),
        field_json(name, edit.there),
        edit.intent.value,
        edit.in_conflict,
        _restore_text(name, edit.restores),
        moment_text(edit.made_at),
        edit.made_by,
        field_json(name, edit.posted.value) if edit.posted else None,
    )


def _edit_from(row: Sequence[Any]) -> Edit:
    name, here, base, there, intent, in_conflict, restores, made_at, made_by, posted = row
    return Edit(
        field=name,
        here=field_from_json(name, here),
        base=field_from_json(name, base),
        there=field_from_json(name, there),
        intent=Intent(intent),
        in_conflict=bool(in_conflict),
        restores=_restore_from(name, restores),
        made_at=moment_from(made_at),
        made_by=made_by,
        posted=Posted(field_from_json(name, posted)) if posted is not None else None,
    )


def _restore_text(name: str, restore: Restore | None) -> str | None:
    if restore is None:
        return None
    return json.dumps([field_json(name, restore.there), field_json(name, restore.base), restore.intent.value])


def _restore_from(name: str, text: str | None) -> Restore | None:
    if text is None:
        return None
    there, base, intent = json.loads(text)
    return Restore(field_from_json(name, there), field_from_json(name, base), Intent(intent))


def edit_json(edit: Edit | None) -> list[Any] | None:
    """An edit as an act remembers it."""
    return None if edit is None else list(_row(edit))


def edit_from_json(row: list[Any] | None) -> Edit | None:
    """The edit that `edit_json` wrote."""
    return None if row is None else _edit_from(row)
