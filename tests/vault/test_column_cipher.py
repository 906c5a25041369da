"""An encrypted column opens with its key, in its own row, and nowhere else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.errors import VaultLocked
from console.domain.secret import Secret, SecretName
from console.vault.column_cipher import ColumnCipher, column_key
from tests.fakes.vault import FakeVault

PLACE = ("beds24_config", "webhook_secret", 1)
CANARY = Secret("canary-7f3a")


@pytest.fixture
def cipher() -> ColumnCipher:
    return ColumnCipher(column_key(FakeVault()))


def key_of(octets: bytes) -> Secret:
    return Secret(base64.b64encode(octets).decode())


def test_a_secret_comes_back_in_its_own_row(cipher: ColumnCipher) -> None:
    assert cipher.decrypt(cipher.encrypt(CANARY, *PLACE), *PLACE) == CANARY


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.text())
def test_any_text_comes_back_in_any_row(text: str, row: int | str) -> None:
    cipher = ColumnCipher(key_of(bytes(32)))
    assert cipher.decrypt(cipher.encrypt(Secret(text), "t", "c", row), "t", "c", row) == Secret(text)


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("beds24_config", "webhook_secret", 2),
        ("beds24_config", "other_secret", 1),
        ("guests", "webhook_secret", 1),
        ("beds24_config|webhook_secret", "1", ""),
        ("beds24_config", "webhook_secret|1", ""),
    ],
)
def test_a_value_copied_elsewhere_does_not_open(cipher: ColumnCipher, elsewhere: tuple[str, str, int | str]) -> None:
    stored = cipher.encrypt(CANARY, *PLACE)
    with pytest.raises(VaultLocked, match="belongs to another row"):
        cipher.decrypt(stored, *elsewhere)


def test_the_same_text_is_encrypted_differently_each_time(cipher: ColumnCipher) -> None:
    stored = {cipher.encrypt(CANARY, *PLACE) for _ in range(50)}
    assert len(stored) == 50
    assert len({value[9:21] for value in stored}) == 50


def test_the_text_cannot_be_read_in_the_column(cipher: ColumnCipher) -> None:
    assert b"canary" not in cipher.encrypt(CANARY, *PLACE)


@pytest.mark.parametrize("place", range(48))
def test_one_altered_byte_anywhere_is_noticed(cipher: ColumnCipher, place: int) -> None:
    stored = bytearray(cipher.encrypt(CANARY, *PLACE))
    assert len(stored) == 48
    stored[place] ^= 0x01
    with pytest.raises(VaultLocked):
        cipher.decrypt(bytes(stored), *PLACE)


@given(st.binary(max_size=80))
def test_any_other_bytes_are_refused_in_words(stored: bytes) -> None:
    with pytest.raises(VaultLocked):
        ColumnCipher(key_of(bytes(32))).decrypt(stored, *PLACE)


@pytest.mark.parametrize("length", range(37))
def test_an_incomplete_value_is_told_as_such(cipher: ColumnCipher, length: int) -> None:
    with pytest.raises(VaultLocked, match="incomplete"):
        cipher.decrypt(cipher.encrypt(CANARY, *PLACE)[:length], *PLACE)


def test_a_newer_value_is_told_as_such(cipher: ColumnCipher) -> None:
    with pytest.raises(VaultLocked, match="newer Night Porter"):
        cipher.decrypt(b"\x02" + cipher.encrypt(CANARY, *PLACE)[1:], *PLACE)


def test_a_value_of_another_key_is_told_as_such(cipher: ColumnCipher) -> None:
    stored = ColumnCipher(key_of(bytes(32))).encrypt(CANARY, *PLACE)
    with pytest.raises(VaultLocked, match="locked with another key"):
        cipher.decrypt(stored, *PLACE)


def test_a_lost_key_is_replaced_and_the_old_value_explained() -> None:
    vault = FakeVault()
    stored = ColumnCipher(column_key(vault)).encrypt(CANARY, *PLACE)
    vault.forget(SecretName.COLUMN_KEY)
    with pytest.raises(VaultLocked, match="the key was lost"):
        ColumnCipher(column_key(vault)).decrypt(stored, *PLACE)


def test_the_key_is_made_once_and_kept_in_the_vault() -> None:
    vault = FakeVault()
    first = column_key(vault)
    assert column_key(vault) == first == vault.read(SecretName.COLUMN_KEY)
    assert len(base64.b64decode(first.reveal())) == 32


def test_two_vaults_get_different_keys() -> None:
    assert column_key(FakeVault()) != column_key(FakeVault())


def test_a_locked_vault_is_not_taken_for_an_empty_one() -> None:
    vault = FakeVault(locked=True)
    with pytest.raises(VaultLocked, match="locked"):
        column_key(vault)
    assert vault.kept == {}


@pytest.mark.parametrize("text", ["short", "AAAA", "ключ", "!" * 44, base64.b64encode(bytes(31)).decode()])
def test_a_damaged_key_is_told_as_such(text: str) -> None:
    with pytest.raises(VaultLocked, match="damaged in the vault"):
        ColumnCipher(Secret(text))


def test_a_value_written_by_version_1_can_still_be_read() -> None:
    cipher = ColumnCipher(key_of(bytes(32)))
    stored = bytes.fromhex(
        "01a9ae8d5d3bd7cb4348a431bf8bf443ca6e54bff497ffeb11cf7ffd2bb9d234867594437fb5843de9fb2ac192982ed1"
    )
    assert cipher.decrypt(stored, *PLACE) == CANARY
