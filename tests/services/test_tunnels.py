"""Tunnels are found where this computer looks for programs."""

from pathlib import Path

from console.services.tunnels import Tunnel, tunnels_here


def test_only_programs_that_are_there_are_found(tmp_path: Path) -> None:
    assert tunnels_here(str(tmp_path)) == ()
    for name in ("cloudflared", "ngrok"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    (tmp_path / "tailscale").mkdir()
    assert tunnels_here(str(tmp_path)) == (Tunnel.CLOUDFLARED, Tunnel.NGROK)
