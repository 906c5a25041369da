"""The ledger of runs for whoever looks at it: its pages, its figures, what each run changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from console.domain.runs import Outcome, Run, RunKind
from console.store.run_book import FieldLine, Touched
from console.store.store import Store

__all__ = ["Changes", "FieldLine", "Figures", "RunBook", "Touched"]

DAY = timedelta(hours=24)
_SHOWN_OF_A_RUN = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed: all of it, or the first of `total` reservations; `missing` counts the known bookings that it
    was the first not to find, `gone` those that it believes to be gone."""

    run_id: int
    total: int
    touched: tuple[Touched, ...]
    missing: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The last 24 hours in four figures; None where nothing can be said yet.

    `longest_silence` is the longest time without a run that ended well, the one that lasts still included.
    """

    checks: int
    median_ms: int | None
    longest_silence: timedelta | None
    credits: Decimal


class RunBook:
    """Short readings of the ledger; each may be called on any thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self, limit: int, before: int | None = None) -> tuple[Run, ...]:
        """The newest `limit` runs with a number below `before`, newest first."""
        with self._store.reading() as session:
            return session.run_book.page(limit, before)

    def since_number(self, number: int) -> tuple[Run, ...]:
        """The runs from `number` on, newest first: what is new since a page was read, and what has ended since."""
        with self._store.reading() as session:
            return session.run_book.since_number(number)

    def stretch(self, moment: datetime) -> tuple[Run, ...]:
        """The runs that began at `moment` or later and the one before them, oldest first: what a time line shows."""
        with self._store.reading() as session:
            return session.run_book.stretch(moment)

    def run(self, run_id: int) -> Run | None:
        with self._store.reading() as session:
            return session.run_book.of(run_id)

    def changes(self, run_id: int, limit: int = _SHOWN_OF_A_RUN) -> Changes:
        """What a run changed; of a first import only the beginning is read."""
        with self._store.reading() as session:
            book = session.run_book
            return Changes(
                run_id,
                book.touched_count(run_id),
                book.touched(run_id, limit),
                book.missed(run_id),
                book.believed_gone(run_id),
            )

    def interval(self) -> timedelta:
        """How often Beds24 is asked."""
        with self._store.reading() as session:
            config = next(iter(session.config.all()), None)
        return config.schedule.pull_every if config else timedelta(minutes=5)

    def figures(self, now: datetime) -> Figures:
        """What the last 24 hours were like."""
        with self._store.reading() as session:
            runs = session.run_book.since(now - DAY)
            before = session.run_book.last_success_before(now - DAY)
        return figures_of(runs, before, now)


def figures_of(runs: Sequence[Run], last_success_before: datetime | None, now: datetime) -> Figures:
    """The figures of `runs`, all from the last 24 hours, oldest first."""
    done = [run for run in runs if run.outcome is Outcome.DONE and run.kind is not RunKind.CHECK]
    took = [run.took_ms for run in done if run.kind is RunKind.PULL and run.took_ms is not None]
    moments = [run.finished_at for run in done if run.finished_at is not None]
    known = [last_success_before, *moments] if last_success_before else moments
    return Figures(
        checks=len(done),
        median_ms=round(median(took)) if took else None,
        longest_silence=_longest_silence(sorted([*known, now])) if known else None,
        credits=sum((run.traffic.credits for run in runs), Decimal(0)),
    )


def _longest_silence(moments: Iterable[datetime]) -> timedelta | None:
    return max((later - earlier for earlier, later in pairwise(moments)), default=None)
