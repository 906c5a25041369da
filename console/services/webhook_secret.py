"""The webhook's secrets: encrypted in the hotel's own rows, with the key in the vault."""

from datetime import datetime

from console.domain.moments import moment_text
from console.domain.secret import Secret
from console.services.connection import connected_config
from console.store.store import Session, Store
from console.vault.column_cipher import ColumnCipher

_PLACE = ("beds24_config", "webhook_secret")
_PREVIOUS_PLACE = ("webhook_settings", "previous_secret")


def keep_webhook_secret(session: Session, cipher: ColumnCipher, secret: Secret) -> None:
    """Put the secret into the connected hotel's row, where only this row's key and number open it.

    Raises NotConnected.
    """
    property_id = connected_config(session).property_id
    session.config.change(property_id, webhook_secret=cipher.encrypt(secret, *_PLACE, property_id))


def keep_previous_secret(session: Session, cipher: ColumnCipher, secret: Secret | None, until: datetime) -> None:
    """Put a secret that is on its way out beside the one in force; None: there is none. Raises NotConnected."""
    property_id = connected_config(session).property_id
    locked = cipher.encrypt(secret, *_PREVIOUS_PLACE, property_id) if secret else None
    values = {"previous_secret": locked, "previous_until": moment_text(until) if secret else None}
    session.webhook_settings.change(property_id, **values)


def read_webhook_secret(store: Store, cipher: ColumnCipher) -> Secret | None:
    """The secret in force, None where none was kept. Raises NotConnected, VaultLocked when it cannot be opened."""
    with store.reading() as session:
        config = connected_config(session)
    return open_current(cipher, config.webhook_secret, config.property_id)


def open_current(cipher: ColumnCipher, locked: bytes | None, property_id: int) -> Secret | None:
    """The secret in force as it lies in its row. Raises VaultLocked."""
    return None if locked is None else cipher.decrypt(locked, *_PLACE, property_id)


def open_previous(cipher: ColumnCipher, locked: bytes | None, property_id: int) -> Secret | None:
    """The previous secret as it lies in its row. Raises VaultLocked."""
    return None if locked is None else cipher.decrypt(locked, *_PREVIOUS_PLACE, property_id)
