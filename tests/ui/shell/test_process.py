"""The program as a process of its own: one window per folder, and quick to quit."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.services.rooms import keep_property
from console.store.files import open_data_folder
from console.store.in_charge import in_charge
from console.ui.shell.instance import ring_doorbell
from tests.building import HOTEL, NOW
from tests.cli.running import PASSPHRASE, Beds24Process, Console, make_quick_vault
from tests.ui.wizard.ground import open_store

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, and /proc to watch them")
ROOT = Path(__file__).parents[3]
PATIENCE = 30.0


@contextmanager
def a_window(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = start(folder, *words)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NIGHT_PORTER_PASSPHRASE": PASSPHRASE}
    return subprocess.Popen(
        [sys.executable, "main.py", "--data-dir", str(folder), *words],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _hears(process: "subprocess.Popen[str]") -> bool:
    """Whether it catches SIGTERM by now, which would kill it before."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Its exit code and what it told, once a signal ended it; the signal counts as soon as its window hears."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            told, _ = process.communicate(timeout=0.25)
        except subprocess.TimeoutExpired:
            if _hears(process):
                process.send_signal(signal.SIGTERM)
        else:
            return process.returncode, told
    process.kill()
    raise AssertionError("it did not end")


def wait_for_door(folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ring_doorbell(folder):
        assert time.monotonic() < deadline, "the window never came"


def test_a_second_start_raises_the_first_and_ends_well(tmp_path: Path) -> None:
    with a_window(tmp_path) as first:
        wait_for_door(tmp_path)
        second = start(tmp_path)
        told, _ = second.communicate(timeout=PATIENCE)
        assert (second.returncode, told) == (0, "")
        assert first.poll() is None


def test_the_command_line_in_charge_is_not_raised_but_named(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path)
    with in_charge(folder.lock, NOW):
        code, told = end(start(tmp_path))
    assert code == 6
    assert "Another Night Porter is in charge" in told


def test_quitting_with_a_request_hanging_takes_less_than_three_seconds(tmp_path: Path) -> None:
    folder = tmp_path / "hotel"
    folder.mkdir(mode=0o700)
    make_quick_vault(folder)
    beds24 = Beds24Process("--bookings", "20", "--seed", "3")
    try:
        console = Console(folder, beds24.url)
        assert console.connect(beds24).code == 0
        beds24.order("fault", kind="timeout", path="/bookings", times=None, seconds=60)
        beds24.order("log", clear=True)
        with a_window(folder, "--vault", "file", "--api-url", beds24.url) as process:
            deadline = time.monotonic() + PATIENCE
            while not beds24.order("log")["requests"]:
                assert time.monotonic() < deadline, "no run began"
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
            assert time.monotonic() - began < 3.0
            assert process.returncode == 0
    finally:
        beds24.stop()


def test_quitting_with_an_endless_backup_and_an_endless_question_takes_less_than_three_seconds(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "hotel")
    store = open_store(folder.path)
    keep_property(store, HOTEL, "Europe/Vienna")
    store.close()
    busy = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shell.busy_saver", str(folder.path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert busy.stdout is not None
        assert busy.stdout.readline() == "busy\n"
        began = time.monotonic()
        busy.send_signal(signal.SIGTERM)
        busy.communicate(timeout=PATIENCE)
        assert time.monotonic() - began < 3.0
        assert busy.returncode == 0
    finally:
        busy.kill()
        busy.communicate()
