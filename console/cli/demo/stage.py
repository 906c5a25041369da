"""Everything the demo plays with: a simulated Beds24 on loopback, its time, a vault in memory, a fresh store.

None of it can reach a real account: the only address the client is given is the simulator's own, and the key lies
nowhere but in this process's memory.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from console.beds24.client import Beds24Client, Means, Settings
from console.jobs.workplace import Workplace
from console.services.connecting import StoredDiary
from console.simulator import SimulatedClock, Simulator, serve
from console.store.files import DataFolder, companions
from console.store.opening import open_database
from console.store.store import MIGRATIONS, Store
from console.vault.late_vault import SessionVault

BOOKINGS = 143
DAY = timedelta(hours=24)
STEP = timedelta(minutes=5)


class DemoClock:
    """The hotel's simulated time for everything that is written down; durations are the machine's own."""

    def __init__(self, simulated: SimulatedClock) -> None:
        self._simulated = simulated

    def now(self) -> datetime:
        return self._simulated.now()

    def monotonic(self) -> float:
        return time.monotonic()


class NoWaiting:
    """Lets the client's pauses between two tries pass at once, as simulated time does."""

    def wait(self, seconds: float) -> None:
        """Return at once, however many `seconds` were asked for."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo's parts; `time` is moved by whoever plays."""

    simulator: Simulator
    time: SimulatedClock
    vault: SessionVault
    beds24: Beds24Client
    place: Workplace


def clear_former_demo(folder: DataFolder) -> None:
    """Every demo starts afresh; only the demo's own folder is touched. Its lock has to be held."""
    for path in (folder.database, *companions(folder.database)):
        path.unlink(missing_ok=True)


@contextmanager
def set_stage(
    folder: DataFolder, start: datetime, seed: int, announce: Callable[[str], None], *, speed: float = 0.0
) -> Iterator[Stage]:
    """The simulated hotel at `start`. Its time runs `speed` times as fast as ours, or is moved by hand; then no pause
    between two tries of the client is waited for."""
    simulated = SimulatedClock(start, speed)
    simulator = Simulator(simulated, seed)
    simulator.populate(BOOKINGS)
    clock = DemoClock(simulated)
    store = Store(open_database(folder, MIGRATIONS, clock.now()).database)
    vault = SessionVault()
    try:
        with serve(simulator) as server:
            announce(server.base_url)
            means = Means(clock=clock, waiter=None if speed else NoWaiting())
            client = Beds24Client(vault, StoredDiary(store), Settings(api_url=server.base_url), means)
            try:
                yield Stage(simulator, simulated, vault, client, Workplace(store, client, clock))
            finally:
                client.close()
    finally:
        store.close()


def on_the_step(now: datetime) -> datetime:
    """The last full five minutes."""
    seconds = int(STEP.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
