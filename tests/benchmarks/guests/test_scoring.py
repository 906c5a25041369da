from collections.abc import Mapping

import pytest

from tests.benchmarks.guests.scoring import Link, Owner, Proposal, Tally, is_right, mixed_cards, score, wrong_pairs

ANNA, BEN, STRANGER = Owner("anna", "home"), Owner("ben", "home"), Owner("stranger", "elsewhere")
TRUTH: Mapping[str, Owner] = {"a1": ANNA, "a2": ANNA, "a3": ANNA, "b1": BEN, "b2": BEN, "s1": STRANGER}
ALONE = {booking: booking for booking in TRUTH}
RIGHT = {booking: owner.person for booking, owner in TRUTH.items()}


def asked(one: str, other: str, rule: str = "R5") -> Proposal:
    return Proposal(frozenset(one.split()), frozenset(other.split()), rule)


def test_a_matching_that_is_the_truth_scores_full_marks() -> None:
    found = score(TRUTH, RIGHT)
    assert (found.precision, found.recall, found.recall_judged) == (1.0, 1.0, 1.0)
    assert (found.mixed_people, found.mixed_households, found.cards) == (0, 0, 3)


def test_cards_of_one_booking_each_are_right_and_find_nothing() -> None:
    found = score(TRUTH, ALONE)
    assert (found.precision, found.recall, found.cards) == (1.0, 0.0, 6)


def test_precision_and_recall_count_pairs_of_bookings() -> None:
    found = score(TRUTH, ALONE | {"a1": "card", "a2": "card", "b1": "card"})
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 4), "anna has three pairs and ben one, of which a1 with a2 is found"


def test_a_family_on_one_card_mixes_people_but_no_households() -> None:
    found = score(TRUTH, RIGHT | {"b1": "anna"})
    assert (found.mixed_people, found.mixed_households) == (1, 0)


def test_a_stranger_on_the_card_mixes_both() -> None:
    found = score(TRUTH, RIGHT | {"s1": "anna"})
    assert (found.mixed_people, found.mixed_households) == (1, 1)
    assert mixed_cards({booking: owner.person for booking, owner in TRUTH.items()}, RIGHT | {"s1": "anna"}) == ["anna"]


def test_the_wrong_pairs_are_those_between_people_on_one_card() -> None:
    assert wrong_pairs(TRUTH, RIGHT | {"s1": "ben"}) == [("b1", "s1"), ("b2", "s1")]


def test_proposals_judged_right_raise_the_recall_and_wrong_ones_do_not() -> None:
    found = score(TRUTH, ALONE, [asked("a1", "a2"), asked("a3", "b1")])
    assert found.recall == 0.0
    assert found.recall_judged == pytest.approx(1 / 4)
    assert found.proposals == Tally(right=1, all_=2)


def test_a_proposal_joins_whole_cards_and_so_do_chains_of_them() -> None:
    chain = [asked("a1", "a2"), asked("a2", "a3"), asked("a1", "a3")]
    assert score(TRUTH, ALONE, chain).recall_judged == pytest.approx(3 / 4)
    whole = score(TRUTH, ALONE | {"a1": "card", "a2": "card"}, [asked("a1 a2", "a3")])
    assert whole.recall_judged == pytest.approx(3 / 4)


def test_of_a_mixed_card_the_one_with_most_bookings_decides_whether_a_proposal_is_right() -> None:
    assert is_right(asked("a1 a2 b1", "a3"), TRUTH)
    assert not is_right(asked("a1 a2 b1", "b2"), TRUTH)


def test_rare_names_are_proposals_without_evidence_and_counted_apart() -> None:
    found = score(TRUTH, ALONE, [asked("a1", "a2", "R7"), asked("b1", "b2"), asked("a3", "s1", "R7")])
    assert (found.proposals, found.rare_names) == (Tally(1, 1), Tally(1, 2))
    assert found.recall_judged == pytest.approx(1 / 4), "only b1 with b2: a rare name is no evidence"
    assert found.proposals_per_thousand == pytest.approx(1000 / 6)


def test_every_rule_has_its_own_tally() -> None:
    links = [Link("a1", "a2", "A2"), Link("a3", "b1", "A2"), Link("b1", "b2", "A4")]
    found = score(TRUTH, ALONE, [asked("a1", "a2"), asked("a1", "s1", "R3")], links)
    assert found.links_per_rule == {"A2": Tally(1, 2), "A4": Tally(1, 1)}
    assert found.proposals_per_rule == {"R3": Tally(0, 1), "R5": Tally(1, 1)}


def test_a_booking_on_no_card_is_an_error_and_not_a_guest_of_its_own() -> None:
    with pytest.raises(KeyError):
        score(TRUTH, {"a1": 1})


def test_bookings_without_truth_do_not_count() -> None:
    found = score({"a1": ANNA}, {"a1": 1, "x": 1}, [asked("x", "a1")])
    assert (found.bookings, found.precision, found.proposals.right) == (1, 1.0, 0)
