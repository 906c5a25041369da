"""Those who mean harm: many connections that take their time, and bodies of any size."""

import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from tests.webhook.door import PATIENCE, Door

HUNDRED_MEGABYTES = 100 * 1024 * 1024
_BLOCK = b"x" * 65536


@dataclass(slots=True)
class Crowd:
    """Connections that were opened one after the other and send a byte at times."""

    drip: bytes
    began: dict[socket.socket, float]
    selector: selectors.BaseSelector
    ended_after: list[float] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        return len(self.ended_after) < len(self.began)

    def go_on(self, seconds: float) -> None:
        """Send one byte more on each line that is still open, and see for so long which ones are ended."""
        for line in self._open_lines() if self.drip else ():
            with suppress(OSError):
                line.send(self.drip)
        until = time.monotonic() + seconds
        while self.is_there and (left := until - time.monotonic()) > 0:
            for key, _ in self.selector.select(left):
                self._see(key.fileobj)

    def _open_lines(self) -> list[socket.socket]:
        return [key.fileobj for key in self.selector.get_map().values() if isinstance(key.fileobj, socket.socket)]

    def _see(self, line: object) -> None:
        assert isinstance(line, socket.socket)
        try:
            ended = not line.recv(65536)
        except ConnectionError:
            ended = True
        if ended:
            self.selector.unregister(line)
            self.ended_after.append(time.monotonic() - self.began[line])


@contextmanager
def crowd(door: Door, size: int, beginning: bytes, drip: bytes) -> Iterator[Crowd]:
    with ExitStack() as opened, selectors.DefaultSelector() as selector:
        began: dict[socket.socket, float] = {}
        for _ in range(size):
            line = opened.enter_context(door.connect())
            began[line] = time.monotonic()
            line.sendall(beginning)
            selector.register(line, selectors.EVENT_READ)
        yield Crowd(drip, began, selector)


def shove(port: int, beginning: bytes, size: int = HUNDRED_MEGABYTES, *, in_chunks: bool = False) -> tuple[int, int]:
    """Send a request and then so many bytes as fast as they are taken: the code of the answer, and how many were."""
    block = b"%x\r\n%b\r\n" % (len(_BLOCK), _BLOCK) if in_chunks else _BLOCK
    taken = 0
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        with suppress(ConnectionError):
            line.sendall(beginning)
            while taken < size:
                line.sendall(block)
                taken += len(_BLOCK)
        return _code_left_in(line), taken


def _code_left_in(line: socket.socket) -> int:
    """The code of the answer, 0 where the end of the connection has overtaken it."""
    with suppress(ConnectionError):
        head = line.recv(64)
        return int(head.split(b" ")[1]) if head else 0
    return 0
