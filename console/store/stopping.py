"""Long work with the file that can be broken off from another thread."""

from collections.abc import Callable

import apsw

_STEPS_BETWEEN_LOOKS = 100_000  # of SQLite's machine: a few milliseconds

StopFlag = Callable[[], bool]
"""Looked at again and again during long work, which ends with Stopped once it is true."""


def never() -> bool:
    """For callers that cannot be stopped."""
    return False


def heed(connection: apsw.Connection, stop: StopFlag) -> None:
    """Let every statement of this connection be broken off, however long it runs."""
    connection.set_progress_handler(stop, _STEPS_BETWEEN_LOOKS)
