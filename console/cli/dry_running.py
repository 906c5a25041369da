"""What a check foresees, as JSON and in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from console.cli.counting import counted
from console.jobs.report import Report
from console.services.dry_run import DrySums, FieldLine, Foreseen, ForeseenGroup, foreseen_of, sums_of

_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class ForeseenDocument:
    """One booking that a full sync would begin, change, cancel, or that Beds24 no longer has (`group`).

    `lines` are the fields that would be another, amounts in major units; a new booking has none.
    """

    beds24_id: int
    group: ForeseenGroup
    guest: str
    arrival: date
    departure: date
    status: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class DryRunDocument:
    """What a full sync would do; `fields` counts those of the changed bookings. `foreseen` ends after 2,000."""

    new: int
    changed: int
    fields: int
    cancelled: int
    missing: int
    foreseen: tuple[ForeseenDocument, ...]


def dry_run_document(report: Report) -> DryRunDocument:
    foreseen = foreseen_of(report.foreseen)
    sums = sums_of(foreseen)
    return DryRunDocument(
        sums.new, sums.changed, sums.fields, sums.cancelled, sums.missing, tuple(map(_document, foreseen))
    )


def sentences_of(report: Report) -> Iterator[str]:
    """The sums, then a line for each booking, the first of them."""
    foreseen = foreseen_of(report.foreseen)
    yield f"A full sync would come to: {sums_words(sums_of(foreseen))}."
    yield from map(_line, foreseen[:_MOST_TOLD])
    if len(foreseen) > _MOST_TOLD:
        yield f"and {len(foreseen) - _MOST_TOLD} more; all of them with --json"
    if foreseen:
        yield "Apply some of them with: sync --apply ID…"


def sums_words(sums: DrySums) -> str:
    """ "+2 new, 5 changed (9 fields), 1 cancelled, 0 missing"."""
    changed = f"{sums.changed} changed" + (f" ({counted(sums.fields, 'field')})" if sums.changed else "")
    return f"+{sums.new} new, {changed}, {sums.cancelled} cancelled, {sums.missing} missing"


def _document(one: Foreseen) -> ForeseenDocument:
    touched = one.touched
    return ForeseenDocument(
        one.beds24_id,
        one.group,
        touched.guest,
        touched.arrival,
        touched.departure,
        touched.status,
        touched.lines,
    )


def _line(one: Foreseen) -> str:
    touched = one.touched
    guest = touched.guest or "no name"
    changes = ", ".join(_change(line) for line in touched.lines if not line.minor)
    stay = f"{guest}, {touched.arrival:%d %b} to {touched.departure:%d %b %Y}"
    return f"{one.group:<10} {one.beds24_id:<11} {stay}{f': {changes}' if changes else ''}"


def _change(line: FieldLine) -> str:
    return f"{line.field.replace('_', ' ')} {line.old or 'nothing'} → {line.new or 'nothing'}"
