"""The allowance: read from real headers, spread when few are left, waited for when gone."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from console.beds24.credits import CreditMeter, Patience, retry_after
from console.beds24.oddities import Oddities, Oddity
from console.domain.asking import BookingQuery, Urgency
from console.domain.errors import OutOfCredits, Stopped
from tests.beds24.conftest import MakeClient
from tests.beds24.loopback import Loopback, answers
from tests.beds24.payloads import BOOKING, page, token
from tests.beds24.timing import MORNING, HandClock, LeapingWaiter

JOB, PERSON = Urgency.BACKGROUND, Urgency.PERSON


def told(remaining: str, resets_in: str = "200", cost: str = "1.1") -> dict[str, str]:
    return {
        "X-Five-Min-Limit-Remaining": remaining,
        "X-Five-Min-Limit-Resets-In": resets_in,
        "X-Request-Cost": cost,
    }


@pytest.fixture
def oddities() -> Oddities:
    return Oddities()


@pytest.fixture
def meter(clock: HandClock, waiter: LeapingWaiter, oddities: Oddities) -> CreditMeter:
    return CreditMeter(clock, waiter, oddities)


def admit(meter: CreditMeter, urgency: Urgency) -> None:
    meter.admit(urgency, meter.allowance(urgency))


@pytest.mark.parametrize(
    "headers",
    [
        told("97.6", "162", "1.1"),
        {"x-five-min-limit-remaining": "97.6", "X-FIVE-MIN-LIMIT-RESETS-IN": " 162 ", "x-request-cost": "1.1"},
        {"X-FiveMinCreditLimit-Remaining": "97.6", "X-FiveMinCreditLimit-ResetsIn": "162", "X-RequestCost": "1.1"},
    ],
)
def test_the_headers_are_read_in_both_spellings_any_case_and_with_decimals(
    meter: CreditMeter, headers: Mapping[str, str]
) -> None:
    assert meter.note(headers) == Decimal("1.1")
    state = meter.state()
    assert (state.remaining, state.resets_in, state.spent) == (Decimal("97.6"), 162.0, Decimal("1.1"))


@pytest.mark.parametrize("text", ["", "many", "NaN", "-Infinity", "-5", "1e99"])
def test_a_header_that_is_no_number_counts_as_missing(meter: CreditMeter, oddities: Oddities, text: str) -> None:
    meter.note(told(text, text, text))
    assert meter.state().remaining is None
    assert oddities.counts()[Oddity.NO_CREDIT_HEADERS] == 1


def test_without_headers_a_call_is_taken_to_cost_a_little_more_than_one(meter: CreditMeter, oddities: Oddities) -> None:
    meter.note(told("50"))
    meter.note({})
    assert meter.state().remaining == Decimal("48.8")
    assert oddities.counts() == {Oddity.NO_CREDIT_HEADERS: 1}


def test_answers_that_never_carry_credits_are_no_oddity(meter: CreditMeter, oddities: Oddities) -> None:
    assert meter.note({}, metered=False) == 0
    assert oddities.counts() == {}


def test_nothing_is_known_before_the_first_answer_and_after_the_window(meter: CreditMeter, clock: HandClock) -> None:
    assert meter.state().remaining is None
    meter.note(told("3", "100"))
    clock.advance(100)
    assert (meter.state().remaining, meter.state().resets_in) == (None, None)


def test_with_plenty_left_nobody_waits(meter: CreditMeter, waiter: LeapingWaiter) -> None:
    meter.note(told("41"))
    admit(meter, JOB)
    admit(meter, PERSON)
    assert waiter.waits == []


def test_with_few_left_a_job_spreads_its_calls_over_the_rest_of_the_window(
    meter: CreditMeter, waiter: LeapingWaiter
) -> None:
    meter.note(told("39", "200"))
    admit(meter, JOB)
    assert waiter.waits == [pytest.approx(10.0)]
    admit(meter, PERSON)
    assert len(waiter.waits) == 1


def test_a_job_leaves_the_reserve_to_a_person_and_waits_for_the_next_window(
    meter: CreditMeter, waiter: LeapingWaiter
) -> None:
    meter.note(told("16", "120"))
    admit(meter, PERSON)
    assert waiter.waits == []
    admit(meter, JOB)
    assert waiter.waits == [pytest.approx(121.0)]
    admit(meter, JOB)
    assert len(waiter.waits) == 1


def test_a_person_is_told_at_once_when_nothing_is_left_for_long(meter: CreditMeter, waiter: LeapingWaiter) -> None:
    meter.note(told("1.0", "120"))
    with pytest.raises(OutOfCredits) as caught:
        admit(meter, PERSON)
    assert caught.value.resets_in == pytest.approx(121.0)
    assert waiter.waits == []


def test_a_person_waits_when_the_window_ends_in_a_moment(meter: CreditMeter, waiter: LeapingWaiter) -> None:
    meter.note(told("1.0", "5"))
    admit(meter, PERSON)
    assert waiter.waits == [pytest.approx(6.0)]


def test_no_call_waits_longer_than_it_may_altogether(
    clock: HandClock, waiter: LeapingWaiter, oddities: Oddities
) -> None:
    meter = CreditMeter(clock, waiter, oddities, Patience(background=150, person=1))
    allowance = meter.allowance(JOB)
    meter.note(told("2", "100"))
    meter.admit(JOB, allowance)
    meter.note(told("2", "100"))
    with pytest.raises(OutOfCredits):
        meter.admit(JOB, allowance)


def test_whoever_asks_learns_how_long_a_call_still_waits(clock: HandClock, oddities: Oddities) -> None:
    seen: list[float | None] = []

    class Watched(LeapingWaiter):
        def wait(self, seconds: float) -> None:
            clock.advance(20)
            seen.append(asked.state().waits)
            super().wait(seconds - 20)

    asked = CreditMeter(clock, Watched(clock), oddities)
    asked.note(told("16", "120"))
    assert asked.state().waits is None
    admit(asked, JOB)
    assert seen == [pytest.approx(101.0)]
    assert asked.state().waits is None


def test_stopping_ends_the_wait_for_credits(clock: HandClock, oddities: Oddities) -> None:
    meter = CreditMeter(clock, LeapingWaiter(clock, stop_at=1), oddities)
    meter.note(told("2"))
    with pytest.raises(Stopped):
        admit(meter, JOB)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "40", "X-Five-Min-Limit-Resets-In": "90"}, 40),
        ({"retry-after": "Thu, 06 Aug 2026 09:01:00 GMT"}, 60),
        ({"X-Five-Min-Limit-Resets-In": "90.5"}, 90.5),
        ({"Retry-After": "soon"}, 300),
        ({"Retry-After": "99999999999"}, 600),
        ({}, 300),
    ],
)
def test_a_429_says_how_long_to_wait(meter: CreditMeter, headers: Mapping[str, str], seconds: float) -> None:
    assert meter.note_refusal(headers) == pytest.approx(seconds + 1)
    assert meter.state().remaining == 0


def test_a_date_to_retry_after_without_a_zone_is_no_date() -> None:
    assert retry_after({"retry-after": "Thu, 06 Aug 2026 09:01:00"}, MORNING) is None


def test_after_a_429_a_job_waits_the_window_out_and_asks_again(make_client: MakeClient, waiter: LeapingWaiter) -> None:
    busy = answers({"success": False, "code": 429}, 429, {"X-Five-Min-Limit-Resets-In": "87"})
    with Loopback(answers(token()), busy, answers(page(BOOKING))) as server:
        pages = list(make_client(server.url).booking_pages(BookingQuery(property_id=345754), "EUR"))
    assert len(pages[0].bookings) == 1
    assert waiter.waits == [pytest.approx(88.0)]


def test_a_429_that_does_not_end_is_given_up(make_client: MakeClient, waiter: LeapingWaiter) -> None:
    busy = answers({"success": False, "code": 429}, 429, {"X-Five-Min-Limit-Resets-In": "87"})
    with Loopback(answers(token()), busy) as server:
        with pytest.raises(OutOfCredits):
            list(make_client(server.url).booking_pages(BookingQuery(property_id=345754), "EUR"))
        assert len(server.heard) == 4


def test_a_person_is_told_of_a_429_and_every_page_tells_its_price(make_client: MakeClient) -> None:
    busy = answers({}, 429, {"X-Five-Min-Limit-Resets-In": "87"})
    with Loopback(answers(token()), answers(page(BOOKING), 200, told("60", cost="1.5")), busy) as server:
        client = make_client(server.url)
        query = BookingQuery(property_id=345754)
        assert [each.credits for each in client.booking_pages(query, "EUR", PERSON)] == [Decimal("1.5")]
        assert client.credits().remaining == 60
        with pytest.raises(OutOfCredits, match="Nothing is lost"):
            client.properties(PERSON)
    assert len(server.heard) == 3
