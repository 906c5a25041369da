"""The ledger as the window shows it: pages of runs, ticks of a time line, what each run changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import apsw

from console.domain.booking import MONEY_FIELDS, full_name
from console.domain.moments import maybe_moment_from, moment_from, moment_text
from console.domain.money import to_major
from console.domain.runs import COMPARING, SYNCING, Counts, Outcome, Run, RunKind, Traffic, Trigger
from console.domain.status import Status
from console.store.reservations import CREATED

_COLUMNS = (
    "id, kind, trigger, started_at, outcome, finished_at, read, created, updated, unchanged, parked, requests, credits,"
    " errors, watermark, took_ms, local_date, message"
)
_NO_COMPARISON = f"kind NOT IN ({str(sorted(map(str, COMPARING)))[1:-1]})"
_TOUCHED = (
    "SELECT h.reservation_id, r.beds24_id, r.first_name, r.last_name, r.arrival, r.departure, r.status, p.currency,"
    " h.field, h.old, h.new, h.minor"
    " FROM history AS h JOIN reservations AS r ON r.id = h.reservation_id"
    " JOIN properties AS p ON p.property_id = r.property_id"
    " WHERE h.run_id = ?1 AND h.reservation_id IN"
    " (SELECT DISTINCT reservation_id FROM history WHERE run_id = ?1 ORDER BY reservation_id LIMIT ?2)"
    " ORDER BY h.reservation_id, h.id"
)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field as a run changed it; amounts are texts in major units, None is what was never told."""

    field: str
    old: str | None
    new: str | None
    minor: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """One reservation that a run began or changed, as it stands now, with what the run did to it."""

    id: int
    beds24_id: int | None
    guest: str
    arrival: date
    departure: date
    status: str
    currency: str
    is_new: bool
    lines: tuple[FieldLine, ...]


class RunBook:
    """Reads inside the transaction of the session that made it. Comparisons are left aside in lists: they have one of
    their own."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def page(self, limit: int, before: int | None = None) -> tuple[Run, ...]:
        """The newest `limit` runs with a number below `before`, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE {_NO_COMPARISON} AND (?1 IS NULL OR id < ?1) ORDER BY id DESC LIMIT ?2",
            (before, limit),
        )
        return tuple(map(_run, rows))

    def since_number(self, number: int) -> tuple[Run, ...]:
        """The runs from `number` on, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE {_NO_COMPARISON} AND id >= ? ORDER BY id DESC", (number,)
        )
        return tuple(map(_run, rows))

    def since(self, moment: datetime) -> tuple[Run, ...]:
        """The runs that began at `moment` or later, oldest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE {_NO_COMPARISON} AND started_at >= ? ORDER BY started_at, id",
            (moment_text(moment),),
        )
        return tuple(map(_run, rows))

    def stretch(self, moment: datetime) -> tuple[Run, ...]:
        """The runs that began at `moment` or later and the one before them, oldest first."""
        before = self._connection.execute(
            f"SELECT max(started_at) FROM runs WHERE {_NO_COMPARISON} AND started_at < ?", (moment_text(moment),)
        ).get
        return self.since(moment_from(before) if before else moment)

    def of(self, run_id: int) -> Run | None:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM runs WHERE id = ?", (run_id,))
        return next(map(_run, rows), None)

    def last_success_before(self, moment: datetime) -> datetime | None:
        """When the newest run that wrote its result before `moment` ended."""
        row = self._connection.execute(
            "SELECT finished_at FROM runs WHERE outcome = ? AND kind IN (SELECT value FROM json_each(?))"
            " AND started_at < ?"
            " ORDER BY started_at DESC LIMIT 1",
            (Outcome.DONE.value, json.dumps(sorted(SYNCING)), moment_text(moment)),
        ).get
        return moment_from(row) if row else None

    def touched_count(self, run_id: int) -> int:
        """How many reservations a run began or changed."""
        return int(
            self._connection.execute(
                "SELECT count(DISTINCT reservation_id) FROM history WHERE run_id = ?", (run_id,)
            ).get
        )

    def touched(self, run_id: int, limit: int) -> tuple[Touched, ...]:
        """The first `limit` reservations that a run began or changed, each with its fields."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        for row in self._connection.execute(_TOUCHED, (run_id, limit)):
            found.setdefault(row[0], []).append(row)
        return tuple(map(_touched, found.values()))

    def missed(self, run_id: int) -> int:
        """How many known bookings this run was the first not to find, and none has found since; those believed gone
        aside."""
        return int(
            self._connection.execute(
                "SELECT count(*) FROM reservations WHERE status <> ? AND missed_at ="
                " (SELECT finished_at FROM runs WHERE id = ?)",
                (Status.GONE.value, run_id),
            ).get
        )

    def believed_gone(self, run_id: int) -> int:
        """How many known bookings this run took for gone."""
        return int(
            self._connection.execute(
                "SELECT count(*) FROM history WHERE run_id = ? AND field = 'status' AND new = ?",
                (run_id, Status.GONE.value),
            ).get
        )

    def absent(self, beds24_ids: Iterable[int], limit: int) -> tuple[Touched, ...]:
        """Known bookings that Beds24 no longer has, as lines that would make them gone."""
        rows = self._connection.execute(
            "SELECT r.id, r.beds24_id, r.first_name, r.last_name, r.arrival, r.departure, r.status, p.currency,"
            " 'status', r.status, 'gone', 0 FROM reservations AS r"
            " JOIN properties AS p ON p.property_id = r.property_id"
            " WHERE r.beds24_id IN (SELECT value FROM json_each(?)) ORDER BY r.arrival, r.id LIMIT ?",
            (json.dumps(sorted(beds24_ids)), limit),
        )
        return tuple(_touched([row]) for row in rows)


def _touched(rows: list[tuple[Any, ...]]) -> Touched:
    id_, number, first, last, arrival, departure, status, currency = rows[0][:8]
    return Touched(
        id_,
        number,
        full_name(first, last),
        date.fromisoformat(arrival),
        date.fromisoformat(departure),
        status,
        currency,
        any(row[8] == CREATED for row in rows),
        tuple(_lines(rows, currency)),
    )


def _lines(rows: list[tuple[Any, ...]], currency: str) -> Iterator[FieldLine]:
    for *_, field, old, new, minor in rows:
        if field in MONEY_FIELDS:
            yield FieldLine(field, _major(old, currency), _major(new, currency), bool(minor))
        elif field != CREATED:
            yield FieldLine(field, old, new, bool(minor))


def _major(minor: str | None, currency: str) -> str | None:
    return None if minor is None else str(to_major(int(minor), currency))


def _run(row: tuple[Any, ...]) -> Run:
    id_, kind, trigger, started, outcome, finished = row[:6]
    errors, watermark, took_ms, local_date, message = row[13:]
    return Run(
        id_,
        RunKind(kind),
        Trigger(trigger),
        moment_from(started),
        Outcome(outcome),
        maybe_moment_from(finished),
        Counts(*row[6:11]),
        Traffic(row[11], Decimal(row[12])),
        errors,
        maybe_moment_from(watermark),
        took_ms,
        local_date,
        message,
    )
