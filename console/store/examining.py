"""What a file on the disk is: ours and sound, damaged, foreign, from a newer Night Porter, or not there yet.

Looking changes nothing in the file: it is opened read only and its write-ahead log is left where it is.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import apsw

from console.store.database import APPLICATION_ID
from console.store.faults import translating_disk
from console.store.stopping import StopFlag, heed, never

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100


class Standing(StrEnum):
    """What a file turned out to be."""

    NEW = "new"
    SOUND = "sound"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    NEWER = "newer"


_PATIENCE_MS = 5000


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found; `detail` is SQLite's own complaint about a damaged file, for support."""

    standing: Standing
    schema_version: int = 0
    detail: str = ""


def examine(path: Path, known_version: int, *, thorough: bool = False, stop: StopFlag = never) -> Finding:
    """Look at a file without changing it; `thorough` also compares every index with its table.

    The file is opened through SQLite alone as long as it is a database: a plain open and close in the process that
    works with it would drop SQLite's locks (POSIX advisory locks). Raises Stopped, and StoreTrouble where it cannot be
    looked at.
    """
    with translating_disk():
        if not path.exists() or not path.stat().st_size:
            return _finding_for_empty(path)
        try:
            with looking_at(path, stop) as connection:
                return _finding_inside(connection, known_version, thorough=thorough)
        except apsw.NotADBError:
            return Finding(_standing_of_no_database(path), detail="It does not begin like a database.")
        except apsw.CorruptError as error:
            return Finding(Standing.DAMAGED, detail=str(error))


@contextmanager
def looking_at(path: Path, stop: StopFlag = never) -> Iterator[apsw.Connection]:
    """A connection for looking only; a file that needs its rollback journal played back first gets that."""
    with closing(_open_to_look(path)) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        heed(connection, stop)
        connection.execute("PRAGMA cell_size_check=1; PRAGMA trusted_schema=0; PRAGMA temp_store=MEMORY")
        yield connection


def row_counts(connection: apsw.Connection) -> dict[str, int]:
    """How many rows each table of the file holds, by its name."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    names = [str(name) for (name,) in tables]
    return {name: int(connection.execute(f"SELECT count(*) FROM {_quoted(name)}").get) for name in names}


def complaint(connection: apsw.Connection, *, thorough: bool = False) -> str:
    """SQLite's first complaint about the file, or nothing when it has none."""
    check = "integrity_check" if thorough else "quick_check"
    said = str(connection.execute(f"PRAGMA {check}(1)").get)
    return "" if said == "ok" else said


def _open_to_look(path: Path) -> apsw.Connection:
    """Whoever opens it first after a crash holds it for a moment, so even the first look is patient."""
    connection = _patient(path, apsw.SQLITE_OPEN_READONLY)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (apsw.ReadOnlyError, apsw.CantOpenError):
        connection.close()
        return _patient(path, _second_way(path))
    except apsw.Error:
        connection.close()
        raise
    return connection


def _patient(path: Path, flags: int) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(_PATIENCE_MS)
    return connection


def _second_way(path: Path) -> int:
    """Read only fails on a journal that must be played back first; playing it back is the file's own recovery."""
    return apsw.SQLITE_OPEN_READWRITE if path.exists() else apsw.SQLITE_OPEN_READONLY


def _finding_for_empty(path: Path) -> Finding:
    """Nothing yet, unless the log beside an emptied file still holds somebody's data."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return Finding(Standing.DAMAGED, detail="The file is empty, but its write-ahead log is not.")
    return Finding(Standing.NEW)


def _finding_inside(connection: apsw.Connection, known_version: int, *, thorough: bool) -> Finding:
    if connection.pragma("application_id") != APPLICATION_ID:
        return Finding(Standing.FOREIGN)
    version = int(connection.pragma("user_version"))
    if version > known_version:
        return Finding(Standing.NEWER, version)
    problem = complaint(connection, thorough=thorough)
    return Finding(Standing.DAMAGED if problem else Standing.SOUND, version, problem)


def _standing_of_no_database(path: Path) -> Standing:
    """A file of ours whose beginning was wiped or cut is damaged; anything else was never ours."""
    with path.open("rb") as file:
        start = file.read(_HEADER_SIZE)
    return Standing.DAMAGED if start.startswith(_MAGIC) or not any(start) else Standing.FOREIGN


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
