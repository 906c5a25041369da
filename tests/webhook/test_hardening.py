"""What the server is hardened by, item by item, and that it stops whatever is open."""

import asyncio
import gc
import logging
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn

from console.domain.errors import PortTaken, StoreTrouble
from console.domain.hooks import Heard, Reply
from console.webhook.counts import Counts
from console.webhook.limits import Allowance, Limits
from console.webhook.protocol import GuardedConfig, GuardedProtocol
from console.webhook.server import Listener
from tests.webhook.door import (
    BODY,
    EITHER,
    SECRET,
    TUNNEL,
    Door,
    Inbox,
    open_door,
    read_answer,
    request,
    signed,
)

UNFINISHED = {"silent": b"", "half a head": b"POST / HTTP/1.1\r\nHost", "half a body": request()[:-5]}
SOON = 2.0


@contextmanager
def many(door: Door, times: int, beginning: bytes) -> Iterator[list[socket.socket]]:
    with ExitStack() as opened:
        lines = [opened.enter_context(door.connect()) for _ in range(times)]
        for line in lines:
            line.sendall(beginning)
        yield lines


async def hang(_scope: object, _receive: object, _send: object) -> None:
    """An application that never answers."""
    await asyncio.Event().wait()


def test_a_connection_is_cut_whatever_the_application_does() -> None:
    """(a) And whether or not the client took what was sent to it."""
    counts = Counts()
    server = uvicorn.Server(GuardedConfig(hang, Limits(deadline=0.1, cut=0.3), counts))
    with socket.create_server(("127.0.0.1", 0)) as door, ThreadPoolExecutor(1) as aside:
        serving = aside.submit(server.run, [door])
        try:
            with socket.create_connection(door.getsockname(), timeout=SOON) as line:
                line.sendall(request())
                assert read_answer(line).status == 0
        finally:
            server.should_exit = True
        serving.result()
    assert counts.total() == {}


def connections_remembered() -> int:
    gc.collect()
    return sum(isinstance(each, GuardedProtocol) for each in gc.get_objects())


def test_a_connection_that_ended_is_forgotten_at_once(door: Door) -> None:
    """(a) Its timers are cancelled; they would keep it until they ring."""
    for _ in range(20):
        door.send(request())
    until = time.monotonic() + SOON
    while (remembered := connections_remembered()) and time.monotonic() < until:
        pass
    assert remembered == 0


def test_a_connection_takes_no_thread(door: Door) -> None:
    before = set(threading.enumerate())
    for _ in range(50):
        door.send(request())
    assert not set(threading.enumerate()) - before


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("wish", ["keep-alive", "close", "Keep-Alive, x"])
def test_every_answer_closes_its_connection(door: Door, version: str, wish: str) -> None:
    """(b) `send` returns only when the listener has ended the connection."""
    for each in (
        request(version=version, connection=wish),
        request(version=version, connection=wish, secret=None),
        request("GET", "/healthz", version=version, connection=wish),
        request("GET", "/", version=version, connection=wish),
    ):
        assert door.send(each).fields["connection"] == "close"


def test_nothing_tells_what_serves_here(door: Door) -> None:
    """(d) Neither the server's name nor its clock."""
    assert set(door.send(request()).fields) == {"connection", "content-length"}


def test_the_settings_of_the_server_are_as_written_down(door: Door) -> None:
    """(d)"""
    config = door.listener._server.config
    assert isinstance(config, GuardedConfig)
    assert (config.limits.connections, config.backlog, config.timeout_keep_alive) == (256, 128, 5)
    assert (config.timeout_graceful_shutdown, config.lifespan, config.ws) == (1, "off", "none")
    assert (config.log_config, config.access_log, config.server_header, config.proxy_headers) == (None,) + (False,) * 3


def test_the_limits_are_as_written_down() -> None:
    limits = Limits()
    assert (limits.body, limits.head, limits.fields, limits.field, limits.target) == (262144, 16384, 64, 8192, 2048)
    assert (limits.deadline, limits.cut, limits.connections, limits.rate, limits.burst) == (8, 10, 256, 20, 60)


def test_one_more_connection_than_there_may_be_ends_the_oldest_that_is_unfinished() -> None:
    with open_door(Limits(connections=8)) as door, many(door, 20, request()[:-5]) as lines:
        assert door.send(request()).status == 200
        for line in lines[:13]:
            assert read_answer(line).status == 0
        assert door.counted() == {"stored": 1, "crowded_out": 13}
        lines[-1].sendall(request()[-5:])
        assert read_answer(lines[-1]).status == 200


