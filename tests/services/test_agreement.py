"""How many upcoming bookings agree, how surely that is known, and when it is no longer known."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console.domain.agreement import Agreement, CheckResult, ProofState, state_of
from console.domain.edits import Intent
from console.domain.lines import check_of
from console.domain.moments import maybe_moment_from, moment_text
from console.domain.runs import RunKind
from console.jobs.workplace import Workplace
from console.services.agreement import Agreed, AgreementBook
from console.services.editing import EditDesk, NewStay
from tests.building import HOTEL, NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.jobs.conftest import Desk
from tests.storing import new_store

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = StillClock(NOW)
    beds24 = FakeBeds24(hotels=(HOTEL,), clock=clock)
    with new_store(tmp_path) as store:
        yield Desk(Workplace(store, beds24, clock), beds24, clock)


def agreed(desk: Desk) -> Agreed:
    return AgreementBook(desk.store).agreed(desk.clock.now())


def figures(desk: Desk) -> tuple[int, int, int]:
    """Agreeing, upcoming, deeply proved."""
    one = agreed(desk).agreement
    return one.agreeing, one.upcoming, one.deep


def hotel(desk: Desk, upcoming: int = 6) -> None:
    """So many upcoming stays and one that is over."""
    stays = [
        booking(n, unit_id=0, arrival=TODAY + n * DAY, departure=TODAY + (n + 2) * DAY) for n in range(1, upcoming + 1)
    ]
    desk.beds24.put(*stays, booking(99, unit_id=0, arrival=TODAY - 5 * DAY, departure=TODAY))
    desk.full()


def compare(desk: Desk) -> None:
    desk.clock.at += MINUTE
    desk.run(RunKind.RECONCILE)


def id_of(desk: Desk, number: int) -> int:
    with desk.store.reading() as session:
        return int(session.connection.execute("SELECT id FROM reservations WHERE beds24_id = ?", (number,)).get)


def check(desk: Desk, number: int) -> tuple[CheckResult, datetime | None]:
    """What the list tells of one reservation: how its last comparison stands, and when Beds24 was asked."""
    with desk.store.reading() as session:
        (line,) = session.book.lines_of([id_of(desk, number)], "[]")
    return check_of(line), maybe_moment_from(line.checked_at)


def test_before_the_first_comparison_nothing_is_claimed(desk: Desk) -> None:
    assert AgreementBook(desk.store).agreed(NOW).state is ProofState.NOT_COMPARED
    hotel(desk)
    assert agreed(desk).state is ProofState.NOT_COMPARED
    assert check(desk, 1) == (CheckResult.NEVER, None)


def test_everything_compared_and_equal_is_deeply_proved(desk: Desk) -> None:
    hotel(desk)
    compare(desk)
    assert agreed(desk).state is ProofState.AGREE
    assert figures(desk) == (6, 6, 6)
    assert agreed(desk).agreement.oldest_deep == desk.clock.at
    assert check(desk, 1) == (CheckResult.AGREES, desk.clock.at)


def test_what_was_found_to_differ_or_is_on_one_side_only_counts_at_once(desk: Desk) -> None:
    hotel(desk)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET adults = 5 WHERE beds24_id = 2")
    desk.beds24.remove(3)
    desk.beds24.put(booking(50, unit_id=0, arrival=TODAY + DAY, departure=TODAY + 2 * DAY))
    compare(desk)
    assert agreed(desk).state is ProofState.DIFFER
    assert figures(desk)[:2] == (4, 7)
    assert check(desk, 2)[0] is CheckResult.DIFFERS


def test_what_cannot_be_placed_counts_from_the_pull_on_that_parked_it(desk: Desk) -> None:
    hotel(desk)
    compare(desk)
    desk.beds24.put(
        booking(50, room_type_id=999, arrival=TODAY + DAY, departure=TODAY + 2 * DAY, modified_at=desk.clock.at)
    )
    desk.pull()
    assert figures(desk) == (6, 7, 6)


def test_a_change_that_a_pull_brings_leaves_that_booking_lightly_proved(desk: Desk) -> None:
    hotel(desk)
    compare(desk)
    _, before = check(desk, 2)
    desk.clock.at += MINUTE
    desk.beds24.put(later(desk.beds24.bookings[2], 120, adults=3))
    desk.pull()
    assert figures(desk) == (6, 6, 5)
    assert agreed(desk).agreement.light_only == 1
    assert check(desk, 2) == (CheckResult.CHANGED, before)
    compare(desk)
    assert figures(desk) == (6, 6, 6)


def test_a_pull_that_brings_what_was_found_to_differ_ends_that_at_once(desk: Desk) -> None:
    hotel(desk)
    desk.clock.at += 2 * MINUTE
    desk.beds24.put(later(desk.beds24.bookings[2], 60, adults=3))
    compare(desk)
    assert figures(desk) == (5, 6, 6)
    desk.pull()
    assert figures(desk) == (6, 6, 5)


def test_the_oldest_check_is_that_of_the_booking_compared_longest_ago(desk: Desk) -> None:
    hotel(desk)
    compare(desk)
    first = desk.clock.at
    desk.clock.at += HOUR
    desk.run(RunKind.ARRIVALS)
    assert agreed(desk).agreement.oldest_deep == first
    desk.run(RunKind.RECONCILE)
    assert agreed(desk).agreement.oldest_deep == desk.clock.at


def test_what_is_expected_is_neither_agreement_nor_a_difference_to_look_at(desk: Desk) -> None:
    hotel(desk)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET adults = 5 WHERE beds24_id = 2")
    compare(desk)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE discrepancies SET status = 'expected'")
    one = agreed(desk).agreement
    assert (one.agreeing, one.differing, one.on_purpose) == (5, 0, 1)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE discrepancies SET until = ?", (moment_text(desk.clock.at + HOUR),))
    assert agreed(desk).agreement.on_purpose == 1
    desk.clock.at += HOUR
    one = agreed(desk).agreement
    assert (one.agreeing, one.differing, one.on_purpose) == (5, 1, 0)


def test_a_pair_to_look_at_is_no_disagreement(desk: Desk) -> None:
    hotel(desk)
    twin = desk.beds24.bookings[2]
    desk.beds24.put(
        later(
            booking(
                51,
                unit_id=0,
                arrival=twin.arrival,
                departure=twin.departure,
                last_name=twin.last_name,
                email=twin.email,
            ),
            30,
        )
    )
    desk.clock.at += 5 * MINUTE
    desk.full()
    compare(desk)
    with desk.store.reading() as session:
        assert [one.kind for one in session.discrepancies.alive("EUR", desk.clock.now())] == ["duplicate_pair"]
    assert figures(desk) == (7, 7, 7)


@pytest.mark.parametrize(
    ("read_ago", "compared_ago", "state"),
    [
        (timedelta(0), timedelta(0), ProofState.AGREE),
        (10 * MINUTE, 25 * HOUR, ProofState.AGREE),
        (11 * MINUTE, HOUR, ProofState.STALE),
        (MINUTE, 27 * HOUR, ProofState.STALE),
    ],
)
def test_proof_grows_stale_when_a_check_was_missed(
    read_ago: timedelta, compared_ago: timedelta, state: ProofState
) -> None:
    one = Agreement(upcoming=3, deep=3, read_at=NOW - read_ago, compared_at=NOW - compared_ago)
    assert state_of(one, NOW, 5 * MINUTE) is state


def test_a_hotel_that_asks_seldom_is_not_late_for_that() -> None:
    one = Agreement(upcoming=3, deep=3, read_at=NOW - HOUR, compared_at=NOW)
    assert state_of(one, NOW, HOUR) is ProofState.AGREE
    assert state_of(one, NOW + 6 * MINUTE, HOUR) is ProofState.STALE


def test_a_change_at_the_desk_is_no_agreement_until_beds24_has_it_and_taken_back_is_as_before(desk: Desk) -> None:
    hotel(desk)
    compare(desk)
    edits = EditDesk(desk.store, desk.clock, lambda _news: None)
    act = edits.change(id_of(desk, 2), {"adults": 3})
    one = agreed(desk).agreement
    assert (one.agreeing, one.waiting, one.differing) == (5, 1, 0)
    edits.undo(act.id)
    assert figures(desk) == (6, 6, 6)


def test_what_the_desk_keeps_otherwise_and_what_it_made_itself_are_told_apart(desk: Desk) -> None:
    hotel(desk)
    compare(desk)
    edits = EditDesk(desk.store, desk.clock, lambda _news: None)
    edits.change(id_of(desk, 2), {"adults": 3}, Intent.KEEP)
    edits.create(NewStay(room_type_id=SINGLE, unit_id=1, arrival=TODAY + DAY, departure=TODAY + 2 * DAY))
    one = agreed(desk).agreement
    assert (one.upcoming, one.agreeing, one.on_purpose, one.waiting) == (7, 5, 1, 1)
    desk.clock.at += 2 * MINUTE
    desk.beds24.put(later(desk.beds24.bookings[2], 90, adults=4))
    desk.pull()
    one = agreed(desk).agreement
    assert (one.agreeing, one.on_purpose, one.differing) == (5, 0, 1)
