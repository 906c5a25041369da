"""One instance in charge of a data folder, held by a lock of the operating system: it ends with the process."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from console.domain.errors import AnotherInstance
from console.store.faults import translating_disk

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR_BYTE = 1 << 30  # Windows hides locked bytes from readers, so the locked one lies far behind the text


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is in charge: the process and since when."""

    pid: int
    since: datetime


@contextmanager
def in_charge(lock: Path, now: datetime) -> Iterator[Holder]:
    """Be the one instance in charge of the folder this lock file lies in, until the block or the process ends.

    The file stays behind on purpose: removing it would let two instances lock two files of one name.
    Raises AnotherInstance if it is taken, StoreTrouble if the file cannot be opened.
    """
    with translating_disk():
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with translating_disk():
            ours = _take(descriptor)
        if not ours:
            raise AnotherInstance(_taken_sentence(holder(lock)))
        us = Holder(os.getpid(), now)
        with translating_disk():
            _sign(descriptor, us)
        yield us
        with translating_disk():
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def holder(lock: Path) -> Holder | None:
    """Who signed the lock file last, or None where it holds no readable signature."""
    try:
        signed = json.loads(lock.read_text("utf-8"))
        return Holder(int(signed["pid"]), datetime.fromisoformat(signed["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sign(descriptor: int, us: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps({"pid": us.pid, "since": us.since.isoformat()}).encode())


def _taken_sentence(other: Holder | None) -> str:
    who = f" (process {other.pid}, since {other.since.astimezone(UTC):%d %B %Y %H:%M} UTC)" if other else ""
    return f"Another Night Porter is in charge of this data folder{who}. Use its window, or close it first."


if sys.platform == "win32":

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
