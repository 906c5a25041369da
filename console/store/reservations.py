"""Reservations and their history: the hot path of every sync, so set-based and on the driver itself."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import apsw

from console.domain.applying import FieldChange, Source
from console.domain.booking import NOTHING_KEPT, Age, Booking, BookingVersion
from console.domain.folding import search_text
from console.domain.merging import NEVER, Merged, since_when_gone
from console.domain.moments import moment_from, moment_text
from console.domain.status import HOLDS_NO_ROOM, RELEASED, Status
from console.store.codec import BOOKING_COLUMNS, booking_from, booking_values, value_text
from console.store.journal import Journal
from console.store.messages import Messages

CREATED = "created"
_OWN_COLUMNS = ("fingerprint", "read_at", "room_id", "guest_id", "search", "kept_since", "source")
_PLACED = ("room_id", "guest_id", "search")
_NEW_COLUMNS = ("id", *BOOKING_COLUMNS, *_OWN_COLUMNS, "created_at")
_CHANGED_COLUMNS = tuple(name for name in (*BOOKING_COLUMNS, *_OWN_COLUMNS) if name not in {"beds24_id", "source"})
_INSERT = f"INSERT INTO reservations ({', '.join(_NEW_COLUMNS)}) VALUES ({', '.join('?' * len(_NEW_COLUMNS))})"
_UPDATE = f"UPDATE reservations SET {' = ?, '.join(_CHANGED_COLUMNS)} = ?, missed_at = NULL WHERE id = ?"
_SAID_COLUMNS = (*(name for name in BOOKING_COLUMNS if name not in {"beds24_id", "modified_at"}), *_PLACED)
_SAY = f"UPDATE reservations SET {' = ?, '.join(_SAID_COLUMNS)} = ? WHERE id = ?"
_HISTORY = (
    "INSERT INTO history (reservation_id, at, source, run_id, field, old, new, minor, changed_at, by_whom)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_IN = "IN (SELECT value FROM json_each(?))"
_RELEASED = json.dumps(sorted(RELEASED))
_HOLDS_NO_ROOM = json.dumps(sorted(HOLDS_NO_ROOM))


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """What is stored of one booking, short enough to be read for every booking of a page."""

    id: int
    version: BookingVersion
    guest_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A reservation about to be written: the booking as it shall stand, where it belongs, and the ages of the fields
    that are kept from older versions."""

    id: int
    booking: Booking
    fingerprint: bytes | None
    read_at: datetime
    room_id: int | None
    guest_id: int | None
    source: Source
    since: Mapping[str, Age] = field(default_factory=lambda: NOTHING_KEPT)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field of one reservation as it changed; `old` and `new` are texts, None where nothing was told."""

    id: int
    reservation_id: int
    at: datetime
    source: str
    run_id: int | None
    field: str
    old: str | None
    new: str | None
    minor: bool


class Reservations:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def versions(self, beds24_ids: Iterable[int]) -> dict[int, StoredVersion]:
        """What is stored of each booking number that is known."""
        rows = self._connection.execute(
            "SELECT beds24_id, id, modified_at, fingerprint, read_at, guest_id, kept_since FROM reservations"
            f" WHERE beds24_id {_IN}",
            (json.dumps(list(beds24_ids)),),
        )
        return {
            beds24_id: StoredVersion(
                id_,
                BookingVersion(moment_from(modified_at), fingerprint, moment_from(read_at), _since(kept_since)),
                guest_id,
            )
            for beds24_id, id_, modified_at, fingerprint, read_at, guest_id, kept_since in rows
        }

    def bookings(self, beds24_ids: Iterable[int]) -> dict[int, Booking]:
        """The stored bookings of these numbers in full, without the JSON received."""
        rows = self._connection.execute(
            f"SELECT {', '.join(BOOKING_COLUMNS)} FROM reservations WHERE beds24_id {_IN}",
            (json.dumps(list(beds24_ids)),),
        )
        return {row[0]: booking_from(row) for row in rows}

    def after(self, id_: int, most: int) -> dict[int, Booking]:
        """The next reservations (by our ids) behind `id_`, as they stand, without the JSON received."""
        rows = self._connection.execute(
            f"SELECT id, {', '.join(BOOKING_COLUMNS)} FROM reservations WHERE id > ? ORDER BY id LIMIT ?", (id_, most)
        )
        return {row[0]: booking_from(row[1:]) for row in rows}

    def next_id(self) -> int:
        """The first free id; sure to stay free until the transaction ends."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM reservations").get)

    def add(self, entries: Sequence[Entry], at: datetime, run_id: int | None, by_whom: str = "") -> None:
        """Write new reservations, each with its body and the line that begins its history, which tells `by_whom` it was
        made where that was at the desk."""
        now = moment_text(at)
        self._connection.executemany(_INSERT, (_new_row(entry, now) for entry in entries))
        Journal(self._connection).begin(entries)
        self._write_messages(entries)
        self._connection.executemany(
            _HISTORY,
            (
                (entry.id, now, entry.source.value, run_id, CREATED, None, None, 0, _changed_at(entry), by_whom or None)
                for entry in entries
            ),
        )

    def change(self, entries: Sequence[Entry], changed: Collection[int] = ()) -> None:
        """Overwrite stored reservations. The history of those that are `changed` by it, by their ids, is the caller's
        to write, after this."""
        Journal(self._connection).renew(entries, changed)
        self._connection.executemany(_UPDATE, (_changed_row(entry) for entry in entries))
        self._write_messages(entries)

    def say(self, id_: int, booking: Booking, room_id: int | None, guest_id: int | None) -> None:
        """Let a reservation be shown as the desk says; what decides about the next version of its booking stays."""
        values = dict(zip(BOOKING_COLUMNS, booking_values(booking), strict=True))
        said = [values[name] for name in _SAID_COLUMNS if name not in _PLACED]
        self._connection.execute(_SAY, (*said, room_id, guest_id, search_text(booking), id_))

    def doubt(self, id_: int, beds24_id: int | None = None) -> None:
        """Let the next version of the booking stand whatever it is, for what is stored of it proves nothing; with a
        number, it is the one that Beds24 gave to what was made here."""
        self._connection.execute(
            "UPDATE reservations SET fingerprint = NULL, modified_at = ?1, read_at = ?1, kept_since = '',"
            " beds24_id = coalesce(?2, beds24_id) WHERE id = ?3",
            (moment_text(NEVER[0]), beds24_id, id_),
        )

    def taken_by(self, room_id: int, arrival: date, departure: date, but: int) -> tuple[int | None, date, date] | None:
        """The stay, other than that of the reservation `but`, that holds the room in one of these nights: Beds24's
        number, None where it has none yet, and its dates."""
        rows = self._connection.execute(
            "SELECT beds24_id, arrival, departure FROM reservations WHERE room_id = ? AND arrival < ? AND departure > ?"
            " AND id <> ? AND status NOT IN (SELECT value FROM json_each(?)) ORDER BY arrival LIMIT 1",
            (room_id, departure.isoformat(), arrival.isoformat(), but, _HOLDS_NO_ROOM),
        )
        return next(((number, date.fromisoformat(a), date.fromisoformat(d)) for number, a, d in rows), None)

    def release(self, id_: int, marker: str) -> None:
        """The booking of a reservation is no more at Beds24, and the reservation is from now on one that was made here,
        to be recognised by its marker."""
        self._connection.execute(
            "UPDATE reservations SET beds24_id = NULL, reference = ?, missed_at = NULL WHERE id = ?", (marker, id_)
        )

    def place_of(self, id_: int) -> tuple[int | None, int | None]:
        """The room and the guest (by their ids) of a reservation."""
        rows = self._connection.execute("SELECT room_id, guest_id FROM reservations WHERE id = ?", (id_,))
        return next(((room_id, guest_id) for room_id, guest_id in rows), (None, None))

    def _write_messages(self, entries: Sequence[Entry]) -> None:
        Messages(self._connection).put([(entry.id, message) for entry in entries for message in entry.booking.messages])

    def remember(
        self,
        changes: Iterable[tuple[int, FieldChange]],
        at: datetime,
        source: Source,
        run_id: int | None,
        changed_at: Mapping[int, datetime] = MappingProxyType({}),
        by_whom: str = "",
    ) -> None:
        """Write one line of history for each (reservation id, change); `changed_at` is when Beds24 says that the
        booking of a reservation (its id) was changed, where it says so, `by_whom` the person or the rule."""
        now = moment_text(at)
        changed = {id_: moment_text(moment) for id_, moment in changed_at.items()}
        self._connection.executemany(
            _HISTORY,
            (
                (
                    id_,
                    now,
                    source.value,
                    run_id,
                    change.field,
                    value_text(change.old),
                    value_text(change.new),
                    change.minor,
                    changed.get(id_),
                    by_whom or None,
                )
                for id_, change in changes
            ),
        )

    def existing_numbers(self, property_id: int) -> set[int]:
        """The numbers of all bookings that, as far as we know, still exist at Beds24."""
        rows = self._connection.execute(
            "SELECT beds24_id FROM reservations WHERE property_id = ? AND status <> ? AND beds24_id IS NOT NULL",
            (property_id, Status.GONE.value),
        )
        return {number for (number,) in rows}

    def coming_numbers(self, today: date) -> set[int]:
        """The numbers of all stays that hold good and have not ended by `today`."""
        rows = self._connection.execute(
            "SELECT beds24_id FROM reservations WHERE departure > ?"
            " AND status NOT IN (SELECT value FROM json_each(?)) AND beds24_id IS NOT NULL",
            (today.isoformat(), _RELEASED),
        )
        return {number for (number,) in rows}

    def in_house_among(self, beds24_ids: Iterable[int], today: date) -> int:
        """How many of these bookings are stays that have begun and not ended on `today`."""
        return int(
            self._connection.execute(
                f"SELECT count(*) FROM reservations WHERE beds24_id {_IN} AND arrival <= ?2 AND departure > ?2"
                " AND status NOT IN (SELECT value FROM json_each(?3))",
                (json.dumps(list(beds24_ids)), today.isoformat(), _RELEASED),
            ).get
        )

    def note_missed(self, beds24_ids: Iterable[int], at: datetime) -> None:
        """Remember when Beds24 first said that it has no such booking; an earlier time is kept."""
        self._connection.execute(
            "UPDATE reservations SET missed_at = ?1 WHERE (missed_at IS NULL OR missed_at > ?1)"
            " AND beds24_id IN (SELECT value FROM json_each(?2))",
            (moment_text(at), json.dumps(list(beds24_ids))),
        )

    def missed_since(self, before: datetime) -> dict[int, int]:
        """Bookings found missing at or before `before` and not yet believed gone: number to reservation id."""
        rows = self._connection.execute(
            "SELECT beds24_id, id FROM reservations WHERE missed_at <= ? AND status <> ?",
            (moment_text(before), Status.GONE.value),
        )
        return dict(rows)

    def found_again(self, beds24_ids: Iterable[int]) -> None:
        """Forget that these were ever missed."""
        self._connection.execute(
            f"UPDATE reservations SET missed_at = NULL WHERE missed_at IS NOT NULL AND beds24_id {_IN}",
            (json.dumps(list(beds24_ids)),),
        )

    def mark_gone(self, ids: Sequence[int]) -> dict[int, str]:
        """Set the status to `gone`; gives the former status by reservation id.

        The fingerprint goes too, so that a booking that reappears unaltered is taken back.
        """
        former: dict[int, Any] = dict(
            self._connection.execute(f"SELECT id, status FROM reservations WHERE id {_IN}", (json.dumps(ids),))
        )
        rows: Any = self._connection.execute(
            f"SELECT id, read_at, kept_since, {', '.join(BOOKING_COLUMNS)} FROM reservations WHERE id {_IN}",
            (json.dumps(list(ids)),),
        ).fetchall()
        self._connection.executemany(
            "UPDATE reservations SET status = ?, fingerprint = NULL, kept_since = ? WHERE id = ?",
            ((Status.GONE.value, _since_text(since_when_gone(_merged(*row))), row[0]) for row in rows),
        )
        return former


