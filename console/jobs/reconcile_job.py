"""Comparing both sides: the window read completely, or what a full sync has just read; no reservation is changed.

Its row in the ledger adds up like every run's: created are those that only Beds24 has, updated those that differ,
parked those that cannot be placed or read. What is found is remembered in the transaction that closes the run.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from console.domain.asking import BookingQuery, Urgency
from console.domain.brake import vanished_allowed
from console.domain.config import Beds24Config
from console.domain.discrepancies import Tally
from console.domain.due import night_of
from console.domain.errors import BrakePulled, ConsoleError, OurBug, StoreDamaged, StoreTrouble
from console.domain.hotel import Property
from console.domain.runs import Counts, Outcome, Run, RunKind, Traffic, Trigger
from console.jobs.endings import outcome_of
from console.jobs.report import Report
from console.jobs.workplace import Workplace
from console.services.comparing_ground import Scope, numbers_expected
from console.services.connection import hotel_to_sync
from console.services.missing import BELIEVED_AFTER, ask_by_number
from console.services.preferences import brake_limits
from console.services.pull_sync import Reconciled, Watch, pull_bookings, reconcile_bookings
from console.store.spool import Spool

_DAY = timedelta(days=1)
"""Whether Beds24 counts the ends of a range in is not told (FACTS.md 2.1), so that one day more is asked for."""


def run_reconcile_job(place: Workplace, trigger: Trigger, watch: Watch, only: int | None = None) -> Report:
    """Read the window, or `only` one booking, and compare it with what stands here.

    Each page is read once: what moves meanwhile is asked for by number or left to the next time. Raises NotConnected,
    SyncSwitchedOff; every later trouble is in the report.
    """
    config, hotel = hotel_to_sync(place.store)
    with Spool() as spool:
        return _Comparing(place, config, hotel, spool, trigger, watch, only).carry_out()


def compare_after_full(
    place: Workplace,
    config: Beds24Config,
    hotel: Property,
    trigger: Trigger,
    watch: Watch,
    *,
    spool: Spool,
    absent: Collection[int],
) -> Report:
    """Compare what a full sync has just read, and applied, with what stands here now; it costs no request."""
    return _Comparing(place, config, hotel, spool, trigger, watch, None, absent).carry_out()


class _Comparing:
    """One comparison from its opening in the ledger to its closing; `absent` None: it has still to be read."""

    def __init__(
        self,
        place: Workplace,
        config: Beds24Config,
        hotel: Property,
        spool: Spool,
        trigger: Trigger,
        watch: Watch,
        only: int | None,
        absent: Collection[int] | None = None,
    ) -> None:
        self._place = place
        self._config = config
        self._hotel = hotel
        self._spool = spool
        self._only = only
        self._absent = absent
        self._watch = replace(watch, spend=self._spend)
        self._urgency = Urgency.PERSON if only and trigger is Trigger.MANUAL else Urgency.BACKGROUND
        self._started = place.clock.monotonic()
        self._traffic = Traffic()
        self._run = self._open(trigger)

    def _open(self, trigger: Trigger) -> Run:
        now = self._place.clock.now()
        with self._place.store.writing() as session:
            return session.runs.open(RunKind.RECONCILE, trigger, now, self._night())

    def _night(self) -> date:
        return night_of(self._place.clock.now(), self._config.schedule)

    def _spend(self, traffic: Traffic) -> None:
        self._traffic += traffic

    def carry_out(self) -> Report:
        try:
            absent = self._read() if self._absent is None else self._absent
            return self._compare(absent)
        except ConsoleError as error:
            return self._close_broken(error)
        finally:
            if self._run.outcome is Outcome.RUNNING:
                self._close_broken(OurBug("The comparison ended by a fault in the program. Nothing was changed."))

    def _scope(self) -> Scope:
        return Scope(self._config, self._hotel.currency, self._place.clock.now(), BELIEVED_AFTER, self._only)

    def _read(self) -> frozenset[int]:
        """Read what is to be compared; the numbers that Beds24 does not have."""
        scope = self._scope()
        if self._only is None:
            pull_bookings(
                self._place.beds24, self._query(scope), self._hotel.currency, self._spool, self._watch, self._urgency, 1
            )
        with self._place.store.reading() as session:
            known = numbers_expected(session, scope)
            allowed = vanished_allowed(len(known), brake_limits(session))
        absent = self._ask(known - self._spool.numbers(), allowed)
        if self._only is None and len(absent) > allowed:
            raise BrakePulled(
                f"Stopped before comparing anything. More than {allowed} of {len(known)} known bookings are not among"
                " those that Beds24 tells of. Perhaps the key may not read all of them any more."
            )
        return absent

    def _query(self, scope: Scope) -> BookingQuery:
        return BookingQuery(
            property_id=self._config.property_id,
            departure_from=scope.window.first - _DAY,
            arrival_to=scope.window.last + _DAY,
        )

    def _ask(self, numbers: Collection[int], allowed: int) -> frozenset[int]:
        return ask_by_number(
            self._place.beds24,
            numbers,
            self._config.property_id,
            self._hotel.currency,
            self._spool,
            self._watch,
            urgency=self._urgency,
            enough_absent=allowed,
        )

    def _compare(self, absent: Collection[int]) -> Report:
        self._watch.stop_here()
        scope = self._scope()
        with self._place.store.reading() as session:
            reconciled = reconcile_bookings(session, self._spool, absent, scope)
        return self._close_done(reconciled, scope)

    def _close_done(self, reconciled: Reconciled, scope: Scope) -> Report:
        run = replace(self._ended(Outcome.DONE), counts=_counts(reconciled.tally))
        with self._place.store.writing() as session:
            session.discrepancies.take(reconciled.found, run.id, scope.now)
            if self._only is None:
                session.discrepancies.settle(run.id, scope.now, reconciled.numbers, reconciled.undecided)
                session.discrepancies.note_comparison(run.id, self._night(), scope.now, reconciled.tally)
            elif self._only not in reconciled.undecided:
                session.discrepancies.settle_one(run.id, scope.now, self._only)
            session.runs.close(run)
        self._run = run
        return Report(run, reconciled=reconciled)

    def _close_broken(self, error: ConsoleError) -> Report:
        outcome = outcome_of(error)
        self._run = replace(self._ended(outcome), errors=int(outcome is Outcome.FAILED), message=str(error))
        return Report(self._run, error=error, closed=self._write_end())

    def _write_end(self) -> bool:
        """Whether the ledger took how the run ended; what ended it must not be hidden by a ledger that cannot."""
        try:
            with self._place.store.writing() as session:
                session.runs.close(self._run)
        except (StoreTrouble, StoreDamaged):
            return False
        return True

    def _ended(self, outcome: Outcome) -> Run:
        return replace(
            self._run,
            outcome=outcome,
            finished_at=self._place.clock.now(),
            took_ms=round((self._place.clock.monotonic() - self._started) * 1000),
            traffic=self._traffic,
        )


def _counts(tally: Tally) -> Counts:
    return Counts(tally.read, tally.only_there, tally.differing, tally.agreeing, tally.parked)
