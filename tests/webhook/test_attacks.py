"""An attack suite on loopback: the hotel's own messages are heard meanwhile, and nobody else's ever.

The ordinary suite plays it in short, the slow one with the limits and the numbers that are in force.
"""

import logging
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from console.domain.hooks import Heard, Reply, Verification, VerifyMode
from console.domain.webhook_setup import PATH
from console.webhook.limits import Limits
from tests.webhook.attackers import crowd, shove
from tests.webhook.door import BODY, EITHER, KEY_HEADER, SECRET, TUNNEL, Door, chunked, open_door, request, signed
from tests.webhook.standing import standing

ATTACKS: Final = {
    "silent": (b"", b""),
    "slow heads": (f"POST {PATH} HTTP/1.1\r\nHost: {TUNNEL}\r\nX-Slow: ".encode(), b"y"),
    "slow bodies": (request(body=b"", content_length="1000", secret="wrong"), b"y"),
    "slow chunks": (request(body=b"", content_length=None, transfer_encoding="chunked", secret="wrong"), b"1\r\ny\r\n"),
}
SIZE: Final = 150
SHORT: Final = Limits(deadline=0.8, cut=1.2)
STOPS_TAKING_AT: Final = 16 * 1024 * 1024
"""What the machine itself takes in for a connection that nobody reads, generously."""

TWENTY_MEGABYTES: Final = 20 * 1024 * 1024


def withstand(limits: Limits, attack: str, pause: float) -> None:
    """Legitimate messages come at an even pace until the last of the attackers is out."""
    beginning, drip = ATTACKS[attack]
    codes: Counter[int] = Counter()
    with open_door(limits) as door, crowd(door, SIZE, beginning, drip) as attackers:
        while attackers.is_there:
            assert codes.total() * pause < 3 * limits.cut, "attackers are not put out"
            codes[door.send(request()).status] += 1
            attackers.go_on(pause)
        assert codes[200] >= 0.99 * codes.total()
        assert codes.total() >= limits.deadline / pause / 2
        assert max(attackers.ended_after) <= limits.cut
        assert len(door.inbox.heard) == codes[200]


