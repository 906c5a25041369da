"""One request to Beds24 and its whole answer: bounded in time and in size, one at a time, never to another host.

Measured rules: a single decoded chunk of httpx may be as large as a compression bomb wishes, so bodies are read
raw and inflated here with a bound; redirects are not followed, because the token travels in a header.
"""

import logging
import re
import threading
import urllib.request
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Final

import httpcore
import httpx

from console.beds24.line import PatientBackend
from console.beds24.stopping import StopFlag
from console.domain.clock import Clock
from console.domain.errors import Beds24Unreachable, Garbled, WrongInput

DEFAULT_URL: Final = "https://beds24.com/api/v2"
_TIMEOUT = httpx.Timeout(connect=5, read=20, write=20, pool=5)
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:]+")
_LAST_PORT = 65_535
_log = logging.getLogger(__name__)
_QUIET = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.proxy")

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """What to ask: `path` below the base address, query pairs in order, and a JSON body for a POST."""

    method: str
    path: str
    params: Params = ()
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `asked_at` is our clock at the start, `server_time` Beds24's `Date` header if readable."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    asked_at: datetime
    server_time: datetime | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds a whole request may take, and bytes its decoded body may have."""

    seconds: float = 60.0
    body_bytes: int = 16 * 1024 * 1024


class Transport:
    """The only door to Beds24. Threads may share it: a lock lets one request through at a time.

    `api_url` is https, or http to this machine only (the simulator); else WrongInput is raised.
    """

    def __init__(
        self, api_url: str, stop: StopFlag, clock: Clock, *, trust_env: bool = True, limits: Limits | None = None
    ) -> None:
        self._base = checked_url(api_url)
        self._stop, self._clock, self._limits = stop, clock, limits or Limits()
        self._deadline = 0.0
        self._line_is_down = False
        self._one_at_a_time = threading.Lock()
        self._http = self._open_client(trust_env=trust_env)
        for name in _QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)

    def send(self, call: Call, headers: Mapping[str, str]) -> Answer:
        """The answer to `call`, whatever its status.

        Raises Stopped, Beds24Unreachable (no line, time-out, deadline, cut off) and Garbled (too large, wrongly
        packed). What it raises names neither headers nor body.
        """
        with self._one_at_a_time:
            self._stop.check()
            self._deadline = self._clock.monotonic() + self._limits.seconds
            asked_at = self._clock.now()
            try:
                status, received, body = self._exchange(call, headers)
            except httpx.HTTPError as error:
                self._note_down(type(error).__name__)
                slow = isinstance(error, httpx.TimeoutException)
                raise Beds24Unreachable(_SLOW if slow else _NO_LINE) from None
            except Beds24Unreachable:
                self._note_down("deadline")
                raise
            self._note_up()
            return Answer(status, received, body, asked_at, _server_time(received))

    def _note_down(self, kind: str) -> None:
        """Log once when the line breaks; of an error only its name, since its text may hold anything."""
        if not self._line_is_down:
            _log.warning("The line to Beds24 broke: %s", kind)
        self._line_is_down = True

    def _note_up(self) -> None:
        if self._line_is_down:
            _log.info("Beds24 answers again.")
        self._line_is_down = False

    def close(self) -> None:
        """Hang up; a later `send` raises RuntimeError."""
        self._http.close()

    def _exchange(self, call: Call, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        own = {"Accept": "application/json", "Accept-Encoding": "gzip"}
        if call.body is not None:
            own["Content-Type"] = "application/json"
        request = self._http.build_request(
            call.method, self._base + call.path, params=call.params, content=call.body, headers={**own, **headers}
        )
        answer = self._http.send(request, stream=True)
        try:
            packing = answer.headers.get("content-encoding", "identity").strip().lower()
            body = unpacked(answer.iter_raw(), packing, self._limits.body_bytes)
            return answer.status_code, answer.headers, body
        finally:
            answer.close()

    def _still_wanted(self) -> None:
        self._stop.check()
        if self._clock.monotonic() >= self._deadline:
            raise Beds24Unreachable(_SLOW)

    def _open_client(self, *, trust_env: bool) -> httpx.Client:
        trust_env = trust_env and self._base.startswith("https:")
        transport = _PatientTransport(
            PatientBackend(self._still_wanted), _proxy_for(self._base) if trust_env else None, trust_env=trust_env
        )
        return httpx.Client(transport=transport, timeout=_TIMEOUT, follow_redirects=False, trust_env=False)


class _PatientTransport(httpx.HTTPTransport):
    """httpx's own transport over our sockets; httpx has no public argument for the network backend."""

    def __init__(self, backend: PatientBackend, proxy: httpcore.Proxy | None, *, trust_env: bool) -> None:
        super().__init__(trust_env=trust_env)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=trust_env),
            proxy=proxy,
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=5.0,
            network_backend=backend,
        )


def checked_url(api_url: str) -> str:
    """`api_url` without a closing slash; raises WrongInput unless it is https, or http to this machine."""
    try:
        url = httpx.URL(api_url.strip())
    except httpx.InvalidURL:
        raise WrongInput(_BAD_URL) from None
    if not (_names_one_server(url) and (url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host)))):
        raise WrongInput(_BAD_URL)
    return str(url).rstrip("/")


def unpacked(chunks: Iterable[bytes], packing: str, most: int) -> bytes:
    """The body as plain bytes, at most `most` of them; raises Garbled for more or for another packing than gzip."""
    if packing not in ("identity", "gzip", ""):
        raise Garbled("Beds24's answer is packed in a way that was not asked for. It is left out; we ask again later.")
    body, begun = bytearray(), False
    inflate = zlib.decompressobj(wbits=31) if packing == "gzip" else None
    try:
        for chunk in filter(None, chunks):
            begun = True
            body += inflate.decompress(chunk, most + 1 - len(body)) if inflate else chunk
            if len(body) > most:
                raise Garbled(f"Beds24's answer is larger than {most:,} bytes. It is left out; we ask again later.")
    except zlib.error:
        raise Garbled(_CUT) from None
    if inflate and begun and not inflate.eof:
        raise Garbled(_CUT)
    return bytes(body)


def _names_one_server(url: httpx.URL) -> bool:
    """Whether it is a host with a possible port and a path, and nothing else."""
    has_port = url.port is None or 0 < url.port <= _LAST_PORT
    return bool(_HOST.fullmatch(url.host)) and has_port and not (url.userinfo or url.query or url.fragment)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _proxy_for(base: str) -> httpcore.Proxy | None:
    """The proxy that the machine's settings name for this address, if any."""
    url = httpx.URL(base)
    address = urllib.request.getproxies().get("https", "")
    if not address or urllib.request.proxy_bypass(url.host):
        return None
    proxy = httpx.Proxy(address if "://" in address else f"http://{address}")
    return httpcore.Proxy(str(proxy.url), auth=proxy.raw_auth)


def _server_time(headers: Mapping[str, str]) -> datetime | None:
    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else None


_BAD_URL = (
    "This address of Beds24 cannot be used. It has to begin with https://, "
    "or with http:// and this computer's own address, and may hold no name or password."
)
_SLOW = "Beds24 does not answer in time. Nothing is lost: the next try goes on from where this one stopped."
_NO_LINE = (
    "Beds24 cannot be reached. Nothing is lost: the next try goes on from where this one stopped. "
    "If this lasts, check the internet connection."
)
_CUT = "Beds24's answer was cut off or damaged on its way. It is left out; we ask again later."