def test_what_is_being_stored_is_not_crowded_out() -> None:
    release = threading.Event()
    with open_door(Limits(connections=2)) as door, door.connect() as patient:
        arrived = threading.Event()

        def wait(_heard: Heard) -> Reply:
            arrived.set()
            return Reply.STORED if release.wait(30) else Reply.BUSY

        door.inbox.reply = wait
        patient.sendall(request())
        assert arrived.wait(30)
        with many(door, 10, b"POST "):
            assert door.send(request("GET", "/healthz")).status == 204
            release.set()
            assert read_answer(patient).status == 200


def test_a_queue_before_the_database_has_an_end() -> None:
    """(e) One is being stored, two wait, the next is told to come again; nothing is heard twice."""
    release, arrived = threading.Event(), threading.Event()

    def wait(_heard: Heard) -> Reply:
        arrived.set()
        return Reply.STORED if release.wait(30) else Reply.BUSY

    with open_door(Limits(waiting=2)) as door, ThreadPoolExecutor(3) as senders:
        door.inbox.reply = wait
        under_way = [senders.submit(door.send, request(body=b"0"))]
        assert arrived.wait(30)
        under_way += [senders.submit(door.send, request(body=b"%d" % number)) for number in (1, 2)]
        while not door.listener._hearing._questions.full():
            door.send(request("GET", "/healthz"))
        assert door.send(request(body=b"3")).status == 503
        release.set()
        assert [each.result().status for each in under_way] == [200, 200, 200]
        assert sorted(heard.body for heard in door.inbox.heard) == [b"0", b"1", b"2"]


def test_messages_are_stored_one_at_a_time_on_one_thread(door: Door) -> None:
    """(e)"""
    threads: list[str] = []

    def note(_heard: Heard) -> Reply:
        threads.append(threading.current_thread().name)
        return Reply.STORED

    door.inbox.reply = note
    with ThreadPoolExecutor(8) as senders:
        answers = list(senders.map(door.send, [request()] * 40))
    assert {answer.status for answer in answers} == {200}
    assert threads == ["webhook-hearing"] * 40


def test_what_nobody_waits_for_any_more_is_not_stored() -> None:
    release = threading.Event()
    with open_door(Limits(deadline=0.2, cut=0.5)) as door:
        door.inbox.reply = lambda _heard: Reply.STORED if release.wait(30) else Reply.BUSY
        assert [door.send(request(body=each)).status for each in (b"stuck", b"given up")] == [503, 503]
        release.set()
        assert door.send(request(body=b"later")).status == 200
        assert [heard.body for heard in door.inbox.heard] == [b"stuck", b"later"]


@pytest.mark.parametrize("beginning", UNFINISHED.values(), ids=UNFINISHED)
def test_it_stops_within_two_seconds_with_connections_half_open(beginning: bytes) -> None:
    """(f) Those are told to come again."""
    with open_door() as door, many(door, 50, beginning) as lines:
        assert door.send(request("GET", "/healthz")).status == 204
        began = time.monotonic()
        assert door.listener.stop()
        assert time.monotonic() - began < SOON
        assert {read_answer(line).status for line in lines} == {503}
        assert not door.listener.is_listening


def test_it_stops_within_two_seconds_while_the_database_hangs() -> None:
    """(f) What is not known to be stored is not acknowledged."""
    arrived, release = threading.Event(), threading.Event()

    def hang(_heard: Heard) -> Reply:
        arrived.set()
        return Reply.STORED if release.wait(30) else Reply.BUSY

    with open_door() as door, door.connect() as line:
        door.inbox.reply = hang
        line.sendall(request())
        assert arrived.wait(30)
        began = time.monotonic()
        assert door.listener.stop()
        assert time.monotonic() - began < SOON
        assert read_answer(line).status == 503
        release.set()


def test_what_is_being_stored_while_it_stops_is_acknowledged() -> None:
    """(f)"""
    arrived, stopping = threading.Event(), threading.Event()

    def store_at_the_end(_heard: Heard) -> Reply:
        arrived.set()
        return Reply.STORED if stopping.wait(30) else Reply.BUSY

    with open_door() as door, door.connect() as line, ThreadPoolExecutor(1) as aside:
        door.inbox.reply = store_at_the_end
        line.sendall(request())
        assert arrived.wait(30)
        with door.connect() as silent:
            stopped = aside.submit(door.listener.stop)
            assert read_answer(silent).status == 503
            stopping.set()
        assert read_answer(line).status == 200
        assert stopped.result()


def test_it_can_be_stopped_at_once_and_twice() -> None:
    with open_door() as door:
        assert door.listener.stop()
        assert door.listener.stop()
        with pytest.raises(ConnectionRefusedError):
            door.connect()


def test_its_port_is_free_again_after_it_stopped() -> None:
    with open_door() as door:
        door.send(request())
        port = door.listener.port
    again = Listener(door.inbox.hear, lambda: EITHER, port=port)
    assert again.port == port
    assert again.stop()


