"""Numbers of passports and IDs, kept only as what tells that two are the same (decision 20)."""

import hmac
import secrets

from console.domain.guests.form import document_key
from console.store.store import Session

_KEY = "guest_document_key"
_BYTES = 32


def document_hash(session: Session, number: str) -> str:
    """The keyed hash of a number; the key is made when the first number is kept. Raises StoreTrouble."""
    key = session.preferences.get(_KEY)
    if key is None:
        key = secrets.token_hex(_BYTES)
        session.preferences.set(_KEY, key)
    return hmac.digest(bytes.fromhex(key), document_key(number).encode(), "sha256").hex()
