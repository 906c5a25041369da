"""One request over a real socket: bounded in time and size, ended at once, never led elsewhere."""

import gzip
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from console.beds24.stopping import StopFlag
from console.beds24.transport import Call, Limits, Transport, checked_url
from console.domain.clock import SystemClock
from console.domain.errors import Beds24Unreachable, ConsoleError, Garbled, Stopped, WrongInput
from tests.beds24.loopback import Deed, Loopback, answers, drips, hangs_up, is_silent, says

CANARY = "canary-token-0123456789"
CALL = Call("GET", "/bookings", (("status", "new"), ("status", "cancelled")))
Open = Callable[..., Transport]
_CLASS_NAME = re.compile(r"[a-z][A-Z]|Error")


@pytest.fixture
def stop() -> StopFlag:
    return StopFlag()


@pytest.fixture
def open_to(stop: StopFlag) -> Iterator[Open]:
    made: list[Transport] = []

    def open_it(server: Loopback, *, seconds: float = 5.0, most: int = 1_000_000) -> Transport:
        transport = Transport(
            server.url, stop, SystemClock(), trust_env=False, limits=Limits(seconds=seconds, body_bytes=most)
        )
        made.append(transport)
        return transport

    yield open_it
    for transport in made:
        transport.close()


def fails_with(kind: type[ConsoleError], open_to: Open, *deeds: Deed, most: int = 1_000_000) -> Loopback:
    with Loopback(*deeds) as server, pytest.raises(kind) as caught:
        open_to(server, seconds=0.6, most=most).send(CALL, {"token": CANARY})
    assert CANARY not in str(caught.value)
    assert CANARY not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert not _CLASS_NAME.search(str(caught.value))
    assert "by ourselves" not in str(caught.value)
    return server


def test_an_answer_comes_with_status_headers_body_and_beds24s_own_time(open_to: Open) -> None:
    headers = {"Date": "Thu, 06 Aug 2026 13:28:29 GMT", "X-Request-Cost": "1.1"}
    with Loopback(answers({"a": 1}, 201, headers)) as server:
        answer = open_to(server).send(CALL, {"token": CANARY})
    assert (answer.status, answer.body) == (201, b'{"a": 1}')
    assert answer.headers["x-request-cost"] == "1.1"
    assert answer.server_time is not None
    assert answer.server_time.isoformat() == "2026-08-06T13:28:29+00:00"
    assert CANARY not in repr(answer)


def test_the_query_repeats_its_keys_and_the_token_travels_in_its_own_header(open_to: Open) -> None:
    with Loopback(answers({})) as server:
        open_to(server).send(CALL, {"token": CANARY})
    assert server.targets() == ["/api/v2/bookings?status=new&status=cancelled"]
    assert server.headers()["token"] == CANARY
    assert "authorization" not in server.headers()


def test_a_body_is_posted_as_json(open_to: Open) -> None:
    with Loopback(answers([], 201)) as server:
        open_to(server).send(Call("POST", "/bookings", body=b'[{"id":1}]'), {})
    assert server.heard[0].endswith(b'\r\n\r\n[{"id":1}]')
    assert server.headers()["content-type"] == "application/json"


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 06 Aug 2026 13:28:29"])
def test_a_date_header_that_is_no_moment_is_left_out(open_to: Open, date: str) -> None:
    with Loopback(answers({}, 200, {"Date": date})) as server:
        assert open_to(server).send(CALL, {}).server_time is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_so_the_token_never_reaches_another_host(open_to: Open, status: int) -> None:
    with Loopback(answers({})) as other:
        here = answers({}, status, {"Location": f"{other.url}/bookings"})
        with Loopback(here) as server:
            assert open_to(server).send(CALL, {"token": CANARY}).status == status
        assert len(server.heard) == 1
    assert other.heard == []


def test_a_packed_body_is_unpacked(open_to: Open) -> None:
    body = gzip.compress(b'{"data": []}', mtime=0)
    with Loopback(answers(body, 200, {"Content-Encoding": "gzip"})) as server:
        assert open_to(server).send(CALL, {}).body == b'{"data": []}'


def test_a_compression_bomb_is_refused_before_it_unfolds(open_to: Open) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, 9)
    fails_with(Garbled, open_to, answers(bomb, 200, {"Content-Encoding": "gzip"}))


def test_a_body_just_within_the_bound_is_read_and_one_byte_more_is_not(open_to: Open) -> None:
    with Loopback(answers(b"1" * 1000)) as server:
        assert len(open_to(server, most=1000).send(CALL, {}).body) == 1000
    fails_with(Garbled, open_to, answers(b"1" * 1001), most=1000)


