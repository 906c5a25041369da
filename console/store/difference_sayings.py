"""What people said of discrepancies, one after the other, each with what stood there before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import apsw

from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_from, moment_text

_WORD = "status, until, reason, note, said_by, said_at"
_WORDS = f"SELECT id, beds24_id, {_WORD} FROM discrepancies WHERE status <> 'fixed' AND id IN"
_SAYINGS = "SELECT id, at, who, kind, changes, undone_at FROM difference_sayings"


class SayingKind(StrEnum):
    PUT_OFF = "put_off"
    EXPECT = "expect"
    LOOK_AGAIN = "look_again"
    NOTE = "note"


class Word(NamedTuple):
    """All that a person can say of a discrepancy, as it is stored."""

    status: str
    until: str | None
    reason: str
    note: str
    said_by: str
    said_at: str | None


class Resaid(NamedTuple):
    """What stood at a discrepancy before something was said of it, and after."""

    id: int
    beds24_id: int
    before: Word
    after: Word


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said at once of one discrepancy or more."""

    id: int
    at: datetime
    who: str
    kind: SayingKind
    changes: tuple[Resaid, ...] = field(repr=False)
    undone_at: datetime | None = None


class DifferenceSayings:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def words(self, ids: Iterable[int]) -> dict[int, tuple[int, Word]]:
        """The booking's number and what is said now, of those of these discrepancies that still differ."""
        rows = self._connection.execute(f"{_WORDS} (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
        return {id_: (number, Word(*word)) for id_, number, *word in rows}

    def put(self, words: Mapping[int, Word]) -> None:
        """Let this be said of these discrepancies."""
        sql = f"UPDATE discrepancies SET ({_WORD}) = (?, ?, ?, ?, ?, ?) WHERE id = ?"
        self._connection.executemany(sql, ((*word, id_) for id_, word in words.items()))

    def add(self, kind: SayingKind, who: str, at: datetime, changes: Iterable[Resaid]) -> int:
        """Remember what was said; its number."""
        values = (moment_text(at), who, kind.value, json.dumps(list(changes)))
        self._connection.execute("INSERT INTO difference_sayings (at, who, kind, changes) VALUES (?, ?, ?, ?)", values)
        return self._connection.last_insert_rowid()

    def mark_undone(self, number: int, at: datetime | None) -> None:
        """It was taken back; None: it was said again."""
        sql = "UPDATE difference_sayings SET undone_at = ? WHERE id = ?"
        self._connection.execute(sql, (maybe_moment_text(at), number))

    def by_id(self, number: int) -> Saying | None:
        return next(iter(self._read("WHERE id = ?", number)), None)

    def latest(self, most: int) -> tuple[Saying, ...]:
        """The last ones, newest first."""
        return self._read("ORDER BY id DESC LIMIT ?", most)

    def forget(self, beds24_ids: Iterable[int]) -> None:
        """Forget what was said of these bookings; it may tell of their guests."""
        self._connection.execute(
            "DELETE FROM difference_sayings WHERE EXISTS (SELECT 1 FROM json_each(changes) AS c"
            " WHERE json_extract(c.value, '$[1]') IN (SELECT value FROM json_each(?)))",
            (json.dumps(list(beds24_ids)),),
        )

    def _read(self, where: str, *values: Any) -> tuple[Saying, ...]:
        return tuple(map(_saying, self._connection.execute(f"{_SAYINGS} {where}", values)))


def _saying(row: tuple[Any, ...]) -> Saying:
    number, at, who, kind, changes, undone_at = row
    told = (Resaid(id_, booking, Word(*before), Word(*after)) for id_, booking, before, after in json.loads(changes))
    return Saying(number, moment_from(at), who, SayingKind(kind), tuple(told), maybe_moment_from(undone_at))
