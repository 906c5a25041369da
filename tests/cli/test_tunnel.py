"""`serve` runs the quick tunnel that is wished for, and takes it along when it ends, however it ends."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.hooks import SECRET, post
from tests.cli.running import STOPS_WITHIN, Console, Running, until
from tests.webhook.tunnels import ADDRESS, OTHER, SEGMENT, Program, said


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """What a process finds that is started from now on."""
    made = Program(tmp_path / "bin", said(ADDRESS), said(OTHER))
    monkeypatch.setenv("PATH", f"{made.path}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def serving(connected: Console, program: Program) -> Iterator[Running]:
    assert connected.run("webhook", "on", "--secret", "-", "--tunnel", "quick", stdin=SECRET).code == 0
    with connected.process("serve") as running:
        running.line_with(f"quick tunnel is open at {ADDRESS}")
        yield running


def test_the_tunnel_comes_up_with_serve_and_goes_with_it(
    connected: Console, program: Program, serving: Running
) -> None:
    shown = connected.run("webhook", "show", "--json").json()
    assert shown["public_url"] == ADDRESS
    (start,) = program.starts
    assert start.words[-1] == f"http://127.0.0.1:{shown['port']}"
    assert "NIGHT_PORTER_PASSPHRASE" not in start.surroundings
    assert post(shown["port"], b"", method="GET", path="/healthz") == 204
    ran, took = serving.stop(signal.SIGTERM)
    assert (ran.code, took < STOPS_WITHIN) == (0, True)
    assert not start.is_there
    logs = [file.read_text() for file in connected.folder.rglob("*.log*")]
    assert any("quick tunnel is open" in text for text in logs)
    assert not any(secret in text for text in [ran.err, *logs] for secret in (SEGMENT, "refused"))
    assert not any(ADDRESS in text for text in logs)


def test_what_is_wished_beside_it_counts_within_seconds(connected: Console, program: Program, serving: Running) -> None:
    connected.run("webhook", "on", "--tunnel", "own")
    until(lambda: not program.starts[0].is_there)
    assert connected.run("webhook", "show", "--json").json()["public_url"] == ""
    connected.run("webhook", "on", "--tunnel", "quick")
    serving.line_with(f"quick tunnel is open at {OTHER}")


def test_a_tunnel_that_ends_is_told_once_and_comes_up_again(
    connected: Console, program: Program, serving: Running
) -> None:
    os.kill(program.starts[0].pid, signal.SIGKILL)
    serving.line_with("quick tunnel is down: cloudflared ended")
    serving.line_with(f"quick tunnel is open at {OTHER}")


def test_doctor_tells_of_the_tunnel_and_of_a_program_that_is_not_there(
    connected: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> dict[str, Any]:
        findings: list[dict[str, Any]] = connected.run("doctor", "--json").json()["findings"]
        (finding,) = (one for one in findings if one["subject"] == "Quick tunnel")
        return finding

    connected.run("webhook", "on", "--secret", "-", "--tunnel", "quick", stdin=SECRET)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "--tunnel own" in told()["to_do"]
    Program(tmp_path / "bin", said(ADDRESS))
    assert told()["ok"]
    assert "no address yet" in told()["state"]


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("setpriv") is None, reason="only Linux ends the children of the killed"
)
def test_a_serve_that_is_killed_leaves_no_tunnel_behind(program: Program, serving: Running) -> None:
    serving.stop(signal.SIGKILL)
    until(lambda: not program.starts[0].is_there)
