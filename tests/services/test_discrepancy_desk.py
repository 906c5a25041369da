"""What people say of differences, over a real store: until when it holds, what ends it, and whom it forgets."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from console.domain.announcing import DiscrepanciesChanged
from console.domain.discrepancies import (
    Difference,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancyStatus,
    Evidence,
    LikelyCause,
    Severity,
)
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.services.discrepancy_book import DiscrepancyBook
from console.services.discrepancy_desk import DiscrepancyDesk, Told
from console.services.discrepancy_rows import alive_discrepancies
from console.services.editing import EditDesk
from console.services.guest_erasing import ErasingDesk
from console.store.store import Store
from tests.building import NOW, TODAY, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

TOMORROW = TODAY + timedelta(days=1)


def found(
    here: str = "2", there: str = "3", cause: LikelyCause = LikelyCause.NOT_APPLIED, field: str = "adults"
) -> Discrepancy:
    kind, severity = DiscrepancyKind.GUEST_COUNT, Severity.TONIGHT
    plain = Difference(kind=kind, severity=severity, beds24_id=1, field=field, here=here, there=there)
    return Discrepancy(plain, cause, Evidence())


def take(store: Store, run: int, *discrepancies: Discrepancy) -> None:
    with store.writing() as session:
        session.discrepancies.take(discrepancies, run, NOW)


def status(store: Store, clock: StillClock) -> DiscrepancyStatus:
    with store.reading() as session:
        (one,) = session.discrepancies.alive("EUR", clock.now())
    return one.status


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def desk(store: Store, clock: StillClock) -> DiscrepancyDesk:
    return DiscrepancyDesk(store, clock, who=lambda: "Maria")


def test_it_comes_back_when_the_day_begins_at_the_hotel(store: Store, desk: DiscrepancyDesk, clock: StillClock) -> None:
    take(store, 1, found())
    assert desk.snooze([1], TOMORROW).count == 1
    clock.at = NOW.replace(hour=21, minute=59)  # a minute to midnight in Vienna
    assert status(store, clock) is DiscrepancyStatus.SNOOZED
    clock.at += timedelta(minutes=1)
    assert status(store, clock) is DiscrepancyStatus.OPEN


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=733)])
def test_a_day_that_is_over_or_too_far_is_refused(store: Store, desk: DiscrepancyDesk, until: date) -> None:
    take(store, 1, found())
    with pytest.raises(WrongInput, match="come back"):
        desk.snooze([1], until)
    assert rows(store, "SELECT status, until FROM discrepancies") == [("open", None)]


def test_a_reason_is_needed_and_has_an_end(store: Store, desk: DiscrepancyDesk) -> None:
    take(store, 1, found())
    with pytest.raises(WrongInput, match="why"):
        desk.expect([1], TOMORROW, "  ")
    with pytest.raises(WrongInput, match="500 letters"):
        desk.expect([1], TOMORROW, "x" * 501)
    assert desk.expect([1], TOMORROW, " by phone ").count == 1
    assert rows(store, "SELECT status, reason, said_by FROM discrepancies") == [("expected", "by phone", "Maria")]


def test_what_was_fixed_meanwhile_is_left_alone_and_not_announced(store: Store, clock: StillClock) -> None:
    heard: list[object] = []
    desk = DiscrepancyDesk(store, clock, heard.append)
    take(store, 1, found())
    with store.writing() as session:
        session.discrepancies.settle(2, NOW, [1], [])
    assert desk.snooze([1], TOMORROW).count == 0
    assert heard == []
    take(store, 3, found())
    assert desk.snooze([2], TOMORROW).count == 1
    assert heard == [DiscrepanciesChanged((2,))]


@pytest.mark.parametrize(("again", "still"), [(found(), True), (found(there="4"), False), (found(here="1"), False)])
def test_it_holds_as_long_as_both_sides_tell_the_same(
    store: Store, desk: DiscrepancyDesk, clock: StillClock, again: Discrepancy, still: bool
) -> None:
    take(store, 1, found())
    desk.expect([1], TOMORROW, "by phone")
    take(store, 2, again)
    assert status(store, clock) is (DiscrepancyStatus.EXPECTED if still else DiscrepancyStatus.OPEN)


def test_what_our_own_rules_want_is_nobodys_word_and_ends_with_them(
    store: Store, desk: DiscrepancyDesk, clock: StillClock
) -> None:
    take(store, 1, found(cause=LikelyCause.KEPT_BY_RULE))
    assert status(store, clock) is DiscrepancyStatus.EXPECTED
    take(store, 2, found())
    assert status(store, clock) is DiscrepancyStatus.OPEN
    desk.expect([1], TOMORROW, "by phone")
    take(store, 3, found(cause=LikelyCause.UNDATED))
    assert status(store, clock) is DiscrepancyStatus.EXPECTED


def test_who_looks_again_brings_it_back_at_once(store: Store, desk: DiscrepancyDesk, clock: StillClock) -> None:
    take(store, 1, found())
    desk.snooze([1], TOMORROW)
    assert desk.look_again([1]).count == 1
    assert status(store, clock) is DiscrepancyStatus.OPEN


def test_what_was_said_is_taken_back_and_said_again_as_it_was(
    store: Store, desk: DiscrepancyDesk, clock: StillClock
) -> None:
    take(store, 1, found(), found(field="notes"))
    everything = "SELECT status, until, reason, note, said_by, said_at FROM discrepancies"
    states = [rows(store, everything)]
    said: tuple[Callable[[], Told], ...] = (
        lambda: desk.note([1], "by phone"),
        lambda: desk.expect([1, 2], TOMORROW, "agreed"),
        lambda: desk.look_again([1]),
        lambda: desk.snooze([1, 2], TOMORROW),
    )
    told: list[Told] = []
    for say in said:
        told.append(say())
        states.append(rows(store, everything))
    assert [one.count for one in told] == [1, 2, 1, 2]
    for one, before in zip(reversed(told), states[-2::-1], strict=True):
        desk.undo(one.number)
        desk.undo(one.number)
        assert rows(store, everything) == before
    for one, after in zip(told, states[1:], strict=True):
        desk.redo(one.number)
        assert rows(store, everything) == after


def test_what_was_said_is_not_taken_back_once_something_else_is_the_case(
    store: Store, desk: DiscrepancyDesk, clock: StillClock
) -> None:
    take(store, 1, found())
    told = desk.expect([1], TOMORROW, "agreed")
    take(store, 2, found(there="4"))
    with pytest.raises(ChangedMeanwhile):
        desk.undo(told.number)
    assert status(store, clock) is DiscrepancyStatus.OPEN


def test_what_agrees_by_now_is_left_out_when_it_is_taken_back(store: Store, desk: DiscrepancyDesk) -> None:
    take(store, 1, found(), found(field="notes"))
    told = desk.snooze([1, 2], TOMORROW)
    take(store, 2, found())
    with store.writing() as session:
        session.discrepancies.settle(2, NOW, [1], [])
    desk.undo(told.number)
    assert rows(store, "SELECT status FROM discrepancies") == [("open",), ("fixed",)]


def test_the_export_tells_until_when_and_why(store: Store, desk: DiscrepancyDesk) -> None:
    take(store, 1, found())
    desk.expect([1], TOMORROW, "by phone")
    with store.reading() as session:
        (row,) = alive_discrepancies(session, NOW)
    assert (row.status, row.reason) == (DiscrepancyStatus.EXPECTED, "by phone")
    assert row.until == NOW.replace(hour=22)  # midnight in Vienna


def test_what_people_wrote_and_who_would_have_come_go_with_an_erased_guest(
    store: Store, desk: DiscrepancyDesk, clock: StillClock
) -> None:
    apply(store, booking(1, last_name="Probe"))
    take(store, 1, found())
    desk.note([1], "Probe is ill")
    desk.expect([1], TOMORROW, "Probe agreed")
    (guest,) = rows(store, "SELECT guest_id FROM reservations")
    ErasingDesk(store, clock).erase(guest[0])
    assert "Probe" not in str(rows(store, "SELECT * FROM discrepancies"))
    assert rows(store, "SELECT * FROM difference_sayings") == []


def test_a_line_tells_what_both_sides_last_agreed_on_and_who_decides(store: Store, clock: StillClock) -> None:
    apply(store, booking(1, channel="booking", api_source="Booking.com"))
    take(store, 1, found(), found(field="notes"))
    EditDesk(store, clock, lambda _news: None).change(1, {"notes": "late"})
    counted, noted = DiscrepancyBook(store, clock).lines()
    assert (counted.owner, noted.owner) == ("channel", "desk")
    assert (counted.agreed, noted.agreed) == (None, "")
