"""Ctrl+C and SIGTERM heard while Qt's loop waits, without a timer that looks for them."""

import signal
import socket
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier


class SignalEar(QObject):
    """While the block runs, a signal to the process calls `on_signal` on the window's thread."""

    def __init__(self, on_signal: Callable[[], object]) -> None:
        super().__init__()
        self._on_signal = on_signal
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._former = -1

    def __enter__(self) -> "SignalEar":
        self._former = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(self._former)
        self._notifier.setEnabled(False)
        for end in (self._ours, self._theirs):
            end.close()

    def _hear(self) -> None:
        self._ours.recv(64)
        self._on_signal()
