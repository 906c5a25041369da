"""The two jobs that keep the PMS in step with Beds24: the five-minute pull and the night's full sync.

Both read everything into a spool, look at it as a whole, and only then write. The watermark moves in the same
transaction that closes a complete run, and never past anything unread.
"""

from dataclasses import replace
from datetime import date, datetime

from console.domain.announcing import ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import Urgency
from console.domain.config import Beds24Config
from console.domain.due import night_of
from console.domain.errors import (
    ConsoleError,
    OurBug,
)
from console.domain.hotel import Property
from console.domain.runs import Counts, Outcome, Progress, Run, RunKind, Stage, Traffic, Trigger
from console.jobs.brake_part import stop_what_looks_wrong
from console.jobs.endings import ended, ended_applying, outcome_of, wrote_end
from console.jobs.message_part import read_messages_part
from console.jobs.reading_part import Asked, Told, read_part
from console.jobs.reconcile_job import compare_after_full
from console.jobs.report import Report
from console.jobs.workplace import Workplace
from console.services.applying import Applied, Applying, park_unreadable
from console.services.clock_watch import note_clock
from console.services.connection import hotel_to_sync
from console.services.missing import note_absence
from console.services.previews import Preview, preview_of
from console.services.pull_sync import (
    TOLD_OF_A_REHEARSAL,
    Pass,
    Watch,
    rehearse_sync,
    sync_bookings_to_pms,
)
from console.services.rooms import take_up_parked
from console.store.run_book import Touched
from console.store.spool import Received, Spool

APPLY_AT_ONCE = 500


def run_pull_sync_job(place: Workplace, trigger: Trigger, watch: Watch) -> Report:
    """Read and apply what changed since the watermark, less an overlap; everything where there is no watermark.

    Raises NotConnected, SyncSwitchedOff; every later trouble is in the report.
    """
    config, hotel = hotel_to_sync(place.store)
    kind = RunKind.PULL if config.watermark else RunKind.FULL
    return _SyncRun(place, config, hotel, kind, trigger, watch).carry_out()


def run_full_sync_job(place: Workplace, trigger: Trigger, watch: Watch, *, apply_anyway: bool = False) -> Report:
    """Read and apply every booking, and look for known ones that the list lacks; once a night.

    Where nobody wished for it by hand, both sides are compared afterwards, in a run of its own. `apply_anyway` lets a
    run pass that the brake would stop. Raises NotConnected, SyncSwitchedOff.
    """
    config, hotel = hotel_to_sync(place.store)
    compares = trigger is not Trigger.MANUAL
    sync = _SyncRun(place, config, hotel, RunKind.FULL, trigger, watch, apply_anyway=apply_anyway, compares=compares)
    return sync.carry_out()


def run_check_job(place: Workplace, trigger: Trigger, watch: Watch) -> Report:
    """Find out what a full sync would do, the brake's word included, and write nothing but the run.

    Raises NotConnected, SyncSwitchedOff.
    """
    config, hotel = hotel_to_sync(place.store)
    return _SyncRun(place, config, hotel, RunKind.CHECK, trigger, watch).carry_out()


def _urgency(kind: RunKind, trigger: Trigger) -> Urgency:
    """A person waits for a pull they asked for; a long read waits for credits, whoever asked for it."""
    return Urgency.PERSON if kind is RunKind.PULL and trigger is Trigger.MANUAL else Urgency.BACKGROUND


