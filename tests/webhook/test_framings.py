"""Requests written so that two servers in a row could disagree about where they end: none of them is heard.

Each carries the right secret, so that nothing but its framing can be the reason.
"""

from typing import Final

import pytest

from console.domain.webhook_setup import PATH
from console.webhook.gate import Gate
from console.webhook.limits import Limits
from console.webhook.outcomes import Outcome
from tests.webhook.door import BODY, KEY_HEADER, SECRET, TUNNEL, Door, chunked, open_door, request

GOOD: Final = request()
LENGTH: Final = f"Content-Length: {len(BODY)}"
FIRST_LINE: Final = f"POST {PATH} HTTP/1.1".encode()
CHUNKED_HEAD: Final = request(body=b"", content_length=None, transfer_encoding="chunked")


def first_line(line: bytes) -> bytes:
    return GOOD.replace(FIRST_LINE, line, 1)


def with_line(line: str) -> bytes:
    return request(more=(line,))


def of_length(*values: str) -> bytes:
    return request(content_length=None, more=tuple(f"Content-Length: {value}" for value in values))


def coded(*values: str, more: tuple[str, ...] = ()) -> bytes:
    lines = tuple(f"Transfer-Encoding: {value}" for value in values)
    return request(body=b"", content_length=None, more=lines + more) + chunked(BODY)


MALFORMED: Final = {
    "line feeds alone everywhere": GOOD.replace(b"\r\n", b"\n"),
    "one line feed alone": GOOD.replace(b"\r\nHost", b"\nHost"),
    "a line feed alone at the end of the head": GOOD.replace(b"\r\n\r\n", b"\r\n\n"),
    "a line feed in a value": with_line("X-A: b\nContent-Length: 0"),
    "a carriage return alone": with_line("X-A: b\rContent-Length: 0"),
    "a zero byte in a value": with_line("X-A: b\0c"),
    "a control character in a value": with_line("X-A: b\x0bc"),
    "a line folded with a space": with_line("X-A: b\r\n c"),
    "a line folded with a tab": with_line("X-A: b\r\n\tc"),
    "a first line that is folded": first_line(FIRST_LINE + b"\r\n X-A: b"),
    "a space before the colon": with_line("X-A : b"),
    "a space before a name": with_line(" X-A: b"),
    "a name with a space": with_line("X A: b"),
    "a name with an underscore": with_line("Content_Length: 0"),
    "a name like the secret's with underscores": with_line(f"{KEY_HEADER.replace('-', '_')}: {SECRET}"),
    "a name that is not ASCII": with_line("X-\xc4: b"),
    "no name": with_line(": b"),
    "no colon": with_line("X-A"),
    "two equal lengths": of_length(str(len(BODY)), str(len(BODY))),
    "two different lengths": of_length(str(len(BODY)), "0"),
    "a list of equal lengths": of_length(f"{len(BODY)}, {len(BODY)}"),
    "a length with a sign": of_length(f"+{len(BODY)}"),
    "a negative length": of_length("-1"),
    "a hexadecimal length": of_length(hex(len(BODY))),
    "a length with an underscore": of_length("4_5"),
    "a length with a point": of_length(f"{len(BODY)}.0"),
    "a length in other digits": of_length("\xb2"),
    "an endless length": of_length("9" * 30),
    "no length after its name": of_length(""),
    "a length and chunks": request(more=("Transfer-Encoding: chunked",)),
    "chunks and a length": coded("chunked", more=(LENGTH,)),
    "two codings": coded("gzip, chunked"),
    "chunked twice": coded("chunked, chunked"),
    "chunked on two lines": coded("chunked", "chunked"),
    "a coding that is none": coded("identity"),
    "a coding nobody knows": coded("xchunked"),
    "a coding in quotes": coded('"chunked"'),
    "a coding behind a control character": coded("\x0bchunked"),
    "no coding after its name": coded(""),
    "no host": request(host=None),
    "no host by the old version": request(host=None, version="1.0"),
    "two hosts": with_line(f"Host: {TUNNEL}"),
    "two types": with_line("Content-Type: application/json"),
    "a method in small letters": first_line(FIRST_LINE.replace(b"POST", b"post")),
    "a method with a colon": first_line(FIRST_LINE.replace(b"POST", b"POST:")),
    "two spaces in the first line": first_line(FIRST_LINE.replace(b"POST ", b"POST  ")),
    "a tab in the first line": first_line(FIRST_LINE.replace(b"POST ", b"POST\t")),
    "a space after the version": first_line(FIRST_LINE + b" "),
    "no version": first_line(f"POST {PATH}".encode()),
    "a version in small letters": first_line(FIRST_LINE.replace(b"HTTP", b"http")),
    "version 2.0": first_line(FIRST_LINE.replace(b"1.1", b"2.0")),
    "version 0.9": first_line(FIRST_LINE.replace(b"1.1", b"0.9")),
    "a version with two digits": first_line(FIRST_LINE.replace(b"1.1", b"1.10")),
    "an address that is not ASCII": first_line(FIRST_LINE.replace(b"/api", b"/\xc3\xa4pi")),
    "a zero byte in the address": first_line(FIRST_LINE.replace(b"/api", b"/\0api")),
    "an empty line first": b"\r\n" + GOOD,
    "an upgrade to HTTP/2": request(
        more=("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAA")
    ),
    "an upgrade to WebSocket": request(more=("Connection: Upgrade", "Upgrade: websocket")),
    "an upgrade alone": with_line("Upgrade: x"),
    "HTTP/2 from the start": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "a chunk without a size": CHUNKED_HEAD + b"\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk of no number": CHUNKED_HEAD + b"zz\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk of a negative size": CHUNKED_HEAD + b"-1\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk of a size with 0x": CHUNKED_HEAD + b"0x2d\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk of an endless size": CHUNKED_HEAD + b"f" * 30 + b"\r\n" + BODY,
    "a chunk that is longer than it says": CHUNKED_HEAD + b"2\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk that ends without its line": CHUNKED_HEAD + b"%x\r\n" % len(BODY) + BODY + b"XX0\r\n\r\n",
    "a trailer that is none": CHUNKED_HEAD + b"%x\r\n" % len(BODY) + BODY + b"\r\n0\r\nX A\r\n\r\n",
}


