"""What is told of a run once it has ended; light, for a window hears of runs that it does not do."""
# ruff: noqa: PLC0415 - see above

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.domain.errors import ConsoleError
from console.domain.runs import Run

if TYPE_CHECKING:
    from console.services.applying import Applied
    from console.services.previews import Preview
    from console.services.pull_sync import Reconciled
    from console.store.run_book import Touched


def _nothing_applied() -> "Applied":
    from console.services.applying import Applied

    return Applied()


def _no_preview() -> "Preview":
    from console.services.previews import Preview

    return Preview()


@dataclass(frozen=True, slots=True)
class Report:
    """How a run ended, what it changed (reservation ids), and the error that ended it, if one did.

    `preview` and `foreseen` are filled by a check only: the hotel in figures, and the first of the reservations that
    a full sync would change, those included that Beds24 no longer has. `missing` counts known bookings that Beds24 did
    not have for the first time; nothing is believed of them yet. `new_messages` counts those of guests that a full sync
    brought. `moved` are chosen bookings (Beds24's numbers) that were left out, being no longer as the person was shown.
    `closed` tells whether the ledger took its end. `reconciled` is what a comparison found.
    """

    run: Run
    applied: "Applied" = field(default_factory=_nothing_applied)
    gone: tuple[int, ...] = ()
    missing: int = 0
    error: ConsoleError | None = None
    foreseen: "tuple[Touched, ...]" = ()
    preview: "Preview" = field(default_factory=_no_preview)
    new_messages: int = 0
    moved: tuple[int, ...] = ()
    closed: bool = True
    reconciled: "Reconciled | None" = None
