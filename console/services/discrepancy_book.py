"""What the window asks of the discrepancies: how both sides stand, and everything that differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.adviser import Owner
from console.domain.channels import Channels
from console.domain.clock import Clock
from console.domain.discrepancies import Compared, DiscrepancyStatus
from console.domain.discrepancy_lines import DiscrepancyLine, part_that_differs
from console.domain.due import next_night
from console.domain.edits import Edit
from console.domain.runs import COMPARING, Outcome, Run
from console.services.channels import known_channels
from console.store.store import Session, Store

NIGHTS = 30
"""How many nights back the figures are told of."""


@dataclass(frozen=True, slots=True)
class ReconcileStanding:
    """How both sides stand: the `last` comparison of the whole window, the newest one where it did not end well
    (`broken`), what is open, put off and expected now, a row for each of the last NIGHTS nights on which was compared,
    the oldest first, and when the next night's comparison is due (None where no hotel is connected)."""

    last: Compared | None = None
    broken: Run | None = None
    open: int = 0
    snoozed: int = 0
    expected: int = 0
    nights: tuple[Compared, ...] = ()
    next_at: datetime | None = None


class DiscrepancyBook:
    """Questions about discrepancies; to be asked on the reader's thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def lines(self) -> tuple[DiscrepancyLine, ...]:
        """Everything that is not fixed, in the order in which it was first seen."""
        with self._store.reading() as session:
            lines = tuple(session.discrepancy_lines.alive(self._clock.now()))
            edits = session.edits.of({line.reservation_id for line in lines if line.reservation_id is not None})
        channels = known_channels()
        return tuple(_with_facts(line, edits.get(line.reservation_id or 0, ()), channels) for line in lines)

    def standing(self) -> ReconcileStanding:
        """How both sides stand now."""
        now = self._clock.now()
        with self._store.reading() as session:
            return _standing(session, now)


def _with_facts(line: DiscrepancyLine, edits: Iterable[Edit], channels: Channels) -> DiscrepancyLine:
    """The line with what both sides last agreed on, where the desk has said something else since, and with who decides
    on what differs."""
    edit = next((one for one in edits if one.field == line.field), None)
    agreed = None if edit is None else "" if edit.base is None else str(edit.base)
    return line._replace(agreed=agreed, owner=_owner(line, channels))


def _owner(line: DiscrepancyLine, channels: Channels) -> Owner | None:
    part = part_that_differs(line)
    if part is None or line.reservation_id is None:
        return None
    return Owner.CHANNEL if part in channels.named(line.channel_code, line.channel).owns else Owner.DESK


def _standing(session: Session, now: datetime) -> ReconcileStanding:
    config = next(iter(session.config.all()), None)
    today = now.astimezone(config.zone).date() if config else now.date()
    counts = {status: session.discrepancies.count(status, now) for status in DiscrepancyStatus}
    return ReconcileStanding(
        last=session.discrepancies.last_comparison(),
        broken=_broken([session.runs.newest(kind) for kind in COMPARING]),
        open=counts[DiscrepancyStatus.OPEN],
        snoozed=counts[DiscrepancyStatus.SNOOZED],
        expected=counts[DiscrepancyStatus.EXPECTED],
        nights=session.discrepancies.nights(today - timedelta(days=NIGHTS)),
        next_at=next_night(now, config.schedule) if config else None,
    )


def _broken(of_each_kind: Iterable[Run | None]) -> Run | None:
    """The newest comparison, of everything or of the arrivals, if it did not end well."""
    newest = max((run for run in of_each_kind if run), key=lambda run: run.id, default=None)
    went_well = newest is None or newest.outcome in (Outcome.DONE, Outcome.RUNNING, Outcome.STOPPED)
    return None if went_well else newest
