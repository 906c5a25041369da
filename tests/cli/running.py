"""The console as its tests run it: in this process, or as a process of its own, against a simulated Beds24."""

import io
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from console.app import main
from console.cli.output import Output
from console.cli.screen import SAY_SO
from console.domain.secret import Secret, SecretName
from console.vault.file_vault import open_file_vault
from console.vault.sealed import Cost

ROOT = Path(__file__).parents[2]
PASSPHRASE = "a passphrase for tests only"
PATIENCE = 20.0
STOPS_WITHIN = 3.0


class Beds24Process:
    """A simulated Beds24 in a process of its own."""

    def __init__(self, *options: str) -> None:
        words = [sys.executable, "-m", "console.simulator", "--port", "0", "--credits", "100000", *options]
        self._process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        start = json.loads(self._process.stdout.readline())
        self.url: str = start["base_url"]
        self.property_id: int = start["property_id"]
        self._control: str = start["control_url"]

    def order(self, verb: str, **values: object) -> dict[str, Any]:
        """One order over the control interface."""
        answer = httpx.post(f"{self._control}/{verb}", json=values, timeout=10, trust_env=False)
        told: dict[str, Any] = answer.raise_for_status().json()
        return told

    def invite(self, *scopes: str) -> str:
        return str(self.order("invite", scopes=list(scopes))["code"])

    def requests_of(self, path: str) -> int:
        """How many requests of this path it has seen since its log was cleared."""
        return sum(request["path"].endswith(path) for request in self.order("log")["requests"])

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def make_quick_vault(folder: Path) -> None:
    """An encrypted file whose passphrase costs next to nothing to try: an existing file says its own cost."""
    vault = open_file_vault(folder, lambda: Secret(PASSPHRASE), cost=Cost(memory=8, passes=1, lanes=1))
    vault.write(SecretName.PROBE, Secret("not used"))


@dataclass
class Console:
    """The command line over one data folder; remembers everything that was ever written, for leak tests."""

    folder: Path
    url: str
    written: list[str] = field(default_factory=list)

    def words(self, *words: str) -> list[str]:
        return ["--data-dir", str(self.folder), "--vault", "file", "--api-url", self.url, *words]

    def run(self, *words: str, stdin: str = "") -> Ran:
        """In this process."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            patch.setenv("NIGHT_PORTER_PASSPHRASE", PASSPHRASE)
            code = main(self.words(*words), output=Output(as_json="--json" in words, out=out, err=err))
        self.written += [out.getvalue(), err.getvalue()]
        return Ran(code, out.getvalue(), err.getvalue())

    def connect(self, beds24: Beds24Process, *words: str) -> Ran:
        return self.run("connect", "--invite-code", "-", *words, stdin=beds24.invite() + "\n")

    @contextmanager
    def demo_process(self, *words: str) -> Iterator["Running"]:
        """The demo as a process of its own; it knows no address."""
        running = Running(["--demo", "--data-dir", str(self.folder), *words])
        try:
            yield running
        finally:
            running.end()

    @contextmanager
    def process(self, *words: str, stdin: int = subprocess.DEVNULL) -> Iterator["Running"]:
        """As a process of its own; killed at the end if it still runs."""
        running = Running(self.words(*words), stdin)
        try:
            yield running
        finally:
            running.end()


class Running:
    """A process of the console under way."""

    def __init__(self, words: list[str], stdin: int = subprocess.DEVNULL) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "main.py", *words],
            cwd=ROOT,
            env=_without_screen() | {"NIGHT_PORTER_PASSPHRASE": PASSPHRASE},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._told: list[str] = []
        self._out: list[str] = []
        assert self.process.stderr is not None
        assert self.process.stdout is not None
        stderr, stdout = self.process.stderr, self.process.stdout
        self._readers = (
            threading.Thread(target=lambda: self._read_lines(stderr)),
            threading.Thread(target=lambda: self._out.append(stdout.read())),
        )
        for reader in self._readers:
            reader.start()

    def _read_lines(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)

    def line_with(self, text: str) -> str:
        """The next line on standard error that holds `text`."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, "it ended without saying so: " + "".join(self._told)
            self._told.append(line)
            if text in line:
                return line

    def stop(self, number: signal.Signals) -> tuple[Ran, float]:
        """Send a signal; how it ended, and after how many seconds."""
        sent = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        took = time.monotonic() - sent
        return self.ended(), took

    def ended(self) -> Ran:
        """Wait for its own end."""
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        while not self._lines.empty():
            self._told.append(self._lines.get() or "")
        return Ran(code, "".join(self._out), "".join(self._told))

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.ended()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


def until(true: Callable[[], bool]) -> None:
    """Return as soon as `true` says so; fail after PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        pause.wait(0.05)


def _without_screen() -> dict[str, str]:
    """This process's surroundings as on a machine where no window could be seen."""
    return {name: value for name, value in os.environ.items() if name not in SAY_SO}
