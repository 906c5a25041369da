"""Who told of each change first, and which ones nobody announced: read from history, events and runs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import apsw

from console.domain.applying import Source
from console.domain.moments import moment_from, moment_text
from console.domain.runs import SYNCING, Outcome
from console.domain.silence import Unannounced
from console.domain.status import Status

# Of one change several lines may be written, at several times; what was written first tells who heard first. A check,
# or a reading by number, that comes after an event which told or hinted at the change was not the first to hear.
_FIRST = (
    "WITH change AS (SELECT min(id) AS line FROM history WHERE changed_at >= ?1 AND minor = 0"
    " AND source IN (?2, ?3, ?4, ?5) GROUP BY reservation_id, changed_at)"
    " SELECT h.at, h.changed_at, h.source = ?2 OR EXISTS (SELECT 1 FROM webhook_events AS e"
    " WHERE e.beds24_id = r.beds24_id AND e.source = 'webhook' AND e.received_at <= h.at"
    " AND coalesce(e.changed_at, e.received_at) >= h.changed_at)"
    " FROM change JOIN history AS h ON h.id = change.line JOIN reservations AS r ON r.id = h.reservation_id"
)
# What Beds24 announces for sure: a booking of a portal or of the booking page that began, moved, or was cancelled.
# What is or was a closure or a request is left out, and what a program wrote by the API, which announces nothing
# (FACTS.md 7.3).
_NOT_ANNOUNCED = f"('{Status.BLACK}', '{Status.REQUEST}', '{Status.INQUIRY}')"
_UNANNOUNCED = (
    "SELECT coalesce(nullif(r.group_id, 0), r.beds24_id), h.changed_at, h.at, run.started_at,"
    " (SELECT before.started_at FROM runs AS before WHERE before.id < run.id AND before.outcome = ?2"
    " AND before.kind IN (SELECT value FROM json_each(?3)) ORDER BY before.id DESC LIMIT 1)"
    " FROM history AS h JOIN reservations AS r ON r.id = h.reservation_id JOIN runs AS run ON run.id = h.run_id"
    " WHERE h.changed_at >= ?1 AND h.source = ?4 AND h.minor = 0"
    " AND (h.field IN ('created', 'arrival', 'departure', 'room_type_id', 'room_qty')"
    f" OR (h.field = 'status' AND h.new = '{Status.CANCELLED}')) AND r.status NOT IN {_NOT_ANNOUNCED}"
    " AND NOT EXISTS (SELECT 1 FROM history AS former WHERE former.reservation_id = h.reservation_id"
    f" AND former.field = 'status' AND former.old IN {_NOT_ANNOUNCED})"
    " AND r.api_source NOT IN ('', 'Direct') AND r.referer <> 'API'"
    " ORDER BY h.changed_at LIMIT ?5"
)


@dataclass(frozen=True, slots=True)
class FirstHeard:
    """One change: when it was made (Beds24's clock), when it was known here, and whether a webhook told of it first."""

    changed_at: datetime
    known_at: datetime
    by_webhook: bool


class Hearsay:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def first_heard(self, since: datetime) -> list[FirstHeard]:
        """Every change that was made at Beds24 since then, as far as it is known here; the desk's own aside."""
        told = (Source.WEBHOOK, Source.PULL, Source.FULL_SYNC, Source.BY_ID)
        rows = self._connection.execute(_FIRST, (moment_text(since), *(one.value for one in told)))
        return [FirstHeard(moment_from(made), moment_from(at), bool(first)) for at, made, first in rows]

    def unannounced(self, since: datetime, most: int) -> Sequence[Unannounced]:
        """What usual checks found of changes made since then that Beds24 would announce, the earliest found first; of
        the `most` that were made earliest."""
        rows: Any = self._connection.execute(
            _UNANNOUNCED,
            (moment_text(since), Outcome.DONE.value, json.dumps(sorted(SYNCING)), Source.PULL.value, most),
        )
        told = [_unannounced(row) for row in rows if row[-1] is not None]
        return sorted(told, key=lambda one: one.found_at)


def _unannounced(row: Sequence[Any]) -> Unannounced:
    what, made, found, asked, before = row
    return Unannounced(
        what=what,
        changed_at=moment_from(made),
        found_at=moment_from(found),
        asked_at=moment_from(asked),
        asked_before=moment_from(before),
    )
