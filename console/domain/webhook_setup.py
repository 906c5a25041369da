"""How the webhook is set up: what a person may choose, and the address that Beds24 is told."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from console.domain.errors import WrongInput
from console.domain.hooks import VerifyMode
from console.domain.secret import Secret, check_keepable

PATH = "/api/integrations/beds24/webhook"
USUAL_HEADER = "X-Webhook-Secret"
USUAL_DAYS = 7
MOST_DAYS = 90
SHORTEST_SECRET = 8
SAFE_SECRET = 16
FIRST_PORT, LAST_PORT = 1024, 65_535
"""Below are those that only the system itself may use."""

_SECRET_BYTES = 32
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_TAKEN = re.compile(
    r"host|connection|keep-alive|upgrade|expect|te|trailer|transfer-encoding|content-.*|accept.*|cookie|origin|referer"
    r"|sec-.*|user-agent|date|forwarded|x-forwarded-.*|x-beds24-signature|webhook-.*|proxy-.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WebhookSetup:
    """What is chosen; `path_segment` and `public_url` may be empty, `port` is None until the listener first ran.

    The moments tell when the secrets last opened the door, until when the previous one still does, and since when the
    webhook is on (None where it was switched on before that was noted).
    """

    enabled: bool = False
    mode: VerifyMode = VerifyMode.HEADER
    header_name: str = USUAL_HEADER
    path_segment: str = ""
    public_url: str = ""
    port: int | None = None
    secret_used_at: datetime | None = None
    previous_until: datetime | None = None
    previous_used_at: datetime | None = None
    enabled_at: datetime | None = None

    @property
    def used_at(self) -> datetime | None:
        """When Beds24 last sent something with a secret that is, or still is, the right one."""
        return max(filter(None, (self.secret_used_at, self.previous_used_at)), default=None)

    @property
    def path(self) -> str:
        """Where the listener hears."""
        return f"{PATH}/{self.path_segment}" if self.path_segment else PATH

    @property
    def address(self) -> str:
        """What is pasted into Beds24; only the path while the public address is not known."""
        return self.public_url + self.path

    @property
    def public_name(self) -> str:
        """The name under which Beds24 calls, without a port; empty while it is not known."""
        return urlsplit(self.public_url).hostname or ""


def new_path_segment() -> str:
    """Sixteen random bytes: nobody finds the address by trying."""
    return secrets.token_urlsafe(16)


def new_secret() -> Secret:
    """One that nobody can guess, of letters, digits and two signs that every header carries."""
    return Secret(secrets.token_urlsafe(_SECRET_BYTES))


def checked_header_name(name: str) -> str:
    """`name` as a header of its own. Raises WrongInput for one that cannot carry the secret."""
    name = name.strip()
    if not _HEADER.fullmatch(name):
        raise WrongInput(
            "A header's name is made of letters, digits and hyphens, begins with a letter, and has at most 64 of them."
        )
    if _TAKEN.fullmatch(name):
        raise WrongInput(f"The header {name} has a meaning of its own. Choose another name, like {USUAL_HEADER}.")
    return name


def checked_secret(secret: Secret) -> Secret:
    """A secret that a header can carry. Raises WrongInput."""
    check_keepable(secret)
    text = secret.reveal()
    if not text.isascii() or text != text.strip():
        raise WrongInput("The secret may only hold plain letters, digits and signs, and no blank at either end.")
    if len(text) < SHORTEST_SECRET:
        raise WrongInput(f"A secret of fewer than {SHORTEST_SECRET} characters can be guessed. Choose a longer one.")
    return secret


def checked_days(days: int) -> int:
    """For how long the previous secret is accepted. Raises WrongInput."""
    if not 0 <= days <= MOST_DAYS:
        raise WrongInput(f"The previous secret can be accepted for 0 to {MOST_DAYS} days.")
    return days


def checked_port(port: int) -> int:
    """A port that a program may listen at. Raises WrongInput."""
    if not FIRST_PORT <= port <= LAST_PORT:
        raise WrongInput(f"A port is a number from {FIRST_PORT} to {LAST_PORT}.")
    return port


def checked_public_url(text: str) -> str:
    """The tunnel's address without anything behind its name; empty stays empty. Raises WrongInput."""
    text = text.strip()
    if not text:
        return ""
    parts = _split(text)
    if not _is_safe(parts):
        raise WrongInput("The public address has to begin with https:// and the tunnel's name.")
    if parts.query or parts.fragment or parts.username or not _is_ours(parts.path):
        raise WrongInput("Give the tunnel's address up to its name only, like https://hotel.example.com")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port, parts.hostname
    except ValueError as error:
        raise WrongInput("This is not an address. One looks like https://hotel.example.com") from error
    return parts


def _is_safe(parts: SplitResult) -> bool:
    """https; or http to this machine, for trying it out."""
    name = parts.hostname or ""
    return bool(name) and (parts.scheme == "https" or (parts.scheme == "http" and name in _LOOPBACK))


def _is_ours(path: str) -> bool:
    """Who pastes the whole address that we told means its beginning."""
    return path in ("", "/") or path == PATH or path.startswith(f"{PATH}/")
