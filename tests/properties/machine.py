"""Any history: the hotel lives, runs come and go with faults and deaths, clocks are wrong; the end is always the same.

Named limits, each with a test of its own in test_histories.py: a booking deleted for good between two pages of one
reading leaves no trace in the list, so deletions happen only between runs here; the same goes for changes in the
middle of a run while rows become visible late, and for a first import during which rows never stop moving.
"""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from console.domain.runs import Outcome, RunKind
from console.jobs.reading_part import OVERLAP
from console.jobs.sync_job import run_pull_sync_job
from console.simulator import BadItem, Fault, FaultKind, Kind
from tests.properties import promises
from tests.properties.events import (
    Arrives,
    Cancelled,
    Deleted,
    Edited,
    Event,
    Lives,
    MessageSeen,
    Moved,
    Passes,
    Revived,
    RoomShown,
    RoomUnknown,
    restore,
)
from tests.properties.world import Job, World

HOUR, DAY = 3600, 86_400
PICKS = st.integers(0, 9)
SPANS = st.sampled_from([1, 30, 300, HOUR, 13 * HOUR, DAY, 3 * DAY])
KINDS = st.sampled_from([RunKind.PULL, RunKind.PULL, RunKind.FULL])
_EDITS = st.one_of(
    st.tuples(st.just("price"), st.sampled_from([0, 1, 99.5, 1234.56])),
    st.tuples(
        st.sampled_from(["email", "phone", "firstName", "city"]), st.sampled_from(["", "a@b.example", "Bö & Co"])
    ),
    st.tuples(st.just("numAdult"), st.integers(0, 4)),
    st.tuples(st.sampled_from(["notes", "comments", "groupNote"]), st.sampled_from(["", "late", "Caf&eacute;"])),
    st.tuples(st.just("unitId"), st.sampled_from([0, 1, None])),
)
QUIET_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from([Kind.NEW_BOOKING, Kind.DIRECT_BOOKING, Kind.NEW_GROUP, Kind.CLOSURE, Kind.INQUIRY]).map(Arrives),
    st.builds(
        Lives,
        st.sampled_from(
            [
                Kind.OPENED_IN_PANEL,
                Kind.ROOM_MOVED,
                Kind.UNIT_MOVED,
                Kind.GUEST_CORRECTED,
                Kind.CONTACTS_FORGOTTEN,
                Kind.MESSAGE,
                Kind.GROUP_CANCELLED,
            ]
        ),
        PICKS,
    ),
    st.builds(lambda pick, edit: Edited(pick, *edit), PICKS, _EDITS),
    st.builds(Moved, PICKS, st.integers(-3, 40)),
    st.builds(Cancelled, PICKS, st.sampled_from(["channel", "panel", "api"])),
    st.builds(Revived, PICKS),
    st.builds(RoomUnknown, PICKS),
    st.builds(MessageSeen, PICKS),
)
MID_RUN_EVENTS: st.SearchStrategy[Event] = st.one_of(QUIET_EVENTS, SPANS.map(Passes))
BETWEEN = st.dictionaries(st.integers(1, 6), MID_RUN_EVENTS, max_size=3)
_BAD_ITEMS = (BadItem.ZERO_DATE, BadItem.NO_ARRIVAL, BadItem.TEXT_PRICE, BadItem.NULL_ROOM, BadItem.LOCAL_TIME)
_PASSING = (
    FaultKind.HTTP_500,
    FaultKind.HTTP_502_HTML,
    FaultKind.HTML_200,
    FaultKind.TRUNCATED_JSON,
    FaultKind.RESET,
    FaultKind.TIMEOUT,
    FaultKind.HTTP_429,
    FaultKind.EXPIRED_KEY,
    FaultKind.EMPTY_ANSWER,
    FaultKind.HEADERS_MISSING,
    FaultKind.SHIFT_PAGES,
    FaultKind.DUPLICATE_PAGE,
    FaultKind.ENDLESS_PAGES,
    FaultKind.NAN_PRICE,
)
FAULTS: st.SearchStrategy[Fault] = st.one_of(
    st.builds(Fault, st.sampled_from(_PASSING), st.just("/bookings"), times=st.integers(1, 6), skip=st.integers(0, 4)),
    st.builds(Fault, st.just(FaultKind.BAD_ITEM), detail=st.sampled_from(_BAD_ITEMS), skip=st.integers(0, 2)),
    st.builds(Fault, st.sampled_from([FaultKind.HTTP_500, FaultKind.HTML_200]), st.just("/properties")),
)
AT_PAGE_BORDERS: st.SearchStrategy[Fault] = st.one_of(
    st.builds(Fault, st.just(FaultKind.SHIFT_PAGES), skip=st.integers(0, 2)),
    st.builds(Fault, st.just(FaultKind.HTTP_500), st.just("/bookings"), skip=st.integers(1, 2), times=st.none()),
)


