"""Reading again what webhooks named: many wishes are one question, not too often, and it has the last word."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from console.domain.announcing import ReservationsChanged
from console.domain.asking import BookingPage, BookingQuery, CreditState, Urgency
from console.domain.errors import Beds24Unreachable, KeyRefused, OutOfCredits, Stopped
from console.services.connection import switch_pull_sync
from console.services.pausing import pause, resume
from console.services.pull_sync import Watch
from console.services.rereading import APART, SETTLE, SPARED, Reread, next_reread, reread_due
from console.store.store import Store
from tests.building import NOW, booking
from tests.fakes.beds24 import FakeBeds24
from tests.hooking import MINUTE, Ear, body, envelope, told_booking
from tests.storing import apply, rows, stored

SECOND = timedelta(seconds=1)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


def reread(ear: Ear, watch: Watch | None = None) -> Reread:
    return reread_due(ear.beds24, ear.store, ear.clock, watch or Watch())


def asked(ear: Ear) -> list[tuple[int, ...]]:
    """The numbers of each question, each put in nobody's haste."""
    assert {call[3] for call in ear.beds24.calls} <= {Urgency.BACKGROUND}
    return [call[2].ids for call in ear.beds24.calls]


def test_fifty_events_of_one_booking_are_one_question(ear: Ear) -> None:
    ear.beds24.put(booking(comments="as it is"))
    for number in range(50):
        ear.hear(body(told_booking(comments=f"{number}")))
    ear.work()
    assert reread(ear).asked == ()
    ear.later(SETTLE)
    assert reread(ear).asked == (1,)
    ear.later(APART)
    assert reread(ear).asked == ()
    assert asked(ear) == [(1,)]
    assert stored(ear.store, "comments") == {"comments": "as it is"}


def test_one_booking_is_asked_for_once_in_twenty_seconds(ear: Ear) -> None:
    ear.beds24.put(booking())
    for second in range(60):
        ear.hear(body(told_booking(comments=f"{second}")))
        reread(ear)
        ear.later(SECOND)
    assert 2 <= len(asked(ear)) <= 3


def test_different_bookings_are_one_question(ear: Ear) -> None:
    ear.beds24.put(*(booking(number, unit_id=0) for number in range(1, 61)))
    for number in range(1, 61):
        ear.hear(body(told_booking(number, unitId=0)))
    ear.later(SETTLE)
    assert len(reread(ear).asked) == 50
    assert len(reread(ear).asked) == 10
    assert reread(ear).asked == ()


def test_the_reading_corrects_what_a_body_told_and_is_announced(ear: Ear) -> None:
    ear.beds24.put(booking(comments="right"))
    announced: list[ReservationsChanged] = []
    ear.hear_and_work(body(told_booking(comments="wrong")))
    ear.later(SETTLE)
    reread(ear, Watch(announce=announced.append))
    assert stored(ear.store, "comments", "source") == {"comments": "right", "source": "webhook"}
    assert rows(ear.store, "SELECT old, new, source FROM history WHERE field = 'comments'") == [
        ("wrong", "right", "by_id")
    ]
    assert [changed.ids for changed in announced] == [(1,)]


def test_a_hint_brings_the_booking(ear: Ear) -> None:
    ear.beds24.put(booking())
    ear.hear_and_work(b"", "bookid=1&status=new")
    ear.later(SETTLE)
    assert reread(ear).applied.counts.created == 1


def test_what_beds24_does_not_have_is_left_for_the_full_sync_to_judge(ear: Ear) -> None:
    ear.hear_and_work(body(told_booking()))
    ear.later(SETTLE)
    assert reread(ear).absent == {1}
    assert stored(ear.store, "status") == {"status": "confirmed"}
    assert rows(ear.store, "SELECT missed_at IS NULL FROM reservations") == [(0,)]


def test_what_is_not_deleted_after_all_is_taken_back(ear: Ear) -> None:
    apply(ear.store, booking(), read_at=NOW - MINUTE)
    ear.beds24.put(booking())
    ear.hear_and_work(envelope("booking.deleted", told_booking()))
    assert stored(ear.store, "status") == {"status": "gone"}
    ear.later(SETTLE)
    reread(ear)
    assert stored(ear.store, "status") == {"status": "confirmed"}


def test_a_wish_that_comes_while_beds24_is_asked_is_kept(ear: Ear) -> None:
    ear.beds24.put(booking())
    ear.hear(body(told_booking()))
    ear.later(SETTLE)

    def more_comes(_page: int) -> None:
        ear.hear(body(told_booking(comments="now")))

    ear.beds24.between_pages = more_comes
    reread(ear)
    assert ear.desk.state().rereads == 1
    ear.later(APART + SECOND)
    reread(ear)
    assert len(asked(ear)) == 2


@pytest.mark.parametrize(
    ("error", "pause_"),
    [
        (Beds24Unreachable("no line"), timedelta(seconds=30)),
        (KeyRefused("no key"), timedelta(seconds=30)),
        (OutOfCredits("none left", 200), timedelta(seconds=200)),
    ],
)
def test_trouble_with_beds24_is_tried_again_later(ear: Ear, error: Exception, pause_: timedelta) -> None:
    ear.beds24.put(booking(comments="right"))
    ear.hear_and_work(body(told_booking()))
    ear.later(SETTLE)
    ear.beds24.fail(error)  # type: ignore[arg-type] # each is one of ours
    assert reread(ear).error is error
    ear.later(pause_ - SECOND)
    assert reread(ear).asked == ()
    ear.later(SECOND)
    assert reread(ear).applied.counts.updated == 1


