"""A scratch copy of the house: the hotel's own tables with its rooms and settings, and nobody in them.

It is a database of SQLite's in memory, so that no guest's data lies in a file of it, however the process ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playhouse.apsw_ext import APSWDatabase  # type: ignore[import-untyped] # peewee has no types

from console.store.faults import translating
from console.store.store import Session

_COPIED = ("properties", "room_types", "rooms", "room_aliases", "beds24_config", "preferences")
_TABLES = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY rowid"


@contextmanager
def scratch_of(session: Session) -> Iterator[Session]:
    """A session like this one over an empty copy of its house, gone at the end of the block.

    Raises StoreTrouble where memory has no room for it.
    """
    database = APSWDatabase(":memory:", pragmas=(("temp_store", "MEMORY"),))
    with translating(), database.connection_context(), database.atomic():
        copy = Session(database.connection(), database)
        tables: list[tuple[Any, ...]] = session.connection.execute(_TABLES).fetchall()
        for (statement,) in tables:
            copy.connection.execute(statement)
        for table in _COPIED:
            rows = session.connection.execute(f"SELECT * FROM {table}").fetchall()
            if rows:
                copy.connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        yield copy
