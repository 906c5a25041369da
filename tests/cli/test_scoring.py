"""What the webhook is worth, in words for a terminal."""

from datetime import timedelta

import pytest

from console.cli.scoring import score_words
from console.services.scorecard import Scorecard
from tests.building import NOW

SECOND = timedelta(seconds=1)


def test_nothing_to_tell_is_told_in_few_words() -> None:
    assert score_words(Scorecard(since=NOW)) == "no booking changed; 0 duplicates dropped; 0 wrong secrets refused"


@pytest.mark.parametrize(("seconds", "told"), [(58, "58 s"), (60, "1 min 0 s"), (3725, "1 h 2 min")])
def test_who_heard_first_how_fast_and_what_was_turned_away(seconds: int, told: str) -> None:
    score = Scorecard(since=NOW, changes=44, by_webhook=41, delay=seconds * SECOND, duplicates=12, wrong_secrets=1)
    assert score_words(score) == (
        f"44 changes: 41 by webhook, 3 by a check; half known within {told};"
        " 12 duplicates dropped; 1 wrong secret refused"
    )
