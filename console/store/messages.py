"""What guests and hotel wrote to each other, and when it was last asked for."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import apsw

from console.domain.booking import GuestMessage
from console.domain.moments import maybe_moment_from, moment_from, moment_text

_PUT = "INSERT OR REPLACE INTO guest_messages VALUES (?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = "beds24_message_id, sent_at, author, text, read, attachment"
_OF_THESE = "reservation_id IN (SELECT value FROM json_each(?))"

Placed = tuple[int, GuestMessage]
"""A message and the id of the reservation that it belongs to."""


class Messages:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def of(self, id_: int) -> tuple[GuestMessage, ...]:
        """What was written about one reservation, oldest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM guest_messages WHERE reservation_id = ? ORDER BY sent_at, beds24_message_id",
            (id_,),
        )
        return tuple(_message(row) for row in rows)

    def newest_of_a_guest(self) -> tuple[int, GuestMessage] | None:
        """What a guest wrote last, with Beds24's number of the booking."""
        rows = self._connection.execute(
            f"SELECT r.beds24_id, {_COLUMNS} FROM guest_messages JOIN reservations AS r ON r.id = reservation_id"
            " WHERE author = 'guest' AND r.beds24_id IS NOT NULL ORDER BY sent_at DESC, beds24_message_id DESC LIMIT 1"
        )
        return next(((number, _message(row)) for number, *row in rows), None)

    def numbers(self) -> set[int]:
        """Beds24's numbers of all messages that are kept."""
        return {number for (number,) in self._connection.execute("SELECT beds24_message_id FROM guest_messages")}

    def stored(self, ids: Iterable[int]) -> dict[tuple[int, int], GuestMessage]:
        """The messages of these reservations, by reservation and Beds24's number."""
        rows = self._connection.execute(
            f"SELECT reservation_id, {_COLUMNS} FROM guest_messages WHERE {_OF_THESE}", (json.dumps(list(ids)),)
        )
        return {(id_, row[0]): _message(row) for id_, *row in rows}

    def put(self, placed: Sequence[Placed]) -> None:
        """Add these, or put them in the place of their former versions."""
        if placed:
            self._connection.executemany(_PUT, (_row(id_, message) for id_, message in placed))

    def reservations_of(self, beds24_ids: Iterable[int]) -> dict[int, int]:
        """The ids of the reservations with these numbers of Beds24, as far as they are known."""
        rows = self._connection.execute(
            "SELECT beds24_id, id FROM reservations WHERE beds24_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(beds24_ids)),),
        )
        return dict(rows)

    def asked_at(self, id_: int) -> datetime | None:
        """When those of this reservation alone were last asked for."""
        rows = self._connection.execute("SELECT at FROM messages_read WHERE reservation_id = ?", (id_,))
        return maybe_moment_from(next((at for (at,) in rows), None))

    def note_asked(self, id_: int, at: datetime) -> None:
        """They were asked for just now."""
        self._connection.execute("INSERT OR REPLACE INTO messages_read VALUES (?, ?)", (id_, moment_text(at)))


def _message(row: Sequence[Any]) -> GuestMessage:
    number, at, author, text, read, attachment = row
    return GuestMessage(number, moment_from(at), author, text, bool(read), attachment)


def _row(id_: int, message: GuestMessage) -> tuple[Any, ...]:
    at = moment_text(message.sent_at)
    return (id_, message.beds24_message_id, at, message.author, message.text, int(message.read), message.attachment)
