"""Sends one letter over HTTP to this machine and waits for the status."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

from console.simulator.webhooks.deliveries import Letter, Reply
from console.simulator.webhooks.targets import Target, find_target


class Sender:
    """One connection per letter; no proxy, no redirect, no name looked up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: HTTPConnection | None = None

    def send(self, letter: Letter, tunnels: Mapping[str, str], seconds: float) -> Reply:
        """The answer to a letter; NotOnThisMachine before a byte is sent anywhere else."""
        target = find_target(letter.url, tunnels)
        connection = HTTPConnection(target.address, target.port, timeout=seconds)
        with self._lock:
            self._open = connection
        try:
            return _exchange(connection, letter, target)
        except (OSError, HTTPException) as error:
            return Reply(None, type(error).__name__)
        finally:
            with self._lock:
                self._open = None
            connection.close()

    def abort(self) -> None:
        """Break off the exchange under way, if any."""
        with self._lock:
            held = self._open.sock if self._open else None
        if held is not None:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


def _exchange(connection: HTTPConnection, letter: Letter, target: Target) -> Reply:
    connection.putrequest(letter.method, target.path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", target.host.encode())
    for name, value in letter.headers:
        connection.putheader(name, value.encode())
    if letter.method == "POST":
        connection.putheader("Content-Length", str(len(letter.body)))
    connection.endheaders(letter.body or None)
    response = connection.getresponse()
    return Reply(response.status, response.reason)
