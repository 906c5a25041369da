"""Bringing a database to the newest format: numbered migrations, each one transaction, after a checked backup.

A migration is a file `NNNN_name.py` with `up(migrator, db)`. It may name tables in `MAY_SHRINK` that lose rows on
purpose; a loss in any other table undoes it. `PRAGMA user_version` is the number of the newest one applied.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import apsw
import peewee
from playhouse.migrations import Migration, MigrationError, Runner  # type: ignore[import-untyped] # no types

from console.domain.errors import OurBug, StoreDamaged, StoreIsNewer
from console.store.backup import back_up_by_itself, newer_sentence, restore
from console.store.database import Database
from console.store.examining import complaint, row_counts
from console.store.keeping import Occasion
from console.store.versions import Upgraded, known_version


def upgrade(database: Database, migrations: Path, backups: Path, now: datetime) -> Upgraded:
    """Apply what is pending; afterwards the file is either fully upgraded or as it was.

    To be called before any other thread opens a connection. Killed at any moment, the next call goes on from the
    last finished migration. Raises StoreIsNewer, StoreTrouble, StoreDamaged, and OurBug for a migration that fails.
    """
    known = known_version(migrations)
    with database.connected():
        before, pending = _pending(database, migrations)
    if before > known:
        raise StoreIsNewer(newer_sentence(before, known))
    if not pending:
        return Upgraded(before, before, (), None)
    backup = _back_up_before(database, backups, now, before)
    with _putting_back(database, backup, known, now):
        applied = _apply_all(database, migrations, pending)
    return Upgraded(before, known, applied, backup)


def _pending(database: Database, migrations: Path) -> tuple[int, list[Migration]]:
    with database.reading() as connection:
        version = int(connection.pragma("user_version"))
        status = Runner(database.peewee, str(migrations)).status()
    return version, [migration for migration in status if migration.path and not migration.applied]


def _back_up_before(database: Database, backups: Path, now: datetime, version: int) -> Path | None:
    """A file without tables has nothing to lose."""
    with database.reading() as connection:
        brand_new = version == 0 and not row_counts(connection)
    return None if brand_new else back_up_by_itself(database.path, backups, now, Occasion.UPGRADE).path


@contextmanager
def _putting_back(database: Database, backup: Path | None, known: int, now: datetime) -> Iterator[None]:
    """Where the block fails after it changed the file, the backup takes the file's place again."""
    with database.connected():
        before = _version(database)
    done = False
    try:
        yield
        done = True
    except (apsw.Error, peewee.PeeweeException, MigrationError) as error:
        raise OurBug(f"The database could not be brought to format {known}; it is as it was. ({error})") from error
    finally:
        if not done and backup is not None:
            with database.connected():
                changed = _version(database) != before
            if changed:
                restore(backup, database.path, known, now)


def _apply_all(database: Database, migrations: Path, pending: list[Migration]) -> tuple[str, ...]:
    with database.connected():
        with database.reading() as connection:
            connection.convert_binding = _bind_moment
        runner = Runner(database.peewee, str(migrations))
        for migration in pending:
            _apply(database, runner, migration)
        with database.reading() as connection:
            problem = complaint(connection)
    if problem:
        raise StoreDamaged(f"The database failed its check after the upgrade, so the old one was put back ({problem}).")
    return tuple(migration.name for migration in pending)


def _apply(database: Database, runner: Runner, migration: Migration) -> None:
    """One migration with its checks and its stamp in one transaction.

    References are switched off around it, as SQLite asks for a table that is built anew (ALTER TABLE, section 7),
    and all are checked before the end.
    """
    with database.reading() as connection:
        connection.execute("PRAGMA foreign_keys=0")
    try:
        with database.writing() as connection:
            before = row_counts(connection)
            runner.up(migration.name)
            _refuse_losses(migration, before, row_counts(connection))
            _refuse_broken_references(migration, connection)
            connection.execute(f"PRAGMA user_version={int(migration.idx)}")
    finally:
        with database.reading() as connection:
            connection.execute("PRAGMA foreign_keys=1")


def _refuse_losses(migration: Migration, before: Mapping[str, int], after: Mapping[str, int]) -> None:
    lost = {table for table, rows in before.items() if after.get(table, 0) < rows}
    if lost and (unexpected := lost - set(getattr(migration.load(), "MAY_SHRINK", ()))):
        raise MigrationError(f"{migration.name} would lose rows of {', '.join(sorted(unexpected))}")


def _refuse_broken_references(migration: Migration, connection: apsw.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise MigrationError(f"{migration.name} would break {len(broken)} references, the first in {broken[0][0]}")


def _version(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.pragma("user_version"))


def _bind_moment(_cursor: object, _index: int, value: object) -> str:
    """Peewee's own history table holds a moment, which apsw does not bind by itself (peewee 4.5.3)."""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    raise TypeError(f"A {type(value).__name__} cannot be stored in the database.")
