"""The keyrings that may be used, by allow-list, and what to tell the person when none of them answers.

`keyring.get_keyring()` is never called: it obeys PYTHON_KEYRING_BACKEND and keyringrc.cfg, and else takes the
installed package of highest priority, a plain-text file included. Only classes named here are ever made.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol, cast


class Backend(Protocol):
    """The three calls of a `keyring` backend that a vault needs; a user name is never empty."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give the text kept for this service and user, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the text, replacing the former one."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove the text."""
        ...


@dataclass(frozen=True, slots=True)
class Allowed:
    """One keyring on the list: its own name, and the class of `keyring` that speaks to it."""

    title: str
    module: str
    kind: str

    def start(self) -> Backend | None:
        """Make the backend, or None where this machine does not offer it. May block on D-Bus.

        `viable` is the library's own question "does `priority` raise"; it answers False to any failure.
        """
        try:
            kind = getattr(import_module(self.module), self.kind)
        except ImportError:
            return None
        return cast("Backend", _stay_local(kind())) if kind.viable else None


def _stay_local(backend: object) -> object:
    """Keep a Windows credential on this computer: the library's default roams with the domain profile."""
    if hasattr(type(backend), "persist"):
        backend.persist = "local machine"  # type: ignore[attr-defined] # of Windows only
    return backend


@dataclass(frozen=True, slots=True)
class Choice:
    """What one platform offers: the keyrings in order of preference, their common name, and the remedy."""

    title: str
    remedy: str
    allowed: tuple[Allowed, ...]

    def missing(self) -> str:
        """Say which keyring is missing and what to do, for the text of VaultMissing."""
        return (
            f"{self.title} cannot be opened, so the key cannot be kept safely. {self.remedy} "
            "Or start Night Porter with --vault file to keep it in an encrypted file behind a passphrase."
        )


_WINDOWS: Final = Choice(
    "Windows Credential Manager",
    "Sign in to Windows with a password as the user who runs Night Porter, and try again.",
    (Allowed("Windows Credential Manager", "keyring.backends.Windows", "WinVaultKeyring"),),
)
_MACOS: Final = Choice(
    "macOS Keychain",
    "Unlock the login keychain in Keychain Access, and try again.",
    (Allowed("macOS Keychain", "keyring.backends.macOS", "Keyring"),),
)
_FREEDESKTOP: Final = Choice(
    "The keyring of the Linux desktop",
    "Install gnome-keyring (or KeePassXC, or KWallet), sign in to the desktop again and unlock the keyring; "
    "over SSH or in a service there is usually none.",
    (
        Allowed("Secret Service", "keyring.backends.SecretService", "Keyring"),
        Allowed("Secret Service (libsecret)", "keyring.backends.libsecret", "Keyring"),
        Allowed("KWallet", "keyring.backends.kwallet", "DBusKeyring"),
    ),
)


def choice_for(platform: str) -> Choice:
    """Tell what a platform (a value of `sys.platform`) offers.

    The order never depends on the desktop in use: a key written today must be found there tomorrow.
    """
    return {"win32": _WINDOWS, "darwin": _MACOS}.get(platform, _FREEDESKTOP)
