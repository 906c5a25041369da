"""When each booking was last read and compared, and what all upcoming ones come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import apsw

from console.domain.agreement import Proof
from console.domain.booking import Cause
from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, LikelyCause, Severity
from console.domain.edits import Intent
from console.domain.moments import maybe_moment_from, moment_text
from console.domain.status import Status
from console.store.discrepancies import STATUS_AT

_NOTE = (
    "INSERT INTO proofs (beds24_id, read_at, stands, run_id) VALUES (?, ?, ?, ?) ON CONFLICT (beds24_id) DO UPDATE"
    " SET read_at = excluded.read_at, stands = excluded.stands, run_id = excluded.run_id"
)
_ITSELF = f"d.kind <> '{DiscrepancyKind.DUPLICATE_PAIR}' AND d.cause <> '{LikelyCause.MASTER_UNKNOWN}'"
"""What concerns the booking itself: what only makes one think of another booking is no disagreement."""

_STATUS = STATUS_AT.format(row="d")
_SUMS = (
    "WITH found AS MATERIALIZED (SELECT d.beds24_id,"
    f" max({_STATUS} IN ('{DiscrepancyStatus.OPEN}', '{DiscrepancyStatus.SNOOZED}')) AS open"
    f" FROM discrepancies AS d WHERE d.status <> '{DiscrepancyStatus.FIXED}' AND {_ITSELF}"
    f" AND d.cause <> '{LikelyCause.KEPT_BY_RULE}' GROUP BY d.beds24_id),"
    f" said AS MATERIALIZED (SELECT reservation_id, max(in_conflict) AS in_conflict, max(intent = '{Intent.SEND}')"
    " AS sends FROM edits GROUP BY reservation_id),"
    " upcoming AS (SELECT p.read_at, p.stands = r.read_at AS holds, CASE"
    " WHEN s.in_conflict OR p.stands = r.read_at AND d.open THEN 'differs'"
    " WHEN r.beds24_id IS NULL OR s.sends THEN 'waits'"
    " WHEN s.reservation_id IS NOT NULL OR p.stands = r.read_at AND d.beds24_id IS NOT NULL THEN 'kept' END AS how"
    " FROM reservations AS r LEFT JOIN proofs AS p ON p.beds24_id = r.beds24_id"
    " LEFT JOIN found AS d ON d.beds24_id = r.beds24_id LEFT JOIN said AS s ON s.reservation_id = r.id"
    " WHERE r.departure > ?2 AND r.arrival <= ?3 AND r.property_id = ?4"
    f" AND (r.status <> '{Status.GONE}' OR d.open))"
    " SELECT count(*), total(how = 'differs'), total(how = 'waits'), total(how = 'kept'), total(holds IS TRUE),"
    " min(CASE WHEN holds THEN read_at END) FROM upcoming"
)
_STRANGERS = (
    "SELECT count(*) FROM (SELECT nullif(beds24_id, 0) AS beds24_id, CASE beds24_id WHEN 0 THEN field END"
    f" FROM discrepancies AS d WHERE status IN ('{DiscrepancyStatus.OPEN}', '{DiscrepancyStatus.SNOOZED}')"
    f" AND {_ITSELF} AND severity <> '{Severity.COSMETIC}'"
    " UNION SELECT beds24_id, CASE WHEN beds24_id IS NULL THEN key END FROM parked"
    f" WHERE cause <> '{Cause.OTHER_PROPERTY}')"
    " WHERE beds24_id IS NULL OR beds24_id NOT IN (SELECT beds24_id FROM reservations WHERE beds24_id IS NOT NULL)"
)
_ARRIVALS_OPEN = (
    "SELECT max(r.arrival) FROM discrepancies AS d JOIN reservations AS r ON r.beds24_id = d.beds24_id"
    " JOIN proofs AS p ON p.beds24_id = r.beds24_id AND p.stands = r.read_at"
    f" WHERE d.status = '{DiscrepancyStatus.OPEN}' AND {_ITSELF} AND d.severity <> '{Severity.COSMETIC}' GROUP BY r.id"
)


@dataclass(frozen=True, slots=True)
class ProvedSums:
    """Of the upcoming bookings: all, those found to differ, in conflict or on one side only, those whose change here
    waits to be sent, those kept otherwise on purpose; those compared and unchanged since, and the oldest of these
    comparisons."""

    upcoming: int
    differing: int
    waiting: int
    on_purpose: int
    deep: int
    oldest_deep: datetime | None


class Proofs:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def note(self, proofs: Iterable[Proof], run_id: int) -> None:
        """These bookings were read and compared, whatever came of it."""
        rows = ((one.beds24_id, moment_text(one.read_at), moment_text(one.stands), run_id) for one in proofs)
        self._connection.executemany(_NOTE, rows)

    def sums(self, now: datetime, today: date, last_arrival: date, property_id: int) -> ProvedSums:
        """What the bookings come to at `now` that end after `today` and arrive until `last_arrival`.

        What was found of a booking counts only as long as the version stands here that it was found of.
        """
        row: Any = self._connection.execute(
            _SUMS, (moment_text(now), today.isoformat(), last_arrival.isoformat(), property_id)
        ).fetchone()
        upcoming, differing, waiting, on_purpose, deep, oldest = row
        strangers = int(self._connection.execute(_STRANGERS).get)
        return ProvedSums(
            upcoming + strangers,
            int(differing) + strangers,
            int(waiting),
            int(on_purpose),
            int(deep),
            maybe_moment_from(oldest),
        )

    def differing_arrivals(self) -> tuple[date, ...]:
        """The days of arrival of the reservations in which something is open that a night depends on."""
        return tuple(date.fromisoformat(day) for (day,) in self._connection.execute(_ARRIVALS_OPEN))
