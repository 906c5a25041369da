"""Answers to what was put on another thread, heard on the window's."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
Failed = Callable[[BaseException], None]


class Answers(QObject):
    """Hands what a future comes to to whoever waits for it, on the thread that made this object."""

    _came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self._hand_over)

    def follow(self, future: "Future[T]", then: Callable[[T], None], failed: Failed) -> None:
        """Call `then` with the result, or `failed` with the error."""
        future.add_done_callback(lambda done: self._send(done, then, failed))

    def _send(self, done: "Future[Any]", then: Callable[[Any], None], failed: Failed) -> None:
        error = done.exception()
        with suppress(RuntimeError):  # the window is gone, and with it everybody who wanted to know
            self._came.emit(failed if error else then, error or done.result())

    def _hand_over(self, hear: Callable[[Any], None], what: Any) -> None:
        """A method of an object of this thread, so that Qt brings the call here."""
        hear(what)


class Saver(Answers):
    """A thread of its own for short writes, so that a change is kept at once even while a sync is under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="saver")

    def stopping(self) -> bool:
        """Whether the program is about to end; to be looked at by everything that takes long, from any thread."""
        return self._stopping.is_set()

    def save(self, write: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do `write`, after everything that was given before it."""
        self.follow(self._pool.submit(write), then, failed)

    def stop(self) -> None:
        """Finish what was given, or break it off where it takes long, and end the thread."""
        self._stopping.set()
        self._pool.shutdown(wait=True)
