"""Our side of a comparison: reservations as they stand, and what the ledger and the inbox know of changes."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import apsw

from console.domain.applying import Source
from console.domain.differing import Here, Window
from console.domain.moments import maybe_moment_from, moment_from
from console.domain.record import Side, StoryLine
from console.domain.runs import SYNCING, Outcome
from console.domain.status import Status
from console.store.codec import BOOKING_COLUMNS, booking_from
from console.store.edits import Edits

_HERE_SAID = frozenset({Source.DESK, Source.RULE, Source.CONSOLE, Source.REBUILT})
_IN = "IN (SELECT value FROM json_each(?1))"
_FORMER = (
    f"CASE WHEN status = '{Status.GONE}' THEN (SELECT old FROM history WHERE reservation_id = reservations.id"
    f" AND field = 'status' AND new = '{Status.GONE}' ORDER BY id DESC LIMIT 1) END"
)
_SENDING = (
    "SELECT r.beds24_id, s.state FROM sendings AS s JOIN reservations AS r ON r.id = s.reservation_id"
    f" WHERE r.beds24_id {_IN}"
)
_HERE = (
    f"SELECT read_at, room_id, missed_at, {_FORMER}, {', '.join(BOOKING_COLUMNS)} FROM reservations"
    f" WHERE beds24_id {_IN}"
)


class Sides:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def here(self, beds24_ids: Iterable[int]) -> dict[int, Here]:
        """The reservations with these numbers, as far as there are any, without the JSON received."""
        wanted = json.dumps(list(beds24_ids))
        found = {one.booking.beds24_id: one for one in map(_here, self._connection.execute(_HERE, (wanted,)))}
        edits = Edits(self._connection)
        if edits.any():
            sending = dict(self._connection.execute(_SENDING, (wanted,)))
            for number, said in edits.of_numbers(found).items():
                found[number] = replace(found[number], edits=said, sending=sending.get(number, ""))
        return found

    def numbers_in(self, window: Window, property_id: int) -> set[int]:
        """The numbers of all reservations that the window holds, those included that Beds24 no longer has."""
        rows = self._connection.execute(
            "SELECT beds24_id FROM reservations WHERE property_id = ? AND departure >= ? AND arrival <= ?"
            " AND beds24_id IS NOT NULL",
            (property_id, window.first.isoformat(), window.last.isoformat()),
        )
        return {number for (number,) in rows}

    def arriving(self, first: date, last: date, property_id: int) -> set[int]:
        """The numbers of all reservations that arrive on these days, both included."""
        rows = self._connection.execute(
            "SELECT beds24_id FROM reservations WHERE property_id = ? AND arrival BETWEEN ? AND ?"
            " AND beds24_id IS NOT NULL",
            (property_id, first.isoformat(), last.isoformat()),
        )
        return {number for (number,) in rows}

    def known_among(self, beds24_ids: Collection[int]) -> set[int]:
        """Those of these numbers that are known, whatever their dates."""
        rows = self._connection.execute(
            f"SELECT beds24_id FROM reservations WHERE beds24_id {_IN}", (json.dumps(list(beds24_ids)),)
        )
        return {number for (number,) in rows}

    def has_group(self, master: int) -> bool:
        """Whether any booking of the group is here."""
        sql = "SELECT EXISTS (SELECT 1 FROM reservations WHERE group_id = ?1 OR beds24_id = ?1)"
        return bool(self._connection.execute(sql, (master,)).get)

    def story(self, reservation_id: int) -> tuple[StoryLine, ...]:
        """What became of a reservation's fields on both sides, newest first; of what Beds24 told, when it says that it
        was changed."""
        rows = self._connection.execute(
            "SELECT coalesce(changed_at, at), source, coalesce(by_whom, ''), field, old, new FROM history"
            " WHERE reservation_id = ? AND NOT minor ORDER BY 1 DESC, id DESC",
            (reservation_id,),
        )
        return tuple(
            StoryLine(moment_from(at), Side.HERE if source in _HERE_SAID else Side.THERE, source, who, field, old, new)
            for at, source, who, field, old, new in rows
        )

    def failed_runs(self) -> tuple[tuple[int, datetime], ...]:
        """The syncing runs that did not end well since the last that did: number and start, the earliest first."""
        rows = self._connection.execute(
            "SELECT id, started_at FROM runs WHERE kind IN (SELECT value FROM json_each(?1))"
            " AND outcome NOT IN (?2, ?3) AND id > (SELECT coalesce(max(id), 0) FROM runs WHERE outcome = ?2"
            " AND kind IN (SELECT value FROM json_each(?1))) ORDER BY id",
            (json.dumps(sorted(SYNCING)), Outcome.DONE.value, Outcome.RUNNING.value),
        )
        return tuple((number, moment_from(started_at)) for number, started_at in rows)

    def heard(self, beds24_ids: Collection[int]) -> dict[int, datetime]:
        """When a webhook last told of each of these bookings, as far as one has."""
        rows = self._connection.execute(
            "SELECT beds24_id, max(max(received_at, coalesce(last_duplicate_at, ''))) FROM webhook_events"
            f" WHERE source = 'webhook' AND beds24_id {_IN} GROUP BY beds24_id",
            (json.dumps(list(beds24_ids)),),
        )
        return {number: moment_from(at) for number, at in rows}


def _here(row: tuple[Any, ...]) -> Here:
    read_at, room_id, missed_at, former_status, *values = row
    return Here(booking_from(values), moment_from(read_at), room_id, maybe_moment_from(missed_at), former_status or "")
