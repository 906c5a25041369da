"""What a person ticked in a check, and only that: each booking read again by number, and left out where it moved.

It is no pass: the watermark stays, and everything that was not ticked waits for the next run.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from console.domain.announcing import ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import Urgency
from console.domain.errors import ConsoleError, OurBug
from console.domain.hotel import Property
from console.domain.runs import Outcome, Progress, Run, RunKind, Stage, Traffic, Trigger
from console.jobs.endings import ended_applying, outcome_of, wrote_end
from console.jobs.reading_part import Asked, read_rooms
from console.jobs.report import Report
from console.jobs.workplace import Workplace
from console.services.applying import Applied, Applying
from console.services.connection import hotel_to_sync
from console.services.dry_run import Chosen, ForeseenGroup, foreseen_of
from console.services.missing import ask_by_number, note_absence
from console.services.placing import context_now
from console.services.pull_sync import Watch, rehearse_sync, sync_bookings_to_pms
from console.store.spool import Received, Spool

_AT_ONCE = 500


def run_chosen_job(place: Workplace, trigger: Trigger, watch: Watch, chosen: Collection[Chosen]) -> Report:
    """Apply these bookings as Beds24 tells them now; the report names those that are not as the person was shown.

    Raises NotConnected, SyncSwitchedOff; every later trouble is in the report.
    """
    config, hotel = hotel_to_sync(place.store)
    asked = Asked(config, hotel, full=False, urgency=Urgency.PERSON, apply_anyway=False)
    with Spool() as spool:
        return _ApplyingChosen(place, asked, spool, trigger, watch, chosen).carry_out()


class _ApplyingChosen:
    """One such run from its opening in the ledger to its closing."""

    def __init__(
        self,
        place: Workplace,
        asked: Asked,
        spool: Spool,
        trigger: Trigger,
        watch: Watch,
        chosen: Collection[Chosen],
    ) -> None:
        self._place = place
        self._asked = asked
        self._spool = spool
        self._chosen = {one.beds24_id: one.shown for one in chosen}
        self._watch = replace(watch, spend=self._spend)
        self._started = place.clock.monotonic()
        self._traffic = Traffic()
        self._applied = Applied()
        self._gone: tuple[int, ...] = ()
        self._moved: set[int] = set()
        with place.store.writing() as session:
            self._run = session.runs.open(RunKind.CHOSEN, trigger, place.clock.now(), None)

    def _spend(self, traffic: Traffic) -> None:
        self._traffic += traffic

    def carry_out(self) -> Report:
        error: ConsoleError | None = None
        try:
            self._apply()
            self._run = self._ended(Outcome.DONE)
        except ConsoleError as broke:
            error = broke
            outcome = outcome_of(broke)
            self._run = replace(self._ended(outcome), errors=int(outcome is Outcome.FAILED), message=str(broke))
        finally:
            if self._run.outcome is Outcome.RUNNING:
                message = str(OurBug("The run ended by a fault in the program. Nothing is lost."))
                self._run = replace(self._ended(Outcome.FAILED), errors=1, message=message)
            closed = wrote_end(self._place.store, self._run)
        moved = tuple(sorted(self._moved))
        return Report(self._run, self._applied, self._gone, error=error, closed=closed, moved=moved)

    def _apply(self) -> None:
        config, hotel = self._asked.config, self._asked.hotel
        absent = ask_by_number(
            self._place.beds24,
            self._chosen,
            config.property_id,
            hotel.currency,
            self._spool,
            self._watch,
            urgency=Urgency.PERSON,
        )
        self._moved |= {number for number in absent if not self._was_missing(number)}
        rooms = read_rooms(self._place, self._asked, self._spool, self._watch)
        self._watch.stop_here()
        with self._place.store.writing() as session:
            context = replace(context_now(session, self._place.clock.now(), Source.BY_ID), run_id=self._run.id)
            if rooms is not None:
                session.hotel.keep(rooms)
        for page in self._spool.pages(_AT_ONCE):
            self._apply_page(page, context, rooms)
        self._moved |= self._chosen.keys() & {item.beds24_id for item in self._spool.unreadable()}
        self._take_for_gone(absent - self._moved)

    def _was_missing(self, number: int) -> bool:
        """Whether the person knows that Beds24 no longer has it, or was shown nothing of it."""
        shown = self._chosen[number]
        return shown is None or shown.group is ForeseenGroup.MISSING

    def _apply_page(self, page: list[Received], context: Applying, rooms: Property | None) -> None:
        rehearsal = rehearse_sync(self._place.store, page, context, rooms)
        now = {one.beds24_id: one.touched for one in foreseen_of(rehearsal.touched)}
        numbers = [one.booking.beds24_id for one in page]
        shown = {number: self._chosen[number] for number in numbers}
        self._moved |= {number for number, one in shown.items() if one and not one.is_still(now.get(number))}
        self._moved |= {number for number, one in shown.items() if one and one.group is ForeseenGroup.MISSING}
        still = [one for one in page if one.booking.beds24_id not in self._moved]
        applied = sync_bookings_to_pms(self._place.store, still, context)
        self._applied += applied
        self._announce(applied.shown)
        self._watch.tell(Progress(Stage.WRITING, read=len(self._chosen), written=self._applied.counts.read))

    def _take_for_gone(self, absent: frozenset[int] | set[int]) -> None:
        """What the person was shown as missing was asked for twice by now, and is their word too."""
        if not absent:
            return
        sure = frozenset(number for number in absent if self._chosen[number] is not None)
        with self._place.store.writing() as session:
            self._moved |= set(absent) - session.sides.known_among(absent)
            now = self._place.clock.now()
            gone = note_absence(session, sure, now, self._run.id, at_once=True)
            self._gone = gone + note_absence(session, frozenset(absent) - sure, now, self._run.id, at_once=False)
        self._announce(self._gone)

    def _announce(self, ids: Iterable[int]) -> None:
        if told := tuple(ids):
            self._watch.announce(ReservationsChanged(told))

    def _ended(self, outcome: Outcome) -> Run:
        counts = self._applied.counts
        return ended_applying(self._run, outcome, self._place.clock, self._started, self._traffic, counts)
