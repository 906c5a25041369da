"""Planted canaries are found nowhere: not in files, logs, error texts, or the way objects show themselves."""

import contextlib
import logging
import os
import traceback
from pathlib import Path

import pytest

from console.domain.errors import ConsoleError
from console.domain.secret import LONGEST, Secret, SecretName, Vault
from console.vault.column_cipher import ColumnCipher, column_key
from console.vault.keyring_vault import KeyringVault
from tests.vault.conftest import Opener, open_cheaply
from tests.vault.keyring_backends import GarblingKeyring, NullKeyring, SlowKeyring, StubbornKeyring, locked

CANARY = "canary-7f3a9c"
PASSPHRASE = "canary-passphrase"


def use(vault: Vault) -> str:
    """Do everything with a vault, right and wrong; gives all that was said about it."""
    said = [repr(vault), vault.describe()]
    for text in (CANARY, CANARY + "\n", CANARY + "x" * LONGEST):
        for call in (vault.write, lambda name, _: vault.forget(name)):
            try:
                call(SecretName.REFRESH_TOKEN, Secret(text))
            except ConsoleError as error:
                said += [*traceback.format_exception(error), repr(error.args), repr(error.__context__)]
    return "\n".join(said)


def files_below(folder: Path) -> list[Path]:
    return [Path(place, name) for place, _, names in os.walk(folder) for name in names]


def test_no_vault_says_its_secrets_in_a_log_or_an_error(open_vault: Opener, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        said = use(open_vault("hotel"))
    assert CANARY not in said + caplog.text


@pytest.mark.parametrize("backend", [NullKeyring(), GarblingKeyring(), StubbornKeyring(), locked()])
def test_no_failing_keyring_makes_the_vault_say_a_secret(
    backend: NullKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        said = use(KeyringVault(backend, "The test keyring", "hotel"))
    assert "VaultMissing" in said or "VaultLocked" in said
    assert CANARY not in said + caplog.text


def test_a_keyring_that_hangs_does_not_make_the_vault_say_a_secret() -> None:
    backend = SlowKeyring()
    said = use(KeyringVault(backend, "The test keyring", "hotel", seconds=0.02))
    backend.unlocked.set()
    assert "gave no answer" in said
    assert CANARY not in said


def test_no_file_of_the_data_folder_holds_a_secret_or_the_passphrase(tmp_path: Path) -> None:
    vault = open_cheaply(tmp_path, Secret(PASSPHRASE))
    for text in (CANARY, CANARY + "-newer"):
        vault.write(SecretName.REFRESH_TOKEN, Secret(text))
    key = column_key(vault)
    (tmp_path / "column").write_bytes(ColumnCipher(key).encrypt(Secret(CANARY), "table", "column", 1))
    files = files_below(tmp_path)
    assert {path.name for path in files} == {"vault.bin", "column"}
    for path in files:
        content = path.read_bytes()
        assert b"canary" not in content
        assert key.reveal().encode() not in content


def test_a_wrong_passphrase_is_not_repeated(tmp_path: Path) -> None:
    open_cheaply(tmp_path).write(SecretName.REFRESH_TOKEN, Secret(CANARY))
    with pytest.raises(ConsoleError) as refused:
        open_cheaply(tmp_path, Secret(PASSPHRASE))
    said = "".join(traceback.format_exception(refused.value)) + repr(refused.value.__context__)
    assert PASSPHRASE not in said


def test_a_cipher_does_not_show_its_key_or_what_it_could_not_open(tmp_path: Path) -> None:
    key = column_key(open_cheaply(tmp_path))
    cipher = ColumnCipher(key)
    stored = cipher.encrypt(Secret(CANARY), "table", "column", 1)
    with pytest.raises(ConsoleError) as refused:
        cipher.decrypt(stored, "table", "column", 2)
    said = repr(cipher) + "".join(traceback.format_exception(refused.value))
    assert CANARY not in said
    assert key.reveal() not in said


def test_vault_and_cipher_have_no_attributes_that_show_a_secret(tmp_path: Path) -> None:
    vault = open_cheaply(tmp_path, Secret(PASSPHRASE))
    vault.write(SecretName.REFRESH_TOKEN, Secret(CANARY))
    for thing in (vault, ColumnCipher(column_key(vault))):
        for name in thing.__slots__:
            with contextlib.suppress(AttributeError):
                assert "canary" not in repr(getattr(thing, name))
