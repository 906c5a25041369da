"""A console that hears the webhooks of a simulated Beds24, both as processes of their own."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from console.domain.webhook_setup import PATH, USUAL_HEADER
from tests.cli.running import Beds24Process, Console, Running, until

SECRET = "a-webhook-canary-0123456789"


def free_port() -> int:
    """A port that nobody has at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def tell_beds24(beds24: Beds24Process, port: int, **settings: object) -> None:
    """Let the account send its webhooks to this port, without a delay."""
    address = f"http://127.0.0.1:{port}{PATH}"
    usual = {"version": "twoWithPersonalData", "url": address, "customHeader": f"{USUAL_HEADER}: {SECRET}"}
    beds24.order("webhooks", settings=usual | {"additionalData": "none"} | settings, options={"at_once": True})


def silence(beds24: Beds24Process) -> None:
    """Let the account send nothing any more."""
    beds24.order("webhooks", settings={"version": "none", "url": ""})
    beds24.order("webhook_clear")


@contextmanager
def hearing(console: Console, port: int, *words: str) -> Iterator[Running]:
    """`serve` at this port, once it hears and its first sync is over."""
    with console.process("serve", "--port", str(port), *words) as serving:
        serving.line_with("are heard at")
        serving.line_with("ync: read")
        yield serving


def post(
    port: int,
    body: bytes,
    *headers: tuple[str, str],
    method: str = "POST",
    path: str = PATH,
    kind: str = "application/json",
) -> int:
    """The code that a message is answered with."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.putrequest(method, path)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
            line.putheader(name, value)
        line.endheaders(body)
        return line.getresponse().status
    finally:
        line.close()


def reservation(console: Console, beds24_id: int) -> dict[str, Any] | None:
    """One reservation as it is exported; None while it is not here."""
    rows: list[dict[str, Any]] = console.run("export", "reservations").json()
    return next((row for row in rows if row["beds24_id"] == beds24_id), None)


def events(console: Console) -> list[dict[str, Any]]:
    """The events as they are exported."""
    ran = console.run("export", "events")
    assert ran.code == 0, ran.err
    rows: list[dict[str, Any]] = ran.json()
    return rows


def all_worked_off(console: Console) -> None:
    """Return once no event waits any more."""
    until(lambda: all(event["state"] != "pending" for event in events(console)))


def body_of(booking: dict[str, Any]) -> bytes:
    """Beds24's own second version of a body."""
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    told = {"timeStamp": now, "booking": booking, "messages": [], "retries": 0}
    return json.dumps({**told, "infoItems": [], "invoiceItems": []}).encode()
