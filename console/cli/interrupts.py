"""Ctrl+C and SIGTERM as a question that is asked between two waits, so that stopping is quick and clean."""

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

from console.domain.errors import Stopped

T = TypeVar("T")
_LOOK_EVERY = 0.1
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """While the block runs, a signal only sets `asked`; nothing is interrupted in its middle.

    The handler takes no lock: it may come between any two steps of the main thread. Outside the main thread (in
    tests) no handler is set.
    """

    def __init__(self) -> None:
        self.asked = False
        self._former: dict[int, Any] = {}
        self._nap = threading.Event()

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._former = {number: signal.signal(number, self._note) for number in _SIGNALS}
        return self

    @contextmanager
    def as_usual(self) -> Iterator[None]:
        """While a person is asked for something, Ctrl+C ends the asking: it raises KeyboardInterrupt."""
        ours = {number: signal.signal(number, handler) for number, handler in self._former.items()}
        try:
            yield
        finally:
            for number, handler in ours.items():
                signal.signal(number, handler)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._former.items():
            signal.signal(number, handler)

    def wait(self, seconds: float | None = None) -> bool:
        """Let time pass until somebody asks to stop, or `seconds` are over; whether somebody asked."""
        left = seconds
        while not self.asked and (left is None or left > 0):
            self._nap.wait(_LOOK_EVERY if left is None else min(_LOOK_EVERY, left))
            left = None if left is None else left - _LOOK_EVERY
        return self.asked

    def result_of(
        self, answer: "Future[T]", break_off: Callable[[], object], meanwhile: Callable[[], object] = lambda: None
    ) -> T:
        """What the future brings; calls `break_off` once when somebody asks to stop, `meanwhile` again and again.

        Raises what the future raises, and Stopped when it brings nothing after having been broken off.
        """
        while not wait((answer,), _LOOK_EVERY).done:
            if self.asked:
                break_off()
                break
            meanwhile()
        if not wait((answer,), _LOOK_EVERY).done:
            raise Stopped("Stopped as asked, before Beds24 had answered. Nothing is lost: the next run reads it again.")
        return answer.result()

    def result_in_thread(self, work: Callable[[], T], break_off: Callable[[], object], patience: float = 2.5) -> T:
        """What `work` gives, done on a thread of its own so that this one can hear the signals."""
        answer: Future[T] = Future()
        thread = threading.Thread(target=_do, args=(work, answer), name="command", daemon=True)
        thread.start()

        def end() -> None:
            break_off()
            thread.join(patience)

        return self.result_of(answer, end)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def _do(work: Callable[[], T], answer: "Future[T]") -> None:
    try:
        answer.set_result(work())
    except BaseException as error:  # noqa: BLE001 - handed over whole to the thread that waits, nothing is swallowed
        answer.set_exception(error)
