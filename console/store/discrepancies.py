"""Discrepancies as they are remembered: each once, since it was first seen, until both sides agree again."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import apsw
import msgspec

from console.domain.booking import MONEY_FIELDS
from console.domain.discrepancies import (
    Compared,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancyStatus,
    Evidence,
    FixedBy,
    LikelyCause,
    Severity,
    Tally,
)
from console.domain.fixing import Found
from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_from, moment_text
from console.domain.money import to_major

STATUS_AT = (
    f"CASE WHEN {{row}}.status IN ('{DiscrepancyStatus.SNOOZED}', '{DiscrepancyStatus.EXPECTED}')"
    f" AND {{row}}.until <= ?1 THEN '{DiscrepancyStatus.OPEN}' ELSE {{row}}.status END"
)
"""The status at the moment ?1 of the row of `discrepancies` that the query calls `row`: what was put off comes back by
the clock alone."""
_STATUS = STATUS_AT.format(row="discrepancies")
_COLUMNS = (
    f"id, kind, severity, beds24_id, field, here, there, first_seen, {_STATUS}, last_seen, cause, evidence, fixed_at,"
    " fixed_by, until, reason"
)
_IS_ANOTHER = "(here, there) IS NOT (excluded.here, excluded.there)"
_TAKE = (
    "INSERT INTO discrepancies (beds24_id, kind, field, severity, here, there, cause, evidence, status, stranger,"
    " first_seen, last_seen, seen_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?12, ?12, ?11)"
    " ON CONFLICT (beds24_id, kind, field) WHERE status <> 'fixed' DO UPDATE SET severity = excluded.severity,"
    " here = excluded.here, there = excluded.there, cause = excluded.cause, evidence = excluded.evidence,"
    " last_seen = excluded.last_seen, seen_by = excluded.seen_by, stranger = excluded.stranger,"
    f" status = CASE WHEN excluded.status = '{DiscrepancyStatus.EXPECTED}' THEN excluded.status"
    f" WHEN status = '{DiscrepancyStatus.EXPECTED}' AND until IS NULL THEN excluded.status"  # our rules wanted it so
    f" WHEN {_IS_ANOTHER} THEN '{DiscrepancyStatus.OPEN}' ELSE status END,"
    f" until = CASE WHEN {_IS_ANOTHER} THEN NULL ELSE until END"
)
_PROVED = (
    f"UPDATE discrepancies SET kind = '{DiscrepancyKind.GONE}' WHERE kind = '{DiscrepancyKind.ONLY_HERE}'"
    " AND status <> 'fixed' AND beds24_id = ?"
)
_SETTLE = (
    f"UPDATE discrepancies SET status = '{DiscrepancyStatus.FIXED}', fixed_at = ?1, fixed_by = CASE WHEN beds24_id = 0"
    f" OR beds24_id IN (SELECT value FROM json_each(?2)) THEN '{FixedBy.ITSELF}' ELSE '{FixedBy.OUT_OF_WINDOW}' END"
    " WHERE status <> 'fixed' AND seen_by <> ?3 AND beds24_id NOT IN (SELECT value FROM json_each(?4))"
)
_SETTLE_ONE = (
    f"UPDATE discrepancies SET status = '{DiscrepancyStatus.FIXED}', fixed_at = ?1, fixed_by = '{FixedBy.ITSELF}'"
    f" WHERE status <> 'fixed' AND seen_by <> ?2 AND beds24_id = ?3 AND kind <> '{DiscrepancyKind.DUPLICATE_PAIR}'"
    f" AND cause <> '{LikelyCause.MASTER_UNKNOWN}'"
)
_SETTLE_SOME = (
    f"UPDATE discrepancies SET status = '{DiscrepancyStatus.FIXED}', fixed_at = ?1, fixed_by = '{FixedBy.ITSELF}'"
    " WHERE status <> 'fixed' AND seen_by <> ?2 AND beds24_id IN (SELECT value FROM json_each(?3))"
)
_SAY = (
    "UPDATE discrepancies SET status = ?, until = ?, reason = ?, said_by = ?, said_at = ?"
    " WHERE status <> 'fixed' AND id IN (SELECT value FROM json_each(?))"
)
_FORGET_WORDS = (
    "UPDATE discrepancies SET stranger = NULL, reason = '', note = ''"
    " WHERE beds24_id IN (SELECT value FROM json_each(?))"
)
_END = (
    f"UPDATE discrepancies SET fixed_at = coalesce(fixed_at, ?1), status = '{DiscrepancyStatus.FIXED}',"
    f" fixed_by = '{FixedBy.DESK}' WHERE id IN (SELECT value FROM json_each(?2))"
)
_FOUND = (
    "id, kind, field, cause, nullif(beds24_id, 0), json_extract(evidence, '$.other'), here, there, status,"
    " coalesce(json_extract(stranger, '$.channel'), '')"
)
_BY_DESK = [
    cause.value
    for cause in (
        LikelyCause.LOCAL_EDIT,
        LikelyCause.ECHO,
        LikelyCause.KEPT_BY_DESK,
        LikelyCause.CHANGED_ON_BOTH_SIDES,
        LikelyCause.REFUSED,
    )
]
OUTSIDE = 0
"""Stands for the run where a single booking was compared outside of any."""

_TALLY = "read, agreeing, differing, only_there, parked, upcoming, past, upcoming_agreeing, missing, undecided"
_COMPARED = f"SELECT run_id, night, compared_at, {_TALLY}, open, expected FROM comparisons"
_TEXTS = (DiscrepancyKind.GUEST_DATA.value, DiscrepancyKind.DETAILS.value)
_decode = msgspec.json.Decoder(Evidence).decode


@dataclass(frozen=True, slots=True)
class DiscrepancyRow:
    """One discrepancy as it is exported and shown; `since` is when it was first seen, amounts are texts in major
    units. `beds24_id` is None for something that could not even be numbered; `until` is when what was put off, or is
    expected, comes back."""

    id: int
    kind: DiscrepancyKind
    severity: Severity
    beds24_id: int | None
    field: str
    here: str | None
    beds24: str | None
    since: datetime
    status: DiscrepancyStatus
    last_seen: datetime
    cause: LikelyCause
    evidence: Evidence
    fixed_at: datetime | None
    fixed_by: FixedBy | None
    until: datetime | None
    reason: str


class Discrepancies:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def take(self, found: Iterable[Discrepancy], run_id: int, at: datetime) -> None:
        """Remember what a comparison found: what is known already is seen once more, and keeps what a person said of
        it. What our own rules want is expected."""
        kept = tuple(found)
        gone = [(one.difference.beds24_id,) for one in kept if one.difference.kind is DiscrepancyKind.GONE]
        self._connection.executemany(_PROVED, gone)
        self._connection.executemany(_TAKE, (_row(one, run_id, moment_text(at)) for one in kept))

    def settle(self, run_id: int, at: datetime, compared: Iterable[int], undecided: Iterable[int]) -> int:
        """End what a comparison of the whole window did not find again: both sides agree on it, or it was not compared
        any more. How many there were."""
        values = (moment_text(at), json.dumps(list(compared)), run_id, json.dumps(list(undecided)))
        self._connection.execute(_SETTLE, values)
        return self._connection.changes()

    def settle_one(self, run_id: int, at: datetime, beds24_id: int) -> int:
        """End what a comparison of one booking did not find again; what concerns other bookings too was not looked
        for."""
        self._connection.execute(_SETTLE_ONE, (moment_text(at), run_id, beds24_id))
        return self._connection.changes()

    def settle_some(self, run_id: int, at: datetime, compared: Iterable[int], undecided: Iterable[int]) -> int:
        """End what a comparison of some bookings did not find again of these; the others were not looked at."""
        numbers = json.dumps(sorted(set(compared).difference(undecided)))
        self._connection.execute(_SETTLE_SOME, (moment_text(at), run_id, numbers))
        return self._connection.changes()

    def renew(
        self, beds24_id: int, found: Iterable[Discrepancy], at: datetime, leave: Collection[int] = frozenset()
    ) -> None:
        """Let what was found of one booking outside of any run be what differs of it; what concerns other bookings too
        was not looked for, and those to `leave` (ids) stand whatever was found."""
        self._connection.execute(
            "UPDATE discrepancies SET seen_by = CASE WHEN id IN (SELECT value FROM json_each(?2)) THEN ?3 ELSE -1 END"
            " WHERE beds24_id = ?1",
            (beds24_id, json.dumps(list(leave)), OUTSIDE),
        )
        self.take(found, OUTSIDE, at)
        self.settle_one(OUTSIDE, at, beds24_id)

    def end(self, ids: Iterable[int], at: datetime) -> None:
        """What a person did about these has ended them, those included that ended by it in passing."""
        self._connection.execute(_END, (moment_text(at), json.dumps(list(ids))))

    def end_pair(self, one: int, other: int, at: datetime) -> None:
        """These two bookings are one now, and no pair."""
        rows = self._connection.execute(
            f"SELECT id FROM discrepancies WHERE status <> 'fixed' AND kind = '{DiscrepancyKind.DUPLICATE_PAIR}'"
            " AND (beds24_id, json_extract(evidence, '$.other')) IN (VALUES (?1, ?2), (?2, ?1))",
            (one, other),
        )
        self.end([id_ for (id_,) in rows], at)

    def found(self, ids: Iterable[int]) -> dict[int, Found]:
        """These discrepancies by their ids, ended ones included."""
        sql = f"SELECT {_FOUND} FROM discrepancies WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._connection.execute(sql, (json.dumps(list(ids)),))
        return {row[0]: _found(row) for row in rows}

    def found_of(self, beds24_id: int, after: datetime | None = None) -> tuple[Found, ...]:
        """The differences of one booking that have not ended; those alone that were seen `after` a moment, if given."""
        rows = self._connection.execute(
            f"SELECT {_FOUND} FROM discrepancies WHERE status <> 'fixed' AND beds24_id = ?1"
            " AND (?2 IS NULL OR last_seen > ?2) ORDER BY id",
            (beds24_id, maybe_moment_text(after)),
        )
        return tuple(map(_found, rows))

    def in_question(self, reservation_ids: Collection[int]) -> tuple[int, ...]:
        """Those of these reservations (our ids) of which something may differ otherwise than is remembered: the desk
        says something of them, or did, or Beds24 was asked for them since."""
        rows = self._connection.execute(
            "SELECT r.id FROM reservations AS r WHERE r.id IN (SELECT value FROM json_each(?1)) AND"
            " (EXISTS (SELECT 1 FROM edits AS e WHERE e.reservation_id = r.id) OR EXISTS (SELECT 1"
            " FROM discrepancies AS d WHERE d.beds24_id = r.beds24_id AND d.status <> 'fixed'"
            " AND (d.last_seen <= r.read_at OR d.cause IN (SELECT value FROM json_each(?2)))))",
            (json.dumps(list(reservation_ids)), json.dumps(_BY_DESK)),
        )
        return tuple(id_ for (id_,) in rows)

    def asked_first(self) -> dict[int, datetime]:
        """When Beds24 first lacked each booking that stands as being here only."""
        rows = self._connection.execute(
            "SELECT beds24_id, first_seen FROM discrepancies WHERE status <> 'fixed' AND kind = ?",
            (DiscrepancyKind.ONLY_HERE.value,),
        )
        return {number: moment_from(at) for number, at in rows}

    def say(
        self, ids: Iterable[int], status: DiscrepancyStatus, by: str, at: datetime, until: datetime | None, reason: str
    ) -> int:
        """What a person wants of these as long as both sides tell what they tell now; how many of them still differ."""
        values = (status.value, maybe_moment_text(until), reason, by, moment_text(at), json.dumps(list(ids)))
        self._connection.execute(_SAY, values)
        return self._connection.changes()

    def note(self, ids: Iterable[int], text: str) -> int:
        """Keep a note with these, instead of the one they had; how many there are."""
        sql = "UPDATE discrepancies SET note = ? WHERE id IN (SELECT value FROM json_each(?))"
        self._connection.execute(sql, (text, json.dumps(list(ids))))
        return self._connection.changes()

    def count(self, status: DiscrepancyStatus, now: datetime, beds24_id: int | None = None) -> int:
        """How many stand so, of all or of one booking."""
        sql = f"SELECT count(*) FROM discrepancies WHERE {_STATUS} = ?2 AND (?3 IS NULL OR beds24_id = ?3)"
        return int(self._connection.execute(sql, (moment_text(now), status.value, beds24_id)).get)

    def rows(self, currency: str, now: datetime) -> Iterator[DiscrepancyRow]:
        """Every discrepancy that was ever seen, the oldest first."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM discrepancies ORDER BY id", (moment_text(now),))
        return (_row_of(row, currency) for row in rows)

    def alive(self, currency: str, now: datetime, beds24_id: int | None = None) -> tuple[DiscrepancyRow, ...]:
        """Those that are not fixed, of all or of one booking, the worst first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM discrepancies WHERE status <> 'fixed' AND (?2 IS NULL OR beds24_id = ?2)"
            " ORDER BY (SELECT key FROM json_each(?3) WHERE value = severity), first_seen, id",
            (moment_text(now), beds24_id, json.dumps(list(Severity))),
        )
        return tuple(_row_of(row, currency) for row in rows)

    def note_comparison(self, run_id: int, night: date, at: datetime, tally: Tally) -> None:
        """Remember what a comparison of the whole window came to."""
        figures = [getattr(tally, name) for name in _TALLY.split(", ")]
        alive = (self.count(DiscrepancyStatus.OPEN, at), self.count(DiscrepancyStatus.EXPECTED, at))
        self._connection.execute(
            f"INSERT INTO comparisons (run_id, night, compared_at, {_TALLY}, open, expected)"
            f" VALUES ({', '.join('?' * (len(figures) + 5))})",
            (run_id, night.isoformat(), moment_text(at), *figures, *alive),
        )

    def last_comparison(self) -> Compared | None:
        """The newest comparison of the whole window."""
        rows = self._connection.execute(f"{_COMPARED} ORDER BY run_id DESC LIMIT 1")
        return next(map(_compared, rows), None)

    def nights(self, since: date) -> tuple[Compared, ...]:
        """For each night (the hotel's own date) from `since` on the last comparison that was made, in order."""
        rows = self._connection.execute(
            f"{_COMPARED} WHERE run_id IN (SELECT max(run_id) FROM comparisons WHERE night >= ? GROUP BY night)"
            " ORDER BY night",
            (since.isoformat(),),
        )
        return tuple(map(_compared, rows))

    def forget_texts(self, beds24_ids: Iterable[int]) -> int:
        """Empty the values of what may tell of the guests of these bookings, and what people wrote to it; how many
        values told anything."""
        numbers = json.dumps(list(beds24_ids))
        self._connection.execute(_FORGET_WORDS, (numbers,))
        self._connection.execute(
            "UPDATE discrepancies SET here = NULL, there = NULL WHERE beds24_id IN (SELECT value FROM json_each(?1))"
            " AND kind IN (SELECT value FROM json_each(?2)) AND (here, there) IS NOT (NULL, NULL)",
            (numbers, json.dumps(_TEXTS)),
        )
        return self._connection.changes()


def _row(one: Discrepancy, run_id: int, now: str) -> tuple[Any, ...]:
    difference = one.difference
    status = DiscrepancyStatus.EXPECTED if one.is_expected else DiscrepancyStatus.OPEN
    return (
        difference.beds24_id,
        difference.kind.value,
        difference.field,
        difference.severity.value,
        difference.here,
        difference.there,
        one.cause.value,
        msgspec.json.encode(one.evidence).decode(),
        status.value,
        msgspec.json.encode(difference.stranger).decode() if difference.stranger else None,
        run_id,
        now,
    )


def _row_of(row: tuple[Any, ...], currency: str) -> DiscrepancyRow:
    (
        id_,
        kind,
        severity,
        number,
        field,
        here,
        there,
        first_seen,
        status,
        last_seen,
        cause,
        evidence,
        at,
        by,
        until,
        reason,
    ) = row
    return DiscrepancyRow(
        id_,
        DiscrepancyKind(kind),
        Severity(severity),
        number or None,
        field,
        _value(field, here, currency),
        _value(field, there, currency),
        moment_from(first_seen),
        DiscrepancyStatus(status),
        moment_from(last_seen),
        LikelyCause(cause),
        _decode(evidence),
        maybe_moment_from(at),
        FixedBy(by) if by else None,
        maybe_moment_from(until),
        reason,
    )


def _value(field: str, text: str | None, currency: str) -> str | None:
    return str(to_major(int(text), currency)) if text is not None and field in MONEY_FIELDS else text


def _compared(row: tuple[Any, ...]) -> Compared:
    run_id, night, compared_at, *figures, alive, expected = row
    return Compared(run_id, date.fromisoformat(night), moment_from(compared_at), Tally(*figures), alive, expected)


def _found(row: tuple[Any, ...]) -> Found:
    id_, kind, field, cause, number, other, here, there, status, channel = row
    alive = status != DiscrepancyStatus.FIXED
    return Found(id_, DiscrepancyKind(kind), field, LikelyCause(cause), number, other, here, there, alive, channel)
