"""How much anybody may ask of the listener."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """In bytes, seconds and pieces."""

    body: int = 256 * 1024
    head: int = 16 * 1024
    fields: int = 64
    field: int = 8 * 1024
    target: int = 2 * 1024
    deadline: float = 8.0
    """Counted from the beginning of the connection: by then its request is here in full."""

    cut: float = 10.0
    """By then a connection ends, whatever is still under way."""

    connections: int = 256
    rate: float = 20.0
    burst: int = 60
    """Of messages that were proved; what is refused costs nothing that would have to be shared out."""

    waiting: int = 32
    """Messages that were proved and wait to be stored."""


class Allowance:
    """So many at once, and so many a second after that."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._left = self._burst
        self._at = 0.0

    def take(self, now: float) -> bool:
        """Whether there is one left at this moment, by a clock that never jumps."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
