"""Runs in words: the one-line story, durations, moments."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from console.domain.runs import Counts, Outcome, RunKind, Traffic, Trigger
from console.ui.sync import telling
from tests.building import NOW
from tests.ui.sync.test_runs_model import run

FIVE = timedelta(minutes=5)
COST = {"traffic": Traffic(1, Decimal("1.3"))}


@pytest.mark.parametrize(
    ("changes", "story"),
    [
        ({"counts": Counts(12, 0, 2, 10)},
         "The five-minute check at 14:05 read 12 bookings and changed 2; it took 1.2 s and 1.3 credits."),
        ({"counts": Counts(1, 1), "kind": RunKind.FULL},
         "The night check at 14:05 read 1 booking and added 1; it took 1.2 s and 1.3 credits."),
        ({"counts": Counts(900, 1, 1, 898), "trigger": Trigger.MANUAL, "kind": RunKind.FULL},
         "The full sync by hand at 14:05 read 900 bookings, added 1 and changed 1; it took 1.2 s and 1.3 credits."),
        ({"counts": Counts(3, 0, 0, 3), "trigger": Trigger.MANUAL},
         "The sync by hand at 14:05 read 3 bookings and found nothing new; it took 1.2 s and 1.3 credits."),
        ({"counts": Counts(3, 0, 0, 3), "kind": RunKind.CHECK, "traffic": Traffic(1, Decimal(1))},
         "Check only at 14:05 read 3 bookings: a full sync would change nothing. It took 1.2 s and 1 credit."),
        ({"outcome": Outcome.FAILED}, "The five-minute check at 14:05 did not succeed, after 1.2 s."),
        ({"outcome": Outcome.RUNNING}, "The five-minute check at 14:05 is under way."),
    ],
)  # fmt: skip
def test_a_run_is_a_story_in_one_line(changes: dict[str, object], story: str) -> None:
    assert telling.story_of(run(1, **(COST | changes)), "14:05", FIVE) == story


def test_another_interval_gives_the_usual_check_another_name() -> None:
    assert telling.kind_word(run(1), timedelta(minutes=7)) == "7-minute check"
    assert telling.story_of(run(1), "14:05", timedelta(minutes=7)).startswith("The 7-minute check at 14:05")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(9, "9 s"), (60, "1 min"), (200, "3 min 20 s"), (7200, "2 h"), (7800, "2 h 10 min"), (100_800, "1 d 4 h")],
)
def test_durations_have_two_units_at_most(seconds: int, words: str) -> None:
    assert telling.duration_word(timedelta(seconds=seconds)) == words


def test_short_times_are_told_in_tenths() -> None:
    assert telling.took_word(1234) == "1.2 s"
    assert telling.took_word(83_000) == "1 min 23 s"
    assert telling.took_word(None) == ""


def test_moments_of_today_need_no_date() -> None:
    today = datetime(2026, 5, 12, 20, 0, tzinfo=NOW.tzinfo)
    assert telling.moment_word(NOW, today) == "12:00"
    assert telling.moment_word(NOW, today + timedelta(days=1)) == "12 May, 12:00"
    assert telling.full_moment_word(NOW) == "Tuesday, 12 May 2026, 12:00:00"
