"""When the outbox is sent: soon after the desk said something, after a check, and once for all that is asked."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import pytest

from console.domain.announcing import EditsChanged
from console.domain.outbox import Sent, Verdict
from console.domain.runs import RunKind, Trigger
from console.jobs.outgoing import Postman, send_outbox
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.running import start_runner
from console.services.pull_sync import Watch
from console.simulator import Fault, FaultKind
from tests.properties.desk import Desk
from tests.properties.world import World

PATIENCE = 20.0


@dataclass
class Office:
    """A hotel whose desk edits and whose postman carries."""

    world: World
    desk: Desk
    runner: Runner
    postman: Postman
    sent: "Queue[tuple[Sent, ...]]"
    reports: "Queue[Report]"

    def next_verdicts(self) -> set[Verdict]:
        return {one.verdict for one in self.sent.get(timeout=PATIENCE)}

    def pull(self) -> Report:
        self.runner.ask(Wish(RunKind.PULL, Trigger.SCHEDULE))
        return self.reports.get(timeout=PATIENCE)

    def is_idle(self) -> bool:
        """Once this errand is done, all that was asked before it is."""
        self.runner.run_errand(lambda _watch: None).result(PATIENCE)
        return self.sent.empty()


@contextmanager
def open_office(folder: Path, soon: float) -> Iterator[Office]:
    with closing(World(folder, bookings=4)) as world:
        world.sync()
        sent: Queue[tuple[Sent, ...]] = Queue()
        reports: Queue[Report] = Queue()

        def done(report: Report) -> None:
            postman.ended(report)
            reports.put(report)

        runner = start_runner(world.place, tell=lambda _progress: None, on_done=done)
        postman = Postman(world.place, runner, on_sent=sent.put, soon=soon)
        try:
            yield Office(world, Desk(world), runner, postman, sent, reports)
        finally:
            postman.stop()
            runner.stop()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path, 0.01) as office:
        yield office


def number_of(office: Office) -> int:
    return max((each.arrival, each.id) for each in office.world.simulator.book if each.status == "confirmed")[1]


def test_what_the_desk_says_is_sent_soon(office: Office) -> None:
    number = number_of(office)
    office.desk.change(number, price=77_700)
    office.postman.hear(EditsChanged((1,)))
    assert office.next_verdicts() == {Verdict.EQUAL}
    assert office.desk.there(number).price == 777


def test_what_is_said_within_a_moment_goes_together(tmp_path: Path) -> None:
    with open_office(tmp_path, 0.3) as office:
        number = number_of(office)
        for text in ("a", "ab", "abc"):
            office.desk.change(number, arrival_time=text)
            office.postman.hear(EditsChanged((1,)))
        office.desk.change(number, voucher="V")
        assert office.next_verdicts() == {Verdict.EQUAL}
        assert (office.desk.there(number).arrival_time, office.desk.there(number).voucher) == ("abc", "V")
        assert office.is_idle()
        posts = [entry for entry in office.world.simulator.log.entries() if entry.method == "POST"]
        assert len(posts) == 1


def test_other_news_send_nothing(office: Office) -> None:
    office.desk.change(number_of(office), price=77_700)
    office.postman.hear("something else")
    assert office.is_idle()
    office.postman.look()
    assert office.next_verdicts() == {Verdict.EQUAL}


def test_what_failed_goes_at_once_when_a_check_shows_that_the_line_is_back(office: Office) -> None:
    number = number_of(office)
    office.desk.change(number, price=77_700)
    office.world.simulator.switch_on(Fault(FaultKind.RESET, times=None))
    office.postman.look()
    assert office.next_verdicts() == {Verdict.WAITS}
    office.postman.look()
    assert office.is_idle()
    office.world.simulator.faults.clear()
    assert office.pull().error is None
    assert office.next_verdicts() == {Verdict.EQUAL}
    assert office.desk.there(number).price == 777


def test_while_it_is_carried_another_look_makes_no_second_errand(office: Office) -> None:
    office.desk.change(number_of(office), price=77_700)
    hold = threading.Event()
    office.runner.run_errand(lambda _watch: hold.wait(PATIENCE))
    for _ in range(3):
        office.postman.look()
    hold.set()
    assert office.next_verdicts() == {Verdict.EQUAL}
    assert office.is_idle()


def test_after_the_end_nothing_is_begun(office: Office) -> None:
    office.desk.change(number_of(office), price=77_700)
    office.postman.stop()
    office.postman.hear(EditsChanged((1,)))
    office.postman.look()
    assert office.is_idle()


def test_fifty_and_more_are_sent_one_order_after_the_other(tmp_path: Path) -> None:
    with closing(World(tmp_path, bookings=60)) as world:
        world.sync()
        desk = Desk(world)
        numbers = [each.id for each in world.simulator.book]
        for number in numbers:
            desk.change(number, arrival_time="23:00")
        sent = send_outbox(world.place, Watch())
        assert len(sent) == len(numbers) > 50
        assert {desk.there(number).arrival_time for number in numbers} == {"23:00"}
