"""The journal: every body from which a reservation came to be what it is, in the order in which they did it.

The newest body read lies in `reservation_bodies`; one that it takes the place of goes to `former_bodies`, packed, so
that a first import costs nothing. What webhooks told stays in `webhook_events`. A body's *mark* is the number of the
newest line of history when it was taken over, by which bodies, events and lines stand in one order whatever the clock.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import apsw

from console.domain.booking import Booking
from console.domain.moments import moment_from, moment_text

MOST_FORMER = 40
"""Former bodies kept of one reservation; the oldest go first."""

_FAST, _WINDOW_BITS, _MEMORY = 1, 12, 5
"""Of zlib: its usual window takes longer to be laid out than a body of a few kB takes to be packed."""

_NEWEST_LINE = "SELECT coalesce(max(id), 0) FROM history"
_PUT = (
    "INSERT INTO reservation_bodies (reservation_id, body, read_at, source, mark) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (reservation_id) DO UPDATE SET body = excluded.body, read_at = excluded.read_at,"
    " source = excluded.source, mark = excluded.mark"
)
_HELD = (
    "SELECT b.reservation_id, coalesce(b.read_at, r.read_at), b.source, b.mark, b.body,"
    " (SELECT count(*) FROM former_bodies AS f WHERE f.reservation_id = b.reservation_id) FROM reservation_bodies AS b"
    " JOIN reservations AS r ON r.id = b.reservation_id"
)
_FORMER = "SELECT reservation_id, read_at, source, mark, body FROM former_bodies WHERE reservation_id = ? ORDER BY id"
_KEEP = "INSERT INTO former_bodies (reservation_id, read_at, source, mark, body) VALUES (?, ?, ?, ?, ?)"
_THIN_OUT = (
    "DELETE FROM former_bodies WHERE reservation_id = ?1 AND id <= (SELECT id FROM former_bodies"
    " WHERE reservation_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)"
)
_BEFORE_IT = "(SELECT coalesce(max(b.history_to), 0) FROM webhook_events AS b WHERE b.id < e.id)"
_APPLIED = (
    f"SELECT coalesce(history_from, {_BEFORE_IT}), coalesce(history_to, {_BEFORE_IT}),"
    " coalesce(sent_at, received_at), received_at, fields_json FROM webhook_events AS e WHERE reservation_id = ?"
    " AND kind = 'booking' AND verdict IN ('applied', 'same', 'older') ORDER BY id"
)
_LINES = "SELECT id, at, source, field, new FROM history WHERE reservation_id = ? ORDER BY id"
_AMONG = "IN (SELECT value FROM json_each(?))"
_NUMBERS = f"IN (SELECT beds24_id FROM reservations WHERE id {_AMONG})"
# An event that is still to be worked off then asks Beds24 for its booking instead of believing what it told.
_FORGET_TOLD = (
    "UPDATE webhook_events SET fields_json = x'', kind = CASE WHEN kind = 'booking' AND state IN ('pending', 'parked')"
    f" THEN 'hint' ELSE kind END WHERE beds24_id {_NUMBERS}"
)


class Written(Protocol):
    """A reservation as it is being written."""

    @property
    def id(self) -> int: ...
    @property
    def booking(self) -> Booking: ...
    @property
    def read_at(self) -> datetime: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class KeptBody:
    """One body read; `source` and `mark` are None where it was read before the journal began."""

    read_at: datetime
    source: str | None
    mark: int | None
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AppliedEvent:
    """A webhook that told of the reservation, and wrote the lines of history after `first` up to `last`, if any;
    `fields` is what was kept of its body, empty where that is no more. It counts as read at `told_at`, and came at
    `received_at`."""

    first: int
    last: int
    told_at: datetime
    received_at: datetime
    fields: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """As much of a line of history as tells where it came from."""

    id: int
    at: datetime
    source: str
    field: str
    new: str | None


class Journal:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def begin(self, entries: Sequence[Written]) -> None:
        """Keep the first bodies of new reservations, before their history begins."""
        mark = self._newest_line()
        self._connection.executemany(_PUT, (_row(entry, mark) for entry in entries if entry.booking.raw))

    def renew(self, entries: Sequence[Written], changed: Collection[int]) -> None:
        """Keep the newest bodies of stored reservations, before those are written; `changed` are the ids of those on
        which it shows. The same body that changed nothing is no news."""
        telling = {entry.id: entry for entry in entries if entry.booking.raw}
        if not telling:
            return
        former: list[tuple[Any, ...]] = []
        full: list[tuple[int, int]] = []
        for *told, body, number in self._rows(f"{_HELD} WHERE b.reservation_id {_AMONG}", json.dumps(list(telling))):
            id_ = told[0]
            if id_ in changed or body != telling[id_].booking.raw:
                former.append((*told, _packed(body)))
                full += [(id_, MOST_FORMER)] if number >= MOST_FORMER else []
            else:
                del telling[id_]
        mark = self._newest_line()
        self._connection.executemany(_KEEP, former)
        self._connection.executemany(_THIN_OUT, full)
        self._connection.executemany(_PUT, (_row(entry, mark) for entry in telling.values()))

    def add_late(self, late: Sequence[Written]) -> None:
        """Keep bodies that were read and are older than the newest, and told something all the same, before that is
        written."""
        mark = self._newest_line()
        self._connection.executemany(
            _KEEP,
            (
                (one.id, moment_text(one.read_at), one.source, mark, _packed(one.booking.raw))
                for one in late
                if one.booking.raw
            ),
        )
        self._connection.executemany(_THIN_OUT, ((one.id, MOST_FORMER) for one in late))

    def bodies(self, reservation_id: int) -> list[KeptBody]:
        """Everything that was read of a reservation and is kept, in the order in which it was taken over."""
        unpacked = [(*row[:-1], zlib.decompress(row[-1])) for row in self._rows(_FORMER, reservation_id)]
        newest = [row[:-1] for row in self._rows(f"{_HELD} WHERE b.reservation_id = ?", reservation_id)]
        found = sorted((*unpacked, *newest), key=lambda row: -1 if row[3] is None else row[3])
        return [KeptBody(moment_from(at), source, mark, body) for _, at, source, mark, body in found]

    def applied_events(self, reservation_id: int) -> list[AppliedEvent]:
        """The webhooks that told of a reservation and are kept, in the order in which they were worked off."""
        return [
            AppliedEvent(first, last, min(told, received), received, bytes(fields))
            for first, last, told, received, fields in (
                (first, last, moment_from(told), moment_from(received), fields)
                for first, last, told, received, fields in self._connection.execute(_APPLIED, (reservation_id,))
            )
        ]

    def lines(self, reservation_id: int) -> list[Line]:
        """The history of a reservation, oldest first."""
        rows = self._connection.execute(_LINES, (reservation_id,))
        return [Line(id_, moment_from(at), source, name, new) for id_, at, source, name, new in rows]

    def erase_bodies(self, reservation_ids: Iterable[int]) -> None:
        """Remove whatever was received of these reservations, wherever a body of theirs is kept.

        The reservations stay as they are, with their history, which is the caller's to look at. An event that waits
        asks for its booking instead; a booking that waits for a room still does, and is read again when it has one.
        """
        ids = json.dumps(list(reservation_ids))
        for table in ("reservation_bodies", "former_bodies"):
            self._connection.execute(f"DELETE FROM {table} WHERE reservation_id {_AMONG}", (ids,))
        self._connection.execute(_FORGET_TOLD, (ids,))
        self._connection.execute(f"UPDATE parked SET payload = x'', booking = NULL WHERE beds24_id {_NUMBERS}", (ids,))

    def _rows(self, sql: str, value: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, (value,)).fetchall()

    def _newest_line(self) -> int:
        return int(self._connection.execute(_NEWEST_LINE).get)


def _packed(body: bytes) -> bytes:
    packing = zlib.compressobj(_FAST, zlib.DEFLATED, _WINDOW_BITS, _MEMORY)
    return packing.compress(body) + packing.flush()


def _row(entry: Written, mark: int) -> tuple[Any, ...]:
    return entry.id, entry.booking.raw, moment_text(entry.read_at), entry.source, mark
