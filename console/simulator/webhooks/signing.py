"""The headers by which a receiver knows the sender: custom header lines, and the signature of a relay."""

import hashlib
import hmac
import re

SIGNATURE = "X-Beds24-Signature"
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def header_lines(text: str) -> tuple[tuple[str, str], ...]:
    """`name: value`, one per line, as customHeader holds them; what is no header is left out."""
    pairs = (line.partition(":") for line in text.splitlines())
    return tuple(
        (name.strip(), value.strip()) for name, colon, value in pairs if colon and _NAME.fullmatch(name.strip())
    )


def signature(secret: str, body: bytes, *, prefix: bool) -> tuple[str, str]:
    """The signature header: hex HMAC-SHA256 of the raw body."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return SIGNATURE, f"sha256={digest}" if prefix else digest


def spoiled(secret: str) -> str:
    """A secret that is almost right: only its last character differs."""
    return secret[:-1] + ("1" if secret.endswith("0") else "0")
