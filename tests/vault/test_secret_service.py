"""The keyring vault over a real gnome-keyring: what the contract suite does not cover."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from console.domain.errors import VaultLocked, VaultMissing
from console.domain.secret import Secret, SecretName
from console.vault.keyring_vault import account_of, open_keyring_vault
from tests.vault.secret_service import (
    PROGRAMS,
    lock_default_collection,
    require_programs,
    running_secret_service,
)

TOKEN = SecretName.REFRESH_TOKEN


@contextmanager
def settled() -> Iterator[None]:
    """Let the library's unclosed sockets be collected while the warning about them is still ignored."""
    yield
    gc.collect()


def test_it_is_described_by_its_name(secret_service: str, tmp_path: Path) -> None:
    assert open_keyring_vault(account_of(tmp_path)).describe() == "Secret Service"


def test_threads_may_share_one_vault(secret_service: str, tmp_path: Path) -> None:
    vault = open_keyring_vault(account_of(tmp_path))
    writers = [
        Thread(target=vault.write, args=(name, Secret(f"text of {name} {turn}")))
        for name in SecretName
        for turn in range(5)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    for name in SecretName:
        kept = vault.read(name)
        assert kept is not None
        assert kept.reveal().startswith(f"text of {name}")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the library leaves its socket open when it fails
def test_a_keyring_locked_meanwhile_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with running_secret_service() as address, settled():
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        vault = open_keyring_vault(account_of(tmp_path))
        vault.write(TOKEN, Secret("canary-7f3a"))
        lock_default_collection()
        with pytest.raises(VaultLocked, match=r"keyring of the Linux desktop did not open .* try again"):
            vault.read(TOKEN)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_session_that_ended_meanwhile_is_reported(
    secret_service: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vault = open_keyring_vault(account_of(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/gone")
    with settled(), pytest.raises(VaultLocked, match="keyring of the Linux desktop did not open"):
        vault.read(TOKEN)


@pytest.mark.skipif(os.name != "posix", reason="Linux only")
@pytest.mark.parametrize("address", [None, "unix:path=/nonexistent/bus"])
def test_without_a_desktop_session_the_missing_keyring_is_named(
    monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(VaultMissing, match=r"keyring of the Linux desktop .* Install gnome-keyring.* --vault file"):
        open_keyring_vault("hotel")


def test_the_build_machine_must_have_the_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=" and ".join(PROGRAMS)):
        require_programs()


def test_elsewhere_the_reason_for_skipping_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Debian packages dbus and gnome-keyring"):
        require_programs()
