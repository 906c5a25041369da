"""A message of our own is known again when it comes back, and becomes no event."""

import hmac
import json
import secrets
import threading


class Echo:
    """Knows one message at a time; asked from any thread, and only about messages that were proved."""

    def __init__(self) -> None:
        self._body = b""
        self._heard = threading.Event()

    def expect(self) -> bytes:
        """The body of a new message, which nobody else can make."""
        self._heard.clear()
        self._body = json.dumps({"nightPorterTest": secrets.token_urlsafe(24)}).encode()
        return self._body

    def is_ours(self, body: bytes) -> bool:
        """Whether this is the message that is expected; if so it has come back."""
        ours = bool(self._body) and hmac.compare_digest(body, self._body)
        if ours:
            self._heard.set()
        return ours

    def came_back(self, within: float) -> bool:
        """Whether it came back, waiting for it if need be."""
        return self._heard.wait(within)
