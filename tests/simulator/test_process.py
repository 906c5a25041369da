"""The simulator as a process of its own."""

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from console.simulator import Happening, Kind, Simulator
from console.simulator.__main__ import read_arguments, run
from console.simulator.pace import Pacemaker

ROOT = Path(__file__).parents[2]


@pytest.fixture
def process() -> Iterator["subprocess.Popen[str]"]:
    words = [sys.executable, "-m", "console.simulator", "--port", "0", "--bookings", "30", "--pace", "6000"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_serves_and_ends_with_0(process: "subprocess.Popen[str]", number: signal.Signals) -> None:
    assert process.stdout is not None
    start = json.loads(process.stdout.readline())
    assert start.keys() == {"base_url", "control_url", "property_id", "invite_code"}
    headers = {"code": start["invite_code"]}
    assert httpx.get(f"{start['base_url']}/authentication/setup", headers=headers).status_code == 200
    truth = httpx.post(f"{start['control_url']}/truth").json()
    assert len(truth["bookings"]) >= 30
    process.send_signal(number)
    assert process.wait(10) == 0


def test_the_options_have_the_promised_defaults() -> None:
    options = read_arguments([])
    assert (options.rooms, options.bookings, options.speed, options.pace) == (20, 143, 1.0, 0.0)
    assert read_arguments(["--scopes", "read:bookings"]).scopes == ["read:bookings"]


@pytest.mark.parametrize(
    "words",
    ["--port 99999", "--port -1", "--port x", "--rooms 0", "--rooms 100000", "--bookings -5", "--scopes read:nothing"],
)
def test_a_wrong_option_is_told_in_a_sentence(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(words.split())
    assert ended.value.code == 2
    assert "invalid" not in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = [sys.executable, "-m", "console.simulator", "--port", port, "--bookings", "1"]
        ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    assert f"cannot serve on port {port}" in ended.stderr


def test_it_runs_until_told_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    stop = threading.Event()
    stop.set()
    run(read_arguments(["--bookings", "5"]), stop)
    assert json.loads(capsys.readouterr().out)["property_id"] == 345754


class Counting(Simulator):
    """Lets a test wait for the third event."""

    def __init__(self) -> None:
        super().__init__()
        self.third = threading.Event()

    def happen(self, kind: Kind | None = None, booking_id: int | None = None, times: int = 1) -> tuple[Happening, ...]:
        happened = super().happen(kind, booking_id, times)
        if len(self.life.happened) >= 3:
            self.third.set()
        return happened


def test_life_goes_on_at_its_pace_until_stopped() -> None:
    simulator = Counting()
    pacemaker = Pacemaker(simulator, per_minute=60_000)
    pacemaker.start()
    assert simulator.third.wait(10)
    pacemaker.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "pacemaker"]


def test_a_pace_of_nothing_is_refused(simulator: Simulator) -> None:
    with pytest.raises(ValueError, match="pace"):
        Pacemaker(simulator, 0)
