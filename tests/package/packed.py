"""The packed program as its tests run it: by itself, with nothing of this Python around it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.cli.running import PASSPHRASE, Beds24Process, Ran

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "dist" / "night-porter"
PATIENCE = 60.0


@dataclass(frozen=True)
class Packed:
    """The program in `dist`, over a data folder and a home of one test's own."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "hotel"

    def _surroundings(self) -> dict[str, str]:
        home = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        return home | {"NIGHT_PORTER_PASSPHRASE": PASSPHRASE}

    @contextmanager
    def running(self, *words: str, **surroundings: str) -> Iterator[subprocess.Popen[str]]:
        """A process under way; killed at the end if it still runs."""
        process = subprocess.Popen(
            [FOLDER / "night-porter", "--data-dir", self.data, *words],
            cwd=self.home,
            env=self._surroundings() | surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        with process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *words: str, stdin: str = "", **surroundings: str) -> Ran:
        with self.running(*words, **surroundings) as process:
            out, err = process.communicate(stdin, timeout=PATIENCE)
        return Ran(process.returncode, out, err)

    def connect(self, beds24: Beds24Process, *words: str, **surroundings: str) -> Ran:
        connect = ("--api-url", beds24.url, *words, "connect", "--invite-code", "-")
        return self.run(*connect, stdin=beds24.invite() + "\n", **surroundings)

    def doctor(self, *words: str, **surroundings: str) -> dict[str, str]:
        """What doctor says of each subject."""
        told = self.run(*words, "doctor", "--json", **surroundings).json()
        return {finding["subject"]: finding["state"] for finding in told["findings"]}


def line_with(text: str, stream: IO[str]) -> str:
    """The next line that holds `text`; the test's time limit ends a wait in vain."""
    told = []
    for line in stream:
        told.append(line)
        if text in line:
            return line
    raise AssertionError("it ended without saying so: " + "".join(told))


def rows(ran: Ran) -> list[dict[str, Any]]:
    """What an export gave."""
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found