def test_there_are_at_least_forty_of_them() -> None:
    assert len(MALFORMED) >= 40


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused_closed_and_not_heard(door: Door, name: str) -> None:
    answer = door.send(MALFORMED[name])
    assert (answer.status, answer.fields["connection"], answer.body) == (400, "close", b"")
    assert door.inbox.heard == []
    assert door.counted() == {"malformed": 1}


@pytest.mark.parametrize(
    "unended",
    [
        pytest.param(CHUNKED_HEAD + b"2\n{}\n0\n\n", id="chunks with line feeds alone"),
        pytest.param(CHUNKED_HEAD + b"2d;x=" + b"y" * 99, id="an extension without end"),
        pytest.param(CHUNKED_HEAD + b"2d\r\n" + BODY + b"\r\n", id="no last chunk"),
    ],
)
def test_chunks_that_never_end_are_waited_for_and_not_heard(unended: bytes) -> None:
    with open_door(Limits(deadline=0.2, cut=0.6)) as door:
        assert door.send(unended).status == 408
        assert door.inbox.heard == []


@pytest.mark.parametrize("name", [name for name, each in MALFORMED.items() if b"\r\n\r\n" in each])
def test_a_request_that_arrives_byte_by_byte_is_judged_like_one_in_one_piece(name: str) -> None:
    received = MALFORMED[name]
    whole = Gate(Limits()).take(received)
    gate = Gate(Limits())
    passed = next((got for byte in received if (got := gate.take(bytes([byte]))) is not None), None)
    assert isinstance(whole, Outcome) is isinstance(passed, Outcome)
    if isinstance(whole, bytes) and isinstance(passed, bytes):
        assert whole.startswith(passed)


SECOND: Final = request(body=b"smuggled")


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(GOOD, id="after one with a length"),
        pytest.param(CHUNKED_HEAD + chunked(BODY), id="after one in chunks"),
        pytest.param(request(more=("Connection: keep-alive",)), id="after one that wants to go on"),
    ],
)
def test_a_second_request_on_a_connection_is_never_heard(door: Door, first: bytes) -> None:
    answer = door.send(first + SECOND)
    assert answer.raw.count(b"HTTP/1.1") == 1
    assert [heard.body for heard in door.inbox.heard] == [BODY]


@pytest.mark.parametrize("refused", [request("GET", "/"), request("GET", "/healthz"), request(secret="wrong")])
def test_a_second_request_behind_a_refused_one_is_never_heard(door: Door, refused: bytes) -> None:
    assert door.send(refused + SECOND).raw.count(b"HTTP/1.1") == 1
    assert door.inbox.heard == []
