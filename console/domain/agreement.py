"""Whether the upcoming bookings agree with Beds24, and how surely that is known.

*Lightly* proved is what stood here when a complete reading of all changes found nothing newer; *deeply* proved is a
booking that was itself read and compared, and has not changed here since.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from console.domain.pill import late_after

DEEP_FOR: Final = timedelta(hours=26)
"""The night compares everything; a day and two hours later one was missed."""


class Proof(NamedTuple):
    """One booking that was compared: when Beds24 was asked for it, and the time of reading of the version here."""

    beds24_id: int
    read_at: datetime
    stands: datetime


class CheckResult(StrEnum):
    """What the last comparison of a booking says today."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CHANGED = "changed"
    """It was compared once, and has changed here since: only lightly proved."""
    NEVER = "never"


class ProofState(StrEnum):
    """What may be said of all upcoming bookings together."""

    NOT_COMPARED = "not_compared"
    AGREE = "agree"
    DIFFER = "differ"
    STALE = "stale"
    """It was so once; a check that should have proved it since has not been done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many of the `upcoming` bookings (they have not ended, on either side) are known to agree.

    `differing` were found to differ or are on one side only, `on_purpose` are kept otherwise by the desk's will, and
    `waiting` are those whose change here Beds24 does not have yet. `deep` are deeply proved, the oldest of them at
    `oldest_deep`; all others only lightly, up to `read_until` (Beds24's clock). `read_at` is when that reading ended,
    `compared_at` when everything was last compared.
    """

    upcoming: int = 0
    differing: int = 0
    on_purpose: int = 0
    waiting: int = 0
    deep: int = 0
    oldest_deep: datetime | None = None
    read_until: datetime | None = None
    read_at: datetime | None = None
    compared_at: datetime | None = None

    @property
    def agreeing(self) -> int:
        return self.upcoming - self.differing - self.on_purpose - self.waiting

    @property
    def light_only(self) -> int:
        """How many were not compared since they last changed."""
        return self.upcoming - self.deep


def state_of(agreement: Agreement, now: datetime, pull_every: timedelta) -> ProofState:
    """What may be said at `now`, where changes are read every `pull_every`."""
    agrees = agreement.agreeing == agreement.upcoming
    if agreement.compared_at is None:
        return ProofState.NOT_COMPARED if agrees else ProofState.DIFFER
    if _is_stale(agreement, now, pull_every):
        return ProofState.STALE
    return ProofState.AGREE if agrees else ProofState.DIFFER


def _is_stale(agreement: Agreement, now: datetime, pull_every: timedelta) -> bool:
    """Whether the last complete reading or the last comparison is older than it ought to be."""
    light_for = timedelta(minutes=late_after(pull_every) + 1)
    if agreement.read_at is None or now - agreement.read_at >= light_for:
        return True
    return agreement.compared_at is not None and now - agreement.compared_at > DEEP_FOR
