"""What was asked of the service: enough to check a client's manners, without any secret."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from console.simulator.wire import JsonObject, Request, stamp

_SECRET_HEADERS = ("token", "refreshtoken", "code", "authorization", "cookie", "organization")
HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request and its status; header values that are secrets read `***`. `path` has no prefix."""

    at: datetime
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    status: int
    faults: tuple[str, ...] = ()

    def wire(self) -> JsonObject:
        """The short form of the control interface."""
        short: JsonObject = {"at": stamp(self.at), "method": self.method, "path": self.path}
        return {**short, "query": self.query, "status": self.status, "faults": list(self.faults)}


class RequestLog:
    """All requests in order, and how many were ever under way at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: list[LoggedRequest] = []
        self._under_way = 0
        self.most_at_once = 0

    def note(self, request: Request, status: int, at: datetime, faults: tuple[str, ...]) -> None:
        """Add a request with its answer's status."""
        shown = {name: HIDDEN if name in _SECRET_HEADERS else value for name, value in request.headers.items()}
        entry = LoggedRequest(
            at, request.method, request.path, urlencode(request.query), shown, request.body, status, faults
        )
        with self._lock:
            self._entries.append(entry)

    def entries(self) -> tuple[LoggedRequest, ...]:
        """Everything so far, oldest first."""
        with self._lock:
            return tuple(self._entries)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._entries.clear()
            self.most_at_once = self._under_way

    def begin(self) -> None:
        """A request has come in."""
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)

    def end(self) -> None:
        """A request is done with."""
        with self._lock:
            self._under_way -= 1
