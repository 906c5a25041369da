"""Trying again: how often, how long, and what never."""

import random

import pytest

from console.beds24.retrying import Retrier, RetryPolicy, ServerTrouble
from console.domain.asking import BookingQuery, BookingWrite, Urgency
from console.domain.errors import Beds24Unreachable, Garbled, RequestRefused, Stopped
from tests.beds24.conftest import MakeClient
from tests.beds24.loopback import Deed, Loopback, answers, hangs_up
from tests.beds24.payloads import BOOKING, HOTEL, page, token
from tests.beds24.timing import HandClock, LeapingWaiter

DOWN = answers(b"<html>Bad gateway</html>", 502)
QUERY = BookingQuery(property_id=345754)


class Failing:
    """Fails so many times, then gives its count."""

    def __init__(self, clock: HandClock, times: int, error: Exception, takes: float = 0.0) -> None:
        self._clock, self._times, self._error, self._takes = clock, times, error, takes
        self.calls = 0

    def __call__(self) -> int:
        self.calls += 1
        self._clock.advance(self._takes)
        if self.calls <= self._times:
            raise self._error
        return self.calls


def test_pauses_double_are_drawn_anew_and_end_at_a_minute() -> None:
    policy, rng = RetryPolicy(), random.Random(1)
    for failed, most in [(1, 1), (2, 2), (3, 4), (4, 8), (7, 60), (50, 60)]:
        pauses = [policy.pause(failed, rng) for _ in range(300)]
        assert max(pauses) <= most
        assert max(pauses) > most * 0.9
        assert min(pauses) < most * 0.1


def test_a_call_is_tried_five_times_at_most(clock: HandClock, waiter: LeapingWaiter) -> None:
    call = Failing(clock, 99, Beds24Unreachable("no"))
    with pytest.raises(Beds24Unreachable):
        Retrier(clock, waiter, random.Random(1)).run(call, RetryPolicy())
    assert call.calls == 5
    assert len(waiter.waits) == 4


def test_all_tries_together_take_two_minutes_at_most(clock: HandClock, waiter: LeapingWaiter) -> None:
    call = Failing(clock, 99, Beds24Unreachable("no"), takes=59)
    with pytest.raises(Beds24Unreachable):
        Retrier(clock, waiter, random.Random(1)).run(call, RetryPolicy())
    assert call.calls == 3


def test_waiting_for_credits_does_not_use_up_the_time_for_tries(clock: HandClock, waiter: LeapingWaiter) -> None:
    call = Failing(clock, 2, Beds24Unreachable("no"), takes=100)
    assert Retrier(clock, waiter, random.Random(1)).run(call, RetryPolicy(), lambda: call.calls * 100.0) == 3


def test_a_pause_that_the_server_asks_for_is_kept(clock: HandClock, waiter: LeapingWaiter) -> None:
    call = Failing(clock, 1, ServerTrouble("down", 33.0))
    assert Retrier(clock, waiter, random.Random(1)).run(call, RetryPolicy()) == 2
    assert waiter.waits == [33.0]


def test_other_errors_are_not_tried_again(clock: HandClock, waiter: LeapingWaiter) -> None:
    call = Failing(clock, 1, Garbled("no"))
    with pytest.raises(Garbled):
        Retrier(clock, waiter, random.Random(1)).run(call, RetryPolicy())
    assert call.calls == 1


def test_stopping_ends_a_pause(clock: HandClock) -> None:
    call = Failing(clock, 9, Beds24Unreachable("no"))
    with pytest.raises(Stopped):
        Retrier(clock, LeapingWaiter(clock, stop_at=2), random.Random(1)).run(call, RetryPolicy())
    assert call.calls == 2


