"""The backups in the data folder: their names, what each holds, and how long it is kept."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import apsw

from console.domain.errors import ConsoleError, Stopped
from console.store.examining import Standing, examine, looking_at
from console.store.faults import translating_disk
from console.store.stopping import StopFlag, never

UPGRADES_KEPT = 3
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"night-porter-(?P<at>\d{8}T\d{6}Z)-(?P<occasion>[a-z-]+)\.db")


class Occasion(StrEnum):
    """Why a backup was made; it decides how long it is kept."""

    DAILY = "daily"
    UPGRADE = "before-upgrade"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class BackupFound:
    """One backup in the folder; the last four are None where it holds no such table or cannot be read."""

    path: Path
    taken_at: datetime
    occasion: Occasion
    size: int
    schema_version: int | None
    reservations: int | None
    last_run: str | None
    guests: int | None


def backup_name(taken_at: datetime, occasion: Occasion) -> str:
    """The name of a backup file, which tells when (UTC) and why it was made."""
    return f"night-porter-{stamp(taken_at)}-{occasion}.db"


def stamp(moment: datetime) -> str:
    """A moment as part of a file's name."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def list_backups(folder: Path, stop: StopFlag = never) -> tuple[BackupFound, ...]:
    """All backups of ours in the folder, the newest first. Raises StoreTrouble where it cannot be listed, Stopped."""
    with translating_disk():
        named = [(path, match) for path in folder.glob("*.db") if (match := _NAME.fullmatch(path.name))]
        known = [(path, match) for path, match in named if match["occasion"] in list(Occasion)]
        found = [_look_inside(path, _moment(match["at"]), Occasion(match["occasion"]), stop) for path, match in known]
    return tuple(sorted(found, key=lambda backup: backup.taken_at, reverse=True))


def newest_good(folder: Path, known_version: int, stop: StopFlag = never) -> BackupFound | None:
    """The newest backup that passes the check now and that this program can read. Raises StoreTrouble, Stopped."""
    for backup in list_backups(folder, stop):
        try:
            sound = examine(backup.path, known_version, stop=stop).standing is Standing.SOUND
        except Stopped:
            raise
        except ConsoleError:
            sound = False
        if sound:
            return backup
    return None


def worth_keeping(
    moments: Iterable[datetime], *, daily: int = 7, weekly: int = 4, monthly: int = 12
) -> frozenset[datetime]:
    """Of all moments the newest of each of the last days, ISO weeks and months that have any (RELIABILITY 3).

    Counted over periods that have a backup, so that a house closed for the winter keeps what it has.
    """
    newest_first = sorted(moments, reverse=True)
    return (
        _newest_of_each(newest_first, daily, lambda at: at.date())
        | _newest_of_each(newest_first, weekly, lambda at: at.isocalendar()[:2])
        | _newest_of_each(newest_first, monthly, lambda at: (at.year, at.month))
    )


def thin_out(folder: Path) -> tuple[Path, ...]:
    """Remove the backups that are no longer worth keeping and tell which; those made by hand stay.

    Raises StoreTrouble where a file cannot be removed.
    """
    found = list_backups(folder)
    days = [backup for backup in found if backup.occasion is Occasion.DAILY]
    kept = worth_keeping(backup.taken_at for backup in days)
    upgrades = [backup for backup in found if backup.occasion is Occasion.UPGRADE]
    too_many = [backup for backup in days if backup.taken_at not in kept] + upgrades[UPGRADES_KEPT:]
    with translating_disk():
        for backup in too_many:
            backup.path.unlink(missing_ok=True)
    return tuple(backup.path for backup in too_many)


def _newest_of_each(
    newest_first: list[datetime], count: int, period: Callable[[datetime], object]
) -> frozenset[datetime]:
    newest: dict[object, datetime] = {}
    for at in newest_first:
        newest.setdefault(period(at), at)
    return frozenset(list(newest.values())[:count])


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def _look_inside(path: Path, taken_at: datetime, occasion: Occasion, stop: StopFlag) -> BackupFound:
    """A backup that cannot be read is listed all the same: better a name without figures than a gap."""
    size = path.stat().st_size
    try:
        with looking_at(path, stop) as connection:
            version = int(connection.pragma("user_version"))
            rows = _count(connection, "reservations"), _count(connection, "guests")
            last_run = _last_run(connection)
    except apsw.InterruptError:
        raise
    except apsw.Error:
        return BackupFound(path, taken_at, occasion, size, None, None, None, None)
    return BackupFound(path, taken_at, occasion, size, version, rows[0], last_run, rows[1])


def _count(connection: apsw.Connection, table: str) -> int | None:
    """How many rows the table has, as far as it exists."""
    if not connection.table_exists("main", table):
        return None
    return int(connection.execute(f"SELECT count(*) FROM {table}").get)


def _last_run(connection: apsw.Connection) -> str | None:
    """The end of the last run, as far as there is one."""
    if not connection.table_exists("main", "runs"):
        return None
    ended: str | None = connection.execute("SELECT max(finished_at) FROM runs").get
    return ended
