"""The encrypted file: who may open it, what happens when it is damaged, and that it is never half written."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest

from console.domain.errors import VaultLocked, WrongInput
from console.domain.secret import Secret, SecretName
from console.vault.file_vault import open_file_vault, vault_file
from console.vault.sealed import Cost, fresh_lock, read_lock, seal, unseal
from tests.vault.conftest import CHEAP, PASSPHRASE, open_cheaply

TOKEN = SecretName.REFRESH_TOKEN
CANARY = Secret("canary-7f3a")
posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in lists, not in modes")
unprivileged = pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder whose vault holds one secret."""
    open_cheaply(tmp_path / "data").write(TOKEN, CANARY)
    return tmp_path / "data"


def test_the_right_passphrase_opens(folder: Path) -> None:
    assert open_cheaply(folder).read(TOKEN) == CANARY


def test_a_wrong_passphrase_is_told_as_such_and_changes_nothing(folder: Path) -> None:
    before = vault_file(folder).read_bytes()
    with pytest.raises(VaultLocked, match="passphrase does not open"):
        open_cheaply(folder, Secret("wrong"))
    assert vault_file(folder).read_bytes() == before


@pytest.mark.parametrize("passphrase", ["", "  ", "\t"])
def test_an_empty_passphrase_is_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(WrongInput, match="passphrase is empty"):
        open_cheaply(tmp_path, Secret(passphrase))
    assert not vault_file(tmp_path).exists()


def test_an_accent_typed_in_another_way_is_the_same_passphrase(tmp_path: Path) -> None:
    composed, apart = (Secret(unicodedata.normalize(form, "clé de l'hôtel")) for form in ("NFC", "NFD"))
    open_cheaply(tmp_path, composed).write(TOKEN, CANARY)
    assert open_cheaply(tmp_path, apart).read(TOKEN) == CANARY


def test_a_passphrase_from_the_environment_may_hold_any_bytes(tmp_path: Path) -> None:
    odd = Secret(os.fsdecode(b"h\xf4tel") if os.name == "posix" else "hôtel")
    open_cheaply(tmp_path, odd).write(TOKEN, CANARY)
    assert open_cheaply(tmp_path, odd).read(TOKEN) == CANARY


def test_the_passphrase_is_asked_for_once(folder: Path) -> None:
    asked: list[str] = []

    def ask() -> Secret:
        asked.append("Passphrase: ")
        return PASSPHRASE

    vault = open_file_vault(folder, ask)
    vault.write(TOKEN, Secret("another"))
    vault.read(TOKEN)
    vault.forget(TOKEN)
    assert len(asked) == 1


def test_nothing_is_written_before_the_first_secret(tmp_path: Path) -> None:
    vault = open_cheaply(tmp_path / "data")
    vault.forget(TOKEN)
    assert list((tmp_path / "data").iterdir()) == []


def test_a_new_file_is_as_slow_to_guess_as_promised(tmp_path: Path) -> None:
    open_file_vault(tmp_path, lambda: PASSPHRASE).write(TOKEN, CANARY)
    assert read_lock(vault_file(tmp_path).read_bytes()).cost == Cost(memory=64 * 1024, passes=3, lanes=4)


def test_an_old_file_is_opened_at_its_own_cost(folder: Path) -> None:
    assert open_file_vault(folder, lambda: PASSPHRASE, cost=Cost(memory=64)).read(TOKEN) == CANARY
    assert read_lock(vault_file(folder).read_bytes()).cost == CHEAP


def test_two_files_with_one_passphrase_have_different_salts(folder: Path, tmp_path: Path) -> None:
    open_cheaply(tmp_path / "other").write(TOKEN, CANARY)
    first, second = (read_lock(vault_file(place).read_bytes()) for place in (folder, tmp_path / "other"))
    assert first.salt != second.salt


def test_the_same_secret_is_encrypted_differently_each_time(folder: Path) -> None:
    before = vault_file(folder).read_bytes()
    open_cheaply(folder).write(TOKEN, CANARY)
    after = vault_file(folder).read_bytes()
    assert len(before) == len(after)
    assert before[45:-32] != after[45:-32]


