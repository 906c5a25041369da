"""The format of the encrypted file: pure functions between bytes and secrets.

    magic 7 · version 1 · salt 16 · memory 4 · passes 4 · lanes 1 · nonce 12 | ciphertext and tag | SHA-256 32

Numbers are big-endian; memory is in KiB. The header (all before the ciphertext) is the associated data. The
SHA-256 of everything before it tells damage from a wrong passphrase; the passphrase itself is checked by
the tag alone, nothing derived from it is stored.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from struct import Struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from console.domain.errors import VaultLocked

MAGIC: Final = b"NPVAULT"
VERSION: Final = 1
_HEADER: Final = Struct(">7sB16sIIB12s")
_DIGEST: Final = 32
_LANES: Final = range(1, 17)
_PASSES: Final = range(1, 33)
_MEMORY: Final = 2**20  # KiB


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's parameters: memory in KiB, passes, lanes. The default follows RFC 9106, second choice."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_sane(self) -> bool:
        """Tell whether it may be computed: a damaged header must not ask for terabytes or for weeks."""
        return self.lanes in _LANES and self.passes in _PASSES and 8 * self.lanes <= self.memory <= _MEMORY


@dataclass(frozen=True, slots=True)
class Lock:
    """How a file's key is made from the passphrase: salt (16 bytes) and cost. Nothing of it is secret."""

    salt: bytes
    cost: Cost

    def key_for(self, passphrase: bytes) -> AESGCM:
        """Derive the AES-256 key; takes about 0.2 s and `cost.memory` KiB on purpose."""
        derive = Argon2id(
            salt=self.salt,
            length=32,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory,
        )
        return AESGCM(derive.derive(passphrase))


def fresh_lock(cost: Cost) -> Lock:
    """Make a lock with a new random salt."""
    return Lock(token_bytes(16), cost)


def seal(texts: dict[str, str], lock: Lock, key: AESGCM) -> bytes:
    """Encrypt the secrets (name to text) into the bytes of a file, with a new nonce."""
    nonce = token_bytes(12)
    header = _HEADER.pack(MAGIC, VERSION, lock.salt, lock.cost.memory, lock.cost.passes, lock.cost.lanes, nonce)
    body = header + key.encrypt(nonce, json.dumps(texts).encode(), header)
    return body + sha256(body).digest()


def read_lock(content: bytes) -> Lock:
    """Read how the file is locked. Raises VaultLocked: damaged, foreign, or of a newer version."""
    if not content.startswith(MAGIC):
        raise VaultLocked(_damaged("it does not begin as one"))
    if content[len(MAGIC) : len(MAGIC) + 1] > bytes([VERSION]):
        raise VaultLocked("The encrypted file was written by a newer Night Porter. Install that one here.")
    if len(content) < _HEADER.size + _DIGEST or sha256(content[:-_DIGEST]).digest() != content[-_DIGEST:]:
        raise VaultLocked(_damaged("its checksum is wrong"))
    _, _, salt, memory, passes, lanes, _ = _HEADER.unpack_from(content)
    cost = Cost(memory, passes, lanes)
    if not cost.is_sane():
        raise VaultLocked(_damaged("its settings make no sense"))
    return Lock(salt, cost)


def unseal(content: bytes, key: AESGCM) -> dict[str, str]:
    """Decrypt a file that `read_lock` has passed. Raises VaultLocked: the passphrase is wrong."""
    header, body = content[: _HEADER.size], content[_HEADER.size : -_DIGEST]
    try:
        plain = key.decrypt(header[-12:], body, header)
    except InvalidTag:
        raise VaultLocked("The passphrase does not open the encrypted file. Nothing was changed.") from None
    texts: dict[str, str] = json.loads(plain)
    return texts


def _damaged(how: str) -> str:
    return (
        f"The encrypted file with the keys is damaged ({how}). Bookings are not arriving. "
        "Remove it (vault.bin in the data folder) and connect with a new invite code; the hotel's data stays as it is."
    )
