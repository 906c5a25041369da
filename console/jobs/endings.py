"""How runs end."""

from dataclasses import replace

from console.domain.clock import Clock
from console.domain.errors import BrakePulled, ConsoleError, Stopped, StoreDamaged, StoreTrouble
from console.domain.runs import Counts, Outcome, Run, Traffic
from console.store.store import Store


def outcome_of(error: ConsoleError) -> Outcome:
    """What the ledger says of a run that this error ended."""
    if isinstance(error, Stopped):
        return Outcome.STOPPED
    return Outcome.BRAKED if isinstance(error, BrakePulled) else Outcome.FAILED


def ended(run: Run, outcome: Outcome, clock: Clock, started: float, traffic: Traffic) -> Run:
    """The run as it ends now; `started` is when it began by the clock's monotonic seconds."""
    took = clock.monotonic() - started
    return replace(run, outcome=outcome, finished_at=clock.now(), took_ms=round(took * 1000), traffic=traffic)


def ended_applying(run: Run, outcome: Outcome, clock: Clock, started: float, traffic: Traffic, counts: Counts) -> Run:
    """The same of a run that applied bookings; sums that do not add up are an error of ours."""
    return replace(ended(run, outcome, clock, started, traffic), counts=counts, errors=0 if counts.add_up else 1)


def wrote_end(store: Store, run: Run) -> bool:
    """Whether the ledger took how a run ended; what ended it must not be hidden by a ledger that cannot."""
    try:
        with store.writing() as session:
            session.runs.close(run)
    except (StoreTrouble, StoreDamaged):
        return False
    return True
