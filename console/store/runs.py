"""The ledger of runs."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import peewee

from console.domain.due import LastRuns
from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_from, moment_text
from console.domain.runs import COMPARING, SYNCING, Counts, Outcome, Run, RunKind, Traffic, Trigger

_COLUMNS = (
    "id",
    "kind",
    "trigger",
    "started_at",
    "outcome",
    "finished_at",
    "read",
    "created",
    "updated",
    "unchanged",
    "parked",
    "requests",
    "credits",
    "errors",
    "watermark",
    "took_ms",
    "local_date",
    "message",
)
_COMPARING = tuple(kind.value for kind in COMPARING)
_SYNCING = tuple(kind.value for kind in SYNCING)
_SETTLED = (Outcome.DONE.value, Outcome.BRAKED.value)


class Runs:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, database: peewee.Database) -> None:
        self._runs: Any = peewee.Table("runs", _COLUMNS).bind(database)
        self._comparisons: Any = peewee.Table("comparisons", ("run_id",)).bind(database)

    def open(self, kind: RunKind, trigger: Trigger, started_at: datetime, local_date: date | None) -> Run:
        """A new run, under way."""
        day = local_date.isoformat() if local_date else None
        id_ = self._runs.insert(
            kind=kind.value,
            trigger=trigger.value,
            started_at=moment_text(started_at),
            outcome=Outcome.RUNNING.value,
            local_date=day,
        ).execute()
        return Run(id_, kind, trigger, started_at, local_date=day)

    def close(self, run: Run) -> None:
        """Write how `run` ended."""
        self._runs.update(
            outcome=run.outcome.value,
            finished_at=maybe_moment_text(run.finished_at),
            read=run.counts.read,
            created=run.counts.created,
            updated=run.counts.updated,
            unchanged=run.counts.unchanged,
            parked=run.counts.parked,
            requests=run.traffic.requests,
            credits=str(run.traffic.credits),
            errors=run.errors,
            watermark=maybe_moment_text(run.watermark),
            took_ms=run.took_ms,
            message=run.message,
        ).where(self._runs.id == run.id).execute()

    def close_crashed(self, at: datetime) -> int:
        """Close every run that a crash left open; only for whoever is in charge of the folder. Gives how many."""
        return int(
            self._runs.update(
                outcome=Outcome.CRASHED.value,
                finished_at=moment_text(at),
                errors=1,
                message="The program ended in the middle of this run. Nothing is lost: the next run reads it again.",
            )
            .where(self._runs.outcome == Outcome.RUNNING.value)
            .execute()
        )

    def latest(self, limit: int | None = None) -> tuple[Run, ...]:
        """The newest runs, newest first; all of them without a limit. Comparisons have a list of their own."""
        query = self._runs.select().where(self._runs.kind.not_in(_COMPARING))
        return tuple(_run(row) for row in query.order_by(self._runs.id.desc()).limit(limit).dicts())

    def newest(self, kind: RunKind) -> Run | None:
        """The newest run of a kind, however it ended."""
        row = self._runs.select().where(self._runs.kind == kind.value).order_by(self._runs.id.desc()).dicts().first()
        return _run(row) if row else None

    def last_done(self, kind: RunKind) -> Run | None:
        """The newest complete run of a kind."""
        return self._last(kind, Outcome.DONE)

    def last_braked(self, kind: RunKind, after: Run | None) -> Run | None:
        """The newest run of a kind that the brake stopped `after` a complete one."""
        return self._last(kind, Outcome.BRAKED, after.id if after else 0)

    def _last(self, kind: RunKind, outcome: Outcome, after: int = 0) -> Run | None:
        runs = self._runs
        return self._run((runs.id > after) & (runs.kind == kind.value) & (runs.outcome == outcome.value))

    def last_runs(self) -> LastRuns:
        """What deciding what is due needs to know."""
        arrivals = self._run(self._runs.kind == RunKind.ARRIVALS.value)
        return LastRuns(
            pull_started_at=maybe_moment_from(self._newest(self._runs.started_at)),
            full_started_at=maybe_moment_from(
                self._newest(self._runs.started_at, self._runs.kind == RunKind.FULL.value)
            ),
            full_settled_date=_day(
                self._newest(
                    self._runs.local_date,
                    (self._runs.kind == RunKind.FULL.value) & self._runs.outcome.in_(_SETTLED),
                )
            ),
            arrivals_started_at=arrivals.started_at if arrivals else None,
            arrivals_settled_at=self._arrivals_settled(),
        )

    def _arrivals_settled(self) -> datetime | None:
        """When the newest comparison began that was completed and took in all arrivals; those of one booking do not."""
        whole = self._comparisons.select(peewee.fn.max(self._comparisons.run_id))
        done = (self._last(RunKind.ARRIVALS, Outcome.DONE), self._run(self._runs.id == whole))
        newest = max((run for run in done if run), key=lambda run: run.id, default=None)
        return newest.started_at if newest else None

    def _run(self, condition: Any) -> Run | None:
        row = self._runs.select().where(condition).order_by(self._runs.id.desc()).limit(1).dicts().first()
        return _run(row) if row else None

    def _newest(self, column: Any, condition: Any = None) -> str | None:
        query = self._runs.select(column).where(self._runs.kind.in_(_SYNCING))
        if condition is not None:
            query = query.where(condition)
        row = query.order_by(self._runs.id.desc()).limit(1).tuples().first()
        return row[0] if row else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _run(row: dict[str, Any]) -> Run:
    run = Run(row["id"], RunKind(row["kind"]), Trigger(row["trigger"]), moment_from(row["started_at"]))
    return replace(
        run,
        outcome=Outcome(row["outcome"]),
        finished_at=maybe_moment_from(row["finished_at"]),
        counts=Counts(row["read"], row["created"], row["updated"], row["unchanged"], row["parked"]),
        traffic=Traffic(row["requests"], Decimal(row["credits"])),
        errors=row["errors"],
        watermark=maybe_moment_from(row["watermark"]),
        took_ms=row["took_ms"],
        local_date=row["local_date"],
        message=row["message"],
    )
