"""Where a webhook may go: to this machine and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

_KEPT = "%/:?#[]@!$&'()*+,;="


class NotOnThisMachine(Exception):
    """The address leads out; the simulator never calls out."""


@dataclass(frozen=True, slots=True)
class Target:
    """A loopback address taken apart; `host` is what the Host header says."""

    address: str
    port: int
    path: str
    host: str


def find_target(url: str, tunnels: Mapping[str, str]) -> Target:
    """Where to send for `url`, through a tunnel if one begins there; NotOnThisMachine for any other address."""
    try:
        parts, asked = urlsplit(_behind(url, tunnels)), urlsplit(url)
        address, port = _loopback(parts.hostname or ""), parts.port or 80
    except ValueError as error:
        raise NotOnThisMachine(str(error)) from error
    if parts.scheme != "http":
        raise NotOnThisMachine(f"only http: to 127.0.0.1, not {parts.scheme}:")
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(address, port, quote(path, _KEPT), asked.netloc.rpartition("@")[2])


def _behind(url: str, tunnels: Mapping[str, str]) -> str:
    for public, local in tunnels.items():
        rest = url.removeprefix(public)
        if url.startswith(public) and rest[:1] in {"", "/", "?"}:
            return f"{local}{rest}"
    return url


def _loopback(name: str) -> str:
    if name == "localhost":
        return "127.0.0.1"
    if not ip_address(name).is_loopback:
        raise NotOnThisMachine(f"{name} is not this machine")
    return name
