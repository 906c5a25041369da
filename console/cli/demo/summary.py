"""How the demo ends: what happened, how it was heard of, the proof, and where the data lies."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from console.cli.counting import counted
from console.cli.demo.proof import Proof
from console.domain.runs import COMPARING, Counts, Outcome
from console.jobs.report import Report
from console.services.scorecard import Scorecard


@dataclass(slots=True)
class DaySums:
    """Adds up the runs of the day; `happened` counts what the simulated hotel lived through."""

    happened: int = 0
    runs: int = 0
    failed: int = 0
    gone: int = 0
    credits: Decimal = Decimal(0)
    counts: Counts = field(default_factory=Counts)

    def note(self, report: Report) -> None:
        self.runs += 1
        self.failed += report.run.outcome is not Outcome.DONE
        self.gone += len(report.gone)
        self.credits += report.run.traffic.credits
        self.counts += report.applied.counts if report.run.kind in COMPARING else report.run.counts


@dataclass(frozen=True, slots=True)
class DayEnd:
    """Everything that the end tells: `heard` is of the day without the import, `took` in seconds."""

    sums: DaySums
    heard: Scorecard
    proof: Proof
    took: float
    folder: Path

    @property
    def reservations(self) -> int:
        """How many are here; nothing is ever deleted."""
        return self.proof.agree + len(self.proof.differing) + self.proof.gone


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """The JSON document of `--demo --json`."""

    demo: bool
    happened: int
    runs: int
    failed_runs: int
    reservations: int
    changes: int
    by_message: int
    by_check: int
    gone: int
    credits: Decimal
    bookings: int
    agree: int
    data_dir: str
    seconds: float


def demo_document(end: DayEnd) -> DemoDocument:
    return DemoDocument(
        demo=True,
        happened=end.sums.happened,
        runs=end.sums.runs,
        failed_runs=end.sums.failed,
        reservations=end.reservations,
        changes=end.heard.changes,
        by_message=end.heard.by_webhook,
        by_check=end.heard.by_check,
        gone=end.sums.gone,
        credits=end.sums.credits,
        bookings=end.proof.bookings,
        agree=end.proof.agree,
        data_dir=str(end.folder),
        seconds=round(end.took, 1),
    )


def summary_text(end: DayEnd) -> str:
    sums, heard, proof, counts = end.sums, end.heard, end.proof, end.sums.counts
    read = f"{counts.read} = {counts.created} new + {counts.updated} changed + {counts.unchanged} unchanged"
    happened, changes = counted(sums.happened, "event"), counted(heard.changes, "change")
    half = f", half of all within {heard.delay.total_seconds():.0f} s" if heard.delay is not None else ""
    lines = [
        "",
        "A day at the demo hotel",
        f"  What happened   {happened} at Beds24: {changes} of bookings,",
        f"                  {sums.gone} found deleted and kept as gone",
        f"  Heard of        {heard.by_webhook} by instant message, {heard.by_check} by a check{half}",
        f"  Runs            {sums.runs}, {sums.failed} of them while the line was cut; nothing was lost",
        f"  Numbers         read {read} + {counts.parked} parked",
        f"  Credits         {sums.credits:.1f}; {sums.credits / max(1, sums.runs):.1f} a run (of 100 in five minutes)",
        f"  Proof           {proof.agree} of {proof.bookings} bookings agree with Beds24, field by field,",
        f"                  and so do {counted(proof.messages, 'message')} of guests and hotel",
        f"  Time            {end.took:.0f} s",
        f"  Data            {end.folder}",
        "",
        "Look at it: main.py --demo export reservations · main.py --demo doctor",
        "With your own hotel: main.py connect --invite-code -",
    ]
    return "\n".join(lines)