def test_a_secret_written_by_another_process_is_seen(folder: Path) -> None:
    here, there = open_cheaply(folder), open_cheaply(folder)
    there.write(TOKEN, Secret("newer"))
    assert here.read(TOKEN) == Secret("newer")


def test_names_of_a_newer_version_survive_a_write(tmp_path: Path) -> None:
    lock = fresh_lock(CHEAP)
    key = lock.key_for(PASSPHRASE.reveal().encode())
    vault_file(tmp_path).write_bytes(seal({"a-newer-secret": "kept"}, lock, key))
    open_cheaply(tmp_path).write(TOKEN, CANARY)
    kept = unseal(vault_file(tmp_path).read_bytes(), key)
    assert kept == {"a-newer-secret": "kept", "refresh-token": CANARY.reveal()}


def test_a_file_made_anew_meanwhile_is_not_overwritten(folder: Path) -> None:
    vault = open_cheaply(folder)
    vault_file(folder).unlink()
    open_cheaply(folder, Secret("another")).write(TOKEN, Secret("of the new file"))
    with pytest.raises(VaultLocked, match="made anew"):
        vault.write(TOKEN, CANARY)
    assert open_cheaply(folder, Secret("another")).read(TOKEN) == Secret("of the new file")


def test_a_damaged_file_is_told_as_such_without_asking_for_the_passphrase(folder: Path) -> None:
    content = vault_file(folder).read_bytes()
    vault_file(folder).write_bytes(content[:-40] + b"\0" + content[-39:])
    with pytest.raises(VaultLocked, match=r"damaged \(its checksum is wrong\)"):
        open_file_vault(folder, pytest.fail)


def test_a_file_that_cannot_be_read_is_told_as_such(tmp_path: Path) -> None:
    vault_file(tmp_path).mkdir()
    with pytest.raises(VaultLocked, match="cannot be read or written"):
        open_cheaply(tmp_path)


def test_a_data_folder_that_is_a_file_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(VaultLocked, match="cannot be read or written"):
        open_cheaply(tmp_path / "data")


def test_a_failed_write_leaves_the_old_file_and_no_remains(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    vault = open_cheaply(folder)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultLocked, match="No space left on device"):
        vault.write(TOKEN, Secret("too much"))
    assert [path.name for path in folder.iterdir()] == ["vault.bin"]
    assert vault.read(TOKEN) == CANARY


def test_a_file_that_becomes_unreadable_is_told_by_reading(folder: Path) -> None:
    vault = open_cheaply(folder)
    vault_file(folder).unlink()
    vault_file(folder).mkdir()
    with pytest.raises(VaultLocked, match="cannot be read or written"):
        vault.read(TOKEN)


@posix
def test_file_and_folder_are_closed_to_others(folder: Path) -> None:
    assert mode_of(folder) == 0o700
    assert mode_of(vault_file(folder)) == 0o600


@posix
def test_open_doors_are_closed_when_the_vault_is_opened(folder: Path) -> None:
    folder.chmod(0o755)
    vault_file(folder).chmod(0o644)
    open_cheaply(folder)
    assert mode_of(folder) == 0o700
    assert mode_of(vault_file(folder)) == 0o600


@posix
def test_a_folder_without_a_vault_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_cheaply(tmp_path)
    assert mode_of(tmp_path) == 0o755


@posix
def test_modes_stay_closed_under_a_careless_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        open_cheaply(tmp_path / "data").write(TOKEN, CANARY)
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "data") == 0o700
    assert mode_of(vault_file(tmp_path / "data")) == 0o600


@posix
@unprivileged
def test_a_folder_that_may_not_be_written_is_told_as_such(folder: Path) -> None:
    vault = open_cheaply(folder)
    folder.chmod(0o500)
    with pytest.raises(VaultLocked, match="rights of the data folder"):
        vault.write(TOKEN, CANARY)


def test_it_is_described_by_its_path(folder: Path) -> None:
    assert open_cheaply(folder).describe() == f"encrypted file {vault_file(folder)}"
