"""What may be chosen about sending, besides the settings of the property."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WebhookOptions:
    """How a relay or a test wants it.

    `at_once`: no delay before the first try. `envelope`: the body of a relay,
    `{"event": "booking.created", "id": "evt_...", "booking": {...}}`, instead of Beds24's own.
    `hmac_secret` adds `X-Beds24-Signature`, hex HMAC-SHA256 of the body, after `sha256=` if `hmac_prefix`.
    `inventory_url` and `inventory_header` set up the inventory webhook, several lines as in the property.
    `tunnels`: public addresses (`https://name.example`, no slash at the end) and the loopback addresses they lead
    to, as a tunnel would; the Host header stays the public one. Without one, any address that is not loopback is
    refused and never called.
    """

    at_once: bool = False
    envelope: bool = False
    hmac_secret: str = field(default="", repr=False)
    hmac_prefix: bool = False
    inventory_url: str = ""
    inventory_header: str = field(default="", repr=False)
    tunnels: Mapping[str, str] = field(default_factory=dict)
