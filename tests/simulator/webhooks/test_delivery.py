"""When and where webhooks go, what an answer means, and what is noted of it."""

import threading
from datetime import timedelta

import httpx
import pytest

from console.simulator import Courier, Kind, serve
from console.simulator.clock import A_WORKING_MORNING
from console.simulator.webhooks.delays import DelayProfile
from console.simulator.webhooks.firing import Word
from console.simulator.webhooks.signing import header_lines, spoiled
from tests.simulator.webhooks.receiver import SECRET, House, Receiver


def test_a_webhook_takes_seconds(house: House) -> None:
    house.create()
    assert house.later(0) == []
    heard = house.one(19)
    assert (heard.method, heard.header("content-type"), heard.header("x-secret")) == (
        "POST",
        ["application/json"],
        ["abcdef"],
    )
    assert heard.json["retries"] == 0


def test_at_once_is_at_once(house: House) -> None:
    house.hooks.choose(at_once=True)
    number = house.create()
    assert house.one(0).json["booking"]["id"] == number


@pytest.mark.parametrize(
    ("word", "apart", "most"), [(Word.NEW, 3600, 19), (Word.NEW, 5, 420), (Word.MESSAGE, 3600, 720)]
)
def test_delays_are_as_measured(word: Word, apart: int, most: int) -> None:
    profile = DelayProfile(3)
    delays = [
        profile.draw(word, A_WORKING_MORNING + timedelta(seconds=apart * turn)).total_seconds() for turn in range(200)
    ]
    assert min(delays) >= 1
    assert most * 0.8 < max(delays) <= most
    assert sorted(delays)[20] <= 19


@pytest.mark.parametrize("code", [400, 401, 404, 429, 500, 503])
def test_a_refused_webhook_is_tried_again_with_its_count(house: House, code: int) -> None:
    house.receiver.answer(code, code)
    house.create()
    counts = [heard.json["retries"] for _ in range(4) for heard in house.later()]
    assert counts == [0, 1, 2]
    (delivery,) = house.hooks.log()
    assert [each.reply.code for each in delivery.tries] == [code, code, 200]
    assert (delivery.delivered, delivery.outcome.value) == (True, "delivered")


def test_pauses_grow_as_assumed(house: House) -> None:
    house.hooks.assume(retry_seconds=(60, 120))
    house.hooks.choose(at_once=True)
    house.receiver.answer(500, 500, 500)
    house.create()
    assert [len(house.later(seconds)) for seconds in (0, 59, 1, 119, 1, 119, 1, 9999)] == [1, 0, 1, 0, 1, 0, 1, 0]


def test_some_day_it_is_given_up(house: House) -> None:
    house.hooks.assume(most_tries=3)
    house.hooks.choose(inventory_url=house.receiver.url)
    house.receiver.answer(*[500] * 20)
    house.create()
    assert len([heard for _ in range(20) for heard in house.later()]) == 3 + 5
    assert house.outcomes() == ["given_up", "given_up"]
    assert house.hooks.waiting() == ()


@pytest.mark.parametrize("code", [200, 201, 204])
def test_any_2xx_is_success(house: House, code: int) -> None:
    house.receiver.answer(code)
    house.create()
    house.later()
    assert house.outcomes() == ["delivered"]


def test_a_redirect_is_not_followed(house: House) -> None:
    house.receiver.answer(302)
    house.create()
    assert [len(house.later()) for _ in range(2)] == [1, 0]
    assert house.outcomes() == ["not_followed"]


def test_silence_is_no_answer(house: House) -> None:
    house.hooks.assume(answer_seconds=0.1)
    house.receiver.answer(0)
    house.create()
    assert len(house.later()) == 1
    assert house.one().json["retries"] == 1
    assert [each.reply.code for each in house.hooks.log()[0].tries] == [None, 200]


def test_nobody_there_is_no_answer() -> None:
    with Receiver() as receiver:
        house = House(receiver)
    house.create()
    assert house.later() == []
    (delivery,) = house.hooks.waiting()
    assert delivery.tries[0].reply.reason == "ConnectionRefusedError"


def test_headers_are_read_line_by_line() -> None:
    text = "X-A: 1\r\n  X-A :two: 2  \nbad name: x\n: y\nnothing\nX-Empty:\nX-Ü: 1"
    assert header_lines(text) == (("X-A", "1"), ("X-A", "two: 2"), ("X-Empty", ""))
    assert [spoiled(secret) for secret in ("ab0", "ab", "")] == ["ab1", "a0", "0"]


def test_a_receiver_may_ask_the_simulator_while_it_answers(receiver: Receiver) -> None:
    class Asking(Receiver):
        def code_for(self, heard: object) -> int:
            return httpx.post(f"{server.control_url}/truth", timeout=5).status_code

    with Asking() as asking:
        house = House(asking)
        with serve(house.simulator) as server:
            house.create()
            house.later()
    assert house.outcomes() == ["delivered"]


def test_the_log_keeps_bodies_and_no_secrets_and_can_be_cleared(house: House) -> None:
    house.receiver.answer(500)
    house.create(lastName="Müller")
    heard = house.one()
    (delivery,) = house.hooks.log(clear=True)
    shown = str(delivery.wire())
    assert delivery.tries[0].body == heard.body
    assert SECRET.partition(": ")[2] not in shown
    assert "Müller" in shown
    assert house.hooks.log() == (delivery,)
    house.later()
    assert len(house.hooks.log(clear=True)) == 1
    assert house.hooks.log() == ()


def test_secrets_are_not_shown_by_accident(house: House) -> None:
    house.hooks.choose(hmac_secret="geheim", inventory_header="X-S: geheim")
    assert "geheim" not in repr(house.hooks.options)


def test_a_courier_sends_by_itself_and_stops(house: House) -> None:
    house.hooks.choose(at_once=True)
    before = set(threading.enumerate())
    with Courier(house.hooks):
        house.create()
        assert house.receiver.arrived.acquire(timeout=10)
        house.simulator.happen(Kind.NEW_BOOKING)
        assert house.receiver.arrived.acquire(timeout=10)
    assert {each.name for each in set(threading.enumerate()) - before} <= {each.name for each in threading.enumerate()}
    assert not [each for each in threading.enumerate() if each.name == "courier"]
    house.create(unitId=2)
    assert house.hooks.waiting()[-1].tries == ()


def test_stopping_a_courier_breaks_off_a_silence(house: House) -> None:
    house.hooks.choose(at_once=True)
    house.hooks.assume(answer_seconds=3600)
    house.receiver.answer(0)
    with Courier(house.hooks):
        house.create()
        house.create(unitId=2)
        assert house.receiver.arrived.acquire(timeout=10)
    first, second = house.hooks.waiting()
    assert [each.reply.code for each in first.tries] == [None]
    assert second.tries == ()
