"""A checked copy of a database that may be in use, made under a temporary name and then put in place at once."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw

from console.domain.errors import Stopped, StoreDamaged, StoreTrouble
from console.store.database import APPLICATION_ID
from console.store.examining import complaint, looking_at, row_counts
from console.store.faults import translating_disk
from console.store.files import PARTIAL, companions, write_through
from console.store.stopping import StopFlag, heed, never

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all."""

PAGES_PER_STEP = 1000  # 0.26 s for 197 MB while in use (RELIABILITY 3)


def no_progress(done: int, total: int) -> None:
    """For callers without a progress bar."""


def copy_checked(
    source: Path,
    target: Path,
    *,
    progress: Progress = no_progress,
    stop: StopFlag = never,
    pages_per_step: int = PAGES_PER_STEP,
) -> dict[str, int]:
    """Copy a database as it is at one moment, check the copy, and only then give it its name.

    The copy needs no companions, has mode 0600 and is on the disk itself when this returns; what is returned are
    the rows of each table. Raises StoreTrouble, StoreDamaged, Stopped; the target is then as it was.
    """
    partial = target.with_name(f".{target.name}{PARTIAL}")
    with translating_disk():
        _discard(partial)
        try:
            partial.touch(mode=0o600)
            counts = _copy_pages(source, partial, progress, stop, pages_per_step)
            _check_copy(partial, counts, stop)
            write_through(partial)
            partial.replace(target)
        finally:
            _discard(partial)
        write_through(target.parent)
    return counts


def _copy_pages(source: Path, partial: Path, progress: Progress, stop: StopFlag, step: int) -> dict[str, int]:
    """One read transaction over all steps: writers go on, the copy shows one moment and never starts again."""
    with looking_at(source, stop) as origin, closing(apsw.Connection(str(partial))) as copy:
        origin.execute("BEGIN")
        counts = row_counts(origin)
        copy.execute("PRAGMA synchronous=OFF")  # the whole file is written through once, at the end
        with copy.backup("main", origin, "main") as backup:
            while not backup.done:
                if stop():
                    raise Stopped("The copy of the hotel's database was stopped; nothing was kept of it.")
                backup.step(step)
                progress(backup.page_count - backup.remaining, backup.page_count)
        return counts


def _check_copy(partial: Path, counts: dict[str, int], stop: StopFlag) -> None:
    with closing(apsw.Connection(str(partial))) as copy:
        heed(copy, stop)
        copy.execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA cell_size_check=1")
        if copy.pragma("application_id") != APPLICATION_ID:
            raise StoreDamaged("This file is not a Night Porter database, so no copy of it was made.")
        problem = complaint(copy)
        if problem:
            raise StoreDamaged(f"The hotel's database is damaged, so no copy of it was kept ({problem}).")
        if row_counts(copy) != counts:
            raise StoreTrouble("The copy does not hold the same rows as the hotel's database and was thrown away.")


def _discard(partial: Path) -> None:
    for path in (partial, *companions(partial)):
        path.unlink(missing_ok=True)
