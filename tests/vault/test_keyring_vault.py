"""A keyring that lies, hangs or is locked is found out, and the person is told in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from keyring.errors import PasswordDeleteError

from console.domain.errors import VaultLocked, VaultMissing, WrongInput
from console.domain.secret import LONGEST, Secret, SecretName
from console.vault.allowed import Backend
from console.vault.keyring_vault import KeyringVault, account_of
from tests.vault.keyring_backends import (
    FailingKeyring,
    GarblingKeyring,
    MemoryKeyring,
    NullKeyring,
    SlowKeyring,
    StubbornKeyring,
    locked,
)

TOKEN = SecretName.REFRESH_TOKEN
CANARY = Secret("canary-7f3a-and-more")


def vault_over(backend: Backend, seconds: float = 30) -> KeyringVault:
    return KeyringVault(backend, "The test keyring", "hotel", seconds=seconds)


def test_a_keyring_that_only_says_it_kept_the_key_is_refused() -> None:
    with pytest.raises(VaultMissing, match=r"did not give back the same one.* --vault file"):
        vault_over(NullKeyring()).write(TOKEN, CANARY)


def test_a_keyring_that_keeps_half_the_key_is_refused_and_the_half_removed() -> None:
    backend = GarblingKeyring()
    with pytest.raises(VaultMissing, match="did not give back the same one"):
        vault_over(backend).write(TOKEN, CANARY)
    assert backend.entries == {}


def test_a_keyring_that_does_not_remove_is_reported() -> None:
    vault = vault_over(StubbornKeyring())
    vault.write(TOKEN, CANARY)
    with pytest.raises(VaultLocked, match="still holds the key"):
        vault.forget(TOKEN)


def test_a_locked_keyring_is_reported_by_every_call() -> None:
    vault = vault_over(locked())
    calls: list[Callable[[], object]] = [
        lambda: vault.read(TOKEN),
        lambda: vault.write(TOKEN, CANARY),
        lambda: vault.forget(TOKEN),
    ]
    for call in calls:
        with pytest.raises(VaultLocked, match=r"The test keyring did not open \(KeyringLocked\)"):
            call()


def test_a_deletion_cancelled_by_the_person_is_reported() -> None:
    with pytest.raises(VaultLocked, match="did not open"):
        vault_over(FailingKeyring(PasswordDeleteError("Cancelled by user"))).forget(TOKEN)


def test_an_unlock_dialog_nobody_answers_is_given_up_with_a_sentence() -> None:
    backend = SlowKeyring()
    with pytest.raises(VaultLocked, match=r"gave no answer for 0 s\. A window asking for its password"):
        vault_over(backend, seconds=0.02).read(TOKEN)
    backend.unlocked.set()


def test_a_second_dialog_is_not_opened_over_the_first() -> None:
    backend = SlowKeyring()
    vault = vault_over(backend, seconds=0.02)
    for _ in range(3):
        with pytest.raises(VaultLocked):
            vault.read(TOKEN)
    assert backend.asked.wait(60)
    assert backend.dialogs == 1
    backend.unlocked.set()


def test_a_dialog_answered_in_time_gives_the_key() -> None:
    backend = SlowKeyring()
    backend.unlocked.set()
    vault = vault_over(backend)
    vault.write(TOKEN, CANARY)
    assert vault.read(TOKEN) == CANARY


def test_a_key_that_is_too_long_never_reaches_the_keyring() -> None:
    backend = MemoryKeyring()
    with pytest.raises(WrongInput, match="at most 1,280"):
        vault_over(backend).write(TOKEN, Secret("x" * (LONGEST + 1)))
    assert backend.entries == {}


def test_an_error_of_the_keyring_takes_no_secret_along() -> None:
    vault = vault_over(FailingKeyring(UnicodeDecodeError("utf-8", b"canary-7f3a\xff", 11, 12, "canary-7f3a")))
    with pytest.raises(VaultLocked) as failed:
        vault.read(TOKEN)
    assert "canary" not in repr(failed.value)
    assert "canary" not in repr(failed.value.__context__)


def test_an_empty_entry_counts_as_none() -> None:
    backend = MemoryKeyring()
    vault = vault_over(backend)
    vault.write(TOKEN, CANARY)
    backend.entries = dict.fromkeys(backend.entries, "")
    assert vault.read(TOKEN) is None


def test_each_secret_has_a_service_of_its_own_that_names_the_data_folder() -> None:
    backend = MemoryKeyring()
    vault = vault_over(backend)
    for name in SecretName:
        vault.write(name, CANARY)
    assert set(backend.entries) == {
        ("Night Porter hotel refresh-token", "refresh-token"),
        ("Night Porter hotel column-key", "column-key"),
        ("Night Porter hotel probe", "probe"),
    }


def test_one_folder_has_one_account_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert account_of(tmp_path / "data") == account_of(tmp_path / "data" / ".." / "data")
    assert account_of(tmp_path / "data") != account_of(tmp_path / "demo")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
@example("not UTF-8: \udcff")
def test_any_folder_gives_sixteen_hexadecimal_digits(name: str) -> None:
    account = account_of(Path("/hotel") / name)
    assert len(account) == 16
    assert int(account, 16) >= 0
