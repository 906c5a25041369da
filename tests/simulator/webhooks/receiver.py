"""A receiver of webhooks on a real socket, and a hotel that sends to it."""

import json
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from console.simulator import Delivery, SimulatedClock, Simulator, WebhookFault, WebhookFaultKind

SECRET = "X-Secret: abcdef"


@dataclass(frozen=True)
class Heard:
    """One request as it came in."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        heard = Heard(self.command, self.path, tuple(self.headers.items()), body)
        self.server.receiver.hear(self, heard)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing is printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    receiver: "Receiver"


class Receiver:
    """Answers with the codes it is told, then 200; 0 is no answer until the receiver ends."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.arrived = threading.Semaphore(0)
        self._codes: deque[int] = deque()
        self._ending = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.receiver = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def answer(self, *codes: int) -> None:
        self._codes.extend(codes)

    def code_for(self, heard: Heard) -> int:
        """What to answer; a receiver with taste overrides this."""
        return self._codes.popleft() if self._codes else 200

    def hear(self, handler: BaseHTTPRequestHandler, heard: Heard) -> None:
        self.heard.append(heard)
        self.arrived.release()
        code = self.code_for(heard)
        if not code:
            self._ending.wait(60)
            return
        handler.send_response(code)
        if code == 302:
            handler.send_header("Location", "http://127.0.0.1:9/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class House:
    """A simulated hotel whose webhooks go to a receiver, pumped by hand."""

    def __init__(self, receiver: Receiver, seed: int = 5, **settings: object) -> None:
        self.receiver = receiver
        self.clock = SimulatedClock()
        self.simulator = Simulator(self.clock, seed, credit_limit=10_000)
        self.hooks = self.simulator.hooks
        self.simulator.set_webhooks(
            {"version": "twoWithPersonalData", "url": receiver.url, "customHeader": SECRET, **settings}
        )

    def create(self, **more: object) -> int:
        room = self.simulator.hotel.room_types[1].id
        stay = {"roomId": room, "arrival": "2026-08-10", "departure": "2026-08-12", "unitId": 1, "lastName": "Muster"}
        return self.simulator.create({**stay, **more}).id

    def fault(self, kind: WebhookFaultKind, **more: Any) -> None:
        self.hooks.switch_on(WebhookFault(kind, **more))

    def later(self, seconds: float = 3600) -> list[Heard]:
        """Let time pass, pump once, and give what was heard by that."""
        known = len(self.receiver.heard)
        self.clock.advance(seconds)
        self.hooks.deliver_due()
        return self.receiver.heard[known:]

    def one(self, seconds: float = 3600) -> Heard:
        (heard,) = self.later(seconds)
        return heard

    def outcomes(self) -> list[str]:
        return [each.outcome.value for each in self.hooks.log()]


def words(deliveries: Iterable[Delivery]) -> list[str]:
    """What each delivery is about."""
    return [each.what for each in deliveries]
