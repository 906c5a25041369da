"""Encryption of single columns, such as `beds24_config.webhook_secret`, with a key that the vault keeps.

    version 1 · key id 8 · nonce 12 | ciphertext and tag 16

AES-256-GCM. The associated data names version, table, column, row and key, so a value copied into another row
or column does not open there.
"""

import base64
import binascii
import json
from hashlib import sha256
from secrets import token_bytes
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from console.domain.errors import VaultLocked
from console.domain.secret import Secret, SecretName, Vault

VERSION: Final = 1
KEY_BYTES: Final = 32
_ID: Final = 8
_NONCE: Final = 12
_TAG: Final = 16


def column_key(vault: Vault) -> Secret:
    """Give the key of encrypted columns (Base64 of 32 bytes), creating it in the vault on first use.

    Raises what the vault raises.
    """
    found = vault.read(SecretName.COLUMN_KEY)
    if found is not None:
        return found
    made = Secret(base64.b64encode(token_bytes(KEY_BYTES)).decode("ascii"))
    vault.write(SecretName.COLUMN_KEY, made)
    return made


class ColumnCipher:
    """Encrypts and decrypts single values with one key, as `column_key` gives it.

    Raises VaultLocked at once if the key is not the Base64 of 32 bytes.
    """

    __slots__ = ("_aes", "_head")

    def __init__(self, key: Secret) -> None:
        octets = _key_octets(key)
        self._aes = AESGCM(octets)
        self._head = bytes([VERSION]) + sha256(b"night porter column key id" + octets).digest()[:_ID]

    def encrypt(self, plaintext: Secret, table: str, column: str, row_id: int | str) -> bytes:
        """Encrypt for exactly this place; the same text gives other bytes each time (random nonce)."""
        nonce = token_bytes(_NONCE)
        text = plaintext.reveal().encode("utf-8")
        return self._head + nonce + self._aes.encrypt(nonce, text, self._place(table, column, row_id))

    def decrypt(self, stored: bytes, table: str, column: str, row_id: int | str) -> Secret:
        """Decrypt what `encrypt` made for this very place.

        Raises VaultLocked, saying whether the value is incomplete, newer, of another key, or was altered.
        """
        self._check_head(stored)
        nonce, body = stored[len(self._head) :][:_NONCE], stored[len(self._head) + _NONCE :]
        try:
            return Secret(self._aes.decrypt(nonce, body, self._place(table, column, row_id)).decode("utf-8"))
        except InvalidTag:
            raise VaultLocked(
                f"The secret in {table}.{column} was altered, or belongs to another row. Enter it again."
            ) from None

    def _check_head(self, stored: bytes) -> None:
        if len(stored) < len(self._head) + _NONCE + _TAG:
            raise VaultLocked("A stored secret is incomplete. Enter it again.")
        if stored[0] != VERSION:
            raise VaultLocked("A stored secret was written by a newer Night Porter. Install that one here.")
        if stored[: len(self._head)] != self._head:
            raise VaultLocked(
                "A stored secret was locked with another key than the one kept on this computer: the key was "
                "lost, or the data came from another computer. Enter the secret again."
            )

    def _place(self, table: str, column: str, row_id: int | str) -> bytes:
        return json.dumps([table, column, str(row_id), self._head.hex()]).encode("ascii")


def cipher_of(vault: Vault) -> ColumnCipher:
    """The cipher with the key that this vault keeps. Raises what the vault raises."""
    return ColumnCipher(column_key(vault))


def _key_octets(key: Secret) -> bytes:
    try:
        octets = base64.b64decode(key.reveal(), validate=True)
    except (binascii.Error, ValueError):
        octets = b""
    if len(octets) != KEY_BYTES:
        raise VaultLocked(
            "The key for stored secrets is damaged in the vault. Remove it there and enter the secrets again."
        )
    return octets
