"""The webhook's secret: encrypted in the hotel's own row, with the key in the vault."""

from console.domain.secret import Secret
from console.services.connection import connected_config
from console.store.store import Store
from console.vault.column_cipher import ColumnCipher

_PLACE = ("beds24_config", "webhook_secret")


def keep_webhook_secret(store: Store, cipher: ColumnCipher, secret: Secret) -> None:
    """Put the secret into the connected hotel's row, where only this row's key and number open it.

    Raises NotConnected.
    """
    with store.writing() as session:
        property_id = connected_config(session).property_id
        session.config.change(property_id, webhook_secret=cipher.encrypt(secret, *_PLACE, property_id))


def read_webhook_secret(store: Store, cipher: ColumnCipher) -> Secret | None:
    """The secret in force, None where none was kept. Raises NotConnected, VaultLocked when it cannot be opened."""
    with store.reading() as session:
        config = connected_config(session)
    if config.webhook_secret is None:
        return None
    return cipher.decrypt(config.webhook_secret, *_PLACE, config.property_id)