class _SyncRun:
    """One run from its opening in the ledger to its closing."""

    def __init__(
        self,
        place: Workplace,
        config: Beds24Config,
        hotel: Property,
        kind: RunKind,
        trigger: Trigger,
        watch: Watch,
        *,
        apply_anyway: bool = False,
        compares: bool = False,
    ) -> None:
        self._place = place
        self._compares = compares
        self._config = config
        self._hotel = hotel
        self._watch = replace(watch, spend=self._spend)
        self._full = kind is not RunKind.PULL
        self._asked = Asked(config, hotel, self._full, _urgency(kind, trigger), apply_anyway)
        self._started = place.clock.monotonic()
        self._check_only = kind is RunKind.CHECK
        self._run = self._open(kind, trigger)
        self._traffic = Traffic()
        self._applied = Applied()
        self._gone: tuple[int, ...] = ()
        self._missing = 0
        self._preview = Preview()
        self._foreseen: tuple[Touched, ...] = ()
        self._new_messages = 0
        self._closed = True

    def _open(self, kind: RunKind, trigger: Trigger) -> Run:
        now = self._place.clock.now()
        night = night_of(now, self._config.schedule) if self._full else None
        with self._place.store.writing() as session:
            return session.runs.open(kind, trigger, now, night)

    def carry_out(self) -> Report:
        try:
            with Spool() as spool:
                self._read_and_apply(spool)
        except ConsoleError as error:
            return self._close_broken(error)
        finally:
            if self._run.outcome is Outcome.RUNNING:
                self._close_broken(OurBug("The run ended by a fault in the program. Nothing is lost."))
        if self._full and not self._check_only:
            self._read_messages()
        return Report(
            self._run,
            self._applied,
            self._gone,
            self._missing,
            foreseen=self._foreseen,
            preview=self._preview,
            new_messages=self._new_messages,
            closed=self._closed,
        )

    def _read_and_apply(self, spool: Spool) -> None:
        told = read_part(self._place, self._asked, spool, self._watch)
        if self._check_only:
            self._foresee(told.absent)
            self._apply(spool, told.rooms)
        if not self._asked.apply_anyway:
            number, today = self._config.property_id, self._today()
            stop_what_looks_wrong(self._place.store, number, spool, told.absent, today, full=self._full)
        if not self._check_only:
            self._apply(spool, told.rooms)
        self._close_done(told)
        if self._compares:
            self._compare(spool, told.absent)

    def _compare(self, spool: Spool, absent: frozenset[int]) -> None:
        """The night's proof that both sides agree, a run of its own: this one is closed, and stays as it ended."""
        report = compare_after_full(
            self._place, self._config, self._hotel, self._run.trigger, self._watch, spool=spool, absent=absent
        )
        self._closed = report.closed

    def _foresee(self, absent: frozenset[int]) -> None:
        """A check tells everything that would happen, and then what the brake says of it."""
        with self._place.store.reading() as session:
            self._foreseen = session.run_book.absent(absent, TOLD_OF_A_REHEARSAL)

    def _spend(self, traffic: Traffic) -> None:
        """Add to the run what an answer cost, so that a run that breaks later still tells it."""
        self._traffic += traffic

    def _apply(self, spool: Spool, rooms: Property | None) -> None:
        context = self._context()
        expected = spool.count()
        if rooms is not None and not self._check_only:
            with self._place.store.writing() as session:
                session.hotel.keep(rooms)
        for page in spool.pages(APPLY_AT_ONCE):
            self._watch.stop_here()
            self._note(self._apply_page(page, context, rooms))
            self._preview += preview_of(page, context.today) if self._check_only else Preview()
            written = self._applied.counts.read
            self._watch.tell(Progress(Stage.WRITING, read=expected, written=written, expected=expected))
        unreadable = spool.unreadable()
        if self._check_only:
            self._applied += Applied(Counts(read=len(unreadable), parked=len(unreadable)))
            return
        self._applied += Applied(park_unreadable(self._place.store, unreadable, context.at))
        self._note(take_up_parked(self._place.store, context, but_not=frozenset(spool.numbers())))

    def _apply_page(self, page: list[Received], context: Applying, rooms: Property | None) -> Applied:
        if self._check_only:
            rehearsal = rehearse_sync(self._place.store, page, context, rooms)
            self._foreseen = (self._foreseen + rehearsal.touched)[:TOLD_OF_A_REHEARSAL]
            return rehearsal.applied
        return sync_bookings_to_pms(self._place.store, page, context)

    def _note(self, applied: Applied) -> None:
        """Add to the run what a page came to, and announce it: the window shows it while the run goes on."""
        self._applied += applied
        if not self._check_only and (ids := applied.shown):
            self._watch.announce(ReservationsChanged(ids))

    def _close_done(self, told: Told) -> None:
        now, absent = self._place.clock.now(), told.absent
        with self._place.store.writing() as session:
            if self._check_only:
                self._run = self._ended(Outcome.DONE)
                session.runs.close(self._run)
                return
            known = session.reservations.existing_numbers(self._config.property_id)
            self._gone = note_absence(session, absent, now, self._run.id, at_once=self._asked.apply_anyway)
            self._missing = len(absent & known) - len(self._gone)
            if self._full:
                session.waiting.forget_numbers(absent)
                session.waiting.forget_unseen(self._run.started_at)
            moved = self._watermark_after(told.one, now)
            session.config.close_pass(self._config.property_id, watermark=moved, succeeded_at=now)
            if told.clock_ahead is not None:
                note_clock(session, told.clock_ahead)
            self._run = replace(self._ended(Outcome.DONE), watermark=moved)
            session.runs.close(self._run)
        if self._gone:
            self._watch.announce(ReservationsChanged(self._gone))

    def _read_messages(self) -> None:
        """The run is closed already, so that nothing that happens here can cost it its bookings or its watermark."""
        part = read_messages_part(self._place, self._config.property_id, self._watch, self._asked.urgency)
        self._new_messages = part.kept.fresh
        run = ended(self._run, self._run.outcome, self._place.clock, self._started, self._traffic)
        self._run = replace(run, errors=self._run.errors + part.failed, message=part.sentence)
        self._closed = wrote_end(self._place.store, self._run)

    def _watermark_after(self, one: Pass, now: datetime) -> datetime | None:
        """Up to where everything has been read, never later than our own clock; None leaves the watermark.

        A first import of a busy hotel may never settle. It still begins the watermark, or every pull would read
        everything again; what such an import may have missed is found by the night's full sync.
        """
        if one.began is None or not (one.settled or self._config.watermark is None):
            return None
        return min(one.began, now)

    def _close_broken(self, error: ConsoleError) -> Report:
        outcome = outcome_of(error)
        ended = replace(self._ended(outcome), message=str(error), watermark=None)
        self._run = replace(ended, errors=ended.errors + (outcome is Outcome.FAILED))
        closed = wrote_end(self._place.store, self._run)
        return Report(self._run, self._applied, self._gone, 0, error, self._foreseen, self._preview, closed=closed)

    def _ended(self, outcome: Outcome) -> Run:
        counts = self._applied.counts
        return ended_applying(self._run, outcome, self._place.clock, self._started, self._traffic, counts)

    def _context(self) -> Applying:
        return Applying(
            property_id=self._config.property_id,
            currency=self._hotel.currency,
            today=self._today(),
            at=self._place.clock.now(),
            source=Source.FULL_SYNC if self._full else Source.PULL,
            run_id=self._run.id,
        )

    def _today(self) -> date:
        return self._asked.today(self._place.clock)
