"""A full sync in a process of its own, made to be killed: it tells every few statements that it is still alive.

`python -m tests.properties.syncing_process FOLDER BASE_URL PROPERTY_ID`, with the refresh token on standard input.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from console.beds24.client import Beds24Client, Settings
from console.domain.clock import SystemClock
from console.domain.runs import Trigger
from console.domain.secret import Secret, SecretName
from console.jobs.report import Report
from console.jobs.sync_job import run_full_sync_job
from console.jobs.workplace import Workplace
from console.services.pull_sync import Watch
from console.services.rooms import fetch_property, keep_property
from console.store.database import Database
from console.store.files import open_data_folder
from console.store.opening import open_database
from console.store.store import MIGRATIONS, Store
from tests.fakes.vault import FakeVault

STATEMENTS_A_LINE = 100


class TellingDatabase(Database):
    """The real database; says a line after every few statements."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._statements = 0

    @contextmanager
    def _connection(self) -> Iterator[apsw.Connection]:
        with super()._connection() as connection:
            connection.exec_trace = self._tell
            yield connection

    def _tell(self, _cursor: object, _sql: str, _bindings: object) -> bool:
        self._statements += 1
        if self._statements % STATEMENTS_A_LINE == 0:
            say(f"statement {self._statements}")
        return True


@contextmanager
def workplace(folder: Path, base_url: str, property_id: int, key: Secret) -> Iterator[Workplace]:
    """What a start of the program does: the folder opened and checked, crashed runs closed, the hotel known."""
    clock = SystemClock()
    opened = open_database(open_data_folder(folder), MIGRATIONS, clock.now())
    opened.database.close()
    store = Store(TellingDatabase(opened.database.path))
    vault = FakeVault()
    vault.write(SecretName.REFRESH_TOKEN, key)
    client = Beds24Client(vault, None, Settings(base_url, trust_env=False))
    place = Workplace(store, client, clock)
    try:
        with store.writing() as session:
            session.runs.close_crashed(clock.now())
        keep_property(store, fetch_property(client, property_id), "Europe/Vienna")
        yield place
    finally:
        client.close()
        store.close()


def full_sync(place: Workplace) -> Report:
    """One full sync, told page by page."""
    watch = Watch(lambda progress: say(f"{progress.stage} {progress.read} {progress.written}"))
    with place.store.database.connected():
        return run_full_sync_job(place, Trigger.MANUAL, watch, apply_anyway=True)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(folder: str, base_url: str, property_id: str) -> None:
    key = Secret(sys.stdin.readline().strip())
    with workplace(Path(folder), base_url, int(property_id), key) as place:
        say(full_sync(place).run.outcome)


if __name__ == "__main__":
    main(*sys.argv[1:])
