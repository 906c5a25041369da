"""The wiring of Settings: its services, and a restore that waits until everything is closed."""
# ruff: noqa: PLC0415 - what Settings needs is loaded when Settings is opened

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from console import VERSION
from console.domain.secret import Vault
from console.house import House
from console.jobs.runner import Runner
from console.ui.kit.answers import Saver
from console.vault.late_vault import LateVault

if TYPE_CHECKING:
    from console.jobs.workplace import Workplace
    from console.late_hooks import LateHooks
    from console.services.connecting import Connectable
    from console.ui.settings.services import SettingsServices
    from console.ui.settings.webhook_parts import WebhookParts
    from console.vault.column_cipher import ColumnCipher

_log = logging.getLogger(__name__)
SettingsMaker = Callable[[Runner, Saver], "SettingsServices"]


def settings_of(
    house: House,
    place: "Workplace",
    client: "Connectable",
    vault: Vault,
    restore: Callable[[Path], None] | None,
    hooks: "LateHooks | None" = None,
) -> SettingsMaker:
    def make(runner: Runner, saver: Saver) -> "SettingsServices":
        from console.services.backups import Backups
        from console.services.guest_words import GuestWordDesk
        from console.services.house_settings import HouseSettings
        from console.services.key_desk import KeyDesk
        from console.services.mapped_places import MappedPlaces
        from console.ui.settings.services import SettingsServices

        return SettingsServices(
            house=HouseSettings(place.store),
            mapped=MappedPlaces(place.store, place.clock),
            guest_words=GuestWordDesk(place.store, place.clock),
            key=KeyDesk(place.store, vault, client, place.clock),
            backups=Backups(house.folder, place.clock),
            runner=runner,
            saver=saver,
            version=VERSION,
            restore=restore,
            use_session_only=vault.use_session_only if isinstance(vault, LateVault) else None,
            webhook=_webhook_parts(place, vault, hooks, in_demo=house.is_demo) if hooks else None,
        )

    return make


def _webhook_parts(place: "Workplace", vault: Vault, hooks: "LateHooks", *, in_demo: bool) -> "WebhookParts":
    from console.services.inbox import InboxDesk
    from console.services.webhook_at_beds24 import WebhookAtBeds24
    from console.services.webhook_settings import WebhookDesk
    from console.ui.settings.webhook_parts import WebhookParts
    from console.vault.column_cipher import cipher_of

    def open_cipher() -> "ColumnCipher":
        return cipher_of(vault)

    return WebhookParts(
        desk=WebhookDesk(place.store, place.clock),
        there=WebhookAtBeds24(place.store, place.beds24, open_cipher),
        inbox=InboxDesk(place.store, place.clock, hooks.wake),
        open_cipher=open_cipher,
        ear=hooks.state,
        try_out=hooks.try_out,
        tunnels=None if in_demo else hooks.tunnels,
        tunnel=hooks.tunnel_state,
        move=hooks.move_state,
        choose_port=hooks.choose_port,
    )


class Restoring:
    """Carries out a wished restore once the database is closed and while the folder is still ours."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._source: Path | None = None
        house.closing.callback(self._carry_out)

    @property
    def wished(self) -> bool:
        """Whether the program is to start anew, for what it had open is replaced."""
        return self._source is not None

    def wish(self, source: Path) -> None:
        """Once the program has closed."""
        self._source = source

    def _carry_out(self) -> None:
        if self._source is None:
            return
        from console.services.backups import Backups

        outcome = Backups(self._house.folder, self._house.clock).put_back(self._source)
        if outcome.problem:
            _log.error("The backup %s could not be restored: %s", outcome.source, outcome.problem)
