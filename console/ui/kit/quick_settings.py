"""Where the window's places are kept: remembered at once, and written by a thread of its own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

from PySide6.QtCore import QSettings


class QuickSettings(QSettings):
    """Qt's settings, but that no change makes the window wait for the disk: Qt sees each safely there, which takes a
    busy or an old disk a tenth of a second. `sync` does wait, for the end of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), QSettings.Format.IniFormat)
        self._known = {key: super(QuickSettings, self).value(key) for key in self.allKeys()}
        self._unwritten: dict[str, Any] = {}
        self._turn = Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="places")

    def value(self, key: str, /, defaultValue: Any = None, type: object = None) -> Any:  # noqa: A002, ARG002, N803 - as Qt names them
        return self._known.get(key, defaultValue)

    def setValue(self, key: str, value: Any, /) -> None:
        if key not in self._known or self._known[key] != value:
            self._known[key] = value
            self._write_later(key, value)

    def remove(self, key: str, /) -> None:
        if key in self._known:
            del self._known[key]
            self._write_later(key, None)

    def sync(self) -> None:
        self._pool.submit(self._write).result()

    def _write_later(self, key: str, value: Any) -> None:
        with self._turn:
            self._unwritten[key] = value
            if len(self._unwritten) == 1:
                self._pool.submit(self._write)

    def _write(self) -> None:
        """Whatever has gathered while the last was being written, over an object of this thread's own."""
        with self._turn:
            changes, self._unwritten = self._unwritten, {}
        file = QSettings(self.fileName(), QSettings.Format.IniFormat)
        for key, value in changes.items():
            if value is None:
                file.remove(key)
            else:
                file.setValue(key, value)
        file.sync()
