"""The format of the encrypted file holds against every kind of damage."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.errors import VaultLocked
from console.vault.sealed import Cost, Lock, fresh_lock, read_lock, seal, unseal
from tests.vault.conftest import CHEAP

TEXTS = {"refresh-token": "canary-7f3a", "column-key": "canary-91bc"}
LOCK = fresh_lock(CHEAP)
KEY = LOCK.key_for(b"passphrase")
HEADER = 45


def with_checksum(body: bytes) -> bytes:
    """Make an altered file look undamaged, as someone who knows the format could."""
    return body + sha256(body).digest()


def opened(content: bytes, passphrase: bytes = b"passphrase") -> dict[str, str]:
    """Open a file as if nothing was known but the passphrase."""
    return unseal(content, read_lock(content).key_for(passphrase))


def test_what_was_sealed_comes_back() -> None:
    assert opened(seal(TEXTS, LOCK, KEY)) == TEXTS


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.text()))
def test_any_texts_come_back(texts: dict[str, str]) -> None:
    assert unseal(seal(texts, LOCK, KEY), KEY) == texts


def test_no_text_and_no_name_can_be_read_in_the_file() -> None:
    content = seal(TEXTS, LOCK, KEY)
    for text in ("canary", "refresh-token", "column-key", "passphrase"):
        assert text.encode() not in content


@pytest.mark.parametrize("place", range(len(seal(TEXTS, LOCK, KEY))))
def test_one_altered_byte_anywhere_is_noticed(place: int) -> None:
    content = bytearray(seal(TEXTS, LOCK, KEY))
    content[place] ^= 0xFF
    with pytest.raises(VaultLocked, match=r"damaged|newer Night Porter"):
        read_lock(bytes(content))


@pytest.mark.parametrize("length", range(len(seal(TEXTS, LOCK, KEY))))
def test_a_file_cut_off_anywhere_is_noticed(length: int) -> None:
    with pytest.raises(VaultLocked, match="damaged"):
        read_lock(seal(TEXTS, LOCK, KEY)[:length])


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_in_words(content: bytes) -> None:
    for start in (b"", b"NPVAULT", b"NPVAULT\x01"):
        with pytest.raises(VaultLocked):
            read_lock(start + content)


@settings(deadline=None, max_examples=300)
@given(place=st.integers(0, HEADER + 40), bit=st.integers(0, 7))
def test_an_alteration_that_hides_behind_a_new_checksum_does_not_open(place: int, bit: int) -> None:
    body = bytearray(seal(TEXTS, LOCK, KEY)[:-32])
    body[place] ^= 1 << bit
    content = with_checksum(bytes(body))
    with pytest.raises(VaultLocked):
        unseal(content, KEY if read_lock(content) != LOCK else LOCK.key_for(b"passphrase"))


def test_a_wrong_passphrase_is_told_apart_from_damage() -> None:
    with pytest.raises(VaultLocked, match="passphrase does not open"):
        opened(seal(TEXTS, LOCK, KEY), b"another")


def test_a_newer_version_is_told_apart_from_damage() -> None:
    content = seal(TEXTS, LOCK, KEY)
    with pytest.raises(VaultLocked, match="newer Night Porter"):
        read_lock(content[:7] + b"\x02" + content[8:])


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory=2**32 - 1),
        Cost(memory=0),
        Cost(memory=31, lanes=4),
        Cost(passes=2**32 - 1),
        Cost(passes=0),
        Cost(lanes=0),
        Cost(lanes=255),
    ],
    ids=str,
)
def test_settings_that_would_freeze_the_machine_are_refused_before_they_are_used(cost: Cost) -> None:
    content = seal(TEXTS, Lock(LOCK.salt, cost), KEY)
    with pytest.raises(VaultLocked, match="settings make no sense"):
        read_lock(content)


def test_the_default_cost_is_the_one_promised() -> None:
    assert Cost() == Cost(memory=65_536, passes=3, lanes=4)
    assert Cost().is_sane()


def test_the_layout_of_version_1_does_not_change_by_accident() -> None:
    written = "4e505641554c540100112233445566778899aabbccddeeff00000020000000010400112233445566778899aabb"
    header = bytes.fromhex(written)
    key = Lock(bytes.fromhex("00112233445566778899aabbccddeeff"), CHEAP).key_for(b"passphrase")
    body = header + key.encrypt(header[-12:], b'{"refresh-token": "canary"}', header)
    assert opened(with_checksum(body)) == {"refresh-token": "canary"}