class Histories(RuleBasedStateMachine):
    """One history; `pull` is the job whose convergence is tried."""

    pull: Job = staticmethod(run_pull_sync_job)
    overlap = OVERLAP

    @initialize(seed=st.integers(0, 3), bookings=st.sampled_from([0, 4, 12]))
    def open_the_house(self, seed: int, bookings: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="night-porter-"))
        self.world = World(self.folder, seed=seed, bookings=bookings, pull=self.pull, overlap=self.overlap)
        self.known: set[int] = set()
        self.world.sync()

    @rule(event=QUIET_EVENTS)
    def something_happens(self, event: Event) -> None:
        self.world.happen(event)

    @rule(pick=PICKS)
    def a_booking_is_deleted_for_good(self, pick: int) -> None:
        self.world.happen(Deleted(pick))

    @precondition(lambda self: self.world.simulator.book.deleted)
    @rule()
    def a_deleted_booking_comes_back(self) -> None:
        book = self.world.simulator.book
        number = book.deleted[-1]
        if book.find(number) is None:
            restore(self.world.simulator, self.world.told.versions(number)[-1])
            self.world.told.note(self.world.simulator)

    @rule(pick=PICKS, version=st.integers(0, 20))
    def a_webhook_brings_the_present_or_an_older_body(self, pick: int, version: int) -> None:
        """Late, twice, in any order. Two bodies of the same second are left out: they ask for a re-read."""
        bodies = self.world.told.bodies(pick)
        if bodies:
            self.world.deliver(bodies[version % len(bodies)])

    @rule()
    def beds24_shows_the_new_room(self) -> None:
        self.world.happen(RoomShown())

    @rule(seconds=SPANS)
    def time_passes(self, seconds: int) -> None:
        self.world.sleep(seconds)

    @rule(minutes=st.integers(-10, 10))
    def somebody_sets_the_clock_of_the_pc(self, minutes: int) -> None:
        self.world.set_clock(minutes)

    @rule(kind=KINDS, between=BETWEEN)
    def a_run(self, kind: RunKind, between: dict[int, Event]) -> None:
        self.world.sync(kind, between=between)

    @rule(kind=KINDS, faults=st.lists(FAULTS, min_size=1, max_size=2), between=BETWEEN)
    def a_run_in_trouble(self, kind: RunKind, faults: list[Fault], between: dict[int, Event]) -> None:
        self._with(faults, kind, between)

    @rule(kind=KINDS, late=st.sampled_from([60, HOUR]), event=QUIET_EVENTS, ago=st.integers(1, 120))
    def a_run_while_rows_become_visible_late(self, kind: RunKind, late: int, event: Event, ago: int) -> None:
        self.world.happen(event)
        self.world.sleep(ago)
        self._with([Fault(FaultKind.LATE_ROWS, seconds=late, times=None)], kind, {})

    @rule(
        events=st.lists(QUIET_EVENTS, min_size=4, max_size=9),
        faults=st.just([]) | st.tuples(FAULTS).map(list) | st.tuples(AT_PAGE_BORDERS).map(list),
        between=BETWEEN,
    )
    def a_pull_after_busy_days_without_the_pc(
        self, events: list[Event], faults: list[Fault], between: dict[int, Event]
    ) -> None:
        middle = len(events) // 2
        for some in (events[:middle], events[middle:]):
            self.world.happen(Arrives(), Arrives(), *some)
            self.world.sleep(2 * DAY)
        self._with(faults, RunKind.PULL, between)

    @rule(kind=KINDS, picks=st.sets(PICKS, max_size=2))
    def a_run_to_which_some_rows_are_hidden(self, kind: RunKind, picks: set[int]) -> None:
        ids = self.world.changed_within(23 * HOUR)
        hidden = tuple(ids[pick % len(ids)] for pick in picks) if ids else ()
        self._with([Fault(FaultKind.HIDE, ids=hidden or (0,), times=None)], kind, {})

    @rule(kind=KINDS, statement=st.integers(1, 90), between=BETWEEN)
    def a_run_killed_between_two_statements(self, kind: RunKind, statement: int, between: dict[int, Event]) -> None:
        self.world.sync(kind, between=between, die_at_statement=statement)

    @rule(kind=KINDS, request=st.integers(1, 5))
    def a_run_killed_between_two_pages(self, kind: RunKind, request: int) -> None:
        self.world.sync(kind, die_at_request=request)

    @rule()
    def the_program_is_started_again(self) -> None:
        self.world.start_again()

    def _with(self, faults: list[Fault], kind: RunKind, between: dict[int, Event]) -> None:
        for fault in faults:
            self.world.simulator.switch_on(fault)
            if fault.kind is FaultKind.NAN_PRICE or fault.detail == BadItem.TEXT_PRICE:
                self.world.spoilt.add("price")
        self.world.sync(kind, between=between)
        self.world.simulator.faults.clear()

    @invariant()
    def the_promises_hold(self) -> None:
        with self.world.database.connected():
            promises.every_run_adds_up(self.world)
            promises.no_watermark_lies_in_the_future(self.world)
            promises.no_unread_change_is_passed(self.world)
            promises.nothing_is_lost_or_doubled(self.world, self.known)
            promises.history_leads_to_what_is_stored(self.world)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self._come_to_rest()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def _come_to_rest(self) -> None:
        """One pull brings all that moved; two full syncs bring everything."""
        self.world.calm_down()
        report = self.world.sync()
        assert report is not None
        if report.run.outcome is Outcome.DONE:
            self.the_promises_hold()
        differing = self.world.settle()
        assert not differing, differing
        self.the_promises_hold()
