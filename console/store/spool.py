"""What a run has read, on its way to being judged and applied.

A run reads everything before it writes anything, so that a failed page changes nothing and the brake sees the
whole. The spool is SQLite's own nameless temporary database: in memory while small, then in a file that has no
name and is gone when the process is, however it ends. Memory stays flat at any number of bookings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

import apsw
import msgspec

from console.domain.booking import NO_GROUP, Booking, ParkedItem, booking_key
from console.domain.moments import moment_from, moment_text
from console.domain.status import RELEASED
from console.store.codec import packed, unpacked
from console.store.faults import translating

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8192;
CREATE TABLE bookings (
    beds24_id INTEGER PRIMARY KEY, released INTEGER, modified_at TEXT, read_at TEXT,
    group_id INTEGER, departure TEXT, room_type_id INTEGER, unit_id INTEGER, body BLOB
);
CREATE INDEX by_place ON bookings (released, departure, room_type_id, unit_id, group_id);
CREATE TABLE unreadable (key TEXT PRIMARY KEY, body BLOB);
"""
_PUT = """
INSERT INTO bookings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (beds24_id) DO UPDATE SET
    released = excluded.released, modified_at = excluded.modified_at, read_at = excluded.read_at,
    group_id = excluded.group_id, departure = excluded.departure,
    room_type_id = excluded.room_type_id, unit_id = excluded.unit_id, body = excluded.body
WHERE (excluded.modified_at, excluded.read_at) >= (bookings.modified_at, bookings.read_at)
"""
_pack_item = msgspec.msgpack.Encoder().encode
_unpack_item = msgspec.msgpack.Decoder(ParkedItem).decode


@dataclass(frozen=True, slots=True)
class Received:
    """A booking as it was read, with the time of our clock at which Beds24 was asked for it."""

    booking: Booking
    read_at: datetime


class Spool:
    """The newest version of each booking that a run has read. Raises StoreTrouble when the disk is full."""

    def __init__(self) -> None:
        self._connection = apsw.Connection("")
        self._connection.execute(_SCHEMA).fetchall()
        self._numbers: set[int] = set()
        self._unreadable: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def put(self, bookings: Sequence[Booking], unreadable: Sequence[ParkedItem], read_at: datetime) -> None:
        """Take in one page; of two versions of a booking the newer stays, at equal time the one read later.

        What could not be read on a former page and can be now counts as read.
        """
        moment = moment_text(read_at)
        healed = self._unreadable & {booking_key(booking.beds24_id) for booking in bookings}
        with translating(), self._connection:
            self._connection.executemany("DELETE FROM unreadable WHERE key = ?", ((key,) for key in healed))
            self._connection.executemany(_PUT, (_row(booking, moment) for booking in bookings))
            self._connection.executemany(
                "INSERT OR REPLACE INTO unreadable VALUES (?, ?)", ((item.key, _pack_item(item)) for item in unreadable)
            )
        self._numbers.update(booking.beds24_id for booking in bookings)
        self._unreadable = (self._unreadable - healed) | {item.key for item in unreadable}

    def numbers(self) -> set[int]:
        """The numbers of all bookings in it, the unreadable ones as far as they have any."""
        return self._numbers | {item.beds24_id for item in self.unreadable() if item.beds24_id is not None}

    def released(self) -> dict[int, int]:
        """The bookings that were read as cancelled: the group of each number, 0 for a single one."""
        return dict(self._connection.execute("SELECT beds24_id, group_id FROM bookings WHERE released"))

    def places(self, today: date) -> set[tuple[int, int]]:
        """Every (room type, unit) that a booking in it names and, not being over by `today`, still needs."""
        rows = self._connection.execute(
            "SELECT DISTINCT room_type_id, unit_id FROM bookings WHERE NOT released AND departure >= ?",
            (today.isoformat(),),
        )
        return set(rows)

    def count(self) -> int:
        """How many things were read, each counted once."""
        return len(self._numbers) + len(self._unreadable)

    def pages(self, size: int) -> Iterator[list[Received]]:
        """All bookings, cancellations first, so that a room is freed before it is taken again."""
        for released in (1, 0):
            after: int = -1
            while page := self._page(released, after, size):
                after = page[-1][0]
                yield [Received(unpacked(body), moment_from(read_at)) for _, body, read_at in page]

    def _page(self, released: int, after: int, size: int) -> list[Any]:
        return self._connection.execute(
            "SELECT beds24_id, body, read_at FROM bookings WHERE released = ? AND beds24_id > ?"
            " ORDER BY beds24_id LIMIT ?",
            (released, after, size),
        ).fetchall()

    def unreadable(self) -> tuple[ParkedItem, ...]:
        """Everything that could not be read as a booking."""
        rows = self._connection.execute("SELECT body FROM unreadable ORDER BY key")
        return tuple(_unpack_item(body) for (body,) in rows)


def _row(booking: Booking, read_at: str) -> tuple[object, ...]:
    return (
        booking.beds24_id,
        booking.status in RELEASED,
        moment_text(booking.modified_at),
        read_at,
        booking.group_id or NO_GROUP,
        booking.departure.isoformat(),
        booking.room_type_id,
        booking.unit_id,
        packed(booking),
    )
