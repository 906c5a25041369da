"""Whatever becomes of webhooks on their way, and whenever the process dies: the end is as Beds24 has it."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from console.domain.runs import RunKind
from console.jobs.event_worker import Process
from console.jobs.reading_part import OVERLAP
from console.jobs.sync_job import run_pull_sync_job
from console.services.webhook_handling import process_event
from console.simulator import Fault, FaultKind, WebhookFault, WebhookFaultKind
from tests.properties import promises
from tests.properties.events import Arrives, Deleted, Edited, Event
from tests.properties.hooked import ADDRESS, HookedWorld, process_without_guard
from tests.properties.machine import AT_PAGE_BORDERS, BETWEEN, DAY, KINDS, PICKS, QUIET_EVENTS
from tests.properties.test_wrong_jobs import WRONG
from tests.properties.world import Job
from tests.properties.wrong_jobs import Right, as_job

SPANS = st.sampled_from([1, 5, 25, 120, 900, 7200])
VERSIONS = st.sampled_from(["twoWithPersonalData", "twoWithPersonalData", "twoNoPersonalData", "one"])
_KINDS = st.sampled_from(
    [
        *(WebhookFaultKind.LOSS, WebhookFaultKind.LATE, WebhookFaultKind.DUPLICATE, WebhookFaultKind.REORDER),
        *(WebhookFaultKind.ARRAY, WebhookFaultKind.CARD_DATA, WebhookFaultKind.GARBAGE, WebhookFaultKind.DELETION),
    ]
)
FAULTS = st.builds(WebhookFault, _KINDS, seconds=st.sampled_from([1, 90, 3600]), times=st.integers(1, 4))
_CALM = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,), print_blob=True
)


class HookedHistories(RuleBasedStateMachine):
    """One history; `process` is how an event is worked off, `pull` the job that runs beside it."""

    process: Process = staticmethod(process_event)
    pull: Job = staticmethod(run_pull_sync_job)
    overlap = OVERLAP

    @initialize(seed=st.integers(0, 3), bookings=st.sampled_from([0, 4, 8]), version=VERSIONS, envelope=st.booleans())
    def open_the_house(self, seed: int, bookings: int, version: str, *, envelope: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="night-porter-"))
        how: dict[str, Any] = {"process": self.process, "version": version, "pull": self.pull, "overlap": self.overlap}
        self.world = HookedWorld(self.folder, seed=seed, bookings=bookings, **how)
        self.world.simulator.hooks.choose(envelope=envelope, inventory_url=ADDRESS)
        self.world.simulator.hooks.assume(on_hard_delete=envelope)
        self.known: set[int] = set()
        self.newest: dict[int, str] = {}
        self.deleted = False
        self.world.sync(RunKind.FULL)

    @rule(events=st.lists(QUIET_EVENTS, min_size=1, max_size=3))
    def something_happens(self, events: list[Event]) -> None:
        self.world.happen(*events)

    @rule(pick=PICKS, notes=st.sampled_from(["", "late", "early"]), seconds=st.sampled_from([0, 1]))
    def a_booking_changes_twice_at_once(self, pick: int, notes: str, seconds: int) -> None:
        self.world.happen(Edited(pick, "notes", f"{notes} once"))
        self.world.sleep(seconds)
        self.world.happen(Edited(pick, "notes", notes))

    @rule(pick=PICKS)
    def a_booking_is_deleted_for_good(self, pick: int) -> None:
        self.deleted = True
        self.world.happen(Deleted(pick))

    @rule(fault=FAULTS)
    def webhooks_go_wrong(self, fault: WebhookFault) -> None:
        self.deleted |= fault.kind is WebhookFaultKind.DELETION
        self.world.goes_wrong(fault)

    @rule(seconds=SPANS)
    def time_passes(self, seconds: int) -> None:
        self.world.sleep(seconds)

    @rule(minutes=st.integers(-10, 10))
    def somebody_sets_the_clock_of_the_pc(self, minutes: int) -> None:
        self.world.set_clock(minutes)

    @rule(statement=st.integers(0, 12))
    def webhooks_come(self, statement: int) -> None:
        self.world.deliver_due(die_at_statement=statement)

    @rule()
    def they_are_worked_off(self) -> None:
        self.world.work_off()

    @rule(statement=st.integers(1, 60))
    def the_process_dies_while_working_off(self, statement: int) -> None:
        self.world.work_off(die_at_statement=statement)

    @rule(statement=st.sampled_from([0, 0, 5, 12, 20, 30, 40]))
    def bookings_are_read_again(self, statement: int) -> None:
        self.world.reread(die_at_statement=statement)

    @rule()
    def bookings_cannot_be_read_again(self) -> None:
        self.world.simulator.switch_on(Fault(FaultKind.HTTP_500, "/bookings", times=None))
        self.world.reread()
        self.world.simulator.faults.clear()

    @rule(kind=KINDS, between=BETWEEN)
    def a_run(self, kind: RunKind, between: dict[int, Event]) -> None:
        self.world.sync(kind, between=between)

    @rule(events=st.lists(QUIET_EVENTS, min_size=2, max_size=6), fault=st.none() | AT_PAGE_BORDERS, between=BETWEEN)
    def a_pull_after_a_day_of_which_no_webhook_told(
        self, events: list[Event], fault: Fault | None, between: dict[int, Event]
    ) -> None:
        self.world.goes_wrong(WebhookFault(WebhookFaultKind.LOSS, times=None))
        self.world.happen(Arrives(), Arrives(), *events)
        self.world.sleep(2 * DAY)
        if fault is not None:
            self.world.simulator.switch_on(fault)
        self.world.sync(between=between)
        self.world.simulator.faults.clear()
        self.world.simulator.hooks.clear_faults(WebhookFaultKind.LOSS)

    @rule(event=QUIET_EVENTS, ago=st.integers(1, 120))
    def a_pull_while_rows_become_visible_late(self, event: Event, ago: int) -> None:
        self.world.goes_wrong(WebhookFault(WebhookFaultKind.LOSS, times=None))
        self.world.happen(event)
        self.world.sleep(ago)
        self.world.simulator.switch_on(Fault(FaultKind.LATE_ROWS, seconds=60, times=None))
        self.world.sync()
        self.world.simulator.faults.clear()
        self.world.simulator.hooks.clear_faults(WebhookFaultKind.LOSS)

    @rule(kind=KINDS, statement=st.integers(1, 90))
    def a_run_killed_between_two_statements(self, kind: RunKind, statement: int) -> None:
        self.world.sync(kind, die_at_statement=statement)

    @invariant()
    def the_promises_hold(self) -> None:
        with self.world.database.connected():
            promises.every_run_adds_up(self.world)
            promises.no_watermark_lies_in_the_future(self.world)
            promises.no_unread_change_is_passed(self.world, self.world.asked_for())
            promises.nothing_is_lost_or_doubled(self.world, self.known)
            promises.history_leads_to_what_is_stored(self.world)
            self._nothing_became_older()

    def _nothing_became_older(self) -> None:
        with self.world.store.reading() as session:
            found: Any = session.connection.execute("SELECT beds24_id, modified_at FROM reservations")
            stored: dict[int, str] = dict(found)
        older = {number: at for number, at in stored.items() if at < self.newest.get(number, "")}
        assert not older, f"older than before: {older}, {self.newest}"
        self.newest = stored

    def _whatever_was_acknowledged_is_here(self) -> None:
        with self.world.store.reading() as session:
            here = session.connection.execute("SELECT sum(1 + duplicates) FROM webhook_events").get or 0
            unsettled = session.connection.execute("SELECT count(*) FROM webhook_events WHERE state <> 'done'").get
        assert here >= self.world.acknowledged, f"{self.world.acknowledged} acknowledged, {here} here"
        assert not unsettled

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self._come_to_rest()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def _come_to_rest(self) -> None:
        """Everything that was acknowledged is worked off; one more full sync brings the rest, a second one judges what
        was deleted."""
        self.world.calm_down()
        assert self.world.waiting() == 0
        self._whatever_was_acknowledged_is_here()
        self.the_promises_hold()
        self.world.sleep(25 * 60)
        report = self.world.sync(RunKind.FULL, apply_anyway=True)
        assert report is not None
        assert report.error is None
        differing = self.world.settle() if self.deleted else self.world.differences()
        assert not differing, differing
        self.the_promises_hold()


def test_any_history_with_webhooks_ends_with_the_store_equal_to_beds24() -> None:
    run_state_machine_as_test(
        HookedHistories, settings=settings(_CALM, max_examples=30, stateful_step_count=20, derandomize=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(40))
def test_any_of_a_thousand_histories_with_webhooks_ends_with_the_store_equal_to_beds24(part: int) -> None:
    run_state_machine_as_test(HookedHistories, settings=settings(_CALM, max_examples=25, stateful_step_count=25))


def finds_harm(wrong: type[HookedHistories], examples: int) -> None:
    quick = settings(_CALM, max_examples=examples, stateful_step_count=30, derandomize=True)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(wrong, settings=quick)


def test_the_machine_finds_a_history_in_which_a_body_without_the_guard_does_harm() -> None:
    class WrongHistories(HookedHistories):
        process = staticmethod(process_without_guard)

    finds_harm(WrongHistories, examples=200)


@pytest.mark.slow
@pytest.mark.parametrize("job", WRONG, ids=lambda job: job.__name__)
def test_the_machine_finds_a_history_in_which_a_wrong_pull_loses_what_webhooks_lost_too(job: type[Right]) -> None:
    class WrongHistories(HookedHistories):
        pull = staticmethod(as_job(job))
        overlap = job.overlap

    finds_harm(WrongHistories, examples=600)
