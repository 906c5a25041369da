"""Sends webhooks by itself, on a thread of its own."""

import threading
from types import TracebackType
from typing import Self

from console.simulator.webhooks.hooks import Hooks

_PAUSE = 0.1
_PATIENCE = 0.5


class Courier:
    """Works the pump of the webhooks until stopped; use as a context manager or call `start` and `stop`."""

    def __init__(self, hooks: Hooks) -> None:
        self._hooks = hooks
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="courier", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a try under way has a moment, then it is broken off; what was not sent stays in the queue."""
        self._stop.set()
        self._hooks.fired.set()
        self._thread.join(_PATIENCE)
        while self._thread.is_alive():
            self._hooks.break_off()
            self._thread.join(_PAUSE)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _carry(self) -> None:
        while not self._stop.is_set():
            self._hooks.fired.wait(_PAUSE)
            self._hooks.fired.clear()
            self._hooks.deliver_due(self._stop)
