"""What SQLite and the disk report, said in the console's own words."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw
import peewee

from console.domain.errors import ConsoleError, Stopped, StoreDamaged, StoreTrouble

_TROUBLES: tuple[tuple[tuple[type[apsw.Error], ...], str], ...] = (
    (
        (apsw.BusyError, apsw.LockedError, apsw.ProtocolError),
        "Another program is holding the hotel's database. The console tries again by itself.",
    ),
    (
        (apsw.FullError,),
        "The disk is full, so this was not saved. Free some space; the console goes on by itself.",
    ),
    (
        (apsw.ReadOnlyError, apsw.PermissionsError),
        "The hotel's database is read only, so this was not saved. Check the rights of its file and folder.",
    ),
    (
        (apsw.IOError,),
        "The disk failed while the hotel's database was read or written. Nothing half done was kept.",
    ),
    (
        (apsw.CantOpenError,),
        "The hotel's database cannot be opened. Its folder may be missing or closed to this user.",
    ),
)
_DAMAGED = "The hotel's database is damaged and cannot be read. Restore a backup to go on."


def in_our_words(error: BaseException) -> ConsoleError | None:
    """The named error for a failure of SQLite, or None where it is not the store's condition but a mistake.

    A broken constraint or wrong SQL stays what it is: the caller knows what it asked for.
    """
    cause = _cause(error)
    if isinstance(cause, (apsw.CorruptError, apsw.NotADBError)):
        return StoreDamaged(_DAMAGED)
    if isinstance(cause, apsw.InterruptError):
        return Stopped("The work on the hotel's database was stopped.")
    for kinds, sentence in _TROUBLES:
        if isinstance(cause, kinds):
            return StoreTrouble(sentence)
    return None


@contextmanager
def translating() -> Iterator[None]:
    """Turn SQLite's failures into the console's while the block runs.

    Raises StoreTrouble (locked, full, read only, I/O), StoreDamaged (corrupt, not a database), Stopped (interrupted).
    """
    try:
        yield
    except (apsw.Error, peewee.PeeweeException) as error:
        ours = in_our_words(error)
        if ours is None:
            raise
        raise ours from error


@contextmanager
def translating_disk() -> Iterator[None]:
    """The same for files that are copied, renamed or listed beside SQLite.

    Raises StoreTrouble for what the operating system refuses, and all that `translating` raises.
    """
    try:
        with translating():
            yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise StoreTrouble(f"The disk refused a file of the hotel's database: {error.strerror}{where}.") from error


def _cause(error: BaseException) -> object:
    """The driver's error, where peewee has wrapped it in one of its own."""
    return getattr(error, "orig", error)
