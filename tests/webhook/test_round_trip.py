"""A message of our own on its way to the public address and back: where it broke is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from console.domain.hooks import ActiveSecret, Heard, Reply, Slot, Verification, VerifyMode
from console.domain.secret import Secret
from console.domain.webhook_ear import Trip, TripEnd
from console.domain.webhook_setup import WebhookSetup
from console.webhook.echo import Echo
from console.webhook.round_trip import RoundTrip
from console.webhook.server import Listener

HEADER = "X-Night-Porter-Key"
SEGMENT = "nobody-guesses-this"


def _how(mode: VerifyMode = VerifyMode.HEADER, secret: str = "") -> Verification:
    return Verification(mode, HEADER, (ActiveSecret(Slot.CURRENT, Secret(secret or "canary-secret-4711")),))


class Road:
    """A listener that knows its own message, and the trip that goes to it."""

    def __init__(self) -> None:
        self.echo = Echo()
        self.heard: list[Heard] = []
        self.how: Verification | None = _how()
        self.sender_how: Verification | None = None
        self.hosts = {"no-such-hotel.invalid"}
        self.listener: Listener | None = Listener(
            self._hear, lambda: self.how, hosts=lambda: self.hosts, segment=SEGMENT
        )
        self.port = self.listener.port
        self.setup = WebhookSetup(enabled=True, path_segment=SEGMENT, public_url=f"http://127.0.0.1:{self.port}")

    def _hear(self, heard: Heard) -> Reply:
        if self.echo.is_ours(heard.body):
            return Reply.STORED
        self.heard.append(heard)
        return Reply.UNREADABLE

    def to(self, public_url: str) -> None:
        self.setup = WebhookSetup(enabled=True, path_segment=SEGMENT, public_url=public_url)

    def travel(self, settles_within: float = 0.0) -> Trip:
        trip = RoundTrip(
            lambda: self.setup,
            lambda: self.sender_how or self.how,
            lambda: self.listener.port if self.listener else None,
            self.echo,
            settles_within=settles_within,
            comes_within=0.0,
        )
        return trip.begin().result(30)

    def close(self) -> None:
        if self.listener is not None:
            self.listener.stop()
            self.listener = None


@pytest.fixture
def road() -> Iterator[Road]:
    made = Road()
    yield made
    made.close()


@contextmanager
def stranger(code: int) -> Iterator[str]:
    """Somebody else's server, who answers everything with this code."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(code)
            self.send_header("Content-Length", "0")
            self.send_header("Location", "https://login.example.com/")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize("mode", list(VerifyMode))
def test_it_arrives_whatever_is_asked_for_and_is_no_event(road: Road, mode: VerifyMode) -> None:
    road.how = _how(mode)
    trip = road.travel()
    assert (trip.end, trip.code) == (TripEnd.ARRIVED, 200)
    assert trip.seconds is not None
    assert not road.heard


def test_switched_off_or_without_an_address_nothing_is_sent(road: Road) -> None:
    road.to("")
    assert road.travel().end is TripEnd.NO_ADDRESS
    road.setup = WebhookSetup()
    assert road.travel().end is TripEnd.OFF


def test_nobody_listens_here(road: Road) -> None:
    road.close()
    assert road.travel().end is TripEnd.NOT_LISTENING


def test_the_tunnel_cannot_be_reached(road: Road) -> None:
    with stranger(200) as address:
        pass
    road.to(address)
    assert road.travel().end is TripEnd.NO_TUNNEL


def test_a_name_that_nobody_knows(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    road.to("https://no-such-hotel.invalid")
    assert road.travel().end is TripEnd.NAME_UNKNOWN


def test_a_certificate_that_is_none(road: Road) -> None:
    road.to(f"https://127.0.0.1:{road.port}")
    assert road.travel().end in (TripEnd.UNSAFE, TripEnd.NO_TUNNEL)


@pytest.mark.parametrize(
    ("code", "end"),
    [
        (200, TripEnd.SOMETHING_ELSE),
        (302, TripEnd.REDIRECTED),
        (401, TripEnd.WRONG_SECRET),
        (404, TripEnd.SOMETHING_ELSE),
        (421, TripEnd.WRONG_HOST),
        (502, TripEnd.NO_WAY_THROUGH),
        (503, TripEnd.BUSY),
        (530, TripEnd.NO_WAY_THROUGH),
    ],
)
def test_what_the_far_end_answers_tells_where_it_broke(road: Road, code: int, end: TripEnd) -> None:
    with stranger(code) as address:
        road.to(address)
        trip = road.travel()
        assert (trip.end, trip.code) == (end, code)


def test_the_listener_itself_refuses_another_secret(road: Road) -> None:
    road.sender_how = _how(secret="not-the-one-of-the-listener")
    assert road.travel() == Trip(TripEnd.NOT_HEARD_HERE, 401)


def test_the_listener_itself_does_not_know_the_name(road: Road) -> None:
    road.to("https://another-hotel.invalid")
    assert road.travel() == Trip(TripEnd.NOT_HEARD_HERE, 421)


def test_a_change_just_made_is_given_the_time_to_arrive(road: Road) -> None:
    road.sender_how = _how(secret="the-new-one-of-a-moment-ago")
    change = threading.Timer(0.5, lambda: setattr(road, "how", road.sender_how))
    change.start()
    assert road.travel(settles_within=10.0).end is TripEnd.ARRIVED
    change.join()
