"""Bookings that are to be read again by number because a webhook named them; many wishes are one question."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import apsw

from console.domain.moments import maybe_moment_from, moment_text

_WISH = (
    "INSERT INTO booking_rereads (beds24_id, wishes, wished_at) SELECT ?1, 1, ?2"
    " WHERE ?3 IS NULL OR EXISTS (SELECT 1 FROM beds24_config WHERE property_id = ?3)"
    " OR EXISTS (SELECT 1 FROM reservations WHERE beds24_id = ?1) ON CONFLICT (beds24_id) DO UPDATE SET"
    " wished_at = CASE WHEN wishes > answered THEN wished_at ELSE excluded.wished_at END, wishes = wishes + 1"
)
_SECOND = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(hours=1)


class Rereads:
    """Reads and writes inside the transaction of the session that made it. Every moment is ours."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def wish(self, beds24_id: int, property_id: int | None, at: datetime) -> None:
        """This booking is to be read again; after what is under way, if it is being read just now.

        One of another property is no business of ours, unless it stands in our book.
        """
        self._connection.execute(_WISH, (beds24_id, moment_text(at), property_id))

    def due(self, now: datetime, settle: timedelta, apart: timedelta, most: int) -> dict[int, int]:
        """The bookings to be asked for now, each with its wishes so far: first wished for `settle` ago, last asked for
        `apart` ago, and past the wait after a failure. A moment of ours that lies ahead, of a clock since set right,
        holds nothing up."""
        rows = self._connection.execute(
            "SELECT beds24_id, wishes FROM booking_rereads WHERE wishes > answered"
            " AND NOT (wished_at > ?1 AND wished_at <= ?3) AND NOT (coalesce(asked_at, '') > ?2 AND asked_at <= ?3)"
            " AND NOT coalesce(next_try > ?3 AND next_try <= ?5, 0) ORDER BY wished_at, beds24_id LIMIT ?4",
            (
                moment_text(now - settle),
                moment_text(now - apart - _SECOND),
                moment_text(now),
                most,
                moment_text(now + _LONGEST_PAUSE),
            ),
        )
        return dict(rows)

    def next_due(self, now: datetime, settle: timedelta, apart: timedelta) -> datetime | None:
        """When the next one may be asked for; None where none is wished."""
        found: Any = self._connection.execute(
            "SELECT wished_at, asked_at, next_try FROM booking_rereads WHERE wishes > answered"
        )
        return min((_due_at(row, now, settle, apart) for row in found), default=None)

    def note_asked(self, beds24_ids: Iterable[int], at: datetime) -> None:
        """They are asked for now, whatever the answer will be."""
        self._connection.execute(
            "UPDATE booking_rereads SET asked_at = ? WHERE beds24_id IN (SELECT value FROM json_each(?))",
            (moment_text(at), json.dumps(list(beds24_ids))),
        )

    def note_answered(self, wishes: Mapping[int, int]) -> None:
        """Beds24 has told of them; wishes that came while it was asked stay open."""
        self._connection.executemany(
            "UPDATE booking_rereads SET answered = ?, failures = 0, next_try = NULL WHERE beds24_id = ?",
            ((number, beds24_id) for beds24_id, number in wishes.items()),
        )

    def failures(self, beds24_ids: Iterable[int]) -> int:
        """How often in a row the question failed, for the one of these that failed most."""
        return int(
            self._connection.execute(
                "SELECT coalesce(max(failures), 0) FROM booking_rereads"
                " WHERE beds24_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(beds24_ids)),),
            ).get
        )

    def note_failed(self, beds24_ids: Iterable[int], next_try: datetime) -> None:
        """The question failed; it is asked again then."""
        self._connection.execute(
            "UPDATE booking_rereads SET failures = failures + 1, next_try = ?"
            " WHERE beds24_id IN (SELECT value FROM json_each(?))",
            (moment_text(next_try), json.dumps(list(beds24_ids))),
        )

    def postpone(self, until: datetime) -> None:
        """Ask for nothing before that moment."""
        self._connection.execute(
            "UPDATE booking_rereads SET next_try = ?1 WHERE wishes > answered AND coalesce(next_try, '') < ?1",
            (moment_text(until),),
        )

    def waiting(self) -> int:
        """How many bookings are to be read again."""
        return int(self._connection.execute("SELECT count(*) FROM booking_rereads WHERE wishes > answered").get)

    def forget(self, asked_before: datetime) -> None:
        """Forget the bookings that nobody wished for since."""
        self._connection.execute(
            "DELETE FROM booking_rereads WHERE wishes = answered AND coalesce(asked_at, '') < ?",
            (moment_text(asked_before),),
        )


def _due_at(row: Sequence[str | None], now: datetime, settle: timedelta, apart: timedelta) -> datetime:
    wished, asked, again = (maybe_moment_from(text) for text in row)
    waits = ((wished, settle, now), (asked, apart + _SECOND, now), (again, timedelta(0), now + _LONGEST_PAUSE))
    return max((at + wait for at, wait, latest in waits if at is not None and at <= latest), default=now)
