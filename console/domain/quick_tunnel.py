"""A quick tunnel of cloudflared's: the way from the internet to this computer that Night Porter starts by itself."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_ADDRESS = re.compile(r"(?<![^\s|])https://(?!api\.)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.trycloudflare\.com(?![^\s|])")
_GIVEN_UP = "Unauthorized: Tunnel not found"


class TunnelPhase(StrEnum):
    OFF = "off"

    WAITING = "waiting"
    """It is wished for, but there is no listener yet to which it could lead."""

    STARTING = "starting"
    """The program runs and has told no address yet."""

    OPEN = "open"
    DOWN = "down"
    """It does not run, and is started again."""


class TunnelFault(StrEnum):
    """Why a tunnel is down."""

    NOT_INSTALLED = "not_installed"
    NOT_STARTED = "not_started"
    ENDED = "ended"

    SILENT = "silent"
    """It told no address for too long."""

    LOST = "lost"
    """Cloudflare knows the tunnel no more; the program would try for ever."""


@dataclass(frozen=True, slots=True)
class TunnelState:
    """How the tunnel stands. `address` while it is open; `fault` and `again_at` while it is down."""

    phase: TunnelPhase = TunnelPhase.OFF
    address: str = ""
    fault: TunnelFault | None = None
    again_at: datetime | None = None


class MovePhase(StrEnum):
    """How it stands with telling Beds24 the tunnel's newest address."""

    NOTHING = "nothing"
    UNDER_WAY = "under_way"
    DONE = "done"

    NOT_THERE = "not_there"
    """Somebody took our address out of Beds24, so nothing is put there without being asked for."""

    NO_RIGHT = "no_right"
    """The key may not change settings."""

    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MoveState:
    """`sentence` says what went wrong; `again_at` when it is tried again."""

    phase: MovePhase = MovePhase.NOTHING
    sentence: str = ""
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TunnelWish:
    """Whether Night Porter runs the tunnel, and the address that it wrote into Beds24 last, empty if it never did."""

    wanted: bool = False
    told_address: str = ""


def address_in(line: str) -> str:
    """The public address that a line of cloudflared's output tells, else nothing.

    Only an https address of a quick tunnel that stands for itself counts: error messages name Cloudflare's own
    addresses, with a path behind them.
    """
    found = _ADDRESS.search(line)
    return found.group() if found else ""


def is_quick_address(url: str) -> bool:
    """Whether this is the address of a quick tunnel, which ends with it."""
    return _ADDRESS.fullmatch(url) is not None


def tells_of_loss(line: str) -> bool:
    """Whether a line of cloudflared's output says that Cloudflare knows the tunnel no more."""
    return _GIVEN_UP in line