def test_a_stop_leaves_the_wish_open(ear: Ear) -> None:
    ear.beds24.put(booking())
    ear.hear(body(told_booking()))
    ear.later(SETTLE)
    with pytest.raises(Stopped):
        reread(ear, Watch(stop_asked=lambda: True))
    assert ear.desk.state().rereads == 1


class Poor(FakeBeds24):
    """An account with few credits left."""

    left = SPARED - 1

    def credits(self) -> CreditState:
        return CreditState(self.left, 100.0, Decimal(0))


def test_the_last_credits_are_left_for_people(ear: Ear) -> None:
    ear.beds24 = Poor(clock=ear.clock)
    ear.hear(body(told_booking()))
    ear.later(SETTLE)
    assert reread(ear).asked == ()
    assert ear.beds24.calls == []
    ear.beds24.left = SPARED
    ear.later(timedelta(seconds=99))
    assert reread(ear).asked == ()
    ear.later(SECOND)
    assert reread(ear).asked == (1,)


def test_nothing_is_asked_or_worked_off_while_syncing_is_paused_or_switched_off(ear: Ear) -> None:
    ear.beds24.put(booking())
    ear.hear(body(told_booking()))
    ear.later(SETTLE)
    pause(ear.store, NOW + 5 * MINUTE)
    assert (ear.work().done, reread(ear).asked) == (0, ())
    resume(ear.store)
    switch_pull_sync(ear.store, on=False)
    assert (ear.work().done, reread(ear).asked) == (0, ())
    switch_pull_sync(ear.store, on=True)
    assert (ear.work().done, reread(ear).asked) == (1, (1,))


def test_a_clock_that_was_ahead_holds_nothing_up(ear: Ear) -> None:
    ear.beds24.put(booking())
    ear.hear(body(told_booking()))
    ear.later(SETTLE)
    reread(ear)
    ear.hear(body(told_booking(comments="later")))
    ear.clock.at = NOW - 60 * MINUTE
    assert reread(ear).asked == (1,)


def test_a_wait_that_was_set_by_a_clock_that_was_ahead_is_over(ear: Ear) -> None:
    ear.beds24.put(booking())
    ear.hear(body(told_booking()))
    ear.later(SETTLE)
    ear.beds24.fail(Beds24Unreachable("no line"))
    reread(ear)
    ear.clock.at = NOW - timedelta(days=1)
    with ear.store.reading() as session:
        assert next_reread(session, ear.clock.at) == ear.clock.at
    assert reread(ear).asked == (1,)


def test_when_the_next_is_due_is_known(ear: Ear) -> None:
    with ear.store.reading() as session:
        assert next_reread(session, NOW) is None
    ear.hear(body(told_booking()))
    with ear.store.reading() as session:
        assert next_reread(session, NOW) == NOW + SETTLE


def test_a_fault_in_the_program_does_not_ask_again_and_again(ear: Ear) -> None:
    def break_(_page: int) -> None:
        raise ZeroDivisionError

    ear.hear(body(told_booking()))
    ear.later(SETTLE)
    ear.beds24.between_pages = break_
    with pytest.raises(ZeroDivisionError):
        reread(ear)
    ear.later(29 * SECOND)
    assert reread(ear).asked == ()


class Breaking(FakeBeds24):
    """Meets a fault of ours wherever one of these bookings is in the answer."""

    broken: frozenset[int] = frozenset()

    def booking_pages(
        self, query: BookingQuery, currency: str, urgency: Urgency = Urgency.BACKGROUND
    ) -> Iterator[BookingPage]:
        for page in super().booking_pages(query, currency, urgency):
            if self.broken & {each.beds24_id for each in page.bookings}:
                raise ZeroDivisionError
            yield page


def test_one_booking_that_meets_a_fault_of_ours_waits_alone(ear: Ear) -> None:
    ear.beds24 = breaking = Breaking(clock=ear.clock)
    breaking.put(*(booking(number, unit_id=0, comments="as it is") for number in range(1, 51)))
    breaking.broken = frozenset({17})
    announced: list[ReservationsChanged] = []
    for number in range(1, 51):
        ear.hear(body(told_booking(number, unitId=0)))
    ear.work()
    ear.later(SETTLE)
    with pytest.raises(ZeroDivisionError):
        reread(ear, Watch(announce=announced.append))
    assert len(announced[0].ids) == 49
    assert rows(ear.store, "SELECT beds24_id FROM booking_rereads WHERE wishes > answered") == [(17,)]
    assert len(asked(ear)) <= 13
    ear.later(APART)
    assert reread(ear).asked == ()
    breaking.broken = frozenset()
    ear.later(MINUTE)
    assert reread(ear).asked == (17,)
    assert ear.desk.state().rereads == 0


def test_a_fault_that_every_booking_meets_spends_no_more_credits_than_background_work_may(ear: Ear) -> None:
    ear.beds24 = breaking = Breaking(clock=ear.clock)
    breaking.put(*(booking(number, unit_id=0) for number in range(1, 51)))
    breaking.broken = frozenset(range(1, 51))
    for number in range(1, 51):
        ear.hear(body(told_booking(number, unitId=0)))
    ear.later(SETTLE)
    with pytest.raises(ZeroDivisionError):
        reread(ear)
    assert len(asked(ear)) == 16
    ear.later(29 * SECOND)
    assert reread(ear).asked == ()
    assert ear.desk.state().rereads == 50
