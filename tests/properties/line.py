"""The real client over a line that ends in this process: client, wire and mapping are real, only sockets are not."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime

import httpx

from console.beds24.client import Beds24Client, Means, Settings
from console.domain.secret import Secret, SecretName
from console.simulator import Answer, SimulatedClock, Simulator
from console.simulator.assumptions import Assumptions
from console.simulator.filters import Test, Today, page_number, read_tests
from console.simulator.listing import Lister, Page
from console.simulator.wire import Manner, Request
from tests.fakes.vault import FakeVault

NO_ANSWER_AFTER = 20.0
"""Seconds: the client's own time-out of a read."""


class PcClock:
    """The clock of the hotel's PC: runs with Beds24's, but wrongly set by `skew`."""

    def __init__(self, world: SimulatedClock) -> None:
        self._world = world
        self._began = world.now()
        self.skew = timedelta(0)

    def now(self) -> datetime:
        return self._world.now() + self.skew

    def monotonic(self) -> float:
        return (self._world.now() - self._began).total_seconds()

    def wait(self, seconds: float) -> None:
        """Let the time of the whole world pass; this makes it the client's waiter too."""
        self._world.advance(seconds)


class ShortPages(Lister):
    """A list with few rows a page, so that a small hotel has page borders too."""

    def __init__(self, simulator: Simulator, seed: int, rows: int) -> None:
        super().__init__(simulator.book, seed, simulator.assumed)
        self._rows_a_page = rows

    def page(self, request: Request, today: Today, unseen: Sequence[Test] = (), *, always_first: bool = False) -> Page:
        number, size = page_number(request), self._rows_a_page
        tests = [*read_tests(request, today, self._assumed), *unseen]
        rows = self._rows(request, number, tests, fresh=bool(unseen))
        start = 0 if always_first else (number - 1) * size
        return Page(tuple(rows[start : start + size]), number, len(rows) > number * size)


class InProcessLine(httpx.BaseTransport):
    """Carries each request to the simulator; `before` is called first, with the number of the request from 1."""

    def __init__(self, simulator: Simulator, clock: PcClock) -> None:
        self.before: Callable[[int], None] = lambda _number: None
        self.count = 0
        self._simulator = simulator
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.count += 1
        self.before(self.count)
        query = request.url.query.decode()
        answer = self._simulator.handle(request.method, request.url.path, query, dict(request.headers), request.read())
        self._deliver(answer)
        date = format_datetime(self._simulator.clock.now(), usegmt=True)
        return httpx.Response(
            answer.status, headers=[*answer.headers, ("Date", date)], stream=httpx.ByteStream(answer.body)
        )

    def _deliver(self, answer: Answer) -> None:
        if answer.delivery.manner is Manner.SILENT:
            self._clock.wait(NO_ANSWER_AFTER)
            raise httpx.ReadTimeout("no answer in time")
        if answer.delivery.manner is Manner.CUT:
            raise httpx.ReadError("the line was cut")


def small_simulator(seed: int, *, rooms: int = 6, rows_a_page: int = 3, bookings: int = 0) -> Simulator:
    """A simulator whose time is moved by hand, with short pages and more credits than anybody can spend."""
    simulator = Simulator(SimulatedClock(), seed, rooms=rooms, credit_limit=1_000_000, assumed=Assumptions())
    simulator.populate(bookings)
    simulator.service._lister = ShortPages(simulator, seed, rows_a_page)
    return simulator


def key_to(simulator: Simulator) -> Secret:
    """A refresh token of this simulator."""
    keys = simulator.handle("GET", "/authentication/setup", (), {"code": simulator.make_invite_code()}).json()
    assert isinstance(keys, dict)
    return Secret(str(keys["refreshToken"]))


def connect(simulator: Simulator, clock: PcClock) -> tuple[Beds24Client, InProcessLine]:
    """The real client with a key, and the line that it speaks over."""
    vault = FakeVault()
    vault.write(SecretName.REFRESH_TOKEN, key_to(simulator))
    settings = Settings("http://127.0.0.1:1/api/v2", trust_env=False)
    client = Beds24Client(vault, None, settings, Means(clock, clock, random.Random(3)))
    line = InProcessLine(simulator, clock)
    client._transport.close()
    client._transport._http = httpx.Client(transport=line, follow_redirects=False, trust_env=False)
    return client, line
