from pathlib import Path

import pytest

from tests.benchmarks.guests.__main__ import main, scored
from tests.benchmarks.guests.generator import generate
from tests.benchmarks.guests.goals import judged
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.rows import write_folder
from tests.benchmarks.guests.scoring import Score, Tally

PERFECT = Score(1000, 900, 1.0, 0.7, 0.8, 0, 0, Tally(40, 40), Tally())


@pytest.mark.parametrize("country", ["AT", "DE", "IT"])
def test_a_hotel_that_nobody_tuned_for_keeps_its_strangers_apart(country: str) -> None:
    found = scored(generate(Parameters(seed=2026, persons=1000, country=country))).score
    assert found.mixed_households == 0
    assert found.precision >= 0.99
    assert found.recall >= 0.5
    assert found.proposals.share >= 0.9


def test_every_goal_is_judged_by_the_worst_hotel_or_the_mean_of_all() -> None:
    assert all(figure.kept for figure in judged({"seed 1": PERFECT, "FEBRL 3": PERFECT}))
    mixing = Score(1000, 900, 0.994, 0.5, 0.8, 13, 1, Tally(50, 70), Tally())
    failed = {figure.what for figure in judged({"seed 1": PERFECT, "seed 2": mixing}) if not figure.kept}
    assert failed == {
        "cards of several households, most",
        "cards of several people, most",
        "proposals per 1,000 bookings, most",
        "share of proposals that is right, worst",
    }


def test_one_wrong_pair_in_febrl_is_one_too_many() -> None:
    wrong = Score(5000, 4000, 0.9999, 0.5, 0.9, 1, 1, Tally(1, 1), Tally())
    (figure,) = judged({"FEBRL 3": wrong})
    assert (figure.measured, figure.kept) == ("1 cards", False)


def test_a_folder_is_scored_and_what_went_wrong_is_told_by_its_traps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Parameters(seed=5, persons=300)
    write_folder(generate(told), tmp_path / "hotel", told.as_json())
    main(["--folder", str(tmp_path / "hotel"), "--wrong"])
    printed = capsys.readouterr().out
    assert "| hotel | " in printed
    assert "| A2 | " in printed
    assert "hotel, wrong pairs on one card: " in printed
    assert "| recall, mean | " in printed
