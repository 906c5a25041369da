"""The one way from other threads into Qt's: values put in on any thread come out as a signal on the window's."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Courier(QObject):
    """Carries values from the worker, the bell and the reader to the window; connect to `arrived`."""

    arrived = Signal(object)

    def send(self, value: object) -> None:
        """From any thread; `arrived` is emitted on the thread that made the courier."""
        self.arrived.emit(value)


class Connected(Protocol):
    """Opens the calling thread's connection for a while; once `stop` is true, its statements end."""

    def __call__(self, *, stop: Callable[[], bool] | None = None) -> AbstractContextManager[None]: ...


class Reader(QObject):
    """A thread that reads the store for the window, one question after the other.

    `connected` opens the connection that the thread keeps. An answer is given to `then` on the window's thread,
    an error to `failed`; neither comes any more after `stop`.
    """

    _answered = Signal(object, object)

    def __init__(self, connected: Connected) -> None:
        super().__init__()
        self._connected = connected
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._stopped = False
        self._answered.connect(self._deliver)

    def ask(
        self,
        question: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Put `question` on the thread; without `failed`, an error is logged."""
        if not self._stopped:
            self._pool.submit(self._answer, question, then, failed or _tell_log)

    def stopping(self) -> bool:
        """For a question that does not read through the thread's own connection."""
        return self._stopped

    def stop(self) -> None:
        """Answer no more, break off the question under way, and end the thread."""
        self._stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(
        self, question: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        try:
            with self._connected(stop=self.stopping):
                answer = question()
        except Exception as error:  # noqa: BLE001 - an edge: whatever broke is told to whoever asked
            self._answered.emit(failed, error)
            return
        self._answered.emit(then, answer)

    def _deliver(self, hear: Callable[[Any], None], what: Any) -> None:
        if not self._stopped:
            hear(what)


def _tell_log(error: Exception) -> None:
    _log.error("A list could not be read.", exc_info=error)
