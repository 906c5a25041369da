"""Asks a listener as Beds24 does, each request on a connection of its own, and notes how long each answer takes."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

_OK = b"HTTP/1.1 200 "


@dataclass(slots=True)
class Answers:
    """Seconds that each took, counted from when it was due."""

    taken: list[float] = field(default_factory=list)
    refused: int = 0

    def percentile(self, part: float) -> float:
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


async def ask_evenly(port: int, requests: Sequence[bytes], rate: float, answers: Answers) -> None:
    """So many a second, whether or not the ones before were answered."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    under_way = []
    for number, request in enumerate(requests):
        due = began + number / rate
        await asyncio.sleep(due - loop.time())
        under_way.append(loop.create_task(_ask(port, request, due, answers)))
    await asyncio.gather(*under_way)


async def ask_at_once(port: int, requests: Iterator[bytes], lines: int, answers: Answers) -> None:
    """As many as are answered, so many at a time."""

    async def go_on() -> None:
        for request in requests:
            await _ask(port, request, asyncio.get_running_loop().time(), answers)

    await asyncio.gather(*(go_on() for _ in range(lines)))


async def _ask(port: int, request: bytes, due: float, answers: Answers) -> None:
    loop = asyncio.get_running_loop()
    end: asyncio.Future[bytes] = loop.create_future()
    await loop.create_connection(lambda: _Line(request, end.set_result), "127.0.0.1", port)
    answer = await end
    answers.taken.append(loop.time() - due)
    answers.refused += not answer.startswith(_OK)


class _Line(asyncio.Protocol):
    """Sends one request and gives what came until the other side ended."""

    def __init__(self, request: bytes, give: Callable[[bytes], None]) -> None:
        self._request = request
        self._give = give
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._received += data

    def connection_lost(self, exc: Exception | None) -> None:
        self._give(self._received)
