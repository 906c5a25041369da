"""How the demo ends: what happened, the proof, and where the data lies."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from console.cli.counting import counted
from console.cli.demo.proof import Proof
from console.domain.runs import Counts, Outcome
from console.jobs.report import Report


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
        self.counts += report.run.counts


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """The JSON document of `--demo --json`."""

    demo: bool
    happened: int
    runs: int
    failed_runs: int
    created: int
    updated: int
    gone: int
    credits: Decimal
    bookings: int
    agree: int
    data_dir: str
    seconds: float


def demo_document(sums: DaySums, proof: Proof, took: float, folder: Path) -> DemoDocument:
    return DemoDocument(
        demo=True,
        happened=sums.happened,
        runs=sums.runs,
        failed_runs=sums.failed,
        created=sums.counts.created,
        updated=sums.counts.updated,
        gone=sums.gone,
        credits=sums.credits,
        bookings=proof.bookings,
        agree=proof.agree,
        data_dir=str(folder),
        seconds=round(took, 1),
    )


def summary_text(sums: DaySums, proof: Proof, took: float, folder: Path) -> str:
    counts = sums.counts
    read = f"{counts.read} = {counts.created} new + {counts.updated} changed + {counts.unchanged} unchanged"
    lines = [
        "",
        "A day at the demo hotel",
        f"  What happened   {sums.happened} events at Beds24; here {counts.created} reservations created,",
        f"                  {counts.updated} changed, {sums.gone} found deleted and kept as gone",
        f"  Runs            {sums.runs}, {sums.failed} of them while the line was cut; nothing was lost",
        f"  Numbers         read {read} + {counts.parked} parked",
        f"  Credits         {sums.credits:.1f}; {sums.credits / max(1, sums.runs):.1f} a run (of 100 in five minutes)",
        f"  Proof           {proof.agree} of {proof.bookings} bookings agree with Beds24, field by field,",
        f"                  and so do {counted(proof.messages, 'message')} of guests and hotel",
        f"  Time            {took:.0f} s",
        f"  Data            {folder}",
        "",
        "Look at it: main.py --demo export reservations · main.py --demo doctor",
        "With your own hotel: main.py connect --invite-code -",
    ]
    return "\n".join(lines)
