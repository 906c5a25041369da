"""What a hotel's file tells of silence: changes that checks really found, of a desk asleep, paused, closing rooms."""

from datetime import timedelta
from typing import Any

import pytest

from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.errors import Beds24Unreachable
from console.domain.moments import moment_text
from console.domain.runs import Outcome, RunKind, Trigger
from console.domain.silence import Silence, silence_of
from console.jobs.ledger import carry_out, due_wish
from console.jobs.runner import Wish
from console.jobs.workplace import Workplace
from console.services.applying import apply_in
from console.services.inbox import forget_old_events
from console.services.pausing import pause
from console.services.pull_sync import Watch
from console.services.silence import hearing_facts
from console.store.spool import Received
from console.store.store import Store
from tests.building import HOTEL, NOW, booking, later
from tests.fakes.beds24 import FakeBeds24
from tests.hooking import Ear, body, told_booking
from tests.storing import applying, rows, stored

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Desk(Ear):
    """A hotel whose webhook worked once, and that is asked about every five minutes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.beds24 = FakeBeds24(hotels=(HOTEL,), clock=self.clock)
        self.place = Workplace(store, self.beds24, self.clock)
        self.number = 10
        with store.writing() as session:
            session.webhook_settings.change(
                HOTEL.property_id, enabled=1, enabled_at=moment_text(NOW - HOUR), secret_used_at=moment_text(NOW)
            )
        self.run(RunKind.FULL)
        self.run(RunKind.PULL)

    def run(self, kind: RunKind) -> None:
        report = carry_out(self.place, Wish(kind, Trigger.SCHEDULE), Watch())
        assert report.run.outcome is Outcome.DONE, report.run.message

    def pass_by(self, minutes: int) -> None:
        """Time during which the schedule is heeded."""
        for _ in range(minutes // 5):
            self.later(5 * MINUTE)
            wish = due_wish(self.place)
            if wish is not None:
                self.run(wish.kind)

    def book(self, **changes: Any) -> Booking:
        """A booking of a portal that nobody announces."""
        self.number += 1
        usual: dict[str, Any] = {
            "api_source": "Booking.com",
            "channel": "booking",
            "modified_at": self.clock.at + MINUTE,
        }
        made = booking(self.number, unit_id=1 + self.number % 3, **(usual | changes))
        self.beds24.put(made)
        return made

    def lose(self, times: int = 3, **changes: Any) -> None:
        """So many bookings, each found by the check after it, and time enough for a late webhook."""
        for _ in range(times):
            self.book(**changes)
            self.pass_by(5)
        self.pass_by(15)

    @property
    def found(self) -> int:
        """How many reservations usual checks began or changed: nothing is proved by a change that was never found."""
        ((number,),) = rows(self.store, "SELECT count(DISTINCT reservation_id) FROM history WHERE source = 'pull'")
        return int(number)

    @property
    def silence(self) -> Silence | None:
        with self.store.reading() as session:
            return silence_of(hearing_facts(session), self.clock.at)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_three_bookings_of_portals_that_only_checks_found_are_a_silence(desk: Desk) -> None:
    desk.lose(2)
    assert desk.silence is None
    desk.lose(1)
    assert desk.silence == Silence(NOW, 3)


def test_the_first_that_is_accepted_ends_it_even_where_it_has_to_wait(desk: Desk) -> None:
    desk.lose()
    desk.hear(body(told_booking(1), desk.clock.at))
    assert desk.silence is None


def test_it_lasts_over_the_time_after_which_events_are_forgotten(desk: Desk) -> None:
    desk.hear_and_work(body(told_booking(1), NOW))
    desk.lose()
    desk.later(timedelta(days=20))
    assert forget_old_events(desk.store, desk.clock.at) == 1
    assert desk.silence == Silence(NOW, 3)


def test_moves_and_cancellations_count_as_new_bookings_do(desk: Desk) -> None:
    made = [desk.book() for _ in range(3)]
    desk.pass_by(5)
    desk.hear(body(told_booking(1), desk.clock.at))
    desk.pass_by(10)
    changes: tuple[dict[str, Any], ...] = (
        {"departure": made[0].departure + timedelta(days=1)},
        {"status": "cancelled"},
        {"room_qty": 2},
    )
    for one, change in zip(made, changes, strict=True):
        desk.beds24.put(later(one, int((desk.clock.at + MINUTE - one.modified_at).total_seconds()), **change))
        desk.pass_by(5)
    desk.pass_by(15)
    assert desk.silence is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "black"},
        {"status": "request"},
        {"status": "inquiry"},
        {"api_source": "Direct", "channel": "direct"},
        {"api_source": "", "channel": "direct"},
        {"referer": "API"},
        {"group_id": 77},
    ],
    ids=["closure", "request", "inquiry", "typed in the panel", "nobody knows", "another program", "one group"],
)  # fmt: skip
def test_what_beds24_does_not_announce_for_sure_raises_no_alarm(desk: Desk, changes: dict[str, Any]) -> None:
    desk.lose(4, **changes)
    assert (desk.found, desk.silence) == (4, None)


def test_notes_names_and_prices_come_by_checks_alone(desk: Desk) -> None:
    made = [desk.book() for _ in range(4)]
    desk.pass_by(5)
    desk.hear(body(told_booking(1), desk.clock.at))
    desk.pass_by(10)
    for one in made:
        after = int((desk.clock.at + MINUTE - one.modified_at).total_seconds())
        desk.beds24.put(later(one, after, comments="Late", last_name="Other", price=99900, unit_id=2))
        desk.pass_by(5)
    desk.pass_by(15)
    assert (desk.found, desk.silence) == (4, None)


def test_a_closure_that_is_lifted_is_no_cancellation(desk: Desk) -> None:
    closed = [desk.book(status="black") for _ in range(4)]
    desk.pass_by(10)
    for one in closed:
        after = int((desk.clock.at + MINUTE - one.modified_at).total_seconds())
        desk.beds24.put(later(one, after, status="cancelled"))
        desk.pass_by(5)
    desk.pass_by(15)
    assert (desk.found, desk.silence) == (4, None)


def test_what_happened_while_the_computer_slept_raises_no_alarm(desk: Desk) -> None:
    for minutes in (60, 120, 180):
        desk.book(modified_at=NOW + minutes * MINUTE)
    desk.later(8 * HOUR)
    desk.pass_by(60)
    assert (desk.found, desk.silence) == (3, None)


def test_what_happened_during_a_pause_raises_no_alarm(desk: Desk) -> None:
    pause(desk.store, NOW + 2 * HOUR)
    for minutes in (20, 40, 60):
        desk.book(modified_at=NOW + minutes * MINUTE)
    desk.pass_by(4 * 60)
    assert (desk.found, desk.silence) == (3, None)


def test_what_the_full_sync_of_the_night_finds_raises_no_alarm(desk: Desk) -> None:
    for _ in range(4):
        desk.book()
    desk.later(5 * MINUTE)
    desk.run(RunKind.FULL)
    desk.pass_by(60)
    assert desk.silence is None


def test_what_the_desk_itself_changed_and_beds24_echoes_raises_no_alarm(desk: Desk) -> None:
    known = [desk.book() for _ in range(4)]
    desk.pass_by(5)
    desk.hear(body(told_booking(1), desk.clock.at))
    desk.pass_by(10)
    for one in known:
        changed = later(one, int((desk.clock.at + MINUTE - one.modified_at).total_seconds()), status="cancelled")
        own = applying(Source.DESK, at=desk.clock.at + MINUTE)
        with desk.store.writing() as session:
            apply_in(session, [Received(changed, own.at)], own)
        desk.beds24.put(changed)
        desk.pass_by(5)
    desk.pass_by(15)
    assert stored(desk.store, "status", beds24_id=known[0].beds24_id) == {"status": "cancelled"}
    assert desk.silence is None


def test_what_happened_without_a_line_raises_no_alarm(desk: Desk) -> None:
    for minutes in (10, 20, 30):
        desk.book(modified_at=NOW + minutes * MINUTE)
    for _ in range(9):
        desk.later(5 * MINUTE)
        desk.beds24.fail(Beds24Unreachable("The line is down."))
        carry_out(desk.place, Wish(RunKind.PULL, Trigger.SCHEDULE), Watch())
    desk.pass_by(60)
    assert (desk.found, desk.silence) == (3, None)


def test_a_webhook_that_is_switched_off_or_never_told_anything_is_not_silent(desk: Desk) -> None:
    desk.lose()
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, secret_used_at=None)
    assert desk.silence is None
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=0, secret_used_at=moment_text(NOW))
    assert desk.silence is None


def test_it_begins_anew_when_the_webhook_is_switched_on_again(desk: Desk) -> None:
    desk.lose()
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled_at=moment_text(desk.clock.at))
    assert desk.silence is None
    desk.pass_by(5)
    desk.lose()
    assert desk.silence == Silence(NOW, 3)


def test_while_syncing_is_switched_off_nothing_can_be_told(desk: Desk) -> None:
    desk.lose()
    with desk.store.writing() as session:
        session.config.change(HOTEL.property_id, pull_sync_enabled=0)
    assert desk.silence is None
