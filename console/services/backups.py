"""Backups of the hotel's database as a person sees them: what each holds, making one, putting one back."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from console.domain.clock import Clock
from console.domain.errors import ConsoleError, StoreIsNewer, WrongInput
from console.domain.moments import maybe_moment_from, moment_from, moment_text
from console.store.backup import back_up, newer_sentence, restore
from console.store.examining import Standing, examine
from console.store.files import DataFolder
from console.store.keeping import BackupFound, list_backups, newest_good
from console.store.stopping import StopFlag, never
from console.store.store import MIGRATIONS
from console.store.versions import known_version

Progress = Callable[[int, int], None]
"""Called with parts done and parts in all."""


@dataclass(frozen=True, slots=True)
class BackupHeld:
    """One backup; figures are None where it cannot be read. `occasion` is daily, before-upgrade or by-hand."""

    path: Path
    taken_at: datetime
    occasion: str
    size: int
    reservations: int | None
    guests: int | None
    last_run: datetime | None
    restorable: bool


@dataclass(frozen=True, slots=True)
class PutBack:
    """What came of the last restore: what was replaced lies at `kept_aside`, or `problem` says why nothing was."""

    at: datetime
    source: str
    kept_aside: str
    problem: str


class Backups:
    """The backups in one data folder. Raises WrongInput, StoreTrouble, StoreDamaged, StoreIsNewer, Stopped."""

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    @property
    def folder(self) -> Path:
        """Where everything of this hotel lies."""
        return self._folder.path

    def database_size(self) -> int:
        """In bytes, with its log."""
        return database_size(self._folder.database)

    def all(self, stop: StopFlag = never) -> tuple[BackupHeld, ...]:
        """The newest first."""
        known = known_version(MIGRATIONS)
        return tuple(_held(found, known) for found in list_backups(self._folder.backups, stop))

    def newest_proven(self, stop: StopFlag = never) -> BackupHeld | None:
        """The newest backup that passes its check now, if there is any."""
        known = known_version(MIGRATIONS)
        found = newest_good(self._folder.backups, known, stop)
        return _held(found, known) if found else None

    def make(self, progress: Progress, stop: StopFlag) -> Path:
        """A checked copy beside the others, while the database stays in use."""
        made = back_up(self._folder.database, self._folder.backups, self._clock.now(), progress=progress, stop=stop)
        return made.path

    def check(self, source: Path, stop: StopFlag = never) -> None:
        """Look through a backup as a restore will; raises what the restore would, while nothing is closed yet."""
        known = known_version(MIGRATIONS)
        found = examine(source, known, thorough=True, stop=stop)
        if found.standing is Standing.NEWER:
            raise StoreIsNewer(newer_sentence(found.schema_version, known))
        if found.standing is not Standing.SOUND:
            raise WrongInput("This backup is damaged or not one of Night Porter's, so it cannot be restored.")

    def put_back(self, source: Path, stop: StopFlag = never) -> PutBack:
        """Put a backup in the place of the database, which has to be closed. What is replaced is kept aside.

        The outcome is remembered for whoever starts next; where the restore fails, the database is as it was.
        """
        kept = problem = ""
        try:
            known = known_version(MIGRATIONS)
            restored = restore(source, self._folder.database, known, self._clock.now(), stop=stop)
            kept = str(restored.kept_aside or "")
        except ConsoleError as error:
            problem = str(error)
        outcome = PutBack(self._clock.now(), source.name, kept, problem)
        with suppress(OSError):
            told = [moment_text(outcome.at), outcome.source, outcome.kept_aside, outcome.problem]
            self._note.write_text(json.dumps(told), "utf-8")
        return outcome

    def last_put_back(self) -> PutBack | None:
        """What came of the last restore in this folder, if there ever was one."""
        try:
            at, *rest = json.loads(self._note.read_text("utf-8"))
            return PutBack(moment_from(at), *rest)
        except (OSError, ValueError, TypeError):
            return None

    @property
    def _note(self) -> Path:
        return self._folder.path / "last-restore.json"


def database_size(database: Path) -> int:
    """In bytes, with its log; 0 where there is none."""
    files = (database, database.with_name(database.name + "-wal"))
    return sum(map(_size_of, files))


def _held(found: BackupFound, known: int) -> BackupHeld:
    return BackupHeld(
        found.path,
        found.taken_at,
        found.occasion.value,
        found.size,
        found.reservations,
        found.guests,
        maybe_moment_from(found.last_run),
        restorable=found.schema_version is not None and found.schema_version <= known,
    )


def _size_of(file: Path) -> int:
    """0 where there is none; the log beside a database comes and goes with its connections."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
