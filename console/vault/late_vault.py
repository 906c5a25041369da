"""A vault that is opened when it is first needed, so that a window stands before any keyring asks for a password."""

from collections.abc import Callable
from threading import Lock

from console.domain.secret import Safe, Secret, SecretName, Vault, check_keepable


class SessionVault:
    """Keeps secrets in memory, for as long as the program runs and nowhere else."""

    def __init__(self) -> None:
        self._kept: dict[SecretName, Secret] = {}

    def read(self, name: SecretName) -> Secret | None:
        """Give the secret, or None."""
        return self._kept.get(name)

    def write(self, name: SecretName, secret: Secret) -> None:
        """Keep this secret until the program ends. Raises WrongInput."""
        check_keepable(secret)
        self._kept[name] = secret

    def forget(self, name: SecretName) -> None:
        """Remove the secret."""
        self._kept.pop(name, None)

    def safe(self) -> Safe:
        """What sort of place it is."""
        return Safe.MEMORY

    def describe(self) -> str:
        """Name the place."""
        return "memory only, until Night Porter is closed"


class LateVault:
    """Opens the real vault at the first call; a vault that does not open is tried again at the next call.

    Any call may raise VaultMissing and VaultLocked. `use_session_only` is a person's choice on a machine without a
    keyring: secrets are then kept in memory until the program ends, never in a plain file.
    """

    def __init__(self, open_vault: Callable[[], Vault]) -> None:
        self._open_vault = open_vault
        self._vault: Vault | None = None
        self._turn = Lock()

    def use_session_only(self) -> None:
        """From now on keep secrets in memory."""
        with self._turn:
            self._vault = SessionVault()

    def read(self, name: SecretName) -> Secret | None:
        """Give the secret, or None."""
        return self._opened().read(name)

    def write(self, name: SecretName, secret: Secret) -> None:
        """Keep this secret."""
        self._opened().write(name, secret)

    def forget(self, name: SecretName) -> None:
        """Remove the secret."""
        self._opened().forget(name)

    def safe(self) -> Safe:
        """What sort of place it is."""
        return self._opened().safe()

    def describe(self) -> str:
        """Name the place."""
        return self._opened().describe()

    def _opened(self) -> Vault:
        with self._turn:
            if self._vault is None:
                self._vault = self._open_vault()
            return self._vault
