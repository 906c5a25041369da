"""The worker and the bell: joining, order, stopping, and that one broken run ends nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from console.domain.errors import Stopped, StoreTrouble
from console.domain.runs import Progress, Run, RunKind, Stage, Trigger
from console.jobs.ledger import carry_out
from console.jobs.report import Report
from console.jobs.ringing import Bell, ring
from console.jobs.runner import Runner, Wish, Work
from console.services.pull_sync import Watch
from tests.building import NOW
from tests.jobs.conftest import Desk

PULL = Wish(RunKind.PULL, Trigger.SCHEDULE)
FULL = Wish(RunKind.FULL, Trigger.SCHEDULE)
CHECK = Wish(RunKind.CHECK, Trigger.MANUAL)
SOON = 5.0


class Gate:
    """Work that waits until it is let through, and remembers what it was asked."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.begun = threading.Semaphore(0)
        self.done: list[RunKind] = []

    def __call__(self, wish: Wish, watch: Watch) -> Report:
        self.begun.release()
        self.open.wait(SOON)
        watch.stop_here()
        watch.tell(Progress(Stage.READING))
        self.done.append(wish.kind)
        return Report(Run(len(self.done), wish.kind, wish.trigger, NOW))


@contextmanager
def running(work: Work, **means: object) -> Iterator[Runner]:
    runner = Runner(work, break_off=getattr(work, "open", threading.Event()).set, **means)  # type: ignore[arg-type] # each fits its argument
    try:
        yield runner
    finally:
        assert runner.stop(SOON)


def test_a_run_asked_for_while_one_runs_joins_it() -> None:
    gate = Gate()
    with running(gate) as runner:
        first = runner.ask(PULL)
        gate.begun.acquire(timeout=SOON)
        assert runner.ask(Wish(RunKind.PULL, Trigger.MANUAL)) is first
        gate.open.set()
        assert first.result(SOON).run.kind is RunKind.PULL
    assert gate.done == [RunKind.PULL]


def test_who_asks_once_a_report_is_heard_gets_another_run() -> None:
    gate = Gate()
    gate.open.set()
    asked: list[object] = []

    def ask_again(_report: Report) -> None:
        if not asked:
            asked.append(runner.ask(PULL))

    with running(gate, on_done=ask_again) as runner:
        first = runner.ask(PULL)
        first.result(SOON)
        second = runner.ask(PULL)
        assert asked[0] is not first
        second.result(SOON)
    assert len(gate.done) >= 2


def test_a_pull_joins_a_full_sync_but_a_full_sync_waits_for_its_turn_after_a_pull() -> None:
    gate = Gate()
    with running(gate) as runner:
        pull = runner.ask(PULL)
        gate.begun.acquire(timeout=SOON)
        full = runner.ask(FULL)
        assert full is not pull
        assert runner.ask(FULL) is full
        assert runner.busy
        gate.open.set()
        full.result(SOON)
        assert runner.ask(CHECK) is not full
    assert gate.done[:2] == [RunKind.PULL, RunKind.FULL]


def test_applying_anyway_never_joins_a_run_that_would_brake() -> None:
    gate = Gate()
    with running(gate) as runner:
        careful = runner.ask(FULL)
        assert runner.ask(Wish(RunKind.FULL, Trigger.MANUAL, apply_anyway=True)) is not careful
        gate.open.set()


def test_a_broken_run_is_told_to_whoever_asked_and_the_worker_lives_on(caplog: pytest.LogCaptureFixture) -> None:
    broken = iter([True])

    def work(wish: Wish, watch: Watch) -> Report:
        if next(broken, False):
            raise ZeroDivisionError
        return Report(Run(1, wish.kind, wish.trigger, NOW))

    with running(work) as runner:
        with pytest.raises(ZeroDivisionError):
            runner.ask(PULL).result(SOON)
        assert runner.ask(PULL).result(SOON).run.id == 1
    assert "A pull run broke." in caplog.text


def test_stopping_breaks_off_the_run_under_way_and_answers_those_that_wait() -> None:
    gate = Gate()
    runner = Runner(gate, break_off=gate.open.set)
    under_way = runner.ask(PULL)
    gate.begun.acquire(timeout=SOON)
    waiting = runner.ask(FULL)
    assert runner.stop(SOON)
    for answer in (under_way, waiting):
        with pytest.raises(Stopped):
            answer.result(SOON)
    with pytest.raises(Stopped):
        runner.ask(PULL)


def test_cancelling_ends_the_run_under_way_and_leaves_what_waits() -> None:
    gate = Gate()
    with running(gate) as runner:
        under_way = runner.ask(PULL)
        gate.begun.acquire(timeout=SOON)
        waiting = runner.ask(FULL)
        runner.cancel()
        with pytest.raises(Stopped):
            under_way.result(SOON)
        assert waiting.result(SOON).run.kind is RunKind.FULL
        runner.cancel()


def test_progress_and_reports_are_heard() -> None:
    gate = Gate()
    gate.open.set()
    heard: list[object] = []
    with running(gate, tell=heard.append, on_done=heard.append) as runner:
        report = runner.ask(PULL).result(SOON)
    assert heard == [Progress(Stage.READING), report]


def test_the_bell_starts_what_is_due_and_nothing_twice(desk: Desk) -> None:
    def work(wish: Wish, watch: Watch) -> Report:
        return carry_out(desk.place, wish, watch)

    with running(work) as runner:
        ring(desk.place, runner)
        runner.ask(FULL).result(SOON)
        ring(desk.place, runner)
        assert not runner.busy


def test_the_bell_rings_at_once_and_a_ring_that_fails_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    rings: list[int] = []
    enough = threading.Event()

    def on_ring() -> None:
        rings.append(1)
        if len(rings) >= 3:
            enough.set()
        raise StoreTrouble("The database is busy.")

    with Bell(on_ring, every_seconds=0.01):
        assert rings
        assert enough.wait(SOON)
    assert caplog.text.count("The schedule cannot be read") == 1


def test_an_errand_waits_for_the_run_under_way_and_is_answered_or_told_what_broke() -> None:
    gate = Gate()
    with running(gate) as runner:
        run = runner.ask(PULL)
        gate.begun.acquire(timeout=SOON)
        errand = runner.run_errand(lambda _watch: list(gate.done))
        failing = runner.run_errand(lambda _watch: 1 / 0)
        assert runner.ask(PULL) is run
        gate.open.set()
        assert errand.result(SOON) == [RunKind.PULL]
        with pytest.raises(ZeroDivisionError):
            failing.result(SOON)


def test_cancelling_reaches_an_errand_too() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def errand(watch: Watch) -> None:
        begun.set()
        go_on.wait(SOON)
        watch.stop_here()

    runner = Runner(Gate(), break_off=go_on.set)
    answer = runner.run_errand(errand)
    begun.wait(SOON)
    runner.cancel()
    with pytest.raises(Stopped):
        answer.result(SOON)
    assert runner.stop(SOON)
    with pytest.raises(Stopped):
        runner.run_errand(errand)
