"""What is looked at while the hotel lives: when each change is in the store, and what the process grows to."""

import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

LOOK_EVERY = 0.1
MEASURE_EVERY = 2.0
_MESSAGE = "message"


@dataclass(slots=True)
class Change:
    """Something that happened at Beds24: `moment` on our monotonic clock, `at` in its own whole seconds; `known` is
    when the store had it, or something newer of that booking."""

    beds24_id: int
    kind: str
    at: str
    moment: float
    known: float | None = None

    @property
    def delay(self) -> float:
        """Seconds from the change to the store."""
        assert self.known is not None
        return self.known - self.moment


@dataclass(frozen=True, slots=True)
class Weight:
    """The process at one moment: memory in MB, the number of its threads and of its open files."""

    memory: float
    threads: int
    files: int


@dataclass(slots=True)
class Watcher:
    """Looks at the database as any reader may, and at the process, from beginning to end of the block."""

    database: Path
    process: int
    changes: list[Change] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)
    _waiting: list[Change] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        if self._thread:
            self._thread.join()

    def expect(self, changes: Iterable[Change]) -> None:
        """These have just happened. A message is not waited for: it leaves its booking's time of change."""
        with self._lock:
            some = [each for each in changes if each.kind != _MESSAGE]
            self.changes += some
            self._waiting += some

    def waiting(self) -> int:
        """How many changes are not in the store yet."""
        with self._lock:
            return len(self._waiting)

    def _watch(self) -> None:
        weighed = 0.0
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            while not self._stopping.wait(LOOK_EVERY):
                self._look(dict(connection.execute("SELECT beds24_id, modified_at FROM reservations")))
                if time.monotonic() - weighed >= MEASURE_EVERY:
                    weighed = time.monotonic()
                    self.weights.append(weigh(self.process))

    def _look(self, stored: dict[int, str]) -> None:
        now = time.monotonic()
        with self._lock:
            for each in self._waiting:
                if stored.get(each.beds24_id, "") >= each.at:
                    each.known = now
            self._waiting = [each for each in self._waiting if each.known is None]


def weigh(process: int) -> Weight:
    """Of a running process, as Linux tells it."""
    place = Path("/proc") / str(process)
    told = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines() if ":" in line)
    files = len(list((place / "fd").iterdir()))
    return Weight(int(told["VmRSS"].split()[0]) / 1024, int(told["Threads"]), files)
