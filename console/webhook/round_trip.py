"""Sends a message of our own to the public address, as Beds24 would, and says how far it came."""

import hmac
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import httpx

from console.domain.hooks import SIGNATURE_HEADER, Verification, VerifyMode
from console.domain.webhook_ear import Trip, TripEnd
from console.domain.webhook_setup import WebhookSetup
from console.webhook.echo import Echo
from console.webhook.server import LOOPBACK

_TIMEOUT: Final = httpx.Timeout(10.0)
_TRY_EVERY: Final = 0.25
_OF_CODES: Final = {
    HTTPStatus.UNAUTHORIZED: TripEnd.WRONG_SECRET,
    HTTPStatus.MISDIRECTED_REQUEST: TripEnd.WRONG_HOST,
    HTTPStatus.TOO_MANY_REQUESTS: TripEnd.BUSY,
    HTTPStatus.SERVICE_UNAVAILABLE: TripEnd.BUSY,
}
_REDIRECTS: Final = range(300, 400)
_FAULTS: Final = range(500, 600)


class RoundTrip:
    """Asks nobody but the address that was typed in, and this computer.

    `setup` is read from the store, `verification` is what the listener verifies with, `port` where it listens. In
    `settles_within` seconds the listener takes over what was changed just now; in `comes_within` a message that was
    accepted out there comes here.
    """

    def __init__(
        self,
        setup: Callable[[], WebhookSetup],
        verification: Callable[[], Verification | None],
        port: Callable[[], int | None],
        echo: Echo,
        *,
        settles_within: float = 5.0,
        comes_within: float = 10.0,
    ) -> None:
        self._setup = setup
        self._verification = verification
        self._port = port
        self._echo = echo
        self._settles_within = settles_within
        self._comes_within = comes_within

    def begin(self) -> "Future[Trip]":
        """On a thread of its own that holds nobody up at the end; what comes out may be an error of the store."""
        answer: Future[Trip] = Future()
        threading.Thread(target=self._run, args=(answer,), name="webhook-trip", daemon=True).start()
        return answer

    def _run(self, answer: "Future[Trip]") -> None:
        try:
            answer.set_result(self.travel())
        except Exception as error:  # noqa: BLE001 - the thread's edge: whoever waits is told
            answer.set_exception(error)

    def travel(self) -> Trip:
        """First to the listener directly, then through the public address. Raises NotConnected, the store's errors."""
        setup, how = self._setup(), self._verification()
        if not setup.enabled:
            return Trip(TripEnd.OFF)
        if not setup.public_url:
            return Trip(TripEnd.NO_ADDRESS)
        port = self._port()
        if how is None or port is None:
            return Trip(TripEnd.NOT_LISTENING)
        return self._heard_here(setup, how) or self._through(setup.address, how)

    def _heard_here(self, setup: WebhookSetup, how: Verification) -> Trip | None:
        """None once the listener has heard it; a change of the settings is given the time to arrive there."""
        until = time.monotonic() + self._settles_within
        while True:
            port = self._port()
            here = f"http://{LOOPBACK}:{port}{setup.path}"
            end = self._send(here, how, named=setup.public_name) if port else Trip(TripEnd.NOT_LISTENING)
            if end.end is TripEnd.ARRIVED:
                return None
            if time.monotonic() > until:
                gone = end.end in (TripEnd.NO_TUNNEL, TripEnd.NOT_LISTENING)
                return replace(end, end=TripEnd.NOT_LISTENING if gone else TripEnd.NOT_HEARD_HERE)
            threading.Event().wait(_TRY_EVERY)
            how = self._verification() or how

    def _through(self, address: str, how: Verification) -> Trip:
        begun = time.monotonic()
        trip = self._send(address, how, comes_within=self._comes_within)
        return replace(trip, seconds=time.monotonic() - begun)

    def _send(self, address: str, how: Verification, *, named: str = "", comes_within: float = 0.0) -> Trip:
        """To this address; `named` is the name by which it is called there, where that is another one."""
        body = self._echo.expect()
        headers = dict(_headers(how, body)) | ({"Host": named} if named else {})
        try:
            code = _post(address, headers, body)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Trip(_break_of(error))
        if code in range(200, 300):
            return Trip(TripEnd.ARRIVED if self._echo.came_back(comes_within) else TripEnd.SOMETHING_ELSE, code)
        return Trip(_end_of(code), code)


def _post(address: str, headers: dict[str, str], body: bytes) -> int:
    """The code that was answered; nothing of the answer is read, and no redirect followed."""
    to_the_net = not _is_loopback(urlsplit(address).hostname or "")
    with (
        httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=to_the_net) as client,
        client.stream("POST", address, headers=headers, content=body) as answer,
    ):
        return answer.status_code


def _headers(how: Verification, body: bytes) -> Iterator[tuple[str, str]]:
    """The proofs that the listener asks for, by the secret in force."""
    secret = how.secrets[0].secret.reveal()
    yield "Content-Type", "application/json"
    if how.mode is not VerifyMode.HMAC:
        yield how.header_name, secret
    if how.mode in (VerifyMode.HMAC, VerifyMode.BOTH):
        yield SIGNATURE_HEADER, hmac.digest(secret.encode(), body, "sha256").hex()


def _end_of(code: int) -> TripEnd:
    if code in _REDIRECTS:
        return TripEnd.REDIRECTED
    known = next((end for each, end in _OF_CODES.items() if each == code), None)
    return known or (TripEnd.NO_WAY_THROUGH if code in _FAULTS else TripEnd.SOMETHING_ELSE)


def _break_of(error: BaseException) -> TripEnd:
    """What broke the line, from what lies under the client's own error."""
    causes = list(_causes(error))
    if any(isinstance(each, socket.gaierror) for each in causes):
        return TripEnd.NAME_UNKNOWN
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return TripEnd.UNSAFE
    return TripEnd.NO_TUNNEL


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
