"""A blocking call under a time limit, so that an unlock dialog behind a window cannot hang the console."""

import sys
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic
from typing import Final, TypeVar

T = TypeVar("T")

_FOREIGN: Final = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney", "DBusErrorResponse"),
    ("jeepney.io.common", "RouterClosed"),
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
    ("dbus", "DBusException"),
)
"""What the allowed backends let through, read from their sources; GLib.Error is a RuntimeError."""


class NoAnswer(Exception):
    """The call did not return in time; it may still be waiting for a person."""


class Refused(Exception):
    """The call failed; `kind` is the class name of its error.

    The error itself is dropped with all it holds: a UnicodeDecodeError carries the bytes of the secret.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def foreign_errors() -> tuple[type[Exception], ...]:
    """Give the errors a backend may raise. Only loaded modules count: no other can have raised one."""
    named = [getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN]
    found = [kind for kind in named if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*found, OSError, RuntimeError, ValueError, AssertionError)


class TimeLimit:
    """Runs blocking calls one at a time, each in a daemon thread, and waits for none longer than `seconds`.

    A call that got stuck keeps its turn, so a second unlock dialog is not opened over the first; the threads
    are daemons because the pool of `concurrent.futures` would be joined when the program ends.
    """

    __slots__ = ("_seconds", "_turn")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turn = Lock()

    def run(self, call: Callable[[], T]) -> T:
        """Give what the call gives. Raises NoAnswer after the limit, Refused if the backend failed."""
        deadline = monotonic() + self._seconds
        if not self._turn.acquire(timeout=self._seconds):
            raise NoAnswer
        answer: Future[T] = Future()
        Thread(target=self._work, args=(call, answer), name="vault", daemon=True).start()
        try:
            return answer.result(max(0.0, deadline - monotonic()))
        except TimeoutError:
            raise NoAnswer from None

    def _work(self, call: Callable[[], T], answer: Future[T]) -> None:
        try:
            answer.set_result(call())
        except foreign_errors() as error:
            answer.set_exception(Refused(type(error).__name__))
        finally:
            self._turn.release()
            if not answer.done():  # an error nobody foresaw: it goes to threading.excepthook
                answer.set_exception(Refused("an unforeseen error"))
