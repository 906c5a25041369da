"""What a proposal is called, and how a card that may hold two people is taken apart."""

import pytest

from console.domain.guests.judging import Chance, chance_of, torn_off
from console.domain.guests.rules import Rule


@pytest.mark.parametrize(
    ("rule", "score", "conflict", "chance"),
    [
        (Rule.DOCUMENT_OTHER_NAME, 83, "", Chance.VERY_LIKELY),
        (Rule.CONTACT_PART_OF_NAME, 60, "", Chance.LIKELY),
        (Rule.NEAR_CONTACT, 54, "", Chance.POSSIBLE),
        (Rule.BLOCKED, 76, "birth", Chance.CONTRADICTED),
        (Rule.TORN_CARD, 90, "birth", Chance.TWO_ON_A_CARD),
    ],
)
def test_a_proposal_is_called_by_what_speaks_for_it_and_against_it(
    rule: Rule, score: int, conflict: str, chance: Chance
) -> None:
    assert chance_of(rule, score, conflict) is chance


def test_what_hangs_on_a_half_of_a_card_goes_with_it() -> None:
    hangs_on = {1: None, 2: 1, 3: 2, 4: 3, 5: 4}
    births = {1: "1950-01-01", 2: "", 3: "", 4: "1980-02-02", 5: ""}
    assert torn_off(hangs_on, births, 1, 4) == {3, 4, 5}


def test_every_source_of_a_date_of_birth_goes_with_it_and_the_rest_stays() -> None:
    hangs_on = {1: None, 2: None, 3: 1, 4: None}
    births = {1: "1950-01-01", 2: "1980-02-02", 3: "1980-02-02", 4: ""}
    assert torn_off(hangs_on, births, 1, 2) == {2, 3}


def test_two_rooms_in_one_night_are_looked_at_closely() -> None:
    assert chance_of(Rule.CONTACT_PART_OF_NAME, 60, "", 1) is Chance.CONTRADICTED
