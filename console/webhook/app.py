"""What is asked of a request, in this order: for whom it is, how much it is, who sends it, and then what it says."""

import asyncio
import hmac
import logging
import traceback
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from console.domain.clock import Clock
from console.domain.hooks import Heard, Refusal, Reply, Verification, verify
from console.domain.webhook_setup import PATH
from console.webhook.counts import Counts
from console.webhook.hearing import Hearing
from console.webhook.limits import Allowance, Limits
from console.webhook.outcomes import Outcome, fields_of
from console.webhook.protocol import CUT, DEADLINE

_log = logging.getLogger(__name__)

HEALTH_PATH: Final = "/healthz"

_HEALTH: Final = HEALTH_PATH.encode()
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SENT_BY_BROWSERS: Final = frozenset({b"origin", b"sec-fetch-site"})
_JSON: Final = b"application/json"
_FORM: Final = b"application/x-www-form-urlencoded"
_TO_ANSWER: Final = 0.25
"""Seconds before a connection is cut in which an answer can still leave."""

_QUIET: Final = 60.0

_OF_REFUSALS: Final = {
    Refusal.ABSENT: Outcome.SECRET_ABSENT,
    Refusal.DOUBLED: Outcome.SECRET_DOUBLED,
    Refusal.WRONG: Outcome.SECRET_WRONG,
    Refusal.STALE: Outcome.STALE,
}
_OF_REPLIES: Final = {
    Reply.STORED: Outcome.STORED,
    Reply.DUPLICATE: Outcome.DUPLICATE,
    Reply.UNREADABLE: Outcome.UNREADABLE,
    Reply.FULL: Outcome.FULL,
    Reply.BUSY: Outcome.BUSY,
}

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where webhooks are heard. Both suppliers are asked at every request and answer from memory."""

    segment: str
    """A part of the path that nobody can guess; empty without one."""

    hosts: Callable[[], Collection[str]]
    """The names by which the tunnel calls this machine; its own names always count."""

    verification: Callable[[], Verification | None]
    """None when the manager switched webhooks off."""

    @property
    def path(self) -> str:
        return f"{PATH}/{self.segment}" if self.segment else PATH


class Doorkeeper:
    """The ASGI application: turns every request into an outcome, counts it, and tells nobody more than its code."""

    def __init__(self, hearing: Hearing, place: Place, clock: Clock, limits: Limits, counts: Counts) -> None:
        self._hearing = hearing
        self._place = place
        self._path = place.path.encode()
        self._clock = clock
        self._limits = limits
        self._counts = counts
        self._allowance = Allowance(limits.rate, limits.burst)
        self._quiet_until = 0.0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        outcome = await self._end_of(scope, receive)
        if outcome is None:
            return
        self._counts.add(outcome)
        allowed = "GET" if scope["raw_path"] == _HEALTH else "GET, POST"
        await send(
            {"type": "http.response.start", "status": int(outcome.status), "headers": fields_of(outcome, allowed)}
        )
        await send({"type": "http.response.body", "body": b""})

    async def _end_of(self, scope: Message, receive: Receive) -> Outcome | None:
        """None when the sender went away."""
        try:
            return self._refuse_unread(scope) or await self._take_in(scope, receive)
        except asyncio.CancelledError:  # the server is stopping and waits no longer for what is being stored
            return Outcome.CLOSING
        except Exception as error:  # noqa: BLE001 - the server's edge: it would tell the sender, and log what was sent
            self._tell(error)
            return Outcome.FAULT

    def _refuse_unread(self, scope: Message) -> Outcome | None:
        """What can be said before a byte of the body is read."""
        fields: dict[bytes, bytes] = dict(scope["headers"])
        return (
            self._refuse_stranger(fields)
            or self._find_place(scope["raw_path"], scope["method"])
            or self._refuse_content(fields, scope["method"])
        )

    def _refuse_stranger(self, fields: dict[bytes, bytes]) -> Outcome | None:
        if not _SENT_BY_BROWSERS.isdisjoint(fields):
            return Outcome.FROM_A_BROWSER
        return None if _is_named(fields[b"host"], self._place.hosts()) else Outcome.WRONG_HOST

    def _find_place(self, path: bytes, method: str) -> Outcome | None:
        if path == _HEALTH:
            return Outcome.ALIVE if method == "GET" else Outcome.WRONG_METHOD
        if not hmac.compare_digest(path, self._path):
            return Outcome.WRONG_PATH
        if self._place.verification() is None:
            return Outcome.SWITCHED_OFF
        return None if method in {"GET", "POST"} else Outcome.WRONG_METHOD

    def _refuse_content(self, fields: dict[bytes, bytes], method: str) -> Outcome | None:
        if b"content-encoding" in fields:
            return Outcome.ENCODED
        if method == "POST" and _type_of(fields) not in {_JSON, _FORM}:
            return Outcome.WRONG_TYPE
        return Outcome.TOO_BIG if int(fields.get(b"content-length", b"0")) > self._most(method) else None

    def _most(self, method: str) -> int:
        return self._limits.body if method == "POST" else 0

    async def _take_in(self, scope: Message, receive: Receive) -> Outcome | None:
        body = await self._read(receive, self._most(scope["method"]), scope["state"][DEADLINE])
        if not isinstance(body, bytes):
            return body
        how = self._place.verification()
        if how is None:
            return Outcome.SWITCHED_OFF
        now = self._clock.now()
        query = b""
        if _tells_by_query(scope):
            query, body = scope["query_string"], b""
        slot = verify(scope["headers"], query or body, how, now)
        if isinstance(slot, Refusal):
            return _OF_REFUSALS[slot]
        if not self._allowance.take(asyncio.get_running_loop().time()):
            return Outcome.TOO_MANY
        heard = Heard(scope["method"], body, query.decode("ascii"), now, slot)
        return _OF_REPLIES[await self._hearing.ask(heard, scope["state"][CUT] - _TO_ANSWER)]

    async def _read(self, receive: Receive, most: int, until: float) -> bytes | Outcome | None:
        body = bytearray()
        try:
            async with asyncio.timeout_at(until):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message["body"]
                    if len(body) > most:
                        return Outcome.TOO_BIG
                    more = message["more_body"]
        except TimeoutError:
            return Outcome.TOO_SLOW
        return bytes(body)

    def _tell(self, error: Exception) -> None:
        """Once a minute, and without the error's own words, which may quote what was sent."""
        now = asyncio.get_running_loop().time()
        if now < self._quiet_until:
            return
        self._quiet_until = now + _QUIET
        place = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("A fault while hearing a webhook: %s in %s, line %s", type(error).__name__, place.name, place.lineno)


def _type_of(fields: dict[bytes, bytes]) -> bytes:
    return fields.get(b"content-type", b"").split(b";")[0].strip().lower()


def _tells_by_query(scope: Message) -> bool:
    """Whether it is a notification of version one (FACTS.md 7.1). Where the account is set to send card data, it comes
    as a form, of which not a byte is handed on."""
    return scope["method"] == "GET" or _type_of(dict(scope["headers"])) == _FORM


def _is_named(host: bytes, hosts: Iterable[str]) -> bool:
    """Whether a request is for this machine; its port says nothing, the tunnel has its own."""
    name, _, port = host.decode("latin-1").lower().rpartition(":")
    if not port.isdigit():
        name = host.decode("latin-1").lower()
    return name in _LOOPBACK or name in {each.lower() for each in hosts}
