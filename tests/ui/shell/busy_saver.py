"""The program with work under way that would never end: `python -m tests.ui.shell.busy_saver FOLDER`.

It prints a line once a backup and a question to the reader are under way, and then waits for its signal.
"""

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow
from console.cli.output import Output
from console.domain.clock import SystemClock
from console.domain.errors import Stopped
from console.domain.secret import Vault
from console.house import House
from console.services.backups import Backups
from console.store.store import Store
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier
from console.ui.opening import open_window
from console.ui.parts import Parts
from console.ui.settings.data import DataSection
from console.ui.settings.services import SettingsServices
from console.windowed import hotel_opening
from tests.fakes.vault import FakeVault

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class EndlessBackups(Backups):
    """Copies for ever, as a huge file on a slow disk would, and heeds its stop flag as the real copy does."""

    begun = threading.Event()

    def make(self, progress: Callable[[int, int], None], stop: Callable[[], bool]) -> Path:
        self.begun.set()
        while not stop():
            progress(1, 100)
        raise Stopped("The copy was stopped.")


class BusyHouse(House):
    """Presses *Back up now* as soon as Settings stand, and asks the reader what takes for ever."""

    store: Store
    reading = threading.Event()

    def vault(self) -> Vault:
        return FakeVault()

    def open_store(self) -> Store:
        self.store = super().open_store()
        return self.store

    def play(self) -> None:
        self.take_charge()
        opening = hotel_opening(self)

        def join(courier: Courier, saver: Saver) -> Parts:
            parts = opening.join(courier, saver)
            return replace(parts, settings=lambda: self._settings(parts.settings()))

        open_window(replace(opening, join=join))

    def _settings(self, services: SettingsServices) -> SettingsServices:
        QTimer.singleShot(0, self._press)
        return replace(services, backups=EndlessBackups(self.folder, self.clock))

    def _press(self) -> None:
        (data,) = (one for one in QApplication.allWidgets() if isinstance(one, DataSection))
        data.back_up.click()
        data.stage.reader.ask(self._read_for_ever, lambda _answer: None)
        threading.Thread(target=self._tell, daemon=True).start()

    def _read_for_ever(self) -> object:
        self.reading.set()
        with self.store.reading() as session:
            return session.connection.execute(ENDLESS).fetchall()

    def _tell(self) -> None:
        EndlessBackups.begun.wait()
        self.reading.wait()
        print("busy", flush=True)


if __name__ == "__main__":
    line = CommandLine(OpenWindow(), data_dir=Path(sys.argv[1]), api_url="http://127.0.0.1:9")
    with Interrupts() as interrupts:
        busy = BusyHouse(line, Output(as_json=False), SystemClock(), interrupts)
        with busy:
            busy.play()
