"""A quick tunnel is started, believed, watched, started again and ended; every program here is a real child."""

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.domain.quick_tunnel import TunnelFault, TunnelPhase, TunnelState, address_in, is_quick_address
from console.services.tunnels import Tunnel, program_of
from console.webhook.cloudflared import surroundings_of
from console.webhook.tunnel_keeper import TunnelKeeper
from tests.building import NOW
from tests.cli.running import ROOT, until
from tests.fakes.beds24 import StillClock
from tests.webhook.tunnels import ADDRESS, OTHER, SEGMENT, Program, said

HERE = "http://127.0.0.1:8625"
OPEN = TunnelState(TunnelPhase.OPEN, ADDRESS)


class Kept:
    """A keeper over a program of ours, with everything that it told."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.told: list[TunnelState] = []
        self.keeper = self.make()

    def make(self, *, pause: float = 0.01, patience: float = 20) -> TunnelKeeper:
        self.keeper = TunnelKeeper(
            lambda: program_of(Tunnel.CLOUDFLARED, self.program.path),
            self.told.append,
            StillClock(NOW),
            pauses=(pause,),
            patience=patience,
        )
        return self.keeper

    @property
    def phases(self) -> list[TunnelPhase]:
        return [state.phase for state in self.told]

    @property
    def faults(self) -> list[TunnelFault]:
        return [state.fault for state in self.told if state.fault]

    def until(self, state: TunnelState) -> None:
        until(lambda: self.keeper.state == state)


Make = Callable[..., Kept]


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Make]:
    made: list[Kept] = []

    def make(*plan: list[list[str]]) -> Kept:
        made.append(Kept(Program(tmp_path / "bin", *plan)))
        return made[-1]

    yield make
    for one in made:
        assert one.keeper.stop()
        assert not any(start.is_there for start in one.program.starts)


@pytest.mark.parametrize(
    ("line", "address"),
    [
        (f"2026-11-24T10:00:00Z INF |  {ADDRESS}     |", ADDRESS),
        (ADDRESS, ADDRESS),
        ("INF Requesting new quick Tunnel on trycloudflare.com...", ""),
        ('ERR failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp', ""),
        ("ERR see https://api.trycloudflare.com for more", ""),
        ("INF |  http://first-hotel.trycloudflare.com  |", ""),
        ("INF |  https://trycloudflare.com  |", ""),
        ("INF |  https://first.trycloudflare.com.evil.example  |", ""),
        ("INF |  https://evil.example/https://first.trycloudflare.com  |", ""),
        ("INF |  https://first.trycloudflare.com/path  |", ""),
        ("INF |  https://a.b.trycloudflare.com  |", ""),
        ("INF |  https://user@first.trycloudflare.com  |", ""),
        ("INF |  https://first.trycloudflare.com:8443  |", ""),
        (f"ERR error=refused dest={ADDRESS}/api/integrations/beds24/webhook/{SEGMENT}", ""),
        ("\x00\xff nonsense https:// trycloudflare.com", ""),
        ("", ""),
    ],
)
def test_only_an_https_address_of_a_quick_tunnel_is_believed(line: str, address: str) -> None:
    assert address_in(line) == address
    assert is_quick_address(line) is (line == ADDRESS)


def test_it_leads_to_the_listener_and_tells_the_address(keep: Make) -> None:
    kept = keep(said(ADDRESS))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    assert kept.phases == [TunnelPhase.STARTING, TunnelPhase.OPEN]
    (start,) = kept.program.starts
    assert start.words[0] == "tunnel"
    assert start.words[-2:] == ["--url", HERE]
    assert start.words[start.words.index("--config") + 1] == os.devnull
    assert "--no-autoupdate" in start.words


def test_nothing_is_started_before_there_is_something_to_lead_to(keep: Make) -> None:
    kept = keep(said(ADDRESS))
    kept.keeper.lead_to("")
    kept.until(TunnelState(TunnelPhase.WAITING))
    assert kept.program.starts == []
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    kept.keeper.lead_to(None)
    kept.until(TunnelState())
    assert not kept.program.starts[0].is_there


def test_a_wish_that_comes_while_the_one_before_is_told_is_not_missed(keep: Make) -> None:
    kept = keep(said(ADDRESS))

    def lead_on(state: TunnelState) -> None:
        if state.phase is TunnelPhase.WAITING:
            kept.keeper.lead_to(HERE)

    kept.keeper = TunnelKeeper(
        lambda: program_of(Tunnel.CLOUDFLARED, kept.program.path), lead_on, StillClock(NOW), pauses=(0.01,)
    )
    kept.keeper.lead_to("")
    kept.until(OPEN)


def test_our_passphrase_and_another_tunnels_settings_are_not_handed_on(
    keep: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGHT_PORTER_PASSPHRASE", "a-canary")
    monkeypatch.setenv("TUNNEL_TOKEN", "a-canary")
    kept = keep(said(ADDRESS))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    (start,) = kept.program.starts
    assert "PATH" in start.surroundings
    assert not {"NIGHT_PORTER_PASSPHRASE", "TUNNEL_TOKEN"} & set(start.surroundings)


def test_libraries_that_were_packed_with_us_are_no_other_programs() -> None:
    ours = {"LD_LIBRARY_PATH": "/packed", "LD_LIBRARY_PATH_ORIG": "/usual", "HOME": "/home"}
    assert surroundings_of(ours, packed=True) == {"LD_LIBRARY_PATH": "/usual", "HOME": "/home"}
    assert surroundings_of({"LD_LIBRARY_PATH": "/packed"}, packed=True) == {}
    assert surroundings_of(ours, packed=False) == ours


def test_one_that_dies_is_started_again_and_brings_another_address(keep: Make) -> None:
    kept = keep([*said(ADDRESS), ["await", "go"], ["end", "1"]], said(OTHER))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    kept.program.let_go("go")
    kept.until(TunnelState(TunnelPhase.OPEN, OTHER))
    assert kept.faults == [TunnelFault.ENDED]
    assert len(kept.program.starts) == 2


def test_one_that_is_killed_from_outside_is_started_again(keep: Make) -> None:
    kept = keep(said(ADDRESS), said(OTHER))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    os.kill(kept.program.starts[0].pid, signal.SIGKILL)
    kept.until(TunnelState(TunnelPhase.OPEN, OTHER))


def test_one_that_cloudflare_has_forgotten_is_given_up_for_a_new_one(keep: Make) -> None:
    lost = 'ERR Register tunnel error from server side error="Unauthorized: Tunnel not found" connIndex=0'
    kept = keep([*said(ADDRESS), ["await", "go"], ["say", lost]], said(OTHER))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    kept.program.let_go("go")
    kept.until(TunnelState(TunnelPhase.OPEN, OTHER))
    assert kept.faults == [TunnelFault.LOST]
    assert not kept.program.starts[0].is_there


def test_another_address_of_the_same_program_counts_from_then_on(keep: Make) -> None:
    kept = keep([*said(ADDRESS), ["await", "go"], *said(OTHER)])
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    kept.program.let_go("go")
    kept.until(TunnelState(TunnelPhase.OPEN, OTHER))
    assert len(kept.program.starts) == 1


def test_nonsense_is_no_address_however_long_it_is(keep: Make) -> None:
    nonsense = [["say", "x" * 200_000], ["say", "https://evil.example"], ["say", "\udc80\x00"], ["say", "{}"]]
    kept = keep([*nonsense[:2], nonsense[3], ["await", "go"], *said(ADDRESS)])
    kept.keeper.lead_to(HERE)
    until(lambda: len(kept.program.starts) == 1)
    assert kept.phases in ([TunnelPhase.STARTING], [])
    kept.program.let_go("go")
    kept.until(OPEN)


def test_one_that_never_answers_is_ended_and_started_again(keep: Make) -> None:
    kept = keep([["say", "INF Requesting new quick Tunnel on trycloudflare.com..."]], said(ADDRESS))
    kept.make(patience=0.3).lead_to(HERE)
    until(lambda: TunnelFault.SILENT in kept.faults)
    assert not kept.program.starts[0].is_there
    until(lambda: len(kept.program.starts) > 1)


def test_starts_that_fail_are_told_with_the_time_of_the_next_one_and_come_slower(keep: Make) -> None:
    kept = keep([["end", "1"]])
    kept.keeper = TunnelKeeper(
        lambda: program_of(Tunnel.CLOUDFLARED, kept.program.path), kept.told.append, StillClock(NOW), (0.01, 0.02, 600)
    )
    kept.keeper.lead_to(HERE)
    until(lambda: len(kept.faults) == 3)
    told = [(state.again_at - NOW).total_seconds() for state in kept.told if state.again_at]
    assert told == [0.01, 0.02, 600]
    kept.program.plan(said(ADDRESS))
    kept.keeper.lead_to(None)
    kept.until(TunnelState())
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)


def test_a_program_that_is_not_there_or_is_none_is_told(keep: Make, tmp_path: Path) -> None:
    kept = keep(said(ADDRESS))
    program = tmp_path / "bin" / "cloudflared"
    program.rename(tmp_path / "elsewhere")
    kept.keeper.lead_to(HERE)
    until(lambda: TunnelFault.NOT_INSTALLED in kept.faults)
    program.write_bytes(b"\x7fELF is not enough")
    program.chmod(0o755)
    until(lambda: bool({TunnelFault.NOT_STARTED, TunnelFault.ENDED} & set(kept.faults)))
    program.unlink()
    (tmp_path / "elsewhere").rename(program)
    kept.until(OPEN)


def test_it_follows_the_listener_to_another_port(keep: Make) -> None:
    kept = keep(said(ADDRESS), said(OTHER))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    kept.keeper.lead_to("http://127.0.0.1:8626")
    kept.until(TunnelState(TunnelPhase.OPEN, OTHER))
    first, second = kept.program.starts
    assert not first.is_there
    assert second.words[-1] == "http://127.0.0.1:8626"
    assert kept.faults == []


@pytest.mark.parametrize("deaf", [False, True])
def test_it_ends_in_time_even_where_the_program_does_not_want_to(keep: Make, *, deaf: bool) -> None:
    kept = keep([*([["deaf", ""]] if deaf else []), *said(ADDRESS)])
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    began = time.monotonic()
    assert kept.keeper.stop()
    assert time.monotonic() - began < 2
    assert not kept.program.starts[0].is_there
    kept.keeper.lead_to("http://127.0.0.1:8626")
    assert len(kept.program.starts) == 1


def test_no_word_of_the_programs_own_is_logged(keep: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kept = keep([*said(ADDRESS), ["await", "go"], ["end", "1"]], said(OTHER))
    kept.keeper.lead_to(HERE)
    kept.until(OPEN)
    kept.program.let_go("go")
    kept.until(TunnelState(TunnelPhase.OPEN, OTHER))
    assert "quick tunnel is open" in caplog.text
    assert "quick tunnel is down (ended)" in caplog.text
    for secret in (SEGMENT, ADDRESS, OTHER, "refused"):
        assert secret not in caplog.text


_CHILD = """
import sys
from console.webhook.cloudflared import Cloudflared

child = Cloudflared(sys.argv[1], "http://127.0.0.1:1", lambda: print("heard", flush=True))
sys.stdin.read()
"""


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("setpriv") is None, reason="only Linux ends the children of the killed"
)
def test_a_console_that_is_killed_leaves_no_program_behind(tmp_path: Path) -> None:
    program = Program(tmp_path / "bin", said(ADDRESS))
    words = [sys.executable, "-c", _CHILD, str(tmp_path / "bin" / "cloudflared")]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as console:
        assert console.stdout is not None
        assert console.stdout.readline() == b"heard\n"
        (start,) = program.starts
        assert start.is_there
        console.kill()
    until(lambda: not start.is_there)
