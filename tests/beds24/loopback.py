"""A very small server on this machine: says exactly what a test wants, byte by byte, and remembers what it heard."""

import json
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

Deed = Callable[[socket.socket, threading.Event], None]
"""What to do with a connection after its request was read; the event is set when the test is over."""


def says(raw: bytes) -> Deed:
    """Send these bytes as they are."""

    def deed(connection: socket.socket, _over: threading.Event) -> None:
        connection.sendall(raw)

    return deed


def answers(
    body: bytes | object, status: int = 200, headers: Mapping[str, str] | None = None, *, length: int | None = None
) -> Deed:
    """A whole HTTP answer; an object becomes JSON. A wrong `length` makes it look cut off."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = {
        "Content-Type": "application/json",
        "Content-Length": str(length or len(content)),
        "Connection": "close",
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return says(f"HTTP/1.1 {status} Some\r\n{head}\r\n".encode() + content)


def drips(start: bytes, drop: bytes, every: float) -> Deed:
    """Send `start`, then `drop` again and again until the test is over or the client hangs up."""

    def deed(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(start)
        while not over.wait(every):
            connection.sendall(drop)

    return deed


def is_silent(connection: socket.socket, over: threading.Event) -> None:
    """Say nothing until the test is over or the client hangs up."""
    connection.settimeout(0.05)
    while not over.is_set():
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


def hangs_up(_connection: socket.socket, _over: threading.Event) -> None:
    """Close without a word."""


class Loopback:
    """Does one deed after the other, one a request; the last one again and again."""

    def __init__(self, *deeds: Deed) -> None:
        self.deeds = list(deeds)
        self.heard: list[bytes] = []
        self.asked = threading.Event()
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._threads: list[threading.Thread] = [threading.Thread(target=self._listen)]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/api/v2"

    def lines(self, number: int = 0) -> list[str]:
        """The head of a request that was heard, line by line."""
        return self.heard[number].partition(b"\r\n\r\n")[0].decode().splitlines()

    def targets(self) -> list[str]:
        """Path and query of every request."""
        return [heard.split(b" ", 2)[1].decode() for heard in self.heard]

    def headers(self, number: int = 0) -> dict[str, str]:
        pairs = (line.partition(": ") for line in self.lines(number)[1:])
        return {name.lower(): value for name, _, value in pairs}

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            with suppress(TimeoutError):
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(0.05)
            rest = b""
            while not self._over.is_set():
                try:
                    rest += connection.recv(65536)
                except TimeoutError:
                    continue
                if not rest:
                    return
                if (end := _end_of(rest)) is not None:
                    self._answer(connection, rest[:end])
                    return

    def _answer(self, connection: socket.socket, request: bytes) -> None:
        self.heard.append(request)
        self.asked.set()
        deed = self.deeds.pop(0) if len(self.deeds) > 1 else self.deeds[0]
        connection.settimeout(5)
        deed(connection, self._over)
        connection.shutdown(socket.SHUT_RDWR)


def _end_of(request: bytes) -> int | None:
    head, blank, body = request.partition(b"\r\n\r\n")
    if not blank:
        return None
    length = next((int(line[16:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length: ")), 0)
    return len(head) + 4 + length if len(body) >= length else None
