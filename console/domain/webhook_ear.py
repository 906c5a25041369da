"""How the webhook's listener stands on this computer, and how far a message of our own came on its way through."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class EarState:
    """`port` where it listens, None while it does not; `trouble` is the sentence that says why it cannot.

    `port_taken`: another program has the port, so another one would help.
    """

    port: int | None = None
    trouble: str = ""
    port_taken: bool = False


class TripEnd(StrEnum):
    """Where a message ended that we sent to our own public address."""

    ARRIVED = "arrived"
    OFF = "off"
    NO_ADDRESS = "no_address"

    NOT_LISTENING = "not_listening"
    """Nothing hears on this computer."""

    NOT_HEARD_HERE = "not_heard_here"
    """The listener on this computer does not take even what is sent to it directly."""

    NAME_UNKNOWN = "name_unknown"
    """The internet does not know the public name."""

    NO_TUNNEL = "no_tunnel"
    """The name is known, but nobody answers there."""

    UNSAFE = "unsafe"
    """The certificate at the public address is not in order."""

    NO_WAY_THROUGH = "no_way_through"
    """The tunnel's far end answers, but does not reach this computer."""

    REDIRECTED = "redirected"
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - how it ended, not a secret
    WRONG_HOST = "wrong_host"
    BUSY = "busy"
    SOMETHING_ELSE = "something_else"
    """Whoever answered was not this listener."""


@dataclass(frozen=True, slots=True)
class Trip:
    """How it ended; `code` is what was answered at the public address, where anything was."""

    end: TripEnd
    code: int | None = None
    seconds: float | None = None