def test_a_port_that_is_taken_is_told_in_a_sentence(door: Door) -> None:
    with pytest.raises(PortTaken, match=f"port {door.listener.port}. Choose another one"):
        Listener(lambda _heard: Reply.STORED, lambda: EITHER, port=door.listener.port)


def test_it_is_reached_from_this_machine_only(door: Door) -> None:
    bound = door.listener._server.servers[0].sockets[0].getsockname()
    assert bound[0] == "127.0.0.1"


def test_nothing_secret_or_personal_is_logged(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    def fail(heard: Heard) -> Reply:
        raise RuntimeError(heard.body)

    with caplog.at_level(logging.DEBUG):
        door.send(request())
        door.send(request(secret="wrong-canary-secret"))
        door.send(request(secret=None, x_beds24_signature=signed(BODY)))
        door.send(request("GET", "/api/integrations/beds24/webhook?guestname=Canary"))
        door.send(request(more=("X-A : Canary",)))
        door.inbox.reply = fail
        door.send(request())
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    for personal in (SECRET, "wrong-canary-secret", signed(BODY), "Canary", "firstName"):
        assert personal not in logged


def test_a_fault_is_logged_by_its_kind_and_place_and_once_only(caplog: pytest.LogCaptureFixture) -> None:
    def fail_as_told(_heard: Heard) -> Reply:
        raise RuntimeError("Canary")

    with open_door() as door:
        door.inbox.reply = fail_as_told
        for _ in range(5):
            assert door.send(request()).status == 500
        assert door.counted() == {"fault": 5}
    (fault,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert "RuntimeError in fail_as_told" in fault.getMessage()


def test_an_allowance_fills_up_with_time_and_not_beyond_its_measure() -> None:
    allowance = Allowance(rate=2, burst=3)
    assert [allowance.take(100.0) for _ in range(4)] == [True, True, True, False]
    assert [allowance.take(100.5), allowance.take(100.5)] == [True, False]
    assert [allowance.take(1000.0) for _ in range(4)] == [True, True, True, False]


def test_numbers_are_taken_once_and_told_in_total(door: Door) -> None:
    door.send(request())
    door.send(request("GET", "/healthz"))
    counts = door.listener.counts
    before = counts.total()
    assert door.counted() == {"stored": 1, "alive": 1}
    assert door.counted() == {}
    assert counts.total() == before


class Transactions:
    """Notes what was stored together; the one with `failing` in it fails when it is to be closed."""

    def __init__(self) -> None:
        self.closed: list[list[bytes]] = []
        self.under_way: list[bytes] = []
        self.opened, self.release = threading.Event(), threading.Event()

    def hear(self, heard: Heard) -> Reply:
        self.under_way.append(heard.body)
        if heard.body == b"fault":
            raise RuntimeError("a fault")
        self.opened.set()
        return Reply.STORED if self.release.wait(30) else Reply.BUSY

    @contextmanager
    def together(self) -> Iterator[None]:
        self.under_way = []
        yield
        if b"failing" in self.under_way:
            raise StoreTrouble("The disk is full.")
        self.closed.append(self.under_way)


def send_while_busy(*bodies: bytes) -> tuple[Transactions, list[int]]:
    """The codes of messages that come while another one is being stored."""
    transactions = Transactions()
    listener = Listener(transactions.hear, lambda: EITHER, hosts=lambda: {TUNNEL}, together=transactions.together)
    door = Door(listener, Inbox())
    with ThreadPoolExecutor(9) as senders:
        first = senders.submit(door.send, request(body=b"first"))
        assert transactions.opened.wait(30)
        others = [senders.submit(door.send, request(body=each)) for each in bodies]
        while listener._hearing._questions.qsize() < len(bodies):
            door.send(request("GET", "/healthz"))
        transactions.release.set()
        assert first.result().status == 200
        codes = [each.result().status for each in others]
    assert listener.stop()
    return transactions, codes


def test_what_comes_while_the_disk_is_busy_is_stored_together() -> None:
    """(e) One turn of the disk for all that wait."""
    transactions, codes = send_while_busy(b"1", b"2", b"3")
    assert codes == [200, 200, 200]
    first, then = transactions.closed
    assert (first, sorted(then)) == ([b"first"], [b"1", b"2", b"3"])


def test_a_message_that_fails_costs_none_of_those_stored_with_it() -> None:
    _, codes = send_while_busy(b"1", b"fault", b"3")
    assert codes == [200, 500, 200]


def test_nothing_is_acknowledged_of_what_could_not_be_closed_together() -> None:
    transactions, codes = send_while_busy(b"1", b"failing", b"3")
    assert codes == [503, 503, 503]
    assert transactions.closed == [[b"first"]]
