"""Credits as FACTS.md 6 describes them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from console.simulator import SimulatedClock, Simulator
from console.simulator.credits import CreditMeter, decimal_text, list_cost, write_cost
from tests.simulator.caller import EVERYTHING, Caller

RECORDED = Path(__file__).parents[2].parent / "shared" / "beds24" / "recorded" / "request_costs.jsonl"


@pytest.fixture
def poor(clock: SimulatedClock) -> Caller:
    return Caller(Simulator(clock, credit_limit=10))


@pytest.mark.parametrize(
    ("rows", "with_items", "cost"),
    [(0, False, "1"), (1, False, "1"), (20, False, "1.1"), (100, False, "1.5"), (100, True, "1.6")],
)
def test_a_list_costs_by_its_rows(rows: int, cost: str, *, with_items: bool) -> None:
    assert decimal_text(list_cost(rows, with_items=with_items)) == cost


def test_a_write_costs_as_recorded() -> None:
    assert decimal_text(write_cost(1)) == "1.1"
    assert write_cost(11) == Decimal("2.1")


def test_the_recorded_costs_and_spellings_are_the_same() -> None:
    if not RECORDED.exists():
        pytest.skip("the recorded costs do not lie in ../shared/beds24 beside this checkout")
    log = [json.loads(line) for line in RECORDED.read_text().splitlines()]
    costs = {(entry["method"], str(entry["x_request_cost"])) for entry in log if entry["endpoint"] == "/bookings"}
    assert costs == {("GET", decimal_text(list_cost(1))), ("POST", decimal_text(write_cost(1)))}
    names = {name for entry in log for name in entry["credit_headers"]}
    answer = Caller(Simulator()).call("GET", "/bookings")
    assert names <= {name.lower() for name, _ in answer.headers}


def test_the_three_headers_tell_the_balance_in_decimals(poor: Caller, clock: SimulatedClock) -> None:
    clock.advance(100)
    answer = poor.call("GET", "/bookings")
    assert answer.header("X-Five-Min-Limit-Remaining") == "8.5"
    assert answer.header("X-Five-Min-Limit-Resets-In") == "200"
    assert answer.header("X-Request-Cost") == "1"


def test_the_window_tumbles_and_opens_with_the_first_call(poor: Caller, clock: SimulatedClock) -> None:
    clock.advance(1000)
    assert poor.call("GET", "/bookings").header("X-Five-Min-Limit-Resets-In") == "300"
    clock.advance(299)
    assert poor.call("GET", "/bookings").header("X-Five-Min-Limit-Remaining") == "8"
    clock.advance(1)
    assert poor.call("GET", "/bookings").header("X-Five-Min-Limit-Remaining") == "9"


def test_over_the_limit_everything_is_429_without_retry_after_until_the_window_ends(
    poor: Caller, clock: SimulatedClock
) -> None:
    answers = [poor.call("GET", "/bookings") for _ in range(12)]
    assert [answer.status for answer in answers] == [200] * 10 + [429] * 2
    assert answers[-1].header("Retry-After") is None
    assert answers[-1].header("X-Five-Min-Limit-Remaining") == "0"
    assert poor.renew(poor.refresh_token).status == 429
    clock.advance(int(answers[-1].header("X-Five-Min-Limit-Resets-In") or 0))
    assert poor.call("GET", "/bookings").status == 200


def test_two_tokens_share_one_allowance(poor: Caller) -> None:
    other = Caller(poor.simulator)
    assert other.call("GET", "/bookings").header("X-Five-Min-Limit-Remaining") == "8"


def test_a_token_costs_half_a_credit(poor: Caller) -> None:
    assert poor.renew(poor.refresh_token).header("X-Request-Cost") == "0.5"


def test_a_full_page_costs_more(full: Caller) -> None:
    assert full.call("GET", "/bookings", EVERYTHING).header("X-Request-Cost") == "1.5"


def test_someone_else_can_use_up_the_allowance(clock: SimulatedClock) -> None:
    meter = CreditMeter()
    meter.drain(clock.now())
    assert meter.is_empty(clock.now())
    clock.advance(300)
    assert not meter.is_empty(clock.now())
