"""uvicorn's HTTP/1.1 protocol with what it lacks: an end to every connection, and a gate before its parser.

`H11Protocol` is internal to uvicorn: its version is pinned in pyproject.toml, and the attack suite guards each change
of it. What is relied on: `data_received`, `send_400_response` as the one answer to bytes that the parser refuses,
`shutdown`, `connections`, and the cycle's `more_body`, `response_started`, `disconnected` and `message_event`.
"""

import asyncio
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from console.webhook.counts import Counts
from console.webhook.gate import Gate
from console.webhook.limits import Limits
from console.webhook.outcomes import Outcome, written

DEADLINE = "console.deadline"
"""Under this name a request's state tells the moment on the loop's clock by which its body is here."""

CUT = "console.cut"
"""The same for the moment at which the connection is cut."""


class GuardedConfig(uvicorn.Config):
    """uvicorn's settings and ours, in the one thing that each connection is handed."""

    def __init__(self, app: Any, limits: Limits, counts: Counts) -> None:
        super().__init__(
            app,
            loop="asyncio",
            http=GuardedProtocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            workers=1,
            log_config=None,
            log_level="critical",  # it would tell every refused request, at the pace of whoever sends them
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            limit_concurrency=None,  # it would refuse whoever comes next; see `_make_room`
            backlog=128,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=limits.head,
        )
        self.limits = limits
        self.counts = counts


class GuardedProtocol(H11Protocol):
    """One connection, which lives for seconds and carries one request."""

    def __init__(
        self,
        config: GuardedConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits = config.limits
        self._counts = config.counts
        self._gate: Gate | None = Gate(config.limits)
        self._timers: tuple[asyncio.TimerHandle, ...] = ()
        self._began = self.loop.time()
        self.app_state = {DEADLINE: self._began + config.limits.deadline, CUT: self._began + config.limits.cut}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        super().connection_made(transport)
        self._timers = (
            self.loop.call_at(self.app_state[DEADLINE], self._end_slow_head),
            self.loop.call_at(self.app_state[CUT], transport.abort),
        )
        if len(self.connections) > self._limits.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in self._timers:
            timer.cancel()
        super().connection_lost(exc)

    def eof_received(self) -> bool:  # type: ignore[override] # True leaves the way back open
        """A client that has sent everything may say so and still wait for its answer."""
        return not self.is_incomplete

    def data_received(self, data: bytes) -> None:
        if self._gate is None:
            super().data_received(data)
            return
        passed = self._gate.take(data)
        if isinstance(passed, Outcome):
            self._refuse(passed)
        elif passed is not None:
            self._gate = None
            super().data_received(passed)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - what uvicorn would tell
        """Called by uvicorn for bytes that its parser refuses."""
        if self._request is not None and self._request.response_started:
            self.transport.abort()
        else:
            self._refuse(Outcome.MALFORMED)

    def shutdown(self) -> None:
        """Ends at once what is not here in full; what is being stored gets its answer."""
        if self.transport.is_closing():
            return
        if self.is_incomplete:
            self._refuse(Outcome.CLOSING)
        else:
            super().shutdown()

    @property
    def is_incomplete(self) -> bool:
        """Whether its request is not here in full."""
        request = self._request
        return request is None or (request.more_body and not request.response_started)

    @property
    def _request(self) -> RequestResponseCycle | None:
        return self.cycle  # None before there is one, which uvicorn's annotation leaves out

    def _end_slow_head(self) -> None:
        if self._gate is not None and not self.transport.is_closing():
            self._refuse(Outcome.TOO_SLOW)

    def _refuse(self, outcome: Outcome) -> None:
        """Answer past the parser and the application, which is told that its client is gone."""
        self._counts.add(outcome)
        if self._request is not None:
            self._request.disconnected = True
            self._request.message_event.set()
        self.transport.write(written(outcome))
        self.transport.close()

    def _make_room(self) -> None:
        """The longest unfinished request makes way: real ones take milliseconds, those that block take all they can."""
        unfinished = [each for each in self.connections if isinstance(each, GuardedProtocol) and each.is_incomplete]
        oldest = min(unfinished, key=lambda each: each._began)  # noqa: SLF001 - of the same class
        self.connections.discard(oldest)
        self._counts.add(Outcome.CROWDED_OUT)
        oldest.transport.abort()
