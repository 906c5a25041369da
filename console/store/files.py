"""Where the hotel's files lie and who may read them: one folder, closed to every other user of the machine.

Only what bears a name of ours is ever touched, since anybody may point `--data-dir` at a folder full of other things.
"""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from console.domain.errors import WrongInput
from console.store.faults import translating_disk

APP_NAME = "night-porter"
PARTIAL = ".partial"
"""How the name of a file ends that is still being written; a left-over one is of no use to anybody."""

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database file, by the end of its name."""

_MARK = re.compile(r"night-porter\.(db|log)([.-].+)?|in-charge\.lock|vault\.bin", re.DOTALL)
"""The names that tell a folder of ours."""

_BESIDE = re.compile(r"\.night-porter.*|night-porter\.erased.*|\.vault\.bin\..+|window\.ini.*", re.DOTALL)
_BACKUP = re.compile(r"\.?night-porter.*", re.DOTALL)
_NO_MATTER = frozenset({"backups", "demo", "lost+found", ".DS_Store", "desktop.ini", "Thumbs.db"})
"""What may lie in an otherwise empty folder: our folders' names, and what systems leave everywhere."""

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder of one hotel and the places in it."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "night-porter.db"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def lock(self) -> Path:
        return self.path / "in-charge.lock"


def data_folder(*, demo: bool, override: Path | None = None) -> Path:
    """The folder asked for, else the system's place for this user's data; the demo never shares the hotel's.

    An override for the demo holds a folder of its own too, so that one `--data-dir` serves both.
    """
    base = override.absolute() if override else Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
    return base / "demo" if demo else base


def open_data_folder(path: Path) -> DataFolder:
    """Make the folder and its backups if need be, and close them and the files of ours to other users.

    Raises StoreTrouble, and WrongInput for a folder of somebody else's, which then stays as it was.
    """
    folder = DataFolder(path)
    with translating_disk():
        _refuse_foreign(folder)
        for place in (folder.path, folder.backups):
            place.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            if too_open(place):
                place.chmod(_FOLDER_MODE)
        for file in files_of_ours(folder):
            close_to_others(file)
    return folder


def _refuse_foreign(folder: DataFolder) -> None:
    names = {entry.name for entry in folder.path.iterdir()} if folder.path.is_dir() else set()
    ours = {name for name in names if _MARK.fullmatch(name) or _BESIDE.fullmatch(name)}
    if names - ours - _NO_MATTER and not any(map(_MARK.fullmatch, ours)) and not _holds_demo(folder.path):
        raise WrongInput(
            f"The folder {folder.path} holds other things already, so it is not used for the hotel's data. "
            "Nothing in it was changed. Name an empty or a new folder: --data-dir DIR"
        )


def _holds_demo(path: Path) -> bool:
    return DataFolder(path / "demo").lock.exists()


def keep_new_files_private() -> None:
    """For the start of the process: what it creates from now on, logs too, is for this user only (RELIABILITY 4)."""
    if sys.platform != "win32":  # there the folder in the user's profile passes on its access list
        os.umask(0o077)


def close_to_others(file: Path) -> None:
    """Give a file of ours mode 0600; on Windows the folder's access list already says so."""
    if too_open(file):
        file.chmod(_FILE_MODE)


def too_open(path: Path) -> bool:
    """Whether any other user of the machine has rights to it; on Windows modes say nothing, so never."""
    return sys.platform != "win32" and bool(path.stat().st_mode & 0o077)


def files_of_ours(folder: DataFolder) -> list[Path]:
    """The files in the folder and among its backups that bear a name of ours, links left alone."""
    here = [path for path in _entries(folder.path) if _MARK.fullmatch(path.name) or _BESIDE.fullmatch(path.name)]
    there = [path for path in _entries(folder.backups) if _BACKUP.fullmatch(path.name)]
    return [path for path in (*here, *there) if path.is_file() and not path.is_symlink()]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []


def companions(database: Path) -> list[Path]:
    """The files SQLite keeps beside this database right now."""
    beside = (database.with_name(database.name + ending) for ending in COMPANIONS)
    return [path for path in beside if path.exists()]


def remove_partials(folder: Path) -> None:
    """Take away what a killed backup or restore of ours left half written in this folder."""
    for path in folder.glob(f".night-porter*{PARTIAL}*"):
        path.unlink(missing_ok=True)


def write_through(path: Path) -> None:
    """Return only when the file (or, except on Windows, the folder's list of names) is on the disk itself."""
    if sys.platform == "win32" and path.is_dir():  # cannot be opened there; NTFS keeps its own journal
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
