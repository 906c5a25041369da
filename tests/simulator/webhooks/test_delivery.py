"""When and where webhooks go, what an answer means, and what is noted of it."""

import threading
from datetime import timedelta

import httpx
import pytest

from console.simulator import Courier, Kind, WebhookFault, WebhookFaultKind, serve
from console.simulator.clock import A_WORKING_MORNING
from console.simulator.webhooks.delays import DelayProfile
from console.simulator.webhooks.firing import Word
from console.simulator.webhooks.signing import header_lines, spoiled
from console.simulator.webhooks.targets import NotOnThisMachine, find_target
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


@pytest.mark.parametrize(
    "url",
    [
        "https://hotel.example/hook",
        "http://hotel.example/hook",
        "http://127.0.0.1@hotel.example/",
        "http://127.0.0.1.hotel.example/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://192.0.2.1:80/",
        "http://[2001:db8::1]/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/hosts",
        "http://127.0.0.1:99999/",
        "http://",
        "nonsense",
        "https://public.example.evil.example/",
    ],
)
def test_no_address_but_this_machine_is_ever_called(house: House, url: str) -> None:
    tunnels = {"https://public.example": house.receiver.url}
    with pytest.raises(NotOnThisMachine):
        find_target(url, tunnels)
    house.hooks.choose(tunnels=tunnels)
    house.simulator.set_webhooks({"url": url})
    house.create()
    house.later()
    assert house.outcomes() == ["refused"]
    assert house.hooks.waiting() == ()


@pytest.mark.parametrize(
    ("url", "address", "port", "path", "host"),
    [
        ("http://127.0.0.1:8080/hook?x=1", "127.0.0.1", 8080, "/hook?x=1", "127.0.0.1:8080"),
        ("http://localhost:81", "127.0.0.1", 81, "/", "localhost:81"),
        ("http://127.9.9.9/", "127.9.9.9", 80, "/", "127.9.9.9"),
        ("http://[::1]:5/a", "::1", 5, "/a", "[::1]:5"),
        ("http://127.0.0.1:5/ä b?c=%20&d=ß", "127.0.0.1", 5, "/%C3%A4%20b?c=%20&d=%C3%9F", "127.0.0.1:5"),
        ("http://user:pass@127.0.0.1:5/a", "127.0.0.1", 5, "/a", "127.0.0.1:5"),
        ("https://public.example/hook", "127.0.0.1", 7000, "/hook", "public.example"),
    ],
)
def test_this_machine_may_be_called(url: str, address: str, port: int, path: str, host: str) -> None:
    target = find_target(url, {"https://public.example": "http://127.0.0.1:7000"})
    assert (target.address, target.port, target.path, target.host) == (address, port, path, host)


def test_a_tunnel_keeps_the_public_name(house: House) -> None:
    house.hooks.choose(tunnels={"https://public.example": f"http://127.0.0.1:{house.receiver.port}"})
    house.simulator.set_webhooks({"url": "https://public.example/hook/abc", "customHeader": "X-A: 中文"})
    house.create()
    heard = house.one()
    assert (heard.path, heard.header("Host")) == ("/hook/abc", ["public.example"])
    assert heard.header("X-A")[0].encode("latin-1").decode() == "中文"


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


def test_duplicates_come_twice(house: House) -> None:
    house.fault(WebhookFaultKind.DUPLICATE, seconds=30)
    house.create()
    assert (len(house.later(19)), len(house.later(30)), len(house.later())) == (1, 1, 0)
    assert len({heard.body.partition(b"booking")[2] for heard in house.receiver.heard}) == 1
    assert [heard.json["retries"] for heard in house.receiver.heard] == [0, 0]


def test_a_newer_one_may_come_first(house: House) -> None:
    house.fault(WebhookFaultKind.REORDER)
    number = house.create(price=1)
    assert len(house.hooks.faults.showing()) == 1
    house.simulator.modify(number, {"price": 2})
    assert house.one(0).json["booking"]["price"] == 2
    assert house.one().json["booking"]["price"] == 1


