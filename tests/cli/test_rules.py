"""`reconcile rules`: looked at, set, tried and refused from a terminal."""

import pytest

from console.cli.orders import Reconcile, ShowRules
from console.cli.parser import read_command_line
from console.domain.errors import WrongInput
from console.domain.settling import SHIPPED
from tests.cli.running import Console


def test_the_rules_are_told_in_their_order_with_their_modes(connected: Console) -> None:
    told = connected.run("reconcile", "rules", "--json")
    assert told.code == 0
    rules = told.json()["rules"]
    assert [(one["rule"], one["mode"]) for one in rules] == [(one.key, one.mode) for one in SHIPPED]
    assert [one["place"] for one in rules] == list(range(1, len(SHIPPED) + 1))
    lines = connected.run("reconcile", "rules").out.splitlines()
    assert len(lines) == len(SHIPPED)
    assert lines[1].split()[:3] == ["2", "channel_dates", "tell"]


def test_a_rule_is_set_kept_and_tells_who_set_it(connected: Console) -> None:
    assert connected.run("reconcile", "rules", "--set", "newest=tell").code == 0
    newest = next(
        one for one in connected.run("reconcile", "rules", "--json").json()["rules"] if one["rule"] == "newest"
    )
    assert newest["mode"] == "tell"
    assert newest["changed_at"]


def test_a_mode_that_a_rule_does_not_have_is_refused_with_those_that_it_has(connected: Console) -> None:
    refused = connected.run("reconcile", "rules", "--set", "ask_in_house=silent")
    assert (refused.code, "can only be: off, tell" in refused.err) == (2, True)


@pytest.mark.parametrize("words", ["--set nothing=off", "--set newest=sometimes", "--try nothing"])
def test_a_rule_or_a_mode_that_there_is_not_is_refused(connected: Console, words: str) -> None:
    assert connected.run("reconcile", "rules", *words.split()).code == 2


def test_a_rule_is_tried_on_the_past(connected: Console) -> None:
    tried = connected.run("reconcile", "rules", "--try", "channel_price", "--json").json()["tried"]
    assert tried == {
        "rule": "channel_price", "conflicts": 0, "would": 0, "by_people": 0, "same": 0, "otherwise": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "reconcile rules --set newest",
        "reconcile rules --set newest=",
        "reconcile rules --arrivals",
        "reconcile --set newest=off",
        "reconcile 12 --try newest",
        "reconcile 12 13",
        "reconcile 12 --arrivals",
        "reconcile twelve",
    ],
)
def test_what_goes_with_no_rule_is_refused(words: str) -> None:
    with pytest.raises(WrongInput):
        read_command_line(words.split())


def test_what_was_asked_for_is_understood() -> None:
    def order(words: str) -> object:
        return read_command_line(words.split()).order

    assert order("reconcile rules") == ShowRules()
    assert order("reconcile rules --set newest=off --try newest") == ShowRules("newest", "off", "newest")
    assert order("reconcile 12") == Reconcile(12)
    assert order("reconcile --arrivals") == Reconcile(None, arrivals=True)
    assert order("reconcile") == Reconcile()
