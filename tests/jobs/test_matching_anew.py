"""The runner begins with matching the guests anew, where the rules or lists are not those by which they were."""

from collections.abc import Iterator
from contextlib import contextmanager

from console.domain.announcing import ReservationsChanged
from console.domain.guests.words import WordKind
from console.jobs.runner import Runner
from console.jobs.running import keep_matched, start_runner
from tests.building import NOW, booking
from tests.jobs.conftest import Desk
from tests.storing import apply, rows

SOON = 10.0


@contextmanager
def running(desk: Desk, heard: list[object]) -> Iterator[Runner]:
    runner = start_runner(desk.place, tell=lambda _told: None, on_done=lambda _report: None, announce=heard.append)
    try:
        yield runner
    finally:
        assert runner.stop(SOON)


def wait(runner: Runner) -> None:
    """Everything that was asked before is done."""
    runner.run_errand(lambda _watch: None).result(SOON)


def guests(desk: Desk) -> int:
    return len(rows(desk.store, "SELECT DISTINCT guest_id FROM reservations"))


def test_what_was_never_matched_is_matched_when_the_runner_starts(desk: Desk) -> None:
    named = {"first_name": "Anna", "last_name": "Berger", "email": "anna@berger.example"}
    apply(desk.store, booking(1, **named), booking(2, unit_id=2, **named))
    with desk.store.writing() as session:
        session.connection.execute("DELETE FROM guest_profile_keys")
        session.connection.execute("UPDATE reservations SET guest_id = NULL")
        session.connection.execute("DELETE FROM guest_profiles")
        session.connection.execute("DELETE FROM guests")
    heard: list[object] = []
    with running(desk, heard) as runner:
        wait(runner)
        assert guests(desk) == 1
        (news,) = heard
        assert isinstance(news, ReservationsChanged)
        assert len(news.ids) == 2


def test_a_word_that_was_added_counts_at_once_and_is_done_once(desk: Desk) -> None:
    named = {"first_name": "Anna", "last_name": "Berger", "email": "office@see.example"}
    apply(desk.store, booking(1, **named), booking(2, unit_id=2, **named))
    heard: list[object] = []
    with running(desk, heard) as runner:
        wait(runner)
        assert guests(desk) == 1
        with desk.store.writing() as session:
            session.guest_words.add(WordKind.OWN_DOMAIN, "see.example", NOW, "desk")
        keep_matched(runner, desk.place)
        wait(runner)
        assert guests(desk) == 2
        said = len(heard)
        keep_matched(runner, desk.place)
        wait(runner)
        assert len(heard) == said
