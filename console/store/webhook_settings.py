"""How the webhook is set up, one row a property."""

from dataclasses import dataclass, field
from typing import Any

import peewee

from console.domain.hooks import VerifyMode
from console.domain.moments import maybe_moment_from
from console.domain.webhook_setup import WebhookSetup

_COLUMNS = (
    "property_id",
    "enabled",
    "mode",
    "header_name",
    "path_segment",
    "public_url",
    "port",
    "secret_used_at",
    "previous_secret",
    "previous_until",
    "previous_used_at",
    "enabled_at",
)


@dataclass(frozen=True, slots=True)
class StoredSetup:
    """The setup, and the previous secret as it lies encrypted."""

    setup: WebhookSetup
    previous_secret: bytes | None = field(default=None, repr=False)


class WebhookSettings:
    """The table `webhook_settings`."""

    def __init__(self, database: peewee.Database) -> None:
        self._settings: Any = peewee.Table("webhook_settings", _COLUMNS).bind(database)

    def of(self, property_id: int) -> StoredSetup:
        """What is chosen; what holds for everybody where nothing was chosen yet."""
        row = self._settings.select().where(self._settings.property_id == property_id).dicts().first()
        return StoredSetup(_setup(row), row["previous_secret"]) if row else StoredSetup(WebhookSetup())

    def change(self, property_id: int, **values: Any) -> None:
        """Set columns by name; the schema refuses what cannot be."""
        usual = WebhookSetup()
        self._settings.insert(property_id=property_id, header_name=usual.header_name).on_conflict("IGNORE").execute()
        self._settings.update(**values).where(self._settings.property_id == property_id).execute()


def _setup(row: dict[str, Any]) -> WebhookSetup:
    return WebhookSetup(
        enabled=bool(row["enabled"]),
        mode=VerifyMode(row["mode"]),
        header_name=row["header_name"],
        path_segment=row["path_segment"],
        public_url=row["public_url"],
        port=row["port"],
        secret_used_at=maybe_moment_from(row["secret_used_at"]),
        previous_until=maybe_moment_from(row["previous_until"]),
        previous_used_at=maybe_moment_from(row["previous_used_at"]),
        enabled_at=maybe_moment_from(row["enabled_at"]),
    )
