"""A process that dies between any two statements of its database, and what it leaves behind on the disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw
import peewee

from console.store.database import Database


class Killed(BaseException):
    """The process ends here; nothing that it would still do has any effect."""


class Doom:
    """Decides at which statement the process dies; afterwards every further statement is refused."""

    def __init__(self) -> None:
        self.statements = 0
        self.struck = False
        self._dies_at = 0

    def strike_at(self, statement: int) -> None:
        """Die just before the `statement`-th from now (from 1); 0 is never."""
        self.statements, self._dies_at = 0, statement

    def strike(self) -> None:
        """Die now."""
        self.struck = True
        raise Killed

    def trace(self, _cursor: object, _sql: str, _bindings: object) -> bool:
        """apsw's exec trace: called before each statement of the connection."""
        self.statements += 1
        if self.struck or self.statements == self._dies_at:
            self.strike()
        return True


class MortalDatabase(Database):
    """The real database, whose every statement asks `doom` first."""

    def __init__(self, path: Path, doom: Doom) -> None:
        super().__init__(path)
        self.doom = doom

    @contextmanager
    def _connection(self) -> Iterator[apsw.Connection]:
        with super()._connection() as connection:
            connection.exec_trace = self.doom.trace
            yield connection

    def bury(self, wreck: Path) -> Path:
        """Keep the files just as the dead process left them, under `wreck`; the path of the database there.

        Copied before its connections are closed: closing would fold in the log, which no dead process does.
        """
        wreck.mkdir()
        for companion in ("", "-wal"):
            left = self.path.with_name(self.path.name + companion)
            if left.exists():
                shutil.copyfile(left, wreck / left.name)
        connections: Any = self._connections
        for connection in list(connections.opened):
            connection.exec_trace = None
            connection.close()
        with suppress(peewee.PeeweeException, apsw.Error):
            connections.close()
        return wreck / self.path.name
