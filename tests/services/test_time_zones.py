"""Time zones: a hotel's own where its country has but one."""

import pytest

from console.domain.errors import WrongInput
from console.services.time_zones import GuessedFrom, checked_zone, guess_zone


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("AT", "Europe/Vienna"),
        ("de", "Europe/Berlin"),
        ("CH", "Europe/Zurich"),
        ("DK", "Europe/Copenhagen"),
        ("GB", "Europe/London"),
        ("JP", "Asia/Tokyo"),
        ("IN", "Asia/Kolkata"),
    ],
)
def test_a_country_with_one_zone_gives_it(country: str, zone: str) -> None:
    guess = guess_zone(country)
    assert (guess.time_zone, guess.guessed_from) == (zone, GuessedFrom.COUNTRY)


@pytest.mark.parametrize("country", ["", "US", "ES", "XX", "Austria"])
def test_otherwise_the_computer_s_own_is_taken(country: str) -> None:
    guess = guess_zone(country)
    assert guess.guessed_from is GuessedFrom.COMPUTER
    assert checked_zone(guess.time_zone) == guess.time_zone


@pytest.mark.parametrize("name", ["", "Mars/Base", "../etc/passwd", "CEST", "Europe/", "Europe\0"])
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(WrongInput):
        checked_zone(name)