def _new_row(entry: Entry, now: str) -> list[Any]:
    values = booking_values(entry.booking)
    return [entry.id, *values, *_own_values(entry), entry.source.value, now]


def _changed_row(entry: Entry) -> list[Any]:
    return [*booking_values(entry.booking)[1:], *_own_values(entry), entry.id]


def _changed_at(entry: Entry) -> str:
    return moment_text(entry.booking.modified_at)


def _own_values(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.fingerprint,
        moment_text(entry.read_at),
        entry.room_id,
        entry.guest_id,
        search_text(entry.booking),
        _since_text(entry.since),
    )


def _merged(_id: int, read_at: str, kept_since: str, *values: Any) -> Merged:
    booking = booking_from(values)
    return Merged(booking, (booking.modified_at, moment_from(read_at)), _since(kept_since))


def _since_text(since: Mapping[str, Age]) -> str:
    """Empty where nothing is kept, as in nearly every reservation."""
    if not since:
        return ""
    return json.dumps({name: [moment_text(one) for one in age] for name, age in since.items()}, sort_keys=True)


def _since(text: str) -> Mapping[str, Age]:
    if not text:
        return NOTHING_KEPT
    return {name: (moment_from(modified), moment_from(read)) for name, (modified, read) in json.loads(text).items()}
