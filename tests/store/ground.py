"""What the tests of the store's foundation stand on: a folder with a real database, migrations, other processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import apsw

from console.store.database import Database
from console.store.files import DataFolder, open_data_folder
from console.store.opening import open_database

NOW = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
KILLED = -signal.SIGKILL
REPO = Path(__file__).parents[2]

ROOMS = "CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
STAYS = "CREATE TABLE stays (id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms) STRICT"
SEED = "INSERT INTO rooms SELECT value, 'Room ' || value FROM generate_series(1, {})"


def folder_in(tmp_path: Path) -> DataFolder:
    return open_data_folder(tmp_path / "hotel")


def migrations_in(tmp_path: Path, *steps: str | Iterable[str], extra: str = "") -> Path:
    """A folder of migrations, one for each step: its SQL; text that is no SQL goes in as Python after `python:`."""
    folder = tmp_path / "migrations"
    folder.mkdir(exist_ok=True)
    for number, step in enumerate(steps, 1):
        lines = [step] if isinstance(step, str) else list(step)
        body = [line[7:] if line.startswith("python:") else f"db.execute_sql({line!r})" for line in lines]
        text = "\n    ".join(["def up(migrator, db):", *body])
        (folder / f"{number:04}_step.py").write_text(f"import os, signal\n{extra}\n{text}\n")
    return folder


def hotel_in(tmp_path: Path, rooms: int = 3) -> DataFolder:
    """A closed, sound database of version 1 with as many rooms."""
    folder = folder_in(tmp_path)
    opened = open_database(folder, migrations_in(tmp_path, ROOMS), NOW)
    with opened.database.writing() as connection:
        add_rooms(connection, rooms)
    opened.database.close()
    return folder


def add_rooms(connection: apsw.Connection, count: int, first: int = 1) -> None:
    connection.executemany(
        "INSERT INTO rooms VALUES (?, ?)",
        ((number, f"Room {number} " + "x" * 100) for number in range(first, first + count)),
    )


def rooms_of(path: Path) -> int:
    with closing(apsw.Connection(str(path))) as connection:
        return int(connection.execute("SELECT count(*) FROM rooms").get)


def version_of(path: Path) -> int:
    with closing(apsw.Connection(str(path))) as connection:
        return int(connection.pragma("user_version"))


def is_sound(path: Path) -> bool:
    with closing(apsw.Connection(str(path))) as connection:
        return bool(connection.execute("PRAGMA integrity_check").get == "ok")


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def run_python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Another process of the same console, to its end."""
    return subprocess.run(
        command(script, *arguments), cwd=REPO, text=True, capture_output=True, check=False, timeout=60
    )


def start_python(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that goes on while the test does; talk to it through its pipes."""
    return subprocess.Popen(
        command(script, *arguments), cwd=REPO, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def command(script: str, *arguments: object) -> list[str]:
    return [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]


def open_descriptors_of(path: Path) -> list[str]:
    """The files of this name that this very process holds open."""
    held = Path("/proc/self/fd")
    targets = [os.path.realpath(entry) for entry in held.iterdir()] if held.exists() else []
    return [target for target in targets if target.startswith(str(path))]


def file_of(folder: DataFolder) -> Database:
    return Database(folder.database, busy_timeout=0.05)