@pytest.mark.parametrize("trouble", [DOWN, hangs_up, answers({}, 500), answers(b"", 503, {"Retry-After": "7"})])
def test_a_question_survives_a_hiccup_of_beds24(make_client: MakeClient, waiter: LeapingWaiter, trouble: Deed) -> None:
    with Loopback(answers(token()), trouble, trouble, answers(page(BOOKING))) as server:
        pages = list(make_client(server.url).booking_pages(QUERY, "EUR"))
    assert len(pages[0].bookings) == 1
    assert len(waiter.waits) == 2


def test_an_answer_of_a_server_in_trouble_is_neither_charged_nor_taken_for_an_oddity(make_client: MakeClient) -> None:
    with Loopback(answers(token()), DOWN) as server:
        client = make_client(server.url)
        with pytest.raises(Beds24Unreachable):
            client.properties(Urgency.PERSON)
        assert client.credits().spent == 0
        assert client.oddities() == {}


def test_a_person_waits_for_three_tries_only(make_client: MakeClient) -> None:
    with Loopback(answers(token()), DOWN) as server:
        with pytest.raises(Beds24Unreachable) as caught:
            make_client(server.url).properties(Urgency.PERSON)
        assert len(server.heard) == 4
    assert "html" not in str(caught.value)


@pytest.mark.parametrize("trouble", [DOWN, hangs_up])
def test_an_order_is_never_sent_twice_because_it_may_have_been_carried_out(
    make_client: MakeClient, waiter: LeapingWaiter, trouble: Deed
) -> None:
    with Loopback(answers(token()), trouble) as server:
        with pytest.raises(Beds24Unreachable, match="not sent again blindly"):
            make_client(server.url).write_bookings((BookingWrite({"notes": "x"}, 5),))
        assert len(server.heard) == 2
    assert waiter.waits == []


@pytest.mark.parametrize("trouble", [DOWN, hangs_up])
def test_an_order_that_was_never_sent_for_want_of_a_token_is_not_told_as_perhaps_carried_out(
    make_client: MakeClient, trouble: Deed
) -> None:
    with Loopback(trouble) as server:
        with pytest.raises(Beds24Unreachable) as caught:
            make_client(server.url).write_bookings((BookingWrite({"notes": "x"}, 5),))
        assert all("/authentication/token" in target for target in server.targets())
    assert "carried out" not in str(caught.value)


def test_an_order_that_was_refused_and_then_got_no_new_token_is_not_told_as_perhaps_carried_out(
    make_client: MakeClient,
) -> None:
    with Loopback(answers(token()), answers({"success": False, "code": 401}, 401), hangs_up) as server:
        with pytest.raises(Beds24Unreachable) as caught:
            make_client(server.url).write_bookings((BookingWrite({"notes": "x"}, 5),))
        assert len(server.heard) == 3
    assert "carried out" not in str(caught.value)


@pytest.mark.parametrize("status", [400, 404, 413, 422])
def test_a_refusal_is_not_tried_again(make_client: MakeClient, status: int) -> None:
    refusal = {"success": False, "code": status, "error": "Parameter arrivalFrom is in an invalid format. Guest Probe"}
    with Loopback(answers(token()), answers(refusal, status)) as server:
        with pytest.raises(RequestRefused) as caught:
            make_client(server.url).properties()
        assert len(server.heard) == 2
    assert "'arrivalFrom'" in str(caught.value)
    assert "Probe" not in str(caught.value)


@pytest.mark.parametrize(
    "answer", [answers({}, 302), answers(b"<html></html>"), answers({}, 204), answers(page(), 206)]
)
def test_something_else_than_asked_for_is_garbled_and_not_tried_again(make_client: MakeClient, answer: Deed) -> None:
    with Loopback(answers(token()), answer) as server:
        with pytest.raises(Garbled):
            make_client(server.url).properties()
        assert len(server.heard) == 2


def test_the_last_answer_of_a_hiccup_counts(make_client: MakeClient) -> None:
    with Loopback(answers(token()), DOWN, answers(page(HOTEL))) as server:
        assert make_client(server.url).properties()[0].currency == "EUR"
