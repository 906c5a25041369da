"""Which copies of the database still hold bookings that were erased since, and until when each of them is kept."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import apsw

from console.domain.errors import WrongInput
from console.domain.held import KEPT_ASIDE, Holding
from console.store.backup import back_up_by_itself
from console.store.examining import looking_at
from console.store.faults import translating_disk
from console.store.files import COMPANIONS, PARTIAL, companions, write_through
from console.store.keeping import BackupFound, Occasion, list_backups, worth_keeping
from console.store.stopping import never

_HOLDS = (
    "SELECT EXISTS (SELECT 1 FROM reservations WHERE beds24_id IN (SELECT value FROM json_each(?)) AND coalesce("
    "nullif(first_name, ''), nullif(last_name, ''), nullif(email, ''), nullif(phone, ''), nullif(mobile, ''),"
    " nullif(comments, '')) IS NOT NULL)"
)
_LONGEST_DAYS = 500


def backups_holding(database: Path, beds24_ids: Collection[int], now: datetime) -> tuple[Holding, ...]:
    """The copies in the data folder that hold the names or contacts of these bookings, the newest first; one that
    cannot be read counts, for nobody knows. Raises StoreTrouble."""
    numbers = json.dumps(list(beds24_ids))
    backups = list_backups(_folder(database))
    daily = [one.taken_at for one in backups if one.occasion is Occasion.DAILY]
    found = [
        Holding(one.path, one.taken_at, one.occasion, _until(one, daily, now), one.occasion is not Occasion.BY_HAND)
        for one in backups
        if _holds(one.path, numbers)
    ]
    found += [
        Holding(path, _changed_at(path, now), KEPT_ASIDE, None, is_own=True)
        for path in _aside(database)
        if _holds(path, numbers)
    ]
    return tuple(sorted(found, key=lambda one: one.taken_at, reverse=True))


def forget_backups(database: Path, wanted: Collection[Path], now: datetime) -> None:
    """Delete copies that the console made by itself, once there is a new backup of the database as it is.

    Raises WrongInput for any other file, StoreTrouble, StoreDamaged; then nothing is deleted.
    """
    own = {one.path for one in list_backups(_folder(database)) if one.occasion is not Occasion.BY_HAND}
    if not {*wanted} <= own | {*_aside(database)}:
        raise WrongInput("Only backups that Night Porter made by itself are deleted here. Nothing was deleted.")
    back_up_by_itself(database, _folder(database), now, Occasion.DAILY)
    with translating_disk():
        for path in wanted:
            for part in (path, *companions(path)):
                part.unlink(missing_ok=True)
            write_through(path.parent)


def _folder(database: Path) -> Path:
    return database.parent / "backups"


def _aside(database: Path) -> list[Path]:
    """The former databases beside the present one, without what SQLite keeps beside each."""
    with translating_disk():
        beside = sorted(database.parent.glob(f"{database.name}.*"))
    return [path for path in beside if not path.name.endswith((*COMPANIONS, PARTIAL)) and path.is_file()]


def _holds(path: Path, numbers: str) -> bool:
    try:
        with looking_at(path, never) as connection:
            return bool(connection.execute(_HOLDS, (numbers,)).get)
    except apsw.Error:
        return True


def _until(backup: BackupFound, daily: Iterable[datetime], now: datetime) -> date | None:
    if backup.occasion is not Occasion.DAILY:
        return None
    moments = set(daily)
    for days in range(1, _LONGEST_DAYS):
        moments.add(now + timedelta(days=days))
        moments = set(worth_keeping(moments))
        if backup.taken_at not in moments:
            return (now + timedelta(days=days)).date()
    return None


def _changed_at(path: Path, now: datetime) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
