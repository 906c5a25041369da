"""Restoring a backup: checked first, the replaced file kept, old or new but never neither."""

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from console.domain.errors import Stopped, StoreDamaged, StoreIsNewer, StoreTrouble, WrongInput
from console.store.backup import back_up, restore
from console.store.files import DataFolder, companions
from tests.store.ground import (
    KILLED,
    NOW,
    add_rooms,
    file_of,
    hotel_in,
    is_sound,
    names_in,
    rooms_of,
    run_python,
)

KILLED_AT = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from console.store.backup import restore
point, backup, database = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if point in ("copy2", "unlink"):
    import shutil
    setattr({"copy2": shutil, "unlink": Path}[point], point, die)
elif point == "replace":
    replace = Path.replace
    Path.replace = lambda self, target: die() if target == database else replace(self, target)
restore(backup, database, 1, datetime.now(UTC), progress=die if point == "copying" else lambda done, total: None)
"""


@pytest.fixture
def hotel(tmp_path: Path) -> DataFolder:
    """A hotel of 200 rooms, whose backup holds 100."""
    folder = hotel_in(tmp_path, rooms=100)
    back_up(folder.database, backup_of(folder), NOW)
    with file_of(folder).writing() as connection:
        add_rooms(connection, 100, first=101)
    return folder


def backup_of(folder: DataFolder) -> Path:
    return folder.backups / "mine.db"


def test_a_restored_database_holds_what_the_backup_held(hotel: DataFolder) -> None:
    done = restore(backup_of(hotel), hotel.database, 1, NOW)
    assert rooms_of(hotel.database) == 100
    assert done.schema_version == 1
    assert hotel.database.stat().st_mode & 0o777 == 0o600


def test_the_replaced_database_is_kept_beside_it(hotel: DataFolder) -> None:
    kept = restore(backup_of(hotel), hotel.database, 1, NOW).kept_aside
    assert kept is not None
    assert kept.name == "night-porter.db.before-restore-20260701T123000Z"
    assert rooms_of(kept) == 200


def test_two_restores_in_one_second_keep_both_files(hotel: DataFolder) -> None:
    first = restore(backup_of(hotel), hotel.database, 1, NOW).kept_aside
    second = restore(backup_of(hotel), hotel.database, 1, NOW).kept_aside
    assert first is not None
    assert second is not None
    assert (rooms_of(first), rooms_of(second)) == (200, 100)


def test_a_restore_into_an_empty_folder_keeps_nothing_aside(hotel: DataFolder, tmp_path: Path) -> None:
    assert restore(backup_of(hotel), tmp_path / "new.db", 1, NOW).kept_aside is None
    assert rooms_of(tmp_path / "new.db") == 100


def test_the_log_of_the_replaced_file_is_not_played_into_the_new_one(hotel: DataFolder) -> None:
    """A log left beside another file would be taken for that file's own, and damage it."""
    leave_a_log(hotel)
    kept = restore(backup_of(hotel), hotel.database, 1, NOW).kept_aside
    assert companions(hotel.database) == []
    assert is_sound(hotel.database)
    assert rooms_of(hotel.database) == 100
    assert kept is not None
    assert rooms_of(kept) == 205


def test_a_damaged_database_can_be_replaced_and_is_kept_with_its_log(hotel: DataFolder) -> None:
    leave_a_log(hotel)
    hotel.database.write_bytes(b"\0" * 8192)
    kept = restore(backup_of(hotel), hotel.database, 1, NOW).kept_aside
    assert rooms_of(hotel.database) == 100
    assert kept is not None
    assert kept.with_name(kept.name + "-wal").stat().st_size > 0


def test_the_backup_stays_as_it_is(hotel: DataFolder) -> None:
    before = backup_of(hotel).read_bytes()
    restore(backup_of(hotel), hotel.database, 1, NOW)
    assert backup_of(hotel).read_bytes() == before
    assert names_in(hotel.backups) == {"mine.db"}


def test_a_database_copied_by_hand_with_its_log_can_be_restored(hotel: DataFolder, tmp_path: Path) -> None:
    leave_a_log(hotel)
    for part in (hotel.database, *companions(hotel.database)):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    restore(tmp_path / hotel.database.name, hotel.database, 1, NOW)
    assert rooms_of(hotel.database) == 205


def test_a_damaged_backup_is_refused_and_nothing_changes(hotel: DataFolder) -> None:
    with backup_of(hotel).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 2048)
    with pytest.raises(StoreDamaged, match="backup is damaged"):
        restore(backup_of(hotel), hotel.database, 1, NOW)
    assert rooms_of(hotel.database) == 200


def test_a_backup_of_a_newer_program_is_refused(hotel: DataFolder) -> None:
    with closing(apsw.Connection(str(backup_of(hotel)))) as connection:
        connection.execute("PRAGMA user_version=9")
    with pytest.raises(StoreIsNewer, match=r"version 9.* up to 1\b"):
        restore(backup_of(hotel), hotel.database, 1, NOW)
    assert rooms_of(hotel.database) == 200


@pytest.mark.parametrize("content", [b"", b"a letter to the bank\n" * 50])
def test_a_file_that_is_no_backup_is_refused(hotel: DataFolder, content: bytes) -> None:
    backup_of(hotel).write_bytes(content)
    with pytest.raises(WrongInput, match="not a Night Porter backup"):
        restore(backup_of(hotel), hotel.database, 1, NOW)


def test_a_missing_file_is_refused(hotel: DataFolder) -> None:
    with pytest.raises(WrongInput):
        restore(hotel.backups / "gone.db", hotel.database, 1, NOW)


def test_the_database_is_not_a_backup_of_itself(hotel: DataFolder) -> None:
    with pytest.raises(WrongInput, match="itself"):
        restore(hotel.database, hotel.database, 1, NOW)


def test_a_database_in_use_is_not_replaced(hotel: DataFolder) -> None:
    with file_of(hotel).connected(), pytest.raises(StoreTrouble, match="in use"):
        restore(backup_of(hotel), hotel.database, 1, NOW)
    assert rooms_of(hotel.database) == 200
    assert names_in(hotel.path) == {"night-porter.db", "backups"}


def test_a_stopped_restore_changes_nothing(hotel: DataFolder) -> None:
    with pytest.raises(Stopped):
        restore(backup_of(hotel), hotel.database, 1, NOW, stop=lambda: True)
    assert rooms_of(hotel.database) == 200
    assert names_in(hotel.path) == {"night-porter.db", "backups"}


@pytest.mark.parametrize("point", ["copying", "copy2", "replace"])
def test_killed_during_a_restore_the_old_database_is_whole(hotel: DataFolder, point: str) -> None:
    leave_a_log(hotel)
    dead = run_python(KILLED_AT, point, backup_of(hotel), hotel.database)
    assert dead.returncode == KILLED, dead.stderr
    assert rooms_of(hotel.database) == 205
    assert is_sound(hotel.database)
    restore(backup_of(hotel), hotel.database, 1, NOW)
    assert rooms_of(hotel.database) == 100


def leave_a_log(folder: DataFolder) -> None:
    """Five more rooms that lie in the log alone, as after a kill."""
    script = (
        "import os, signal, sys; from pathlib import Path; from console.store.database import Database\n"
        "from tests.store.ground import add_rooms\n"
        "database = Database(Path(sys.argv[1])); database.open_here()\n"
        "with database.writing() as connection: add_rooms(connection, 5, first=500)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert run_python(script, folder.database).returncode == KILLED
    assert folder.database.with_name("night-porter.db-wal").stat().st_size > 0
