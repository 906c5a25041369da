"""The system keyring as a vault: Windows Credential Manager, macOS Keychain, Secret Service or KWallet."""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from os import fsencode
from os.path import normcase
from pathlib import Path
from typing import Final, TypeVar

from keyring.errors import PasswordDeleteError

from console.domain.errors import VaultLocked, VaultMissing
from console.domain.secret import Safe, Secret, SecretName, check_keepable
from console.vault.allowed import Allowed, Backend, Choice, choice_for
from console.vault.time_limit import NoAnswer, Refused, TimeLimit

T = TypeVar("T")

UNLOCK_SECONDS: Final = 30.0
"""How long one call may wait for a person at an unlock dialog."""


def account_of(data_folder: Path) -> str:
    """Name a data folder by 16 hexadecimal digits, so that two hotels or a demo never share an entry."""
    return sha256(fsencode(normcase(data_folder.resolve()))).hexdigest()[:16]


def open_keyring_vault(
    account: str, *, choice: Choice | None = None, seconds: float = UNLOCK_SECONDS
) -> "KeyringVault":
    """Open the first usable keyring of this platform for one data folder (see `account_of`).

    Raises VaultMissing, saying which keyring is missing and what to do, and VaultLocked if none answered
    within the limit.
    """
    offered = choice or choice_for(sys.platform)
    limit = TimeLimit(seconds)
    try:
        found = limit.run(lambda: _first_usable(offered.allowed))
    except NoAnswer:
        raise VaultLocked(_silent(offered.title, seconds)) from None
    except Refused:
        found = None
    if found is None:
        raise VaultMissing(offered.missing())
    title, backend = found
    return KeyringVault(backend, title, account, said=offered.title, seconds=seconds)


def _first_usable(allowed: Iterable[Allowed]) -> tuple[str, Backend] | None:
    started = ((one.title, one.start()) for one in allowed)
    return next(((title, backend) for title, backend in started if backend), None)


def _silent(title: str, seconds: float) -> str:
    return (
        f"{title} gave no answer for {seconds:.0f} s. A window asking for its password may be open behind "
        "this one: unlock it there and try again."
    )


class KeyringVault:
    """One backend of the allow-list as a `Vault`; each secret is an entry of its own.

    The entry's service is "Night Porter ACCOUNT NAME", because Windows keys a credential by its service alone
    and moves the former one aside when two users share a service. A call may take up to `seconds`; a write
    that ran out of time may still happen later, once the keyring is unlocked. `title` names the keyring exactly,
    `said` as the sentences about it do.
    """

    __slots__ = ("_account", "_backend", "_limit", "_said", "_seconds", "_title")

    def __init__(
        self, backend: Backend, title: str, account: str, *, said: str = "", seconds: float = UNLOCK_SECONDS
    ) -> None:
        self._backend = backend
        self._title = title
        self._said = said or title
        self._account = account
        self._seconds = seconds
        self._limit = TimeLimit(seconds)

    def safe(self) -> Safe:
        """What sort of place it is."""
        return Safe.KEYRING

    def describe(self) -> str:
        """Name the keyring."""
        return self._title

    def read(self, name: SecretName) -> Secret | None:
        """Give the secret, or None. Raises VaultLocked."""
        return self._ask(lambda: self._fetch(name))

    def write(self, name: SecretName, secret: Secret) -> None:
        """Keep the secret and read it back: some keyrings report success and keep nothing, or half.

        Raises WrongInput, VaultLocked, and VaultMissing if it came back different.
        """
        check_keepable(secret)
        if not self._ask(lambda: self._keep(name, secret)):
            raise VaultMissing(
                f"{self._said} took the key but did not give back the same one, so it cannot be kept there "
                "safely. Repair the keyring, or start Night Porter with --vault file."
            )

    def forget(self, name: SecretName) -> None:
        """Remove the secret and make sure that it is gone. Raises VaultLocked."""
        if not self._ask(lambda: self._remove(name)):
            raise VaultLocked(f"{self._said} still holds the key after it was told to remove it.")

    def _entry(self, name: SecretName) -> tuple[str, str]:
        return f"Night Porter {self._account} {name}", str(name)

    def _fetch(self, name: SecretName) -> Secret | None:
        text = self._backend.get_password(*self._entry(name))
        return Secret(text) if text else None

    def _keep(self, name: SecretName, secret: Secret) -> bool:
        self._backend.set_password(*self._entry(name), secret.reveal())
        if self._fetch(name) == secret:
            return True
        self._remove(name)  # half a key would only be refused by Beds24 later
        return False

    def _remove(self, name: SecretName) -> bool:
        with suppress(PasswordDeleteError):  # most often: there is none
            self._backend.delete_password(*self._entry(name))
        return self._fetch(name) is None

    def _ask(self, call: Callable[[], T]) -> T:
        try:
            return self._limit.run(call)
        except NoAnswer:
            raise VaultLocked(_silent(self._said, self._seconds)) from None
        except Refused as refused:
            raise VaultLocked(
                f"{self._said} did not open ({refused.kind}). Unlock it or sign in again, then try again."
            ) from None
