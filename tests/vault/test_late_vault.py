"""The vault that opens late: tried again after trouble, and memory only where a person said so."""

import pytest

from console.domain.errors import VaultMissing
from console.domain.secret import Secret, SecretName, Vault
from console.vault.late_vault import LateVault, SessionVault
from tests.fakes.vault import FakeVault

NAME = SecretName.REFRESH_TOKEN


def test_nothing_is_opened_before_it_is_needed() -> None:
    opened: list[Vault] = []

    def open_vault() -> Vault:
        opened.append(FakeVault())
        return opened[-1]

    vault = LateVault(open_vault)
    assert opened == []
    vault.write(NAME, Secret("a key"))
    assert vault.read(NAME) == Secret("a key")
    vault.forget(NAME)
    assert vault.read(NAME) is None
    assert len(opened) == 1


def test_a_vault_that_is_missing_is_looked_for_again() -> None:
    found: list[Vault] = []

    def open_vault() -> Vault:
        if not found:
            raise VaultMissing("None here.")
        return found[0]

    vault = LateVault(open_vault)
    with pytest.raises(VaultMissing):
        vault.describe()
    found.append(FakeVault())
    assert vault.describe() == "fake vault in memory"


def test_memory_is_used_only_when_a_person_said_so() -> None:
    def missing() -> Vault:
        raise VaultMissing("None here.")

    vault = LateVault(missing)
    vault.use_session_only()
    vault.write(NAME, Secret("a key"))
    assert vault.read(NAME) == Secret("a key")
    assert "memory" in vault.describe()
    assert SessionVault().read(NAME) is None
