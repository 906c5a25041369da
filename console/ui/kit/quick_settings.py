"""Where the window's places are kept: remembered at once, and written by a thread of its own."""

import logging
import os
import string
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QSize

_log = logging.getLogger(__name__)
_PLAIN = frozenset(string.ascii_letters + string.digits + " _-+./:")


class QuickSettings(QSettings):
    """Qt's settings, but that no change makes the window wait for the disk, which may take a tenth of a second to say
    that a file is safe. Qt reads the file; it is written here, since PySide lets no thread run while Qt writes.
    `sync` does wait, for the end of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), QSettings.Format.IniFormat)
        self._path = path
        self._known = {key: super(QuickSettings, self).value(key) for key in self.allKeys()}
        self._kept = dict(self._known)
        self._turn = Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="settings")

    def value(self, key: str, /, defaultValue: Any = None, type: object = None) -> Any:  # noqa: A002, ARG002, N803 - as Qt names them
        return self._known.get(key, defaultValue)

    def setValue(self, key: str, value: Any, /) -> None:
        if key not in self._known or self._known[key] != value:
            self._change({key: value})

    def remove(self, key: str, /) -> None:
        if key in self._known:
            self._change({}, without=key)

    def sync(self) -> None:
        self._pool.submit(self._write).result()

    def _change(self, values: dict[str, Any], without: str = "") -> None:
        with self._turn:
            self._known = {key: value for key, value in self._known.items() if key != without} | values
        self._pool.submit(self._write)

    def _write(self) -> None:
        """What is known by now, unless it lies there already; whole or not at all."""
        with self._turn:
            known = self._known
        if known == self._kept:
            return
        fresh = self._path.with_suffix(".new")
        try:
            with fresh.open("w", encoding="ascii") as file:
                file.writelines(f"{line}\n" for line in ini_lines(known))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            _log.warning("The window's places were not kept: %s", error)
            return
        self._kept = known


def ini_lines(values: Mapping[str, Any]) -> Iterator[str]:
    """The values as Qt reads them: `section/name` stands as `name` in its section."""
    section = None
    for key in sorted(values):
        here, _, name = key.rpartition("/")
        if here != section:
            section = here
            yield f"[{section or 'General'}]"
        yield f"{name}={_ini_text(values[key])}"


def _ini_text(value: Any) -> str:
    if isinstance(value, QByteArray):
        return f'"@ByteArray({"".join(f"{_BACKSLASH}x{byte:x}" for byte in value.data())})"'
    if isinstance(value, QSize):
        return f"@Size({value.width()} {value.height()})"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_ini_text, value))
    text = str(value)
    return f'"{"@" if text.startswith("@") else ""}{"".join(_escaped(text))}"'


def _escaped(text: str) -> Iterator[str]:
    """A letter that might be read as part of the escape before it is escaped too."""
    after_escape = False
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"):
        letter = chr(unit)
        plain = letter in _PLAIN and not (after_escape and letter in string.hexdigits)
        after_escape = not plain
        yield letter if plain else f"{_BACKSLASH}x{unit:x}"


_BACKSLASH = "\\"
