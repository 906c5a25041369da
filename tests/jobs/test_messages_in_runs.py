"""Guests' messages come with the full sync, after its bookings, and never at their cost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from console.domain.booking import GuestMessage
from console.domain.errors import Beds24Unreachable, ConsoleError, Garbled, KeyRefused, OutOfCredits
from console.domain.runs import Outcome, Progress, RunKind, Stage
from console.services.pull_sync import Watch
from tests.building import NOW, booking, later
from tests.fakes.beds24 import FakeBeds24
from tests.jobs.conftest import Desk, config, fill
from tests.storing import rows, stored

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def write(beds24: FakeBeds24, booking_id: int = 1, number: int = 1) -> None:
    beds24.write_message(booking_id, GuestMessage(number, NOW, "guest", "Is there parking?", read=False))


def messages(desk: Desk) -> int:
    ((found,),) = rows(desk.store, "SELECT count(*) FROM guest_messages")
    return int(found)


def message_of_run(desk: Desk) -> str:
    return str(rows(desk.store, "SELECT message FROM runs ORDER BY id DESC LIMIT 1")[0][0])


def test_the_first_import_brings_the_messages_of_the_bookings_that_it_brings(desk: Desk) -> None:
    fill(desk, 2)
    write(desk.beds24)
    report = desk.pull()
    assert report.run.kind is RunKind.FULL
    assert (report.new_messages, messages(desk), report.run.message) == (1, 1, "")


def test_the_nights_sync_brings_what_was_written_since_and_counts_its_cost(desk: Desk) -> None:
    fill(desk, 2)
    without = desk.full().run.traffic
    for number in range(1, 4):
        write(desk.beds24, number=number)
    desk.beds24.page_size = 2
    report = desk.full()
    assert report.new_messages == 3
    assert report.run.traffic.requests == without.requests + 1
    assert report.run.traffic.credits == without.credits + Decimal(1)
    assert rows(desk.store, "SELECT requests FROM runs ORDER BY id DESC LIMIT 1") == [(report.run.traffic.requests,)]


def test_a_pull_and_a_check_ask_for_no_messages(desk: Desk) -> None:
    fill(desk, 2)
    desk.full()
    asked = desk.asked("messages")
    desk.pull()
    desk.run(RunKind.CHECK)
    assert desk.asked("messages") == asked == 1


def test_messages_are_the_last_that_a_run_tells_of(desk: Desk) -> None:
    seen: list[Progress] = []
    fill(desk, 1)
    desk.pull(Watch(seen.append))
    assert seen[-1] == Progress(Stage.MESSAGES, pages=1)


@pytest.mark.parametrize(
    "trouble",
    [
        Beds24Unreachable("Beds24 does not answer."),
        Garbled("Beds24 answers with something else."),
        OutOfCredits("Beds24 asks us to wait.", 100),
        KeyRefused("Beds24 refuses our key."),
    ],
)
def test_a_failure_of_the_messages_spoils_neither_bookings_nor_watermark_and_is_told(
    desk: Desk, trouble: ConsoleError
) -> None:
    fill(desk, 3)
    desk.full()
    desk.clock.at = NOW + DAY
    desk.beds24.put(later(booking(1, unit_id=0), adults=9))
    desk.beds24.fail(trouble, kind="messages")
    report = desk.full()
    assert (report.error, report.run.outcome, report.run.errors) == (None, Outcome.DONE, 1)
    assert str(trouble) in report.run.message
    assert report.run.message.startswith("All bookings were read")
    assert message_of_run(desk) == report.run.message
    assert stored(desk.store, "adults") == {"adults": 9}
    assert config(desk).watermark == desk.clock.at
    assert config(desk).last_successful_sync == desk.clock.at
    assert desk.full().run.message == ""


def test_a_key_without_the_right_reads_its_bookings_all_the_same(desk: Desk) -> None:
    fill(desk, 2)
    desk.beds24.scopes = ("read:bookings", "read:properties")
    for asked in (1, 1):
        report = desk.full()
        assert (report.error, report.run.outcome, report.run.errors) == (None, Outcome.DONE, 0)
        assert "may not read guests' messages" in message_of_run(desk)
        assert desk.asked("messages") == asked


def test_stopping_while_messages_are_read_leaves_a_complete_run(desk: Desk) -> None:
    fill(desk, 2)
    write(desk.beds24)
    at_messages: list[bool] = []
    watch = Watch(lambda progress: at_messages.append(progress.stage is Stage.MESSAGES), lambda: any(at_messages))
    report = desk.pull(watch)
    assert (report.error, report.run.outcome, report.run.errors) == (None, Outcome.DONE, 0)
    assert "Stopped as asked" in report.run.message
    assert config(desk).watermark == NOW


def test_messages_that_cannot_be_read_are_told_in_the_run(desk: Desk) -> None:
    fill(desk, 1)
    desk.beds24.unreadable_messages = 2
    report = desk.full()
    assert report.run.outcome is Outcome.DONE
    assert report.run.message.startswith("2 messages of guests could not be read.")
