"""Discrepancies as they are exported, each with the facts that speak for its cause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, FixedBy, LikelyCause, Severity
from console.store.discrepancies import DiscrepancyRow
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class ExportedDiscrepancy:
    """One discrepancy; `beds24_id` is None for what could not even be numbered, `since` is when it was first seen.

    What follows `cause` are the facts of `console.domain.discrepancies.Evidence`; `until` is when what a person put
    off, or expects for a `reason`, comes back.
    """

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
    fixed_at: datetime | None
    fixed_by: FixedBy | None
    cause: LikelyCause
    changed_there: datetime | None
    changed_here: datetime | None
    read_here: datetime | None
    read_until: datetime | None
    asked_first: datetime | None
    failed_run: int | None
    other: int | None
    edited_here: datetime | None
    edited_by: str
    until: datetime | None
    reason: str


def every_discrepancy(session: Session, now: datetime) -> Iterator[ExportedDiscrepancy]:
    """Everything that was ever seen, the oldest first; to be read to the end inside the session."""
    return map(_exported, session.discrepancies.rows(currency_in(session), now))


def alive_discrepancies(
    session: Session, now: datetime, beds24_id: int | None = None
) -> tuple[ExportedDiscrepancy, ...]:
    """What is not fixed, of all bookings or of one, the worst first."""
    return tuple(map(_exported, session.discrepancies.alive(currency_in(session), now, beds24_id)))


def currency_in(session: Session) -> str:
    """The connected hotel's; empty where none is connected."""
    return next((hotel.currency for hotel in session.hotel.properties()), "")


def _exported(row: DiscrepancyRow) -> ExportedDiscrepancy:
    facts = row.evidence
    return ExportedDiscrepancy(
        row.id,
        row.kind,
        row.severity,
        row.beds24_id,
        row.field,
        row.here,
        row.beds24,
        row.since,
        row.status,
        row.last_seen,
        row.fixed_at,
        row.fixed_by,
        row.cause,
        facts.changed_there,
        facts.changed_here,
        facts.read_here,
        facts.read_until,
        facts.asked_first,
        facts.failed_run,
        facts.other,
        facts.edited_here,
        facts.edited_by,
        row.until,
        row.reason,
    )
