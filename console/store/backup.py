"""Backup and restore of the hotel's database."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from console.domain.errors import StoreDamaged, StoreIsNewer, StoreTrouble, WrongInput
from console.store.copying import PAGES_PER_STEP, Progress, copy_checked, no_progress
from console.store.examining import Finding, Standing, examine
from console.store.faults import translating_disk
from console.store.files import COMPANIONS, companions, write_through
from console.store.keeping import Occasion, backup_name, stamp, thin_out
from console.store.stopping import StopFlag, never

_ROOM_TO_SPARE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A checked backup and the rows of each table in it."""

    path: Path
    size: int
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """What the database now is, and where the replaced file was kept (None if there was none)."""

    schema_version: int
    kept_aside: Path | None


def back_up(
    database: Path,
    target: Path,
    taken_at: datetime,
    *,
    progress: Progress = no_progress,
    stop: StopFlag = never,
    pages_per_step: int = PAGES_PER_STEP,
) -> BackupMade:
    """Copy the database, which may be in use, to a file; into a folder under a name that tells its moment.

    Raises WrongInput for a target that cannot be one, StoreTrouble (disk full, no rights), StoreDamaged, Stopped.
    """
    if target.is_dir():
        target /= backup_name(taken_at, Occasion.BY_HAND)
    _refuse_target(database, target)
    rows = copy_checked(database, target, progress=progress, stop=stop, pages_per_step=pages_per_step)
    return BackupMade(target, target.stat().st_size, rows)


def back_up_by_itself(
    database: Path, backups: Path, taken_at: datetime, occasion: Occasion, *, stop: StopFlag = never
) -> BackupMade:
    """An automatic backup into the data folder, after which the ones past their time are removed.

    Raises StoreTrouble, StoreDamaged, Stopped; nothing is removed unless the new one is good.
    """
    with translating_disk():
        backups.mkdir(mode=0o700, exist_ok=True)
    made = back_up(database, backups / backup_name(taken_at, occasion), taken_at, stop=stop)
    thin_out(backups)
    return made


def restore(
    source: Path,
    database: Path,
    known_version: int,
    now: datetime,
    *,
    progress: Progress = no_progress,
    stop: StopFlag = never,
) -> Restored:
    """Put a copy of a backup in the place of the database, which no connection may have open.

    The backup is checked first and stays as it is; the replaced file is kept beside under `.before-restore-DATE`.
    Killed at any moment, either the old or the new database is there. Raises WrongInput (not a backup of ours),
    StoreDamaged, StoreIsNewer, StoreTrouble (in use, disk full), Stopped.
    """
    if source.is_dir():
        raise WrongInput(f"{source.name} is a folder; name the backup in it. Nothing was restored.")
    if not source.exists():
        raise WrongInput(f"There is no file {source}. Nothing was restored.")
    if _same_file(source, database):
        raise WrongInput("This is the database itself, not a backup of it.")
    found = examine(source, known_version, thorough=True, stop=stop)
    _refuse_source(found, known_version)
    incoming = database.with_name(f".{database.name}.incoming.partial")
    with translating_disk():
        try:
            copy_checked(source, incoming, progress=progress, stop=stop)
            kept = _keep_aside(database, known_version, f"before-restore-{stamp(now)}")
            incoming.replace(database)
        finally:
            incoming.unlink(missing_ok=True)
        write_through(database.parent)
    return Restored(found.schema_version, kept)


def copy_aside(database: Path, label: str) -> Path:
    """A second name or copy of the database and its companions beside it; raises OSError.

    The companions are named after the copy, so that SQLite opens it as it was.
    """
    aside = _unused(database.with_name(f"{database.name}.{label}"))
    for ending in ("", *COMPANIONS):
        part = database.with_name(database.name + ending)
        if part.exists():
            copy = aside.with_name(aside.name + ending)
            shutil.copy2(part, copy)
            write_through(copy)
    write_through(aside.parent)
    return aside


def _keep_aside(database: Path, known_version: int, label: str) -> Path | None:
    """Keep what is about to be replaced, and leave no log behind that SQLite would play into the new file.

    A sound file is first made whole without its log, so that a kill after this still finds it complete; a damaged
    one is kept as it is, log and all.
    """
    if not database.exists():
        return None
    if examine(database, known_version).standing in {Standing.SOUND, Standing.NEWER}:
        _fold_log_in(database)
    aside = copy_aside(database, label)
    for part in companions(database):
        part.unlink()
    return aside


def _fold_log_in(database: Path) -> None:
    try:
        with closing(apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
            connection.set_busy_timeout(1000)
            connection.execute("PRAGMA journal_mode=DELETE")
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreTrouble("The hotel's database is in use; close Night Porter before a restore.") from error


def _refuse_target(database: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise WrongInput(f"There is no folder {target.parent} to write the backup to.")
    if target.is_dir() or _same_file(target, database):
        raise WrongInput("A backup cannot be written over the database itself or over a folder.")
    if not database.exists():
        raise WrongInput("There is no database to back up yet.")
    with translating_disk():
        needed = database.stat().st_size + _ROOM_TO_SPARE
        free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise StoreTrouble(f"The backup needs {needed // 2**20} MB, but only {free // 2**20} MB are free there.")


def _refuse_source(found: Finding, known_version: int) -> None:
    if found.standing is Standing.NEWER:
        raise StoreIsNewer(newer_sentence(found.schema_version, known_version))
    if found.standing is Standing.DAMAGED:
        raise StoreDamaged(f"This backup is damaged and was not restored ({found.detail}).")
    if found.standing is not Standing.SOUND:
        raise WrongInput("This file is not a Night Porter backup, so nothing was restored.")


def newer_sentence(file_version: int, known_version: int) -> str:
    """Names both versions, so that a person knows which program fits."""
    return (
        f"This database was written by a newer Night Porter: its format is version {file_version}, this program knows"
        f" versions up to {known_version}. Start the newer program; nothing was changed."
    )


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _unused(path: Path) -> Path:
    """The path, or the first of its numbered neighbours that does not exist yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
