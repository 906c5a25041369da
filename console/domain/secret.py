"""Secrets and the place that keeps them: what services and the Beds24 client need to know of the vault."""

import hmac
from enum import StrEnum
from typing import Final, Never, Protocol, Self

from console.domain.errors import WrongInput

LONGEST: Final = 1280
"""UTF-16 code units: Windows keeps at most 2,560 bytes in one credential (CRED_MAX_CREDENTIAL_BLOB_SIZE)."""

MASK: Final = "•••"


class Secret:
    """A text that never shows itself: not in a log, a message, a traceback, a pickle or an export.

    Only `reveal` gives the text, so that every place where a secret comes out can be found by its name.
    Two secrets are compared in constant time. It is not a dataclass on purpose: `asdict` would open it.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the text itself, as str."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_octets(self._text), _octets(other._text))

    __hash__ = None  # type: ignore[assignment]  # a hash would be a short name of the secret

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __getstate__(self) -> Never:
        raise TypeError("a secret cannot be pickled")

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("a secret cannot be pickled")


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class SecretName(StrEnum):
    """The secrets that a vault keeps; everything else is encrypted in its column by COLUMN_KEY."""

    REFRESH_TOKEN = "refresh-token"  # noqa: S105  # a name, not a secret
    """Beds24's refresh token, 152 to 172 characters."""

    COLUMN_KEY = "column-key"
    """32 random bytes in Base64: the AES-256 key of encrypted columns."""

    PROBE = "probe"
    """Nothing of worth: written and forgotten to see whether the place keeps what it is given."""


class Safe(StrEnum):
    """The sorts of place in which a vault keeps secrets: the system's keyring, an encrypted file, or memory alone."""

    KEYRING = "keyring"
    FILE = "file"
    MEMORY = "memory"


class Vault(Protocol):
    """A safe place for a few short secrets of one data folder.

    Every method may block on an unlock dialog, up to the vault's time limit: never call it in the Qt thread.
    """

    def read(self, name: SecretName) -> Secret | None:
        """Give the secret kept under this name, or None. Raises VaultLocked."""
        ...

    def write(self, name: SecretName, secret: Secret) -> None:
        """Keep this secret, replacing the former one, and make sure that it is really kept.

        Raises WrongInput for a secret that `check_keepable` refuses, VaultLocked, and VaultMissing when
        the place does not give back what was put in.
        """
        ...

    def forget(self, name: SecretName) -> None:
        """Remove the secret; it is not an error if there is none. Raises VaultLocked."""
        ...

    def safe(self) -> Safe:
        """What sort of place it is, for a person at the desk."""
        ...

    def describe(self) -> str:
        """Name the place as whoever looks after the computer knows it, for doctor."""
        ...


def check_keepable(secret: Secret) -> None:
    """Refuse what some vault could not give back unchanged, so that all vaults take the same secrets.

    Raises WrongInput: for an empty text, one longer than LONGEST, or one with control characters (the
    macOS call ends at a NUL, and a line break only comes from careless pasting).
    """
    text = secret.reveal()
    if not text:
        raise WrongInput("The key is empty; there is nothing to keep.")
    if not text.isprintable():
        raise WrongInput("The key holds a line break or another invisible character. Paste it again without.")
    units = len(text.encode("utf-16-le")) // 2
    if units > LONGEST:
        raise WrongInput(
            f"The key has {units:,} characters; at most {LONGEST:,} can be kept safely. Is it the right text?"
        )
