"""Programs on this computer that can bring messages from the internet to it."""

import shutil
from enum import StrEnum


class Tunnel(StrEnum):
    """The value is the program's own name."""

    CLOUDFLARED = "cloudflared"
    TAILSCALE = "tailscale"
    NGROK = "ngrok"


def tunnels_here(path: str | None = None) -> tuple[Tunnel, ...]:
    """Those that are installed, looked for where this computer looks for programs; nothing is started."""
    return tuple(tunnel for tunnel in Tunnel if program_of(tunnel, path))


def program_of(tunnel: Tunnel, path: str | None = None) -> str | None:
    """Where the program lies; None where it is not installed."""
    return shutil.which(tunnel.value, path=path)
