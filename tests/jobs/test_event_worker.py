"""The worker of the inbox: in order per booking, one fault delays its own event only, a crash loses nothing."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.announcing import EventsChanged, OverbookingsChanged, ReservationsChanged
from console.domain.errors import StoreTrouble, WrongInput
from console.domain.hook_events import EventState, EventVerdict, HookEvent, Outcome
from console.domain.hooks import Heard, Reply, Slot
from console.domain.moments import moment_text
from console.jobs.event_worker import PAUSES, EventWorker, seconds_until_next, work_off
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.applying import Applying
from console.services.inbox import Hearing
from console.services.pausing import pause
from console.services.webhook_handling import process_event
from console.store.store import Session, Store
from tests.building import NOW, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.hooking import MINUTE, Ear, body, told_booking
from tests.storing import new_store, rows, stored

SECOND = timedelta(seconds=1)


class Moody:
    """Works events off, but not those of the bookings that it cannot bear just now."""

    def __init__(self) -> None:
        self.hated: dict[int, Exception] = {}
        self.order: list[int] = []

    def __call__(self, session: Session, event: HookEvent, fields: bytes, context: Applying) -> Outcome:
        outcome = process_event(session, event, fields, context)
        if event.beds24_id in self.hated:
            raise self.hated[event.beds24_id]
        self.order.append(event.id)
        return outcome


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def ear(tmp_path: Path, moody: Moody) -> Iterator[Ear]:
    with new_store(tmp_path) as store:
        yield Ear(store, moody)


def test_events_are_worked_off_in_the_order_in_which_they_came(ear: Ear, moody: Moody) -> None:
    for number in range(120):
        ear.hear(body(told_booking(number % 7 + 1, unitId=0, comments=f"{number}")))
    assert ear.work().done == 120
    assert moody.order == sorted(moody.order)
    assert stored(ear.store, "comments", beds24_id=1) == {"comments": "119"}


def test_a_fault_undoes_and_delays_its_own_event_and_those_of_its_booking(ear: Ear, moody: Moody) -> None:
    for number, comments in ((1, "a"), (2, "b"), (1, "c"), (2, "d")):
        ear.hear(body(told_booking(number, unitId=0, comments=comments)))
    moody.hated[1] = KeyError("broken")
    worked = ear.work()
    assert (worked.done, worked.failed) == (2, 1)
    assert moody.order == [2, 4]
    assert rows(ear.store, "SELECT beds24_id FROM reservations") == [(2,)]
    event = ear.event(1)
    assert (event.state, event.attempts, event.cause) == (EventState.PENDING, 1, "KeyError")
    assert event.next_try == NOW + PAUSES[0]
    moody.hated.clear()
    assert ear.work().done == 0
    ear.later(PAUSES[0])
    ear.work()
    assert moody.order == [2, 4, 1, 3]
    assert (ear.event(1).state, ear.event(1).cause) == (EventState.DONE, "")


def test_what_fails_again_and_again_is_parked_with_its_cause_and_holds_up_nothing(ear: Ear, moody: Moody) -> None:
    moody.hated[1] = ValueError("broken")
    ear.hear(body(told_booking(1)))
    for wait in (*PAUSES, timedelta(0)):
        ear.work()
        ear.later(wait)
    event = ear.event(1)
    assert (event.state, event.verdict, event.attempts) == (EventState.PARKED, EventVerdict.FAILED, len(PAUSES) + 1)
    assert ear.desk.state().parked == {"ValueError": 1}
    details = ear.desk.details(1)
    assert details is not None
    assert [attempt.cause for attempt in details.attempts] == ["ValueError"] * (len(PAUSES) + 1)
    assert ear.desk.state().rereads == 1
    moody.hated.clear()
    ear.hear(body(told_booking(1, comments="next")))
    assert ear.work().done == 1


def test_a_wait_that_was_set_by_a_clock_that_was_ahead_is_over(ear: Ear, moody: Moody) -> None:
    ear.later(timedelta(days=1))
    moody.hated[1] = KeyError("broken")
    ear.hear(body(told_booking(1)))
    ear.hear(body(told_booking(1, comments="next")))
    ear.work()
    moody.hated.clear()
    ear.later(-timedelta(days=1))
    assert ear.work().done == 2


def park(ear: Ear, moody: Moody, *numbers: int, cause: Exception) -> None:
    for number in numbers:
        ear.hear(body(told_booking(number, unitId=0)))
        moody.hated[number] = cause
    for wait in (*PAUSES, timedelta(0)):
        ear.work()
        ear.later(wait)
    moody.hated.clear()


def test_what_is_parked_is_tried_again_one_by_one_or_all_of_a_cause(ear: Ear, moody: Moody) -> None:
    park(ear, moody, 1, 2, cause=KeyError())
    park(ear, moody, 3, cause=ValueError())
    ear.desk.try_again(1)
    ear.work()
    assert moody.order == [1]
    assert ear.desk.try_all_again("KeyError") == 1
    ear.work()
    assert moody.order == [1, 2]
    assert ear.desk.state().parked == {"ValueError": 1}


def test_what_is_parked_can_be_laid_aside_with_a_note(ear: Ear, moody: Moody) -> None:
    park(ear, moody, 1, cause=KeyError())
    ear.desk.dismiss(1, " entered by hand ")
    assert (ear.event(1).state, ear.event(1).note) == (EventState.DISMISSED, "entered by hand")
    with pytest.raises(WrongInput):
        ear.desk.try_again(1)
    ear.desk.replay(1)
    assert ear.work().done == 1


def test_a_store_in_trouble_is_no_fault_of_the_event(ear: Ear, moody: Moody) -> None:
    moody.hated[1] = StoreTrouble("full")
    ear.hear(body(told_booking(1)))
    with pytest.raises(StoreTrouble):
        ear.work()
    assert (ear.event(1).attempts, ear.event(1).state) == (0, EventState.PENDING)
    moody.hated.clear()
    assert ear.work().done == 1


def test_how_long_the_worker_waits(ear: Ear, moody: Moody) -> None:
    def waits(*, asking: bool = False) -> float:
        with ear.store.reading() as session:
            return seconds_until_next(session, ear.clock.now(), asking=asking)

    usual = waits()
    assert usual == 15
    ear.hear(body(told_booking(1)))
    assert (waits(), waits(asking=True)) == (2, 15)
    moody.hated[1] = KeyError("broken")
    ear.work()
    ear.later(SECOND)
    assert (waits(), waits(asking=True)) == (1, 4)
    ear.later(MINUTE)
    assert waits() == 0.5
    pause(ear.store, NOW + 5 * MINUTE)
    assert waits() == usual


class Heartbeat:
    """Real threads around a real store: listener, worker and runner."""

    def __init__(self, store: Store) -> None:
        self.clock = StillClock(NOW)
        self.beds24 = FakeBeds24(clock=self.clock)
        self.beds24.put(*(booking(number, unit_id=0, comments="read") for number in range(1, 21)))
        place = Workplace(store, self.beds24, self.clock)
        self.runner = Runner(
            lambda _wish, _watch: pytest.fail("no run was wished for"),
            break_off=self.beds24.stop,
            get_ready=self.beds24.resume,
            connected=store.database.connected,
        )
        self.changed = threading.Semaphore(0)
        self.seen: set[int] = set()
        self.told: list[EventsChanged] = []
        self.brought = threading.Semaphore(0)
        self.worker = EventWorker(place, self.runner, self.note, self.tell)
        self.hearing = Hearing(store, self.worker.wake)

    def note(self, changed: ReservationsChanged | OverbookingsChanged) -> None:
        if isinstance(changed, ReservationsChanged):
            self.seen |= set(changed.ids)
            self.changed.release()

    def tell(self, news: EventsChanged) -> None:
        self.told.append(news)
        if news.new or news.cancelled:
            self.brought.release()

    def hear(self, received: bytes) -> Reply:
        return self.hearing(Heard("POST", received, "", self.clock.now(), Slot.CURRENT))


@pytest.fixture
def heart(tmp_path: Path) -> Iterator[Heartbeat]:
    with new_store(tmp_path) as store:
        heart = Heartbeat(store)
        yield heart
        assert heart.worker.stop()
        assert heart.runner.stop()


def test_the_worker_wakes_at_news_and_has_the_runner_read_again(heart: Heartbeat) -> None:
    with heart.worker:
        assert heart.hear(body(told_booking(1, unitId=0))) is Reply.STORED
        assert heart.changed.acquire(timeout=10)
        assert heart.seen == {1}
        heart.clock.at += 3 * SECOND
        heart.worker.wake()
        assert heart.changed.acquire(timeout=10)
    assert [call[2].ids for call in heart.beds24.calls] == [(1,)]


def test_the_worker_takes_up_what_a_former_process_left(heart: Heartbeat) -> None:
    for number in range(1, 21):
        heart.hear(body(told_booking(number, unitId=0)))
    with heart.worker:
        assert heart.changed.acquire(timeout=10)
    assert heart.seen == set(range(1, 21))


def test_the_worker_ends_at_once_while_nothing_happens(heart: Heartbeat) -> None:
    heart.worker.start()
    assert heart.worker.stop(within=2)


def test_the_worker_goes_on_when_the_runner_is_closed(heart: Heartbeat) -> None:
    heart.runner.stop()
    with heart.worker:
        heart.hear(body(told_booking(1, unitId=0)))
        assert heart.changed.acquire(timeout=10)
        heart.clock.at += MINUTE
        heart.hear(body(told_booking(2, unitId=0)))
        assert heart.changed.acquire(timeout=10)
    assert heart.beds24.calls == []


def test_what_webhooks_brought_and_called_off_is_told_and_what_was_never_heard_of_is_not(ear: Ear) -> None:
    def told(number: int, minutes: int, **changes: object) -> bytes:
        changed = moment_text(NOW + minutes * MINUTE)
        return body(told_booking(number, unitId=number, modifiedTime=changed, **changes), ear.clock.now())

    ear.hear(told(1, 0))
    ear.hear(told(2, 0))
    ear.hear(told(3, 0, status="cancelled"))
    first = work_off(ear.place, ear.announced.append)
    ids = [stored(ear.store, "id", beds24_id=number)["id"] for number in (1, 2)]
    assert (list(first.new), first.cancelled) == (ids, ())
    ear.later(2 * MINUTE)
    ear.hear(told(1, 1, status="cancelled"))
    ear.hear(told(2, 1, numAdult=1))
    second = work_off(ear.place, ear.announced.append)
    assert (second.new, second.cancelled) == ((), (ids[0],))


def test_what_a_hint_led_to_is_told_when_it_was_read(heart: Heartbeat) -> None:
    with heart.worker:
        heart.hearing(Heard("GET", b"", "bookid=1&status=new", heart.clock.now(), Slot.CURRENT))
        heart.clock.at += 3 * SECOND
        heart.worker.wake()
        assert heart.changed.acquire(timeout=10)
        assert heart.brought.acquire(timeout=10)
    assert [news.new for news in heart.told if news.new] == [(1,)]
