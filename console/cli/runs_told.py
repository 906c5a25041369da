"""Runs in words and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from console.cli.counting import counted
from console.cli.dry_running import DryRunDocument, dry_run_document, sentences_of
from console.cli.exit_codes import ExitCode, exit_code_of
from console.domain.errors import BrakePulled
from console.domain.runs import Counts, Outcome, Run, RunKind
from console.jobs.report import Report

KIND_WORDS = {
    RunKind.PULL: "Sync",
    RunKind.FULL: "Full sync",
    RunKind.CHECK: "Check",
    RunKind.RECONCILE: "Comparison",
    RunKind.ARRIVALS: "Check of the arrivals",
    RunKind.CHOSEN: "Applying what was chosen",
}
HOW_TO_APPLY = "If this is right all the same, apply it with: sync --full --apply-anyway"


@dataclass(frozen=True, slots=True)
class RunDocument:
    """A finished run for `sync --json`: the fields of `export runs`, and what a script must know besides."""

    id: int
    kind: str
    trigger: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    read: int
    created: int
    updated: int
    unchanged: int
    parked: int
    credits: Decimal
    watermark: datetime | None
    requests: int
    errors: int
    took_ms: int | None
    message: str
    gone: int
    waiting: int
    exit_code: int


@dataclass(frozen=True, slots=True)
class CheckDocument(RunDocument):
    """A check for `sync --check-only --json`: the run, and what a full sync would do."""

    dry_run: DryRunDocument


@dataclass(frozen=True, slots=True)
class ChosenDocument(RunDocument):
    """What came of `sync --apply`: the run, and the numbers that were left out because they moved."""

    moved: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BrokenRunDocument:
    """A run that an error ended: what every error tells, and the run."""

    error: str
    kind: str
    exit_code: int
    run: RunDocument = field(kw_only=True)


def exit_code_for(report: Report, *, needs_person: bool) -> ExitCode:
    """Done; or done, but something needs a person; or the code of the error that ended the run."""
    if report.error is not None:
        return exit_code_of(report.error)
    return ExitCode.NEEDS_A_PERSON if needs_person or report.run.errors or report.moved else ExitCode.DONE


def document_for(report: Report, waiting: int, code: ExitCode) -> RunDocument | BrokenRunDocument:
    run = run_document(report, waiting, code)
    if report.error is None:
        return run
    return BrokenRunDocument(str(report.error), type(report.error).__name__, code, run=run)


def run_document(report: Report, waiting: int, code: ExitCode) -> RunDocument:
    """The run of a report as JSON, of a check with what it foresees."""
    values = _run_values(report, waiting, code)
    if report.run.kind is RunKind.CHECK:
        return CheckDocument(**values, dry_run=dry_run_document(report))
    if report.run.kind is RunKind.CHOSEN:
        return ChosenDocument(**values, moved=report.moved)
    return RunDocument(**values)


def _run_values(report: Report, waiting: int, code: ExitCode) -> dict[str, Any]:
    run = report.run
    return dict(
        id=run.id,
        kind=run.kind.value,
        trigger=run.trigger.value,
        started_at=_whole_seconds(run.started_at),
        finished_at=_whole_seconds(run.finished_at),
        outcome=run.outcome.value,
        credits=run.traffic.credits,
        watermark=_whole_seconds(run.watermark),
        requests=run.traffic.requests,
        errors=run.errors,
        took_ms=run.took_ms,
        message=run.message,
        gone=len(report.gone),
        waiting=waiting,
        exit_code=code,
        **_counts(run),
    )


def _whole_seconds(moment: Any) -> Any:
    return moment.replace(microsecond=0) if moment else None


def _counts(run: Run) -> dict[str, int]:
    counts = run.counts
    return {name: getattr(counts, name) for name in ("read", "created", "updated", "unchanged", "parked")}


def sums_of(run: Run) -> str:
    """ "read 143 = 140 new + 2 changed + 1 unchanged + 0 parked; 3.2 credits; 4.1 s"."""
    return f"{_came_to(run)}; {run.traffic.credits.normalize():f} credits; {(run.took_ms or 0) / 1000:.1f} s"


def _came_to(run: Run) -> str:
    counts = run.counts
    if run.outcome is not Outcome.DONE and counts == Counts():
        return "no booking was written"
    return (
        f"read {counts.read} = {counts.created} new + {counts.updated} changed"
        f" + {counts.unchanged} unchanged + {counts.parked} parked"
    )


def sentences_for(report: Report, waiting: int) -> tuple[str, ...]:
    """The summary for a person, one sentence a line."""
    run = report.run
    lines = [f"{KIND_WORDS[run.kind]} {_ENDINGS[run.outcome]}: {sums_of(run)}."]
    lines += filter(None, (str(report.error or run.message), _messages_told(report)))
    if isinstance(report.error, BrakePulled):
        lines.append(HOW_TO_APPLY)
    lines += _of_a_check(report)
    if report.gone:
        lines.append(f"{counted(len(report.gone), 'booking')} no longer at Beds24: marked as gone, and kept.")
    if report.missing:
        lines.append(
            f"{counted(report.missing, 'booking')} not found at Beds24: marked as gone when a sync more than ten "
            "minutes from now does not find the same either."
        )
    if not run.counts.add_up:
        lines.append("The numbers of this run do not add up. Please tell support; run sync --full to be sure.")
    if waiting:
        lines.append(f"{counted(waiting, 'booking')} waiting for something; see: export parked")
    return tuple(lines)


def _of_a_check(report: Report) -> Iterator[str]:
    """What it foresees, or what came of the part of it that was chosen."""
    if report.run.kind is RunKind.CHECK:
        if report.run.outcome is Outcome.DONE:
            yield "Nothing was changed: this was only a check."
        yield from sentences_of(report)
    if report.moved:
        left, numbers = counted(len(report.moved), "booking"), ", ".join(map(str, report.moved))
        yield f"{left} left out, for Beds24 tells otherwise by now, or nothing: {numbers}"


def _messages_told(report: Report) -> str:
    return f"{counted(report.new_messages, 'new message')} of guests and hotel." if report.new_messages else ""


_ENDINGS = {
    Outcome.DONE: "done",
    Outcome.FAILED: "failed",
    Outcome.BRAKED: "stopped by the brake",
    Outcome.STOPPED: "stopped",
    Outcome.CRASHED: "crashed",
    Outcome.RUNNING: "under way",
}
