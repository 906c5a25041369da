"""Trying again: connection errors and 5xx of a question that may be asked twice (RELIABILITY.md 2.1).

The loop is our own. stamina 26 sleeps with `time.sleep` in synchronous code and offers no way to hand in a waiter,
so Ctrl+C could not end a back-off of up to a minute; and its jitter is added on top instead of being full.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from console.beds24.stopping import Waiter
from console.domain.clock import Clock
from console.domain.errors import Beds24Unreachable

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class ServerTrouble(Beds24Unreachable):
    """A 5xx; `retry_after` is the pause in seconds that the server asked for, if it did."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """At most `tries` in `seconds` altogether; pauses grow from `first` twofold up to `longest`, with full jitter."""

    tries: int = 5
    seconds: float = 120.0
    first: float = 1.0
    longest: float = 60.0

    def pause(self, failed: int, rng: random.Random) -> float:
        """Seconds to wait after the `failed`-th failure (from 1)."""
        return rng.uniform(0.0, min(self.longest, self.first * 2.0 ** (failed - 1)))


class Retrier:
    """Repeats a call under a policy; waits through the waiter, so that stopping ends it at once."""

    def __init__(self, clock: Clock, waiter: Waiter, rng: random.Random) -> None:
        self._clock, self._waiter, self._rng = clock, waiter, rng

    def run(self, call: Callable[[], _T], policy: RetryPolicy, idle: Callable[[], float] = lambda: 0.0) -> _T:
        """What `call` gives; the last Beds24Unreachable when tries or time are used up.

        `idle` tells the seconds that `call` has waited on purpose so far; they do not count.
        """
        began = self._clock.monotonic()
        failed = 0
        while True:
            try:
                return call()
            except Beds24Unreachable as error:
                failed += 1
                pause = self._pause_after(error, failed, policy)
                spent = self._clock.monotonic() - began - idle()
                if failed >= policy.tries or spent + pause > policy.seconds:
                    raise
                _log.info("Beds24 did not answer (try %d of %d); again in %.1f s", failed, policy.tries, pause)
            self._waiter.wait(pause)

    def _pause_after(self, error: Beds24Unreachable, failed: int, policy: RetryPolicy) -> float:
        asked_for = error.retry_after if isinstance(error, ServerTrouble) else None
        return policy.pause(failed, self._rng) if asked_for is None else asked_for