@pytest.mark.parametrize("packing", ["br", "deflate", "gzip, gzip", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused(open_to: Open, packing: str) -> None:
    fails_with(Garbled, open_to, answers(b"{}", 200, {"Content-Encoding": packing}))


@pytest.mark.parametrize("body", [b"not gzip at all", gzip.compress(b"x" * 5000, mtime=0)[:-20]])
def test_a_damaged_packed_body_is_garbled(open_to: Open, body: bytes) -> None:
    fails_with(Garbled, open_to, answers(body, 200, {"Content-Encoding": "gzip"}))


@pytest.mark.parametrize(
    "deed",
    [
        hangs_up,
        is_silent,
        answers(b'{"data": [', length=5000),
        says(b"220 mail.example ESMTP\r\n"),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\n"),
        says(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 300_000 + b"\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n", 0.02),
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"1", 0.02),
        drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.02),
    ],
    ids=[
        "hangs up",
        "is silent",
        "is cut off",
        "speaks another language",
        "has a senseless length",
        "has endless headers",
        "drips headers",
        "drips the body",
        "drips chunks",
    ],
)
def test_a_server_that_misbehaves_is_unreachable_within_the_deadline(open_to: Open, deed: Deed) -> None:
    began = time.monotonic()
    fails_with(Beds24Unreachable, open_to, deed)
    assert time.monotonic() - began < 3


def test_nobody_listening_is_unreachable(stop: StopFlag) -> None:
    with Loopback(answers({})) as server:
        url = server.url
    transport = Transport(url, stop, SystemClock(), trust_env=False)
    with pytest.raises(Beds24Unreachable):
        transport.send(CALL, {})
    transport.close()


def test_a_line_that_breaks_is_logged_once_by_the_name_of_its_error_and_once_when_it_heals(
    open_to: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with Loopback(hangs_up, hangs_up, answers({})) as server, caplog.at_level(logging.INFO, "console"):
        transport = open_to(server)
        for _ in range(2):
            with pytest.raises(Beds24Unreachable):
                transport.send(CALL, {"token": CANARY})
        transport.send(CALL, {"token": CANARY})
        transport.send(CALL, {"token": CANARY})
    assert caplog.messages == ["The line to Beds24 broke: RemoteProtocolError", "Beds24 answers again."]


def test_stopping_from_another_thread_ends_a_silent_request_well_under_a_second(open_to: Open, stop: StopFlag) -> None:
    ended: list[float] = []
    with Loopback(is_silent) as server:
        transport = open_to(server, seconds=30)

        def ask() -> None:
            with pytest.raises(Stopped):
                transport.send(CALL, {})
            ended.append(time.monotonic())

        thread = threading.Thread(target=ask)
        thread.start()
        assert server.asked.wait(5)
        stopped = time.monotonic()
        stop.raise_()
        thread.join(5)
    assert ended[0] - stopped < 0.8


def test_after_a_stop_nothing_is_sent_until_the_flag_is_lowered(open_to: Open, stop: StopFlag) -> None:
    with Loopback(answers({})) as server:
        transport = open_to(server)
        stop.raise_()
        with pytest.raises(Stopped):
            transport.send(CALL, {})
        assert server.heard == []
        stop.lower()
        assert transport.send(CALL, {}).status == 200


def test_a_request_after_a_broken_one_gets_its_own_answer(open_to: Open) -> None:
    with Loopback(hangs_up, answers({"mine": True})) as server:
        transport = open_to(server)
        with pytest.raises(Beds24Unreachable):
            transport.send(CALL, {})
        assert transport.send(CALL, {}).body == b'{"mine": true}'


def test_the_http_library_stays_quiet_and_no_log_holds_the_token(
    open_to: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with Loopback(answers({})) as server:
        transport = open_to(server)
        with caplog.at_level(logging.DEBUG):
            transport.send(CALL, {"token": CANARY})
    assert caplog.records == []


@pytest.mark.parametrize(
    "url",
    [
        "http://beds24.com/api/v2",
        "http://192.168.1.4/api",
        "http://10.0.0.1",
        "ftp://127.0.0.1/",
        "https://name:word@beds24.com/",
        "https://",
        "",
        "beds24.com/api/v2",
        "https://beds24.com/api?x=1",
        "http://127.0.0.1.example.com/",
        "http://[::2]/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
        "https://[",
    ],
)
def test_an_address_that_would_show_the_token_is_refused(url: str) -> None:
    with pytest.raises(WrongInput):
        checked_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://beds24.com/api/v2", "http://127.0.0.1:8024/api/v2", "http://localhost:8024", "http://[::1]:8024/api/v2"],
)
def test_https_and_this_machine_are_accepted(url: str) -> None:
    assert checked_url(url + "/") == url
