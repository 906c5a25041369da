"""How runs end."""

from console.domain.errors import BrakePulled, ConsoleError, Stopped
from console.domain.runs import Outcome


def outcome_of(error: ConsoleError) -> Outcome:
    """What the ledger says of a run that this error ended."""
    if isinstance(error, Stopped):
        return Outcome.STOPPED
    return Outcome.BRAKED if isinstance(error, BrakePulled) else Outcome.FAILED
