"""The table of channels, read when it is first asked for."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from console.domain.channels import Channel, Channels, Manner
from console.domain.edits import Part

_TABLE = Path(__file__).resolve().parents[2] / "resources" / "channels" / "channels.json"


@cache
def known_channels() -> Channels:
    """Every channel of Beds24's; whoever sells under a code that is not among them is taken for a portal."""
    held: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    owned = {Manner(name): frozenset(map(Part, manner["owns"])) for name, manner in held["manners"].items()}
    channels = {one["code"]: _channel(one, owned[Manner(one["manner"])]) for one in held["channels"]}
    return Channels(channels, Channel("", "", Manner.PORTAL, owned[Manner.PORTAL]))


def _channel(held: dict[str, Any], owned: frozenset[Part]) -> Channel:
    return Channel(
        code=held["code"],
        name=held["name"],
        manner=Manner(held["manner"]),
        owns=owned | frozenset(map(Part, held.get("owns", ()))),
        told=frozenset(map(Part, held.get("told", ()))),
        extranet=held.get("extranet", ""),
    )
