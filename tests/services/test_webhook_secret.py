"""The webhook's secret lies encrypted in its row and opens nowhere else."""

import pytest

from console.domain.errors import VaultLocked
from console.domain.secret import Secret
from console.services.webhook_secret import keep_webhook_secret, read_webhook_secret
from console.store.store import Store
from console.vault.column_cipher import ColumnCipher, column_key
from tests.building import PROPERTY_ID
from tests.fakes.vault import FakeVault
from tests.storing import rows

SECRET = Secret("a-webhook-secret-canary")


def cipher() -> ColumnCipher:
    return ColumnCipher(column_key(FakeVault()))


def keep(store: Store, one: ColumnCipher) -> None:
    with store.writing() as session:
        keep_webhook_secret(session, one, SECRET)


def test_a_secret_comes_back_as_it_was_kept_and_never_lies_in_plain(store: Store) -> None:
    one = cipher()
    assert read_webhook_secret(store, one) is None
    keep(store, one)
    assert read_webhook_secret(store, one) == SECRET
    assert b"canary" not in store.database.path.read_bytes()
    assert b"canary" not in rows(store, "SELECT webhook_secret FROM beds24_config")[0][0]


def test_a_secret_copied_into_another_hotels_row_does_not_open_there(store: Store) -> None:
    one = cipher()
    keep(store, one)
    with store.writing() as session:
        session.connection.execute("INSERT INTO properties VALUES (?, 'Other', 'EUR', '', '', '')", (PROPERTY_ID - 1,))
        session.config.add(PROPERTY_ID - 1, "Europe/Vienna")
        session.connection.execute(
            "UPDATE beds24_config SET webhook_secret = (SELECT webhook_secret FROM beds24_config WHERE property_id = ?)"
            " WHERE property_id = ?",
            (PROPERTY_ID, PROPERTY_ID - 1),
        )
    with pytest.raises(VaultLocked):
        read_webhook_secret(store, one)


def test_without_its_key_the_secret_stays_closed(store: Store) -> None:
    keep(store, cipher())
    with pytest.raises(VaultLocked):
        read_webhook_secret(store, cipher())
