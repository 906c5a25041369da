"""Comparing both sides: the window read completely, or what a full sync has just read; no reservation is changed.

Of the arrivals of the next 48 hours what was read is applied first, as in the night, so that what differs then is what
a sync cannot heal.

Its row in the ledger adds up like every run's: created are those that only Beds24 has, updated those that differ,
parked those that cannot be placed or read. What is found is remembered in the transaction that closes the run.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from console.domain.announcing import ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import BookingQuery, Urgency
from console.domain.brake import vanished_allowed
from console.domain.config import Beds24Config
from console.domain.discrepancies import Tally
from console.domain.due import night_of
from console.domain.errors import BrakePulled, ConsoleError, OurBug
from console.domain.hotel import Property
from console.domain.runs import Counts, Outcome, Run, RunKind, Traffic, Trigger
from console.jobs.brake_part import stop_what_looks_wrong
from console.jobs.endings import ended, outcome_of, wrote_end
from console.jobs.report import Report
from console.jobs.workplace import Workplace
from console.services.applying import Applied, apply_in
from console.services.comparing_ground import Scope, numbers_expected
from console.services.connection import hotel_to_sync
from console.services.keeping_out import item_to_keep
from console.services.missing import BELIEVED_AFTER, ask_by_number
from console.services.placing import context_now
from console.services.preferences import brake_limits
from console.services.pull_sync import Reconciled, Watch, pull_bookings, reconcile_bookings
from console.store.spool import Spool

_DAY = timedelta(days=1)
"""Whether Beds24 counts the ends of a range in is not told (FACTS.md 2.1), so that one day more is asked for."""

_APPLY_AT_ONCE = 500


def run_reconcile_job(place: Workplace, trigger: Trigger, watch: Watch, only: int | None = None) -> Report:
    """Read the window, or `only` one booking, and compare it with what stands here.

    Each page is read once: what moves meanwhile is asked for by number or left to the next time. Raises NotConnected,
    SyncSwitchedOff; every later trouble is in the report.
    """
    config, hotel = hotel_to_sync(place.store)
    with Spool() as spool:
        return _Comparing(place, config, hotel, spool, trigger, watch, only).carry_out()


def run_arrivals_job(place: Workplace, trigger: Trigger, watch: Watch) -> Report:
    """Read the arrivals of the next 48 hours, apply what is told of them, and compare both sides (decision 33).

    One request lists them; those that are known here and not listed are asked for by number. Raises NotConnected,
    SyncSwitchedOff; every later trouble is in the report.
    """
    config, hotel = hotel_to_sync(place.store)
    with Spool() as spool:
        return _Comparing(place, config, hotel, spool, trigger, watch, None, kind=RunKind.ARRIVALS).carry_out()


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
        kind: RunKind = RunKind.RECONCILE,
    ) -> None:
        self._place = place
        self._config = config
        self._hotel = hotel
        self._spool = spool
        self._only = only
        self._kind = kind
        self._applied = Applied()
        self._absent = absent
        self._watch = replace(watch, spend=self._spend)
        is_short = only is not None or kind is RunKind.ARRIVALS
        self._urgency = Urgency.PERSON if is_short and trigger is Trigger.MANUAL else Urgency.BACKGROUND
        self._started = place.clock.monotonic()
        self._traffic = Traffic()
        self._run = self._open(trigger)

    def _open(self, trigger: Trigger) -> Run:
        now = self._place.clock.now()
        with self._place.store.writing() as session:
            return session.runs.open(self._kind, trigger, now, self._night())

    def _night(self) -> date:
        return night_of(self._place.clock.now(), self._config.schedule)

    def _spend(self, traffic: Traffic) -> None:
        self._traffic += traffic

    def carry_out(self) -> Report:
        try:
            absent = self._read() if self._absent is None else self._absent
            if self._kind is RunKind.ARRIVALS:
                self._apply(absent)
            return self._compare(absent)
        except ConsoleError as error:
            return self._close_broken(error)
        finally:
            if self._run.outcome is Outcome.RUNNING:
                self._close_broken(OurBug("The comparison ended by a fault in the program. Nothing was changed."))

    def _scope(self) -> Scope:
        arrivals, now = self._kind is RunKind.ARRIVALS, self._place.clock.now()
        return Scope(self._config, self._hotel.currency, now, BELIEVED_AFTER, self._only, arrivals)

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
        if scope.arrivals:
            return BookingQuery(
                property_id=self._config.property_id,
                arrival_from=scope.today - _DAY,
                arrival_to=scope.last_arrival + _DAY,
            )
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

    def _apply(self, absent: Collection[int]) -> None:
        """Let the desk have what was read at once; the brake looks at it as at every run."""
        number, today = self._config.property_id, self._scope().today
        stop_what_looks_wrong(self._place.store, number, self._spool, frozenset(absent), today, full=False)
        with self._place.store.writing() as session:
            context = replace(context_now(session, self._place.clock.now(), Source.BY_ID), run_id=self._run.id)
            for page in self._spool.pages(_APPLY_AT_ONCE):
                self._applied += apply_in(session, page, context)
            session.reservations.note_missed(absent, context.at)
            for item in self._spool.unreadable():
                session.waiting.park(item_to_keep(session, item), None, context.at)
        if ids := self._applied.shown:
            self._watch.announce(ReservationsChanged(ids))

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
            session.proofs.note(reconciled.proofs, run.id)
            if scope.is_whole:
                session.discrepancies.settle(run.id, scope.now, reconciled.numbers, reconciled.undecided)
                session.discrepancies.note_comparison(run.id, self._night(), scope.now, reconciled.tally)
            elif self._only is None:
                session.discrepancies.settle_some(run.id, scope.now, reconciled.numbers, reconciled.undecided)
            elif self._only not in reconciled.undecided:
                session.discrepancies.settle_one(run.id, scope.now, self._only)
            session.runs.close(run)
        self._run = run
        return Report(run, self._applied, reconciled=reconciled)

    def _close_broken(self, error: ConsoleError) -> Report:
        outcome = outcome_of(error)
        self._run = replace(self._ended(outcome), errors=int(outcome is Outcome.FAILED), message=str(error))
        return Report(self._run, self._applied, error=error, closed=wrote_end(self._place.store, self._run))

    def _ended(self, outcome: Outcome) -> Run:
        return ended(self._run, outcome, self._place.clock, self._started, self._traffic)


def _counts(tally: Tally) -> Counts:
    return Counts(tally.read, tally.only_there, tally.differing, tally.agreeing, tally.parked)
