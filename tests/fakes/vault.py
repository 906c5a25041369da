"""A vault in memory for the tests of other parts; tests/vault/test_contract.py holds it to the real ones."""

from console.domain.errors import VaultLocked
from console.domain.secret import Safe, Secret, SecretName, check_keepable


class FakeVault:
    """Keeps secrets in a dictionary; while `locked` is set, every call raises VaultLocked."""

    def __init__(self, *, locked: bool = False) -> None:
        self.locked = locked
        self.kept: dict[SecretName, Secret] = {}

    def safe(self) -> Safe:
        return Safe.KEYRING

    def describe(self) -> str:
        return "fake vault in memory"

    def read(self, name: SecretName) -> Secret | None:
        self._check_open()
        return self.kept.get(name)

    def write(self, name: SecretName, secret: Secret) -> None:
        check_keepable(secret)
        self._check_open()
        self.kept[name] = secret

    def forget(self, name: SecretName) -> None:
        self._check_open()
        self.kept.pop(name, None)

    def _check_open(self) -> None:
        if self.locked:
            raise VaultLocked("The fake vault is locked.")
