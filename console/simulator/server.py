"""The simulator on a real socket: HTTP/1.1 on 127.0.0.1, keep-alive, and a clean stop at any moment."""

import socket
import threading
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from console.simulator.control import CONTROL, Control
from console.simulator.simulator import Simulator
from console.simulator.wire import Answer, Manner, RefusalError, refusal

BASE_PATH = "/api/v2"
_DRIPS = 20
_MOST_BODY = 8_000_000
_IDLE_SECONDS = 600.0


class _Handler(BaseHTTPRequestHandler):
    """Reads one request after the other from a connection and delivers the simulator's answers."""

    protocol_version = "HTTP/1.1"
    server_version = "Simulator"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE_SECONDS
    server: "_Server"

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        with suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def do_GET(self) -> None:
        """Serve any method; the simulator itself knows which exist."""
        body = self._read_body()
        if body is None:
            self._deliver(refusal(RefusalError(411, "Length required")))
            return
        log = self.server.simulator.log
        log.begin()
        try:
            self._deliver(self._answer(body))
        finally:
            log.end()

    def do_POST(self) -> None:
        """As do_GET."""
        self.do_GET()

    def do_DELETE(self) -> None:
        """As do_GET."""
        self.do_GET()

    def do_PATCH(self) -> None:
        """As do_GET."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing is printed; the simulator keeps its own log."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The `Date` header, by the simulator's clock."""
        now = self.server.simulator.clock.now()
        return format_datetime(now if timestamp is None else datetime.fromtimestamp(timestamp, UTC), usegmt=True)

    def _read_body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not length.isdigit() or int(length) > _MOST_BODY:
            self.close_connection = True
            return None
        return self.rfile.read(int(length))

    def _answer(self, body: bytes) -> Answer:
        url = urlsplit(self.path)
        if url.path.startswith(CONTROL):
            return self.server.control.handle(self.command, url.path, body)
        peer, origin = str(self.client_address[0]), self.server.origin
        headers = dict(self.headers.items())
        return self.server.simulator.handle(self.command, url.path, url.query, headers, body, peer=peer, origin=origin)

    def _deliver(self, answer: Answer) -> None:
        delivery = answer.delivery
        if delivery.manner is Manner.SILENT and self.server.stopping.wait(delivery.seconds):
            self.close_connection = True
            return
        self._send_head(answer)
        if delivery.manner is Manner.CUT:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
        elif delivery.manner is Manner.DRIP:
            self._drip(answer.body, delivery.seconds)
        else:
            self.wfile.write(answer.body)

    def _send_head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()

    def _drip(self, content: bytes, seconds: float) -> None:
        step = max(len(content) // _DRIPS, 1)
        for start in range(0, len(content), step):
            self.wfile.write(content[start : start + step])
            self.wfile.flush()
            if self.server.stopping.wait(seconds / _DRIPS):
                self.close_connection = True
                return


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that it can end them all."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, simulator: Simulator, port: int) -> None:
        self.simulator = simulator
        self.control = Control(simulator)
        self.stopping = threading.Event()
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Handler)
        self.origin = f"http://127.0.0.1:{self.server_port}"

    def opened(self, connection: socket.socket) -> None:
        """A connection is being served."""
        with self._lock:
            self._connections.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """A connection is done with."""
        with self._lock:
            self._connections.discard(connection)

    def end_connections(self) -> None:
        """Wake every handler that waits for its client or in a silence."""
        self.stopping.set()
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class RunningServer:
    """A simulator being served; use as a context manager or call `stop`."""

    def __init__(self, simulator: Simulator, port: int) -> None:
        self.simulator = simulator
        self._server = _Server(simulator, port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="simulator", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.server_port

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:PORT/api/v2`, where the client is pointed to."""
        return f"{self._server.origin}{BASE_PATH}"

    @property
    def control_url(self) -> str:
        """`http://127.0.0.1:PORT/_control`, where tests and demos pull the strings."""
        return f"{self._server.origin}{CONTROL}"

    def stop(self) -> None:
        """End every connection and every thread; waits under way are cut short."""
        self._server.shutdown()
        self._server.end_connections()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(simulator: Simulator, port: int = 0) -> RunningServer:
    """Serve a simulator on 127.0.0.1; port 0 picks a free one. It answers when this returns."""
    return RunningServer(simulator, port)
