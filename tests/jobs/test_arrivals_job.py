"""The arrivals of the next 48 hours: read in one or two requests, applied, compared, and due by the ledger."""

from datetime import datetime, timedelta

import pytest

from console.domain.agreement import CheckResult, ProofState
from console.domain.booking import Booking
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.errors import Beds24Unreachable
from console.domain.lines import check_of
from console.domain.moments import maybe_moment_from
from console.domain.runs import Outcome, RunKind, Trigger
from console.jobs.ledger import carry_out, due_wish
from console.jobs.report import Report
from console.services.agreement import Agreed, agreed_in
from console.services.pausing import pause
from console.services.pull_sync import Watch
from tests.building import TODAY, booking, later
from tests.jobs.conftest import Desk

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TROUBLE = Beds24Unreachable("Beds24 does not answer.")


def stay(number: int, in_days: int, **changes: object) -> Booking:
    arrival = TODAY + in_days * DAY
    return booking(number, unit_id=0, arrival=arrival, departure=arrival + 2 * DAY, **changes)


def look(desk: Desk) -> Report:
    desk.beds24.calls.clear()
    return desk.run(RunKind.ARRIVALS)


def checks(desk: Desk) -> dict[int, tuple[CheckResult, datetime | None]]:
    """How the last comparison of each stands and when Beds24 was asked, by Beds24's number."""
    with desk.store.reading() as session:
        lines = session.book.lines("[]")
    return {line.beds24_id or 0: (check_of(line), maybe_moment_from(line.checked_at)) for line in lines}


def agreed(desk: Desk) -> Agreed:
    with desk.store.reading() as session:
        return agreed_in(session, desk.clock.now())


def open_ones(desk: Desk) -> int:
    with desk.store.reading() as session:
        return session.discrepancies.count(DiscrepancyStatus.OPEN, desk.clock.now())


def hotel(desk: Desk) -> None:
    """Ten stays, of which those of today and the next two days are soon; read an hour ago."""
    desk.beds24.put(*(stay(number, number - 3) for number in range(1, 11)))
    desk.full()
    desk.clock.at += HOUR


SOON = {3, 4, 5}


def test_all_arrivals_of_48_hours_are_proved_in_one_request(desk: Desk) -> None:
    hotel(desk)
    report = look(desk)
    assert report.run.outcome is Outcome.DONE
    assert desk.asked() == report.run.traffic.requests == 1
    assert {number for number, check in checks(desk).items() if check[0] is CheckResult.AGREES} == SOON
    assert all(check[1] == desk.clock.at for number, check in checks(desk).items() if number in SOON)


def test_an_arrival_that_is_not_here_is_taken_in_at_once(desk: Desk) -> None:
    hotel(desk)
    desk.beds24.put(stay(20, 1))
    announced: list[object] = []
    report = desk.run(RunKind.ARRIVALS, watch=Watch(announce=announced.append))
    assert report.applied.counts.created == 1
    assert announced
    assert checks(desk)[20][0] is CheckResult.AGREES
    assert open_ones(desk) == 0


def test_one_that_moved_away_or_is_gone_is_asked_for_by_number(desk: Desk) -> None:
    hotel(desk)
    known = desk.beds24.bookings[4]
    desk.beds24.put(later(known, arrival=TODAY + 30 * DAY, departure=TODAY + 32 * DAY))
    desk.beds24.remove(5)
    report = look(desk)
    assert desk.asked() == 2
    with desk.store.reading() as session:
        (moved,) = session.reservations.bookings([4]).values()
        (alive,) = session.discrepancies.alive("EUR", desk.clock.now())
    assert moved.arrival == TODAY + 30 * DAY
    assert (alive.kind, alive.beds24_id) == ("only_here", 5)
    assert checks(desk)[5][0] is CheckResult.DIFFERS
    assert report.run.counts.add_up


def test_what_agrees_again_is_settled_and_the_others_are_left_alone(desk: Desk) -> None:
    hotel(desk)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET adults = 3 WHERE beds24_id IN (4, 9)")
    desk.run(RunKind.RECONCILE)
    assert open_ones(desk) == 2
    assert agreed(desk).agreement.differing == 2
    with desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET adults = 2 WHERE beds24_id IN (4, 9)")
    look(desk)
    assert open_ones(desk) == 1
    assert agreed(desk).agreement.differing == 1


