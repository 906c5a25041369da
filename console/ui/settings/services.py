"""What Settings works with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.jobs.runner import Runner
from console.services.backups import Backups
from console.services.guest_words import GuestWordDesk
from console.services.house_settings import HouseSettings
from console.services.key_desk import KeyDesk
from console.services.mapped_places import MappedPlaces
from console.ui.kit.answers import Saver
from console.ui.settings.webhook_parts import WebhookParts


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsServices:
    """`restore` closes the program, puts a backup in the place of the database and starts again; it returns before
    that is done, and is None in the demo, whose hotel is a new one at every start. `use_session_only` keeps secrets in
    memory until the program ends, for a computer without a keyring; None where there is nothing to choose. `webhook` is
    None where nothing listens for Beds24's messages."""

    house: HouseSettings
    mapped: MappedPlaces
    guest_words: GuestWordDesk
    key: KeyDesk
    backups: Backups
    runner: Runner
    saver: Saver
    version: str
    restore: Callable[[Path], None] | None
    use_session_only: Callable[[], None] | None = None
    webhook: WebhookParts | None = None