def test_one_that_overtakes_goes_before_all_that_are_due(house: House) -> None:
    house.hooks.choose(at_once=True)
    first, second = house.create(), house.create(unitId=2)
    house.fault(WebhookFaultKind.REORDER)
    third = house.create(unitId=3)
    assert [heard.json["booking"]["id"] for heard in house.later(0)] == [third, first, second]


def test_a_lost_one_never_comes(house: House) -> None:
    house.fault(WebhookFaultKind.LOSS)
    house.create()
    house.create(unitId=2)
    assert len(house.later()) == 1
    assert house.outcomes() == ["lost", "delivered"]


def test_a_late_one_comes_late(house: House) -> None:
    house.fault(WebhookFaultKind.LATE, seconds=1800)
    house.create()
    assert (len(house.later(1800)), len(house.later(20))) == (0, 1)


def test_a_body_may_come_in_an_array(house: House) -> None:
    house.fault(WebhookFaultKind.ARRAY)
    number = house.create()
    assert [each["booking"]["id"] for each in house.one().json] == [number]
    assert house.hooks.log()[0].tries[0].faults == ("array",)


def test_a_booking_may_be_gone_when_its_webhook_comes(house: House) -> None:
    house.hooks.assume(on_hard_delete=True)
    house.fault(WebhookFaultKind.DELETION)
    number = house.create()
    assert house.one().json["booking"]["id"] == number
    assert house.simulator.book.find(number) is None
    assert house.later() == []


@pytest.mark.parametrize("kind", ["", "truncated", "empty", "html", "number", "no_booking", "not_utf8", "deep"])
def test_garbage_comes_once(house: House, kind: str) -> None:
    house.fault(WebhookFaultKind.GARBAGE, detail=kind)
    house.receiver.answer(400)
    number = house.create()
    garbage, whole = house.one(), house.one()
    with pytest.raises((ValueError, KeyError, TypeError, RecursionError)):
        assert garbage.json["booking"]["id"]
    assert whole.json["booking"]["id"] == number


def test_a_wrong_secret_comes_once_and_is_almost_right(house: House) -> None:
    house.hooks.choose(hmac_secret="s")
    house.fault(WebhookFaultKind.WRONG_SECRET)
    house.receiver.answer(401)
    house.create()
    wrong, right = house.one(), house.one()
    assert (wrong.header("x-secret"), right.header("x-secret")) == (["abcde0"], ["abcdef"])
    assert wrong.header("x-beds24-signature") != right.header("x-beds24-signature")


def test_faults_are_limited_counted_and_cleared(house: House) -> None:
    number = house.create()
    house.later()
    house.fault(WebhookFaultKind.LOSS, ids=(number,), times=None)
    house.fault(WebhookFaultKind.ARRAY, skip=1)
    house.create(unitId=2)
    house.simulator.modify(number, {"notes": "x"})
    assert isinstance(house.one().json, dict)
    house.hooks.clear_faults(WebhookFaultKind.LOSS)
    house.simulator.modify(number, {"notes": "y"})
    assert isinstance(house.one().json, list)
    house.fault(WebhookFaultKind.LATE)
    house.hooks.clear_faults()
    assert house.hooks.faults.showing() == ()


@pytest.mark.parametrize(
    "wrong", [{"probability": 2}, {"times": -1}, {"skip": -1}, {"seconds": -1}, {"detail": "nonsense"}]
)
def test_a_wrong_fault_cannot_be_made(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"nonsense|negative"):
        WebhookFault(WebhookFaultKind.GARBAGE, **wrong)  # type: ignore[arg-type]


def test_a_fault_without_details_takes_none() -> None:
    with pytest.raises(ValueError, match="detail"):
        WebhookFault(WebhookFaultKind.LOSS, detail="x")