def test_the_check_of_arrivals_is_due_at_seven_and_at_six(desk: Desk) -> None:
    hotel(desk)
    with desk.store.reading() as session:
        zone = session.config.all()[0].zone
    made = []
    desk.run(RunKind.ARRIVALS)
    for _ in range(2 * 24 * 6):
        desk.clock.at += 10 * MINUTE
        for _ in range(3):
            if (wish := due_wish(desk.place)) is None:
                break
            carry_out(desk.place, wish, Watch())
            if wish.kind is RunKind.ARRIVALS:
                assert wish.trigger is Trigger.SCHEDULE
                made.append(desk.clock.at.astimezone(zone).strftime("%H:%M"))
    assert made == ["18:00", "07:00", "18:00", "07:00"]


def test_a_hotel_whose_pull_is_due_at_every_ring_comes_to_its_arrivals_all_the_same(desk: Desk) -> None:
    hotel(desk)
    desk.run(RunKind.RECONCILE)
    kinds = []
    for _ in range(24 * 12):
        desk.clock.at += 5 * MINUTE
        wish = due_wish(desk.place)
        assert wish is not None
        kinds.append(carry_out(desk.place, wish, Watch()).run.kind)
    assert kinds.count(RunKind.ARRIVALS) == 2
    assert kinds.count(RunKind.FULL) == 1


def test_after_sleep_the_nights_comparison_stands_for_the_arrivals_too(desk: Desk) -> None:
    hotel(desk)
    desk.run(RunKind.ARRIVALS)
    desk.clock.at += 3 * DAY
    full = due_wish(desk.place)
    assert full is not None
    assert full.kind is RunKind.FULL
    carry_out(desk.place, full, Watch())
    assert due_wish(desk.place) is None
    assert agreed(desk).state is ProofState.AGREE


def test_one_check_makes_up_for_those_slept_through(desk: Desk) -> None:
    hotel(desk)
    desk.run(RunKind.RECONCILE)
    desk.clock.at += 8 * HOUR  # over 18:00, but not over the night
    desk.pull()
    wish = due_wish(desk.place)
    assert wish is not None
    assert (wish.kind, wish.trigger) == (RunKind.ARRIVALS, Trigger.CATCH_UP)
    carry_out(desk.place, wish, Watch())
    assert due_wish(desk.place) is None


@pytest.mark.parametrize("held", ["paused", "off", "not wanted"])
def test_nothing_is_due_while_it_is_held(desk: Desk, held: str) -> None:
    hotel(desk)
    desk.run(RunKind.RECONCILE)
    desk.clock.at += 8 * HOUR
    desk.pull()
    if held == "paused":
        pause(desk.store, desk.clock.at + HOUR)
    else:
        column = {"off": "pull_sync_enabled", "not wanted": "arrival_checks"}[held]
        with desk.store.writing() as session:
            session.config.change(session.config.all()[0].property_id, **{column: 0})
    assert due_wish(desk.place) is None


def test_a_check_that_fails_says_why_changes_nothing_and_is_tried_again(desk: Desk) -> None:
    hotel(desk)
    desk.run(RunKind.RECONCILE)
    desk.clock.at += 8 * HOUR
    desk.pull()
    desk.beds24.fail(TROUBLE)
    wish = due_wish(desk.place)
    assert wish is not None
    report = carry_out(desk.place, wish, Watch())
    assert (report.run.outcome, report.run.message) == (Outcome.FAILED, str(TROUBLE))
    desk.clock.at += 4 * MINUTE
    assert due_wish(desk.place) is None
    desk.clock.at += 12 * MINUTE
    desk.pull()
    again = due_wish(desk.place)
    assert again is not None
    assert again.kind is RunKind.ARRIVALS


def test_arrivals_that_would_all_be_cancelled_at_once_are_held_back_by_the_brake(desk: Desk) -> None:
    desk.beds24.put(*(stay(number, 1) for number in range(1, 21)))
    desk.full()
    for known in tuple(desk.beds24.bookings.values()):
        desk.beds24.put(later(known, status="cancelled"))
    report = look(desk)
    assert report.run.outcome is Outcome.BRAKED
    with desk.store.reading() as session:
        assert all(one.status == "confirmed" for one in session.reservations.bookings(range(1, 21)).values())
