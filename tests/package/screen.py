"""A screen in memory, with somebody who looks at it and presses keys (Debian packages xvfb and xdotool)."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = ("Xvfb", "xdotool")
PATIENCE = 60.0
_HEADER = struct.Struct(">25I")  # of an X window dump; numbers 0 and 19 tell where its pixels begin
_COLOUR_SIZE = 12


@dataclass(frozen=True)
class Screen:
    display: str
    _picture: Path

    def colours(self) -> set[int]:
        """Every colour that is to be seen, as 0xrrggbb."""
        dump = self._picture.read_bytes()
        header = _HEADER.unpack_from(dump)
        pixels = memoryview(dump)[header[0] + header[19] * _COLOUR_SIZE :]
        return {pixel & 0xFFFFFF for pixel in set(pixels.cast("I"))}

    def await_window(self, title: str) -> None:
        self._tell("search", "--sync", "--onlyvisible", "--name", title)

    def press(self, title: str, *keys: str) -> None:
        """Press keys in the window of this title."""
        self._tell("search", "--onlyvisible", "--name", title, "windowfocus", "--sync", "key", *keys)

    def _tell(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env={"DISPLAY": self.display}, check=True, timeout=PATIENCE)


@contextmanager
def a_screen(folder: Path) -> Iterator[Screen]:
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if absent:
        pytest.skip(f"{' and '.join(absent)} not installed (Debian packages xvfb and xdotool)")
    words = ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-fbdir", str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield Screen(f":{server.stdout.readline().strip()}", folder / "Xvfb_screen0")
        finally:
            server.terminate()
