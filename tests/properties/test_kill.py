"""kill -9 at any moment of a full sync: the file opens, it is whole, the next run completes, nothing is lost."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import apsw
import pytest

from console.domain.runs import Outcome, Run
from console.domain.secret import Secret
from console.simulator import RunningServer, SimulatedClock, Simulator, serve
from console.store.files import DataFolder
from console.store.store import Store
from tests.properties.equality import Told, differences
from tests.properties.line import key_to
from tests.properties.syncing_process import full_sync, workplace

ROOT = Path(__file__).parents[2]
BOOKINGS = 2_000
LINES = 125
"""About as many lines as a whole run tells; where it tells fewer, the kill comes too late and counts as a quiet end."""


@dataclass(frozen=True)
class Beds24Near:
    """A Beds24 on loopback that nothing changes but the test."""

    simulator: Simulator
    server: RunningServer
    key: Secret


@pytest.fixture(scope="module")
def beds24() -> Iterator[Beds24Near]:
    simulator = Simulator(SimulatedClock(datetime.now(UTC)), 5, rooms=60, credit_limit=1_000_000)
    simulator.populate(BOOKINGS)
    with serve(simulator) as server:
        yield Beds24Near(simulator, server, key_to(simulator))


def sync_until_killed(folder: Path, beds24: Beds24Near, line: int) -> bool:
    """Start a full sync and kill it when it has told `line` lines; whether it was still alive then."""
    where = (str(folder), beds24.server.base_url, str(beds24.simulator.hotel.id))
    command = [sys.executable, "-m", "tests.properties.syncing_process", *where]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{beds24.key.reveal()}\n")
        process.stdin.flush()
        told = sum(1 for _ in zip(range(line), process.stdout, strict=False))
        process.kill()
        process.communicate()
    return told == line and process.returncode < 0


def live(simulator: Simulator, told: Told) -> None:
    """Twenty things happen at Beds24."""
    for _ in range(20):
        told.note(simulator)
        simulator.happen()


def is_whole(database: Path) -> None:
    with closing(apsw.Connection(str(database))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        numbers = [number for (number,) in connection.execute("SELECT beds24_id FROM reservations")]
    assert len(numbers) == len(set(numbers))


def runs_of(store: Store) -> tuple[Run, ...]:
    with store.reading() as session:
        return session.runs.latest()


def killed_and_finished(folder: Path, beds24: Beds24Near, seed: int, kills: int = 2) -> int:
    """Kills, each on the wreck of the former; then a run to the end. Gives how many kills struck."""
    chance = random.Random(seed)
    told = Told()
    struck = 0
    for _ in range(kills):
        struck += sync_until_killed(folder, beds24, chance.randint(1, LINES))
        if (database := DataFolder(folder).database).exists():
            is_whole(database)
        live(beds24.simulator, told)
    with workplace(folder, beds24.server.base_url, beds24.simulator.hotel.id, beds24.key) as place:
        report = full_sync(place)
        assert report.run.outcome is Outcome.DONE, report.error
        assert report.run.counts.add_up
        assert report.run.counts.read == len(beds24.simulator.book)
        assert {run.outcome for run in runs_of(place.store)} <= {Outcome.DONE, Outcome.CRASHED}
        assert differences(beds24.simulator, place.store, told, date.today()) == []  # noqa: DTZ011 - the process's own
    is_whole(DataFolder(folder).database)
    return struck


@pytest.mark.parametrize("seed", range(3))
def test_a_full_sync_that_is_killed_leaves_a_file_from_which_the_next_goes_on(
    tmp_path: Path, beds24: Beds24Near, seed: int
) -> None:
    assert killed_and_finished(tmp_path / "hotel", beds24, seed, kills=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 150))
def test_fifty_killed_full_syncs_lose_and_double_nothing(tmp_path: Path, beds24: Beds24Near, seed: int) -> None:
    killed_and_finished(tmp_path / "hotel", beds24, seed)
