"""The hotel's database: one SQLite file, one connection a thread, every write one transaction."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from weakref import WeakSet

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase  # type: ignore[import-untyped] # peewee has no types

from console.domain.errors import StoreTrouble
from console.store.faults import translating
from console.store.stopping import StopFlag, heed

APPLICATION_ID = 0x4E506F72
"""Written into the header of every file of ours ("NPor"), so that a foreign SQLite file is recognised."""

_WAL_LIMIT = 64 * 1024 * 1024
_PRAGMAS: tuple[tuple[str, object], ...] = (
    ("synchronous", "FULL"),  # a webhook answered with 200 must survive a power cut
    ("foreign_keys", 1),
    ("wal_autocheckpoint", 8000),  # 32 MB: a big import folds its log in less often; measured in docs/performance.md
    ("cache_size", -32_000),
    ("journal_size_limit", _WAL_LIMIT),
    ("cell_size_check", 1),
    ("trusted_schema", 0),
    ("temp_store", "MEMORY"),  # no guest data in the temporary folder
    ("secure_delete", "FAST"),
)
_MAC_PRAGMAS: tuple[tuple[str, object], ...] = (("fullfsync", 1), ("checkpoint_fullfsync", 1))


class _Connections(APSWDatabase):  # type: ignore[misc] # its base has no types
    """Peewee's thread-local connections, opened our way and remembered so that quitting can close them all."""

    def __init__(self, path: Path, *, busy_timeout: float, read_only: bool) -> None:
        self.opened: WeakSet[apsw.Connection] = WeakSet()
        self._path = path
        self._read_only = read_only
        super().__init__(
            str(path),
            pragmas=pragmas(read_only=read_only),
            timeout=busy_timeout,
            autoconnect=False,
            lock_type="IMMEDIATE",
            flags=apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE,
        )

    def _connect(self) -> apsw.Connection:
        if not self._read_only:
            _create_if_new(self._path)
        connection: apsw.Connection = super()._connect()
        connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
        connection.config(apsw.SQLITE_DBCONFIG_DQS_DDL, 0)
        self.opened.add(connection)
        return connection

    def _close(self, conn: apsw.Connection) -> None:
        self.opened.discard(conn)
        conn.close()


class Database:
    """The way to the hotel's file.

    A thread that works with it for longer opens its connection with `open_here` (or `connected`) and closes it
    before it ends; without that each `reading` or `writing` block opens and closes one of its own.
    """

    def __init__(self, path: Path, *, busy_timeout: float = 5.0, read_only: bool = False) -> None:
        self.path = path
        self._connections = _Connections(path, busy_timeout=busy_timeout, read_only=read_only)
        self._read_only = read_only

    @property
    def peewee(self) -> peewee.SqliteDatabase:
        """For `Table(...).bind(database.peewee)`; queries run only inside `reading` or `writing`."""
        connections: peewee.SqliteDatabase = self._connections
        return connections

    def open_here(self, *, query_only: bool = False) -> None:
        """Open this thread's connection and keep it; `query_only` makes SQLite refuse any write through it.

        Raises StoreTrouble, StoreDamaged.
        """
        with translating():
            self._connections.connect()
            if query_only:
                self._connections.connection().execute("PRAGMA query_only=1")

    def close_here(self) -> None:
        """Close this thread's connection; nothing happens if there is none."""
        with translating():
            self._connections.close()

    @contextmanager
    def connected(self, *, query_only: bool = False, stop: StopFlag | None = None) -> Iterator[None]:
        """Keep one connection of this thread open over many blocks, for a worker or the window's thread; once `stop`
        is true, its statements end with Stopped."""
        self.open_here(query_only=query_only)
        if stop is not None:
            heed(self._connections.connection(), stop)
        try:
            yield
        finally:
            self.close_here()

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """A connection to read with; each statement sees the newest committed state.

        Raises StoreTrouble, StoreDamaged.
        """
        with translating(), self._connection() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """A connection whose statements all see one and the same moment, whatever is written meanwhile.

        Raises StoreTrouble, StoreDamaged.
        """
        with translating(), self._connection() as connection:
            if self._connections.in_transaction():
                yield connection
            else:
                with self._connections.atomic("DEFERRED"):
                    yield connection

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """One transaction that holds the write lock from its first moment (no upgrade, so no deadlock).

        Inside another `writing` block it is a savepoint of it: an error undoes this block alone, and what it did
        is saved only with the outermost block. Raises StoreTrouble, StoreDamaged; a failed block leaves no trace.
        """
        with translating(), self._connection() as connection:
            if self._connections.in_transaction():
                with _savepoint(connection):
                    yield connection
            else:
                with self._connections.atomic("IMMEDIATE"):
                    yield connection
                    _still_in_transaction(connection)

    def tidy(self) -> None:
        """Daily upkeep: refresh the planner's figures and fold the write-ahead log into the file.

        Raises StoreTrouble when other connections keep the log in use.
        """
        with self.reading() as connection:
            connection.execute("PRAGMA optimize")
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def scrub(self) -> None:
        """Write the file anew, so that nothing that was deleted is left in it or in its log.

        What a big hotel's file takes meanwhile lies in a nameless file of the system's, as in `store.spool`, and not in
        memory. Raises StoreTrouble when other connections keep the log in use, or the disk has no room for it.
        """
        with self.reading() as connection:
            connection.execute("PRAGMA secure_delete=ON; PRAGMA temp_store=FILE").fetchall()
            try:
                connection.execute("VACUUM")
                connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
            finally:
                connection.execute("PRAGMA secure_delete=FAST; PRAGMA temp_store=MEMORY").fetchall()

    def close(self) -> None:
        """At quit: tidy if it can be done now, then close every connection of every thread."""
        try:
            if not self._read_only and self._connections.opened:
                with suppress(StoreTrouble):
                    self.tidy()
        finally:
            self.close_here()
            for connection in list(self._connections.opened):
                connection.interrupt()
                connection.close()

    @contextmanager
    def _connection(self) -> Iterator[apsw.Connection]:
        if not self._connections.is_closed():
            yield self._connections.connection()
            return
        self._connections.connect()
        try:
            yield self._connections.connection()
        finally:
            self._connections.close()


@contextmanager
def _savepoint(connection: apsw.Connection) -> Iterator[None]:
    """A step inside a transaction that can be undone alone, unless SQLite has already undone the whole."""
    connection.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        if not connection.get_autocommit():
            connection.execute("ROLLBACK TO step; RELEASE step")
        raise
    _still_in_transaction(connection)
    connection.execute("RELEASE step")


def pragmas(*, read_only: bool = False) -> list[tuple[str, object]]:
    """All that is set on each connection (RELIABILITY section 3); the journal mode is a property of the file."""
    mac = _MAC_PRAGMAS if sys.platform == "darwin" else ()
    return [*([] if read_only else [("journal_mode", "WAL")]), *_PRAGMAS, *mac]


def _create_if_new(path: Path) -> None:
    """A missing or empty file gets our application id before anything else, so that it is never taken for foreign."""
    if path.exists() and path.stat().st_size:
        return
    with suppress(OSError):  # where the system refuses it, SQLite says so next, in words that are translated
        path.touch(mode=0o600)
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def _still_in_transaction(connection: apsw.Connection) -> None:
    """A full disk or an I/O error ends SQLite's transaction by itself; that must not pass for saved."""
    if connection.get_autocommit():
        raise StoreTrouble("The database took back this change because of a trouble with the disk. Nothing was saved.")
