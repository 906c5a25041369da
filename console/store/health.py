"""How the hotel's database is: for `doctor`, for the window's status line, and for the start."""

import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from console.domain.errors import StoreDamaged, StoreIsNewer, StoreTrouble
from console.store.backup import copy_aside, newer_sentence
from console.store.examining import Finding, Standing, examine
from console.store.faults import translating_disk
from console.store.files import COMPANIONS, DataFolder, files_of_ours, too_open
from console.store.keeping import BackupFound, list_backups, newest_good, stamp
from console.store.places import warning_about_place

LEAST_FREE = 200 * 1024 * 1024  # the floor under which the listener refuses too (RELIABILITY 1.3)
LARGEST_LOG = 64 * 1024 * 1024  # journal_size_limit; a larger one is held open by somebody
_OLDEST_SQLITE = (3, 54, 0)  # what apsw brings; an older library came from elsewhere


@dataclass(frozen=True, slots=True)
class Health:
    """All that `doctor` tells of the store; `problem` is empty for a database that can be worked with."""

    path: Path
    standing: Standing | None
    schema_version: int
    known_version: int
    problem: str
    warnings: tuple[str, ...]
    size: int
    log_size: int
    free_space: int
    check_seconds: float
    sqlite_version: str
    newest_backup: BackupFound | None

    @property
    def sound(self) -> bool:
        return not self.problem


def take_health(folder: DataFolder, known_version: int, *, thorough: bool = False) -> Health:
    """Look at the store without changing anything; every failure becomes part of the answer."""
    started = time.perf_counter()
    finding, problem = _finding(folder, known_version, thorough=thorough)
    seconds = time.perf_counter() - started
    log_size = _size(folder.database.with_name(folder.database.name + "-wal"))
    free = shutil.disk_usage(folder.path if folder.path.exists() else Path.cwd()).free
    return Health(
        path=folder.database,
        standing=finding.standing if finding else None,
        schema_version=finding.schema_version if finding else 0,
        known_version=known_version,
        problem=problem,
        warnings=_warnings(folder, free, log_size),
        size=_size(folder.database),
        log_size=log_size,
        free_space=free,
        check_seconds=seconds,
        sqlite_version=apsw.sqlite_lib_version(),
        newest_backup=_newest_backup(folder),
    )


def check_at_start(folder: DataFolder, known_version: int, now: datetime) -> Finding:
    """What the file is before anything else opens it; a damaged one is first copied aside, never deleted.

    Raises StoreDamaged (damaged or foreign), StoreIsNewer, StoreTrouble (locked, no rights).
    """
    finding = examine(folder.database, known_version)
    if finding.standing is Standing.DAMAGED:
        aside = keep_damaged(folder.database, now)
        kept = f"The hotel's database is damaged. A copy of it was kept as {aside.name}; nothing was deleted."
        raise StoreDamaged(kept, _way_out(newest_good(folder.backups, known_version)))
    problem = _problem(finding, known_version)
    if finding.standing is Standing.NEWER:
        raise StoreIsNewer(problem)
    if problem:
        raise StoreDamaged(problem)
    return finding


def keep_damaged(database: Path, now: datetime) -> Path:
    """Copy a damaged database with its log aside under `.corrupt-DATE`; a copy that is still the same serves again.

    Raises StoreTrouble where it cannot be copied.
    """
    with translating_disk():
        kept = sorted(database.parent.glob(f"{database.name}.corrupt-*"))
        same = [copy for copy in kept if _is_copy_of(copy, database) and not copy.name.endswith(COMPANIONS)]
        return same[-1] if same else copy_aside(database, f"corrupt-{stamp(now)}")


def _finding(folder: DataFolder, known_version: int, *, thorough: bool) -> tuple[Finding | None, str]:
    try:
        finding = examine(folder.database, known_version, thorough=thorough)
    except StoreTrouble as error:
        return None, str(error)
    return finding, _problem(finding, known_version)


def _newest_backup(folder: DataFolder) -> BackupFound | None:
    try:
        return next(iter(list_backups(folder.backups)), None)
    except StoreTrouble:
        return None


def _problem(finding: Finding, known_version: int) -> str:
    match finding.standing:
        case Standing.DAMAGED:
            return f"The hotel's database is damaged ({finding.detail})."
        case Standing.FOREIGN:
            return "The file in the place of the hotel's database is not Night Porter's. It was left untouched."
        case Standing.NEWER:
            return newer_sentence(finding.schema_version, known_version)
        case _:
            return ""


def _warnings(folder: DataFolder, free: int, log_size: int) -> tuple[str, ...]:
    return tuple(
        sentence
        for sentence in (
            warning_about_place(folder.path),
            f"Only {free // 2**20} MB are free on the disk." if free < LEAST_FREE else None,
            "The write-ahead log is unusually large; restart Night Porter." if log_size > LARGEST_LOG else None,
            "The SQLite library is older than the one Night Porter brings." if _old_sqlite() else None,
            "Other users of this machine can read files of the data folder." if _others_can_read(folder) else None,
        )
        if sentence
    )


def _old_sqlite() -> bool:
    return tuple(int(part) for part in apsw.sqlite_lib_version().split(".")) < _OLDEST_SQLITE


def _others_can_read(folder: DataFolder) -> bool:
    places = [place for place in (folder.path, folder.backups) if place.exists()]
    return any(too_open(path) for path in (*places, *files_of_ours(folder)))


def _way_out(backup: BackupFound | None) -> str:
    if backup is None:
        return "No good backup was found in the data folder."
    return f"The newest good backup is of {backup.taken_at:%d %B %Y %H:%M} UTC: restore {backup.path}."


def _is_copy_of(copy: Path, database: Path) -> bool:
    one, other = copy.stat(), database.stat()
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
