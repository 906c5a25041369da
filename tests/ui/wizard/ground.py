"""A first run with everything real around it but the keyring: store, client, runner, stage."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from console.domain.clock import Clock
from console.domain.secret import Vault
from console.jobs.runner import Runner
from console.jobs.running import start_runner
from console.jobs.workplace import Workplace
from console.services.connecting import Connectable
from console.services.first_connection import FirstConnection
from console.store.database import Database
from console.store.store import MIGRATIONS, Store
from console.store.upgrading import upgrade
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look
from console.ui.wizard.first_run import FirstRun
from console.vault.late_vault import LateVault
from tests.building import NOW


@dataclass(frozen=True)
class World:
    """What stands around a window, to be looked into by a test."""

    folder: Path
    store: Store
    vault: LateVault
    beds24: Connectable
    clock: Clock
    runner: Runner
    stage: Stage

    def first_run(self, kind: type[FirstConnection] = FirstConnection) -> FirstRun:
        setup = kind(self.store, self.vault, self.beds24, self.clock)
        return FirstRun(self.stage, setup, self.runner, self.vault.use_session_only)


class NoWaiting:
    """Lets the client's pauses between two tries pass at once."""

    def wait(self, seconds: float) -> None:
        """Return at once."""


def open_store(folder: Path) -> Store:
    """The store of this folder, made if there is none."""
    database = Database(folder / "night-porter.db")
    upgrade(database, MIGRATIONS, folder / "backups", NOW)
    return Store(database)


@contextmanager
def a_world(
    qapp: QApplication, folder: Path, vault: Vault | LateVault, beds24: Connectable, clock: Clock, look: Look
) -> Iterator[World]:
    """Ended in the order in which a program ends."""
    folder.mkdir(exist_ok=True)
    store = open_store(folder)
    late = vault if isinstance(vault, LateVault) else LateVault(lambda: vault)
    courier = Courier()
    reader = Reader(store.database.connected)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    stage = Stage(qapp, look, reader, courier, settings, clock, clock.now().tzinfo)  # type: ignore[arg-type] # UTC at least
    place = Workplace(store, beds24, clock)
    runner = start_runner(place, tell=courier.send, on_done=courier.send, announce=courier.send)
    try:
        yield World(folder, store, late, beds24, clock, runner, stage)
    finally:
        runner.stop()
        reader.stop()
        store.close()
