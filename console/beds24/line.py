"""The line to Beds24 at the level of sockets: every wait is short, so that stop and deadline are always heard.

A time-out of httpx counts from one byte to the next, so a server that drips a byte now and then holds a request
for ever, and nothing can end a blocked read from another thread on every system. Here each connect, handshake,
read and write waits in slices of SLICE seconds and asks `still_wanted` in between.
"""

import errno
import select
import selectors
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import httpcore

SLICE: Final = 0.1
"""Seconds; stopping takes about this long."""

StillWanted = Callable[[], None]
"""Raises whatever shall end the request: Stopped, or Beds24Unreachable at the deadline."""

_T = TypeVar("_T")
_IN_PROGRESS = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, getattr(errno, "WSAEWOULDBLOCK", 0)})
_CONNECTED = frozenset({0})
_WOULD_WAIT = (TimeoutError, BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class PatientStream(httpcore.NetworkStream):
    """One open connection, plain or TLS."""

    def __init__(self, sock: socket.socket, still_wanted: StillWanted) -> None:
        self._sock = sock
        self._still_wanted = still_wanted

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._patiently(lambda: self._sock.recv(max_bytes), timeout, httpcore.ReadTimeout, httpcore.ReadError)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        rest = memoryview(buffer)
        while rest:
            sent = self._send(rest, timeout)
            rest = rest[sent:]

    def _send(self, rest: memoryview, timeout: float | None) -> int:
        return self._patiently(lambda: self._sock.send(rest), timeout, httpcore.WriteTimeout, httpcore.WriteError)

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            sock = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname, do_handshake_on_connect=False)
        except (OSError, ValueError) as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error
        stream = PatientStream(sock, self._still_wanted)
        try:
            stream._patiently(sock.do_handshake, timeout, httpcore.ConnectTimeout, httpcore.ConnectError)
        except BaseException:
            stream.close()
            raise
        return stream

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return _is_readable(self._sock)
        if info == "ssl_object":
            return self._sock if isinstance(self._sock, ssl.SSLSocket) else None
        return None

    def _patiently(
        self, act: Callable[[], _T], timeout: float | None, late: type[Exception], broken: type[Exception]
    ) -> _T:
        """Do `act`, which may time out after each slice, until it works or `timeout` seconds of waiting are over."""
        waited = 0.0
        self._sock.settimeout(SLICE)
        while True:
            self._still_wanted()
            try:
                return act()
            except _WOULD_WAIT:
                waited += SLICE
                if timeout is not None and waited >= timeout:
                    raise late("no answer in time") from None
            except OSError as error:
                raise broken(type(error).__name__) from error


class PatientBackend(httpcore.NetworkBackend):
    """Opens PatientStreams; hand it to an httpcore pool."""

    def __init__(self, still_wanted: StillWanted) -> None:
        self._still_wanted = still_wanted

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002  # httpcore hands it over
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002  # httpcore hands it over
    ) -> httpcore.NetworkStream:
        patience = 5.0 if timeout is None else timeout
        addresses = self._look_up(host, port, patience)
        failure: Exception = httpcore.ConnectError("no address")
        for family, kind, protocol, _name, address in addresses:
            try:
                return PatientStream(self._connect(family, kind, protocol, address, patience), self._still_wanted)
            except (OSError, httpcore.ConnectTimeout) as error:
                failure = error
        if isinstance(failure, OSError):
            raise httpcore.ConnectError(type(failure).__name__) from failure
        raise failure

    def _look_up(self, host: str, port: int, patience: float) -> list[Any]:
        """The addresses of `host`. The system's look-up cannot be interrupted, so a thread of its own waits for it."""
        found: list[list[Any]] = []
        done = threading.Event()

        def look() -> None:
            try:
                found.append(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
            except OSError:
                pass
            finally:
                done.set()

        threading.Thread(target=look, name="beds24-look-up", daemon=True).start()
        waited = 0.0
        while not done.wait(SLICE):
            self._still_wanted()
            waited += SLICE
            if waited >= patience:
                raise httpcore.ConnectTimeout("the name could not be looked up in time")
        if not found:
            raise httpcore.ConnectError("the name could not be looked up")
        return found[0]

    def _connect(self, family: int, kind: int, protocol: int, address: Any, patience: float) -> socket.socket:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setblocking(False)
            _refuse_unless(_IN_PROGRESS, sock.connect_ex(address))
            self._wait_until_connected(sock, patience)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            sock.close()
            raise
        return sock

    def _wait_until_connected(self, sock: socket.socket, patience: float) -> None:
        waited = 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_WRITE)
            while not selector.select(SLICE):
                self._still_wanted()
                waited += SLICE
                if waited >= patience:
                    raise httpcore.ConnectTimeout("no connection in time")
        _refuse_unless(_CONNECTED, sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))


def _refuse_unless(good: frozenset[int], code: int) -> None:
    if code not in good:
        raise OSError(code, "no connection")


def _is_readable(sock: socket.socket) -> bool:
    """Whether something waits to be read, which on an idle connection means that the server has hung up."""
    if sock.fileno() < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))
