"""Starts and stops the listener."""

import errno
import logging
import socket
import threading
from collections.abc import Callable, Collection
from contextlib import nullcontext
from typing import Final

import uvicorn

from console.domain.clock import Clock, SystemClock
from console.domain.errors import PortTaken
from console.domain.hooks import Verification
from console.webhook.app import Doorkeeper, Place
from console.webhook.counts import Counts
from console.webhook.hearing import Hear, Hearing, Together
from console.webhook.limits import Limits
from console.webhook.protocol import GuardedConfig

_log = logging.getLogger(__name__)

LOOPBACK: Final = "127.0.0.1"
_BACKLOG: Final = 128
_DEFAULT_LIMITS: Final = Limits()


class Listener:
    """Hears webhooks on one address of this machine, from `Listener(...)` until `stop`.

    `hear` runs on a thread of the listener, one message at a time, and `together` around all that wait at one moment;
    `verification` and `hosts` are asked on another thread, at every request, and answer from memory. Nothing of a
    message is kept here; `counts` knows numbers only. Raises PortTaken.
    """

    def __init__(
        self,
        hear: Hear,
        verification: Callable[[], Verification | None],
        *,
        together: Together = nullcontext,
        hosts: Callable[[], Collection[str]] = frozenset,
        segment: str = "",
        address: str = LOOPBACK,
        port: int = 0,
        clock: Clock | None = None,
        limits: Limits = _DEFAULT_LIMITS,
    ) -> None:
        door = _open(address, port)
        self.counts = Counts()
        self.port: int = door.getsockname()[1]
        self.path = Place(segment, hosts, verification).path
        self._hearing = Hearing(hear, together, limits.waiting)
        place = Place(segment, hosts, verification)
        app = Doorkeeper(self._hearing, place, clock or SystemClock(), limits, self.counts)
        self._server = uvicorn.Server(GuardedConfig(app, limits, self.counts))
        self._thread = threading.Thread(target=self._server.run, args=([door],), name="webhook-listener", daemon=True)
        self._thread.start()
        _log.info("Webhooks are heard on %s, port %d.", address, self.port)

    @property
    def is_listening(self) -> bool:
        """Whether it can still be reached."""
        return self._thread.is_alive()

    def stop(self, within: float = 2.0) -> bool:
        """End it: what is being stored gets its answer for a second, the rest is told to come again.

        False when it did not end in `within` seconds; it then ends with the process, and nothing is lost by that.
        """
        self._server.should_exit = True
        self._thread.join(within)
        self._hearing.stop()
        return not self._thread.is_alive()


def try_port(address: str, port: int) -> None:
    """Whether it could be had just now. Raises PortTaken."""
    _open(address, port).close()


def _open(address: str, port: int) -> socket.socket:
    """Open already, so that nobody who knows the port is refused while the server's thread gets up."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"Another program on this computer uses port {port}. Choose another one.") from error
        raise PortTaken(
            f"Webhooks cannot be heard on {address}, port {port}: {error.strerror}. Choose another port."
        ) from error
