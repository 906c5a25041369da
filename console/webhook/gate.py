"""The gate before the parser: a request's head is here in full, small and strictly written, or it goes no further.

The parser behind it forgives much (bare line feeds, folded lines, repeated lengths, heads of any size that arrive in
one piece). What is forgiven is where two servers in a row disagree about where a request ends.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from console.webhook.limits import Limits
from console.webhook.outcomes import Outcome

_END: Final = b"\r\n\r\n"
_BARE_LINE_FEED: Final = re.compile(rb"(?<!\r)\n")
_REQUEST_LINE: Final = re.compile(rb"[A-Z]+ ([!-~]+) HTTP/1\.[01]")
_FIELD: Final = re.compile(rb"([!#$%&'*+.^`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)")
"""A name without underscore: some servers read `a_b` as `a-b`."""

_LENGTH: Final = re.compile(rb"[0-9]{1,19}")
_AT_MOST_ONCE: Final = (b"content-encoding", b"content-length", b"content-type", b"transfer-encoding")


class Gate:
    """Gathers the head of one connection's only request."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._received = bytearray()

    def take(self, data: bytes) -> bytes | Outcome | None:
        """All that was received, once the head is complete and in order; why not; None while more has to come."""
        seen = max(0, len(self._received) - len(_END) + 1)
        self._received += data
        end = self._received.find(_END, seen)
        complete = end >= 0
        size = end + len(_END) if complete else len(self._received)
        if _BARE_LINE_FEED.search(self._received, seen, size):
            return Outcome.MALFORMED
        if size > self._limits.head:
            return Outcome.BIG_HEAD
        if not complete:
            return None
        return find_fault(bytes(self._received[:end]), self._limits) or bytes(self._received)


def find_fault(head: bytes, limits: Limits) -> Outcome | None:
    """What is wrong with a head, given without the empty line at its end."""
    first, *lines = head.split(b"\r\n")
    asked = _REQUEST_LINE.fullmatch(first)
    if asked is None:
        return Outcome.MALFORMED
    if len(asked[1]) > limits.target:
        return Outcome.LONG_ADDRESS
    if len(lines) > limits.fields or any(len(line) > limits.field for line in lines):
        return Outcome.BIG_HEAD
    matches = [_FIELD.fullmatch(line) for line in lines]
    fields = [(match[1].lower(), match[2].strip()) for match in matches if match]
    return None if len(fields) == len(lines) and _is_framed(fields) else Outcome.MALFORMED


def _is_framed(fields: Sequence[tuple[bytes, bytes]]) -> bool:
    """Whether the fields tell in one way only where the request ends and whom it is for."""
    times = Counter(name for name, _ in fields)
    told = dict(fields)
    if times[b"host"] != 1 or any(times[name] > 1 for name in _AT_MOST_ONCE):
        return False
    if b"upgrade" in told or (b"content-length" in told and b"transfer-encoding" in told):
        return False
    return (
        _LENGTH.fullmatch(told.get(b"content-length", b"0")) is not None
        and told.get(b"transfer-encoding", b"chunked").lower() == b"chunked"
    )
