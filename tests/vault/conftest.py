"""Fixtures of the vault's tests: cheap file vaults and a real Secret Service, started once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.domain.secret import Secret, Vault
from console.vault.file_vault import FileVault, open_file_vault
from console.vault.keyring_vault import open_keyring_vault
from console.vault.sealed import Cost
from tests.fakes.vault import FakeVault
from tests.vault.secret_service import running_secret_service

CHEAP = Cost(memory=32, passes=1, lanes=4)
PASSPHRASE = Secret("correct horse battery staple")

Opener = Callable[[str], Vault]


def open_cheaply(folder: Path, passphrase: Secret = PASSPHRASE) -> FileVault:
    """Open a file vault without the deliberate slowness of Argon2id."""
    return open_file_vault(folder, lambda: passphrase, cost=CHEAP)


@pytest.fixture(scope="session")
def secret_service_address() -> Iterator[str]:
    """A running gnome-keyring's D-Bus address; skips where it is not installed."""
    with running_secret_service() as address:
        yield address


@pytest.fixture
def secret_service(secret_service_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The real Secret Service, reachable by the code under test."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service_address)
    return secret_service_address


@pytest.fixture(params=["fake", "file", "secret service"])
def open_vault(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Open the vault of an account; opening one account twice reaches the same secrets."""
    if request.param == "fake":
        fakes: dict[str, FakeVault] = {}
        return lambda account: fakes.setdefault(account, FakeVault())
    if request.param == "file":
        return lambda account: open_cheaply(tmp_path / account)
    request.getfixturevalue("secret_service")
    return lambda account: open_keyring_vault(f"{tmp_path.name} {account}")
