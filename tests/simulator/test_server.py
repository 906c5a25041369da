"""The simulator on a real socket."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from console.simulator import Answer, Fault, FaultKind, RunningServer, SimulatedClock, Simulator, serve
from tests.simulator.caller import EVERYTHING
from tests.simulator.openapi import official


@pytest.fixture
def server(simulator: Simulator) -> Iterator[RunningServer]:
    simulator.populate(150)
    with serve(simulator) as running:
        yield running


@pytest.fixture
def line(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base_url, timeout=10) as client:
        code = server.simulator.make_invite_code()
        keys = client.get("/authentication/setup", headers={"code": code, "deviceName": "test"}).json()
        client.headers["token"] = keys["token"]
        yield client


def test_a_real_client_walks_all_pages(line: httpx.Client, server: RunningServer) -> None:
    met: list[int] = []
    number, more = 1, True
    while more:
        response = line.get(f"/bookings?{EVERYTHING}&page={number}")
        sent = response.request
        official().check_request(sent.method, str(sent.url), dict(sent.headers))
        official().check_answer(sent.method, str(sent.url), response.status_code, response.content)
        met += [row["id"] for row in response.json()["data"]]
        number, more = number + 1, response.json()["pages"]["nextPageExists"]
    assert sorted(met) == sorted(booking.id for booking in server.simulator.book)


def test_answers_carry_the_date_of_the_simulators_clock(line: httpx.Client, clock: SimulatedClock) -> None:
    clock.advance(61)
    assert line.get("/bookings").headers["Date"] == "Tue, 04 Aug 2026 09:01:01 GMT"


def test_header_names_are_as_on_the_real_wire(line: httpx.Client) -> None:
    names = [name.decode() for name, _ in line.get("/bookings").headers.raw]
    assert {"X-Five-Min-Limit-Remaining", "X-Five-Min-Limit-Resets-In", "X-Request-Cost"} <= set(names)


def test_a_connection_is_kept_open(line: httpx.Client) -> None:
    streams = {line.get("/bookings").extensions["network_stream"].get_extra_info("client_addr") for _ in range(3)}
    assert len(streams) == 1


def test_the_next_link_is_absolute_and_points_to_the_other_base(line: httpx.Client, server: RunningServer) -> None:
    link = line.get(f"/bookings?{EVERYTHING}").json()["pages"]["nextPageLink"]
    assert link.startswith(f"http://127.0.0.1:{server.port}/v2/bookings?")
    assert line.get(link).json()["count"] == 50


def test_a_write_goes_through(line: httpx.Client, server: RunningServer) -> None:
    room = server.simulator.hotel.room_types[0].id
    response = line.post("/bookings", json=[{"roomId": room, "arrival": "2027-01-01", "departure": "2027-01-02"}])
    assert response.status_code == 201
    assert line.delete(f"/bookings?id={response.json()[0]['new']['id']}").status_code == 201


def test_a_cut_connection_breaks_in_mid_body(line: httpx.Client, server: RunningServer) -> None:
    server.simulator.switch_on(Fault(FaultKind.RESET))
    with pytest.raises(httpx.RemoteProtocolError):
        line.get("/bookings")
    assert line.get("/bookings").status_code == 200


def test_a_silence_outlasts_a_clients_patience(line: httpx.Client, server: RunningServer) -> None:
    server.simulator.switch_on(Fault(FaultKind.TIMEOUT, seconds=30))
    with pytest.raises(httpx.ReadTimeout):
        line.get("/bookings", timeout=0.2)


def test_a_dripping_answer_arrives_whole_in_the_end(line: httpx.Client, server: RunningServer) -> None:
    server.simulator.switch_on(Fault(FaultKind.SLOW, seconds=0.2))
    assert line.get("/bookings").json()["success"] is True


def test_a_redirect_and_a_bomb_reach_the_client(line: httpx.Client, server: RunningServer) -> None:
    server.simulator.switch_on(Fault(FaultKind.REDIRECT_ELSEWHERE))
    assert line.get("/bookings").headers["Location"].startswith("https://elsewhere.")
    server.simulator.switch_on(Fault(FaultKind.GZIP_BOMB, size=4_000_000))
    assert len(line.get("/bookings").content) == 4_000_000


class Announcing(Simulator):
    """Says when a call has been heard."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = threading.Event()

    def handle(self, *words: Any, **more: Any) -> Answer:
        answer = super().handle(*words, **more)
        self.heard.set()
        return answer


def test_stopping_cuts_a_silence_short_and_leaves_no_thread() -> None:
    simulator = Announcing()
    before = set(threading.enumerate())
    with serve(simulator) as server, ThreadPoolExecutor(1) as pool:
        simulator.switch_on(Fault(FaultKind.TIMEOUT, seconds=3600))
        waiting = pool.submit(httpx.get, f"{server.base_url}/bookings", timeout=60)
        assert simulator.heard.wait(10)
        server.stop()
        with pytest.raises(httpx.RemoteProtocolError):
            waiting.result()
    assert set(threading.enumerate()) == before


def test_stopping_ends_idle_connections_too(simulator: Simulator) -> None:
    with httpx.Client() as client:
        with serve(simulator) as server:
            assert client.get(f"{server.base_url}/bookings").status_code == 401
        with pytest.raises(httpx.TransportError):
            client.get(f"{server.base_url}/bookings")


def test_a_body_without_a_length_is_refused(line: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"[]"

    assert line.post("/bookings", content=chunks()).status_code == 411


def test_calls_at_once_are_counted(line: httpx.Client, server: RunningServer) -> None:
    server.simulator.log.clear()
    server.simulator.switch_on(Fault(FaultKind.TIMEOUT, seconds=0.2, times=None))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: line.get("/bookings").status_code, range(3)))
    assert server.simulator.log.most_at_once == 3


def test_the_log_names_requests_without_secrets(line: httpx.Client, server: RunningServer) -> None:
    line.get("/bookings?id=5")
    entry = server.simulator.log.entries()[-1]
    assert (entry.method, entry.path, entry.query, entry.status) == ("GET", "/bookings", "id=5", 200)
    assert entry.headers["token"] == "***"
    everything: list[Any] = [dict(each.headers) for each in server.simulator.log.entries()]
    assert line.headers["token"] not in str(everything)


def test_it_listens_on_loopback_only(server: RunningServer) -> None:
    assert server.base_url == f"http://127.0.0.1:{server.port}/api/v2"