@pytest.mark.parametrize("attack", ATTACKS)
def test_slow_attackers_keep_nobody_out_and_are_put_out(attack: str) -> None:
    withstand(SHORT, attack, pause=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_slow_attackers_are_out_within_ten_seconds(attack: str) -> None:
    withstand(Limits(), attack, pause=0.06)


def test_twice_as_many_as_there_may_be_keep_nobody_out_either() -> None:
    limits = Limits(deadline=0.8, cut=1.2, connections=32)
    with open_door(limits) as door, crowd(door, 64, *ATTACKS["slow bodies"]) as attackers:
        codes = []
        while attackers.is_there:
            codes.append(door.send(request()).status)
            attackers.go_on(0.03)
        assert set(codes) == {200}


@pytest.mark.parametrize(
    ("beginning", "in_chunks", "codes"),
    [
        pytest.param(request(body=b"", content_length=str(100 * 1024 * 1024)), False, {413, 0}, id="one length"),
        pytest.param(request(body=b"", content_length=None, transfer_encoding="chunked"), True, {413, 0}, id="chunks"),
        pytest.param(
            request(body=b"", content_length=None, transfer_encoding="chunked", content_encoding="gzip"),
            True,
            {415, 0},
            id="gzip",
        ),
        pytest.param(
            request(body=b"", content_length="1000000000", content_encoding="gzip"),
            False,
            {415, 0},
            id="gzip of a length",
        ),
        pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nX: ", False, {431, 0}, id="a head"),
        pytest.param(b"", False, {431, 0}, id="no request at all"),
    ],
)
def test_a_hundred_megabytes_are_not_taken_in(door: Door, beginning: bytes, in_chunks: bool, codes: set[int]) -> None:
    code, taken = shove(door.listener.port, beginning, in_chunks=in_chunks)
    assert code in codes
    assert taken < STOPS_TAKING_AT
    assert door.inbox.heard == []
    assert door.send(request()).status == 200


@pytest.mark.slow
def test_bodies_of_a_hundred_megabytes_at_once_take_no_memory() -> None:
    chunked_head = request(body=b"", content_length=None, transfer_encoding="chunked")
    with standing() as listener, ThreadPoolExecutor(8) as attackers:
        assert shove(listener.port, request("GET", "/healthz"), 0)[0] == 204
        before = listener.peak_memory()
        for _ in attackers.map(lambda _turn: shove(listener.port, chunked_head, in_chunks=True), range(40)):
            pass
        assert listener.peak_memory() - before < TWENTY_MEGABYTES


def test_a_request_that_nobody_waits_for_is_refused_like_any_other(door: Door) -> None:
    for cut in range(0, len(request()), 7):
        assert door.send(request()[:cut], ending=True).status in {0, 400}
    assert door.inbox.heard == []


def fuzz(door: Door, times: int, seed: int) -> Counter[int]:
    """Requests that were right until somebody meddled with them; none with a good secret unless it survived."""
    dice = random.Random(seed)
    codes: Counter[int] = Counter()
    for _ in range(times):
        codes[door.send(mutate(dice, dice.choice(SEEDS)), ending=True).status] += 1
    return codes


SEEDS: Final = [
    request(secret=None, x_beds24_signature=signed(BODY)),
    request(secret=None, x_beds24_signature="sha256=" + signed(BODY, "another")),
    request(secret=None, x_beds24_signature=signed(BODY), content_length=None, transfer_encoding="chunked", body=b"")
    + chunked(BODY[:7], BODY[7:]),
    request("GET", f"{PATH}?bookid=1", secret=None, x_beds24_signature=signed(b"bookid=1")),
    request("GET", "/healthz", secret=None),
    request(secret=SECRET, expect="100-continue"),
]
BITS: Final = [
    b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b";", b"%", b"\xff", b"0", b"9" * 40, b"x" * 9000, b"\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Upgrade: h2c\r\n",
    b"Origin: null\r\n", f"{KEY_HEADER}: x\r\n".encode(), b"HTTP/1.1", b"HTTP/2.0", b"POST ", b"Connection: x\r\n",
]  # fmt: skip


def mutate(dice: random.Random, seed: bytes) -> bytes:
    spoiled = bytearray(seed)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(spoiled) + 1)
        match dice.randrange(5):
            case 0:
                spoiled[at : at + 1] = dice.randbytes(1)
            case 1:
                del spoiled[at : at + dice.randint(1, 20)]
            case 2:
                spoiled[at:at] = dice.choice(BITS)
            case 3:
                spoiled[at:at] = spoiled[at : at + dice.randint(1, 80)]
            case _:
                line = bytes(spoiled).find(b"\r\n", at) + 2
                spoiled[line:line] = dice.choice(BITS)
    return bytes(spoiled)


FORESEEN: Final = {0, 200, 204, 400, 401, 403, 404, 405, 408, 413, 414, 415, 421, 431}
SIGNED: Final = Verification(VerifyMode.HMAC, KEY_HEADER, EITHER.secrets)


def fuzz_a_door(times: int, caplog: pytest.LogCaptureFixture) -> None:
    """Only signatures count, so that whatever is heard has to be exactly what was signed."""
    seed = random.randrange(2**32)
    with caplog.at_level(logging.DEBUG), open_door(Limits(rate=100_000, burst=100_000), how=SIGNED) as door:
        codes = fuzz(door, times, seed)
        assert set(codes) <= FORESEEN, f"seed {seed}: {codes}"
        assert codes.total() == times
        assert {heard.body or heard.query.encode() for heard in door.inbox.heard} <= {BODY, b"bookid=1"}, f"seed {seed}"
        assert door.send(request(secret=None, x_beds24_signature=signed(BODY))).status == 200
    assert len(caplog.records) < 10


def test_spoiled_requests_are_neither_believed_nor_too_much(caplog: pytest.LogCaptureFixture) -> None:
    fuzz_a_door(500, caplog)


@pytest.mark.slow
def test_twenty_thousand_spoiled_requests_are_neither_believed_nor_too_much(caplog: pytest.LogCaptureFixture) -> None:
    fuzz_a_door(20_000, caplog)


def test_messages_of_the_hotel_are_heard_while_strangers_shout() -> None:
    with open_door() as door:
        codes = [door.send(request(secret=secret)).status for secret in ["wrong", "wrong", SECRET] * 20]
        assert Counter(codes) == {401: 40, 200: 20}


def test_a_database_that_fails_at_times_costs_only_those_messages(door: Door) -> None:
    def fail_at_times(heard: Heard) -> Reply:
        if heard.body == b"bad":
            raise RuntimeError("a fault")
        return Reply.STORED

    door.inbox.reply = fail_at_times
    codes = [door.send(request(body=body)).status for body in (b"good", b"bad", b"good")]
    assert codes == [200, 500, 200]
