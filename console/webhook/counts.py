"""What came to the door, in numbers only."""

import threading
from collections import Counter

from console.webhook.outcomes import Outcome


class Counts:
    """How often each outcome occurred; asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._total: Counter[Outcome] = Counter()
        self._fresh: Counter[Outcome] = Counter()

    def add(self, outcome: Outcome) -> None:
        """One more of these."""
        with self._lock:
            self._total[outcome] += 1
            self._fresh[outcome] += 1

    def total(self) -> dict[Outcome, int]:
        """All since the listener began."""
        with self._lock:
            return dict(self._total)

    def take(self) -> dict[Outcome, int]:
        """Those since this was last asked, to be added to what is kept."""
        with self._lock:
            fresh, self._fresh = self._fresh, Counter()
            return dict(fresh)
