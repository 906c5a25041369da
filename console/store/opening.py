"""Opening the hotel's database at the start: cleared up, checked, upgraded, and only then handed over."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from console.store.database import Database
from console.store.files import DataFolder, remove_partials
from console.store.health import check_at_start
from console.store.upgrading import Upgraded, known_version, upgrade


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that can be worked with, and what was done to it on the way."""

    database: Database
    upgraded: Upgraded


def open_database(folder: DataFolder, migrations: Path, now: datetime, *, busy_timeout: float = 5.0) -> Opened:
    """The database of this folder in the newest format. To be called by the instance in charge, before its threads.

    Raises StoreDamaged (a copy is kept; the sentence names the newest good backup), StoreIsNewer, StoreTrouble,
    and OurBug for a migration that fails.
    """
    for place in (folder.path, folder.backups):
        remove_partials(place)
    check_at_start(folder, known_version(migrations), now)
    database = Database(folder.database, busy_timeout=busy_timeout)
    return Opened(database, upgrade(database, migrations, folder.backups, now))
