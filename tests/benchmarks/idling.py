"""What the window costs while nobody touches it: the program itself, connected to a simulator, as whole processes."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.syncing import Service, simulator
from tests.benchmarks.table import Figure

RESERVATIONS = 20_000
_SETTLED_AFTER, _SHORT, _LONG = 30.0, 60.0, 600.0
_MOST_PERCENT = 1.0
_TICKS = os.sysconf("SC_CLK_TCK")
_USER_TICKS, _SYSTEM_TICKS = 11, 12


def measure() -> Iterator[Figure]:
    """A minute; the schedule rings four times in it."""
    yield _idle(_SHORT)


def measure_long() -> Iterator[Figure]:
    """Ten minutes, with two pulls in them."""
    yield _idle(_LONG)


def _idle(seconds: float) -> Figure:
    with tempfile.TemporaryDirectory() as folder, simulator(RESERVATIONS) as service:
        program = _program(Path(folder), service)
        _run(program, "connect", "--invite-code", "-", said=service.invite_code)
        _run(program, "sync", "--full")
        with subprocess.Popen(program, env=_environment()) as window:
            try:
                time.sleep(_SETTLED_AFTER)
                before = _cpu_seconds(window.pid)
                time.sleep(seconds)
                spent = _cpu_seconds(window.pid) - before
                assert window.poll() is None, "the window has ended by itself"
            finally:
                window.terminate()
    percent = 100 * spent / seconds
    what = f"idle for {seconds:.0f} s, {RESERVATIONS:,} reservations, of one core"
    return Figure(what, f"{percent:.2f} %", f"< {_MOST_PERCENT:.0f} %", percent < _MOST_PERCENT)


def _program(folder: Path, service: Service) -> list[str]:
    return [sys.executable, "main.py", "--data-dir", str(folder), "--vault", "file", "--api-url", service.base_url]


def _run(program: list[str], *words: str, said: str = "") -> None:
    subprocess.run([*program, *words], input=said, text=True, check=True, capture_output=True, env=_environment())


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NIGHT_PORTER_PASSPHRASE": "only for this benchmark"}


def _cpu_seconds(process: int) -> float:
    """All that it has used, in all its threads. Raises FileNotFoundError for one that has ended."""
    after_name = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_name[_USER_TICKS]) + int(after_name[_SYSTEM_TICKS])) / _TICKS
