"""Runs that fail are logged once, told to whoever listens, and never left open in the ledger."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from console.domain.errors import Beds24Unreachable, ConsoleError, KeyRefused, OurBug, StoreTrouble
from console.domain.runs import Outcome, RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.running import start_runner
from console.jobs.workplace import Workplace
from console.services.connection import switch_pull_sync
from console.store.store import Session, Store
from tests.jobs.conftest import Desk
from tests.storing import rows

PULL = Wish(RunKind.PULL, Trigger.SCHEDULE)
SOON = 5.0


class FrailStore(Store):
    """A store whose disk takes nothing while it is `full`, and that undoes the next close of a pass if it `tears`."""

    full = tears = False

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if self.full:
            raise StoreTrouble("The disk is full.")
        with super().writing() as session:
            yield session
            if self.tears and any(run.outcome is Outcome.DONE for run in session.runs.latest(1)):
                self.tears = False
                raise StoreTrouble("The disk is full.")


class Listening:
    """A runner over a store that may fail, and what was heard of it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.store = FrailStore(desk.store.database)
        self.reports: list[Report] = []
        self.refused: list[ConsoleError] = []
        self.runner: Runner = start_runner(
            Workplace(self.store, desk.beds24, desk.clock),
            tell=lambda _progress: None,
            on_done=self.reports.append,
            on_refused=self.refused.append,
        )

    def run(self) -> None:
        with suppress(ConsoleError, ZeroDivisionError):
            self.runner.ask(PULL).result(SOON)

    def outcomes(self) -> list[str]:
        return [str(outcome) for (outcome,) in rows(self.desk.store, "SELECT outcome FROM runs ORDER BY id")]


@pytest.fixture
def listening(desk: Desk, caplog: pytest.LogCaptureFixture) -> Iterator[Listening]:
    caplog.set_level(logging.INFO, "console.jobs")
    listening = Listening(desk)
    listening.runner.run_errand(lambda _watch: None).result(SOON)  # what it begins with is done by then
    yield listening
    assert listening.runner.stop(SOON)


def in_the_middle(desk: Desk, deed: Callable[[], None]) -> None:
    """Do this once, while the next list of bookings is read."""
    waiting = [deed]
    desk.beds24.between_pages = lambda _page: waiting.pop()() if waiting else None


def test_runs_that_fail_in_the_same_way_are_logged_once_and_once_when_it_is_over(
    listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        listening.desk.beds24.fail(Beds24Unreachable("No line."))
        listening.run()
    listening.run()
    listening.run()
    assert caplog.messages == ["Run 1 (full) failed: No line.", "Run 4 (full) went well again."]


def test_another_trouble_is_logged_though_the_former_never_ended(
    listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    for error in (Beds24Unreachable("No line."), KeyRefused("No key."), KeyRefused("No key.")):
        listening.desk.beds24.fail(error)
        listening.run()
    assert caplog.messages == ["Run 1 (full) failed: No line.", "Run 2 (full) failed: No key."]


def test_a_run_that_cannot_be_opened_in_the_ledger_is_logged_and_told(
    listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    listening.store.full = True
    listening.run()
    listening.run()
    assert [str(error) for error in listening.refused] == ["The disk is full."] * 2
    listening.store.full = False
    listening.run()
    assert caplog.messages == ["A pull run could not begin: The disk is full.", "Run 1 (full) went well again."]
    assert len(listening.reports) == 1


def test_a_run_whose_end_cannot_be_written_is_told_with_its_number_and_closed_before_the_next_one(
    listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    def fill_the_disk() -> None:
        listening.store.full = True
        raise Beds24Unreachable("No line.")

    in_the_middle(listening.desk, fill_the_disk)
    listening.run()
    assert [(report.run.id, report.run.outcome) for report in listening.reports] == [(1, Outcome.FAILED)]
    assert caplog.messages == ["Run 1 (full) failed: No line."]
    assert listening.outcomes() == ["running"]
    listening.run()
    assert listening.outcomes() == ["running"]
    listening.store.full = False
    listening.run()
    assert listening.outcomes() == ["failed", "done"]
    assert rows(listening.desk.store, "SELECT message FROM runs WHERE id = 1") == [("No line.",)]


def test_a_fault_in_the_program_that_leaves_its_run_open_is_told_and_closed_before_the_next_one(
    listening: Listening,
) -> None:
    def stumble() -> None:
        listening.store.full = True
        raise ZeroDivisionError

    in_the_middle(listening.desk, stumble)
    listening.run()
    assert [type(error) for error in listening.refused] == [OurBug]
    assert listening.outcomes() == ["running"]
    listening.store.full = False
    listening.run()
    assert listening.outcomes() == ["crashed", "done"]


def test_what_a_person_has_switched_off_is_no_trouble(listening: Listening, caplog: pytest.LogCaptureFixture) -> None:
    switch_pull_sync(listening.desk.store, on=False)
    listening.run()
    assert len(listening.refused) == 1
    assert caplog.messages == []


def test_a_run_that_fails_while_it_is_closed_claims_no_watermark(listening: Listening) -> None:
    listening.store.tears = True
    listening.run()
    assert rows(listening.desk.store, "SELECT outcome, watermark FROM runs") == [("failed", None)]
