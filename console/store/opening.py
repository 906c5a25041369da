"""Opening the hotel's database at the start: cleared up, checked, upgraded, and only then handed over."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from console.store.database import Database
from console.store.examining import Finding, Standing
from console.store.files import DataFolder, remove_partials
from console.store.health import check_at_start
from console.store.versions import Upgraded, known_version


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that can be worked with, and what was done to it on the way."""

    database: Database
    upgraded: Upgraded


def check_database(folder: DataFolder, migrations: Path, now: datetime) -> Finding:
    """Clear up, and look at the whole file. To be called by the instance in charge, before anything else opens it.

    Raises StoreDamaged (a copy is kept; its way out names the newest good backup), StoreIsNewer, StoreTrouble.
    """
    for place in (folder.path, folder.backups):
        remove_partials(place)
    return check_at_start(folder, known_version(migrations), now)


def begin_check(folder: DataFolder, migrations: Path, now: datetime) -> Callable[[], Finding]:
    """Check on a thread of its own, since it is SQLite that works; the answer gives, or raises, what was found."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checking")
    found = pool.submit(check_database, folder, migrations, now)
    pool.shutdown(wait=False)
    return found.result


def open_database(
    folder: DataFolder,
    migrations: Path,
    now: datetime,
    *,
    busy_timeout: float = 5.0,
    checked: Callable[[], Finding] | None = None,
) -> Opened:
    """The database of this folder in the newest format. To be called by the instance in charge, before its threads.

    `checked` is a check that was begun before. Raises what that raises, and OurBug for a migration that fails.
    """
    finding = checked() if checked else check_database(folder, migrations, now)
    database = Database(folder.database, busy_timeout=busy_timeout)
    return Opened(database, _upgraded(database, finding, migrations, folder.backups, now))


def _upgraded(database: Database, finding: Finding, migrations: Path, backups: Path, now: datetime) -> Upgraded:
    version = finding.schema_version
    if finding.standing is Standing.SOUND and version == known_version(migrations):
        return Upgraded(version, version, (), None)
    from console.store.upgrading import upgrade  # noqa: PLC0415 - once in a version's life

    return upgrade(database, migrations, backups, now)
