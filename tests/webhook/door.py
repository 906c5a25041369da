"""A real listener on loopback, and a client that sends exactly the bytes it is told to."""

import hashlib
import hmac
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from console.domain.hooks import ActiveSecret, Heard, Reply, Slot, Verification, VerifyMode
from console.domain.secret import Secret
from console.domain.webhook_setup import PATH
from console.webhook.limits import Limits
from console.webhook.server import Listener

SECRET = "canary-secret-4711"
KEY_HEADER = "X-Night-Porter-Key"
TUNNEL = "porter.example.com"
BODY = b'{"booking": {"id": 1, "firstName": "Canary"}}'
PATIENCE = 30.0

EITHER = Verification(VerifyMode.EITHER, KEY_HEADER, (ActiveSecret(Slot.CURRENT, Secret(SECRET)),))


def _store(_heard: Heard) -> Reply:
    return Reply.STORED


@dataclass(slots=True)
class Inbox:
    """What the listener hands over to; `reply` may be changed, or do something before it answers."""

    heard: list[Heard] = field(default_factory=list)
    reply: Callable[[Heard], Reply] = _store

    def hear(self, heard: Heard) -> Reply:
        self.heard.append(heard)
        return self.reply(heard)


@dataclass(frozen=True, slots=True)
class Door:
    """A listener that runs, and its inbox."""

    listener: Listener
    inbox: Inbox

    def send(self, request: bytes, *, ending: bool = False) -> "Answer":
        """The answer to these bytes; `ending` tells the listener at once that no more will come."""
        with self.connect() as line:
            with suppress(ConnectionError):
                line.sendall(request)
                if ending:
                    line.shutdown(socket.SHUT_WR)
            return read_answer(line)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.listener.port), timeout=PATIENCE)

    def counted(self) -> dict[str, int]:
        """What was counted since this was last asked."""
        return {outcome.value: times for outcome, times in self.listener.counts.take().items()}

    def forget(self) -> None:
        """Be as new."""
        self.inbox.heard.clear()
        self.inbox.reply = _store
        self.counted()


@contextmanager
def open_door(
    limits: Limits | None = None,
    *,
    how: Verification | None = EITHER,
    segment: str = "",
    hosts: Callable[[], frozenset[str]] = lambda: frozenset({TUNNEL}),
) -> Iterator[Door]:
    """A listener until the end of the block."""
    inbox = Inbox()
    listener = Listener(inbox.hear, lambda: how, segment=segment, hosts=hosts, limits=limits or Limits())
    try:
        yield Door(listener, inbox)
    finally:
        assert listener.stop(), "the listener did not stop"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status 0 when the connection ended without one."""

    status: int
    fields: dict[str, str]
    body: bytes
    raw: bytes


def read_answer(line: socket.socket) -> Answer:
    raw = bytearray()
    with suppress(ConnectionError):
        while part := line.recv(65536):
            raw += part
    return parse(bytes(raw))


def parse(raw: bytes) -> Answer:
    """Without a `100 Continue` before it."""
    if raw.startswith(b"HTTP/1.1 100 "):
        raw = raw.partition(b"\r\n\r\n")[2]
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return Answer(int(first.split(" ")[1]) if first else 0, fields, body, raw)


def request(
    method: str = "POST",
    target: str = PATH,
    body: bytes = BODY,
    *,
    secret: str | None = SECRET,
    version: str = "1.1",
    more: tuple[str, ...] = (),
    **changed: str | None,
) -> bytes:
    """A request as Beds24 sends it; `changed` gives other values to fields (`content_type=`), None leaves one out."""
    fields: dict[str, str | None] = {"Host": TUNNEL, KEY_HEADER: secret}
    if method == "POST":
        fields |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-").title(): value for name, value in changed.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    head = "\r\n".join([f"{method} {target} HTTP/{version}", *lines, *more, "", ""])
    return head.encode("latin-1") + (body if method == "POST" else b"")


def signed(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in (*chunks, b""))
