"""Stopping on purpose: one flag that every wait and every read of the client looks at."""

import threading
from typing import Protocol

from console.domain.errors import Stopped


class Waiter(Protocol):
    """How the client lets time pass, so that tests need not."""

    def wait(self, seconds: float) -> None:
        """Return after `seconds`; raise Stopped at once when asked to stop."""


class StopFlag:
    """Set from any thread, looked at by the thread that talks to Beds24; stays set until `lower`."""

    def __init__(self) -> None:
        self._raised = threading.Event()

    def raise_(self) -> None:
        self._raised.set()

    def lower(self) -> None:
        self._raised.clear()

    def check(self) -> None:
        """Raise Stopped when the flag is up."""
        if self._raised.is_set():
            raise Stopped("The work with Beds24 was stopped. Nothing half done remains.")

    def wait(self, seconds: float) -> None:
        """Let the machine's own time pass; raise Stopped at once when the flag goes up. This makes it a Waiter."""
        self._raised.wait(max(0.0, seconds))
        self.check()
