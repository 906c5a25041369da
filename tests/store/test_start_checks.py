"""The console starts with any file in the place of its database, or says why not, and deletes none of them."""

import os
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import apsw
import pytest

from console.domain.errors import ConsoleError, StoreDamaged, StoreIsNewer, StoreTrouble
from console.store.backup import back_up_by_itself
from console.store.database import Database
from console.store.examining import Standing, examine
from console.store.files import DataFolder
from console.store.health import check_at_start, take_health
from console.store.keeping import Occasion
from console.store.opening import begin_check, open_database
from tests.store.ground import (
    KILLED,
    NOW,
    ROOMS,
    add_rooms,
    folder_in,
    hotel_in,
    migrations_in,
    names_in,
    rooms_of,
    run_python,
)

PAGE = 4096


def truncated(folder: DataFolder) -> None:
    os.truncate(folder.database, folder.database.stat().st_size // 2)


def cut_to_its_header(folder: DataFolder) -> None:
    os.truncate(folder.database, 60)


def zeroed(folder: DataFolder) -> None:
    folder.database.write_bytes(b"\0" * folder.database.stat().st_size)


def torn_page(folder: DataFolder) -> None:
    with folder.database.open("r+b") as file:
        file.seek(PAGE * 3)
        file.write(b"\xa5" * (PAGE // 2))


def emptied_beside_its_log(folder: DataFolder) -> None:
    folder.database.with_name("night-porter.db-wal").write_bytes(b"pages that somebody may want back")
    os.truncate(folder.database, 0)


def foreign_text(folder: DataFolder) -> None:
    folder.database.write_text("Dear Sir or Madam, " * 400)


def foreign_database(folder: DataFolder) -> None:
    folder.database.unlink()
    with closing(apsw.Connection(str(folder.database))) as other:
        other.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")


def newer(folder: DataFolder) -> None:
    with closing(apsw.Connection(str(folder.database))) as connection:
        connection.execute("PRAGMA user_version=7")


Spoil = Callable[[DataFolder], None]
DAMAGES: tuple[Spoil, ...] = (truncated, cut_to_its_header, zeroed, torn_page, emptied_beside_its_log)


def start(folder: DataFolder, tmp_path: Path) -> Database:
    return open_database(folder, migrations_in(tmp_path, ROOMS), NOW).database


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_damaged_file_is_copied_aside_and_named_damaged(tmp_path: Path, spoil: Spoil) -> None:
    folder = hotel_in(tmp_path, rooms=200)
    spoil(folder)
    before = folder.database.read_bytes()
    with pytest.raises(StoreDamaged, match="nothing was deleted") as told:
        start(folder, tmp_path)
    assert "No good backup" in told.value.way_out
    (aside,) = folder.path.glob("*.corrupt-20260701T123000Z")
    assert aside.read_bytes() == folder.database.read_bytes() == before


@pytest.mark.parametrize("spoil", DAMAGES)
def test_a_check_begun_beforehand_keeps_a_damaged_file_closed_too(tmp_path: Path, spoil: Spoil) -> None:
    folder, migrations = hotel_in(tmp_path, rooms=200), migrations_in(tmp_path, ROOMS)
    spoil(folder)
    checked = begin_check(folder, migrations, NOW)
    with pytest.raises(StoreDamaged, match="is damaged"):
        open_database(folder, migrations, NOW, checked=checked)


def test_a_check_begun_beforehand_is_the_only_one(tmp_path: Path) -> None:
    folder, migrations = hotel_in(tmp_path, rooms=3), migrations_in(tmp_path, ROOMS)
    checked = begin_check(folder, migrations, NOW)
    assert checked().standing is Standing.SOUND
    opened = open_database(folder, migrations, NOW, checked=checked)
    assert opened.upgraded.applied == ()


@pytest.mark.parametrize("spoil", DAMAGES)
def test_the_newest_good_backup_is_named(tmp_path: Path, spoil: Spoil) -> None:
    folder = hotel_in(tmp_path, rooms=200)
    for day in (1, 2, 3):
        newest = back_up_by_itself(folder.database, folder.backups, NOW.replace(day=day), Occasion.DAILY)
    newest.path.write_bytes(newest.path.read_bytes()[: PAGE * 2])
    spoil(folder)
    with pytest.raises(StoreDamaged, match="A copy of it was kept") as told:
        start(folder, tmp_path)
    assert "02 July 2026 12:30 UTC: restore" in told.value.way_out
    assert told.value.way_out.endswith("20260702T123000Z-daily.db.")


def test_a_second_start_with_the_same_damage_makes_no_second_copy(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path, rooms=200)
    torn_page(folder)
    for hour in (1, 2):
        with pytest.raises(StoreDamaged):
            check_at_start(folder, 1, NOW.replace(hour=hour))
    assert len(list(folder.path.glob("*.corrupt-*Z"))) == 1


def test_the_log_of_a_damaged_file_is_copied_with_it(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path, rooms=200)
    emptied_beside_its_log(folder)
    with pytest.raises(StoreDamaged):
        start(folder, tmp_path)
    assert "night-porter.db.corrupt-20260701T123000Z-wal" in names_in(folder.path)


@pytest.mark.parametrize("spoil", [foreign_text, foreign_database])
def test_a_foreign_file_is_refused_and_untouched(tmp_path: Path, spoil: Spoil) -> None:
    folder = hotel_in(tmp_path)
    spoil(folder)
    before = folder.database.read_bytes()
    with pytest.raises(StoreDamaged, match="not Night Porter's"):
        start(folder, tmp_path)
    assert folder.database.read_bytes() == before
    assert names_in(folder.path) == {"night-porter.db", "backups"}


def test_a_newer_file_is_refused_and_untouched(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    newer(folder)
    before = folder.database.read_bytes()
    with pytest.raises(StoreIsNewer, match=r"version 7.* up to 1\b"):
        start(folder, tmp_path)
    assert folder.database.read_bytes() == before


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    folder.database.touch()
    start(folder, tmp_path)
    assert rooms_of(folder.database) == 0


def test_a_missing_log_is_no_trouble(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    assert run_python(LEFT_OPEN, folder.database).returncode == KILLED
    for ending in ("-wal", "-shm"):
        folder.database.with_name(folder.database.name + ending).unlink()
    start(folder, tmp_path)
    assert rooms_of(folder.database) == 3


def test_what_a_killed_process_left_in_the_log_is_there_after_the_start(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    assert run_python(LEFT_OPEN, folder.database).returncode == KILLED
    start(folder, tmp_path)
    assert rooms_of(folder.database) == 4


def test_a_file_that_can_only_be_read_starts_and_says_so_at_the_first_write(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    assert check_at_start(folder, 1, NOW).standing is Standing.SOUND
    database = Database(folder.database, read_only=True)
    with pytest.raises(StoreTrouble, match="read only"), database.writing() as connection:
        add_rooms(connection, 1, first=10)


def test_looking_leaves_file_and_log_as_they_were(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    assert run_python(LEFT_OPEN, folder.database).returncode == KILLED
    parts = [folder.database, folder.database.with_name("night-porter.db-wal")]
    before = [part.read_bytes() for part in parts]
    assert examine(folder.database, 1).standing is Standing.SOUND
    assert [part.read_bytes() for part in parts] == before


@pytest.mark.parametrize(
    ("spoil", "standing"),
    [*((damage, Standing.DAMAGED) for damage in DAMAGES), (foreign_text, Standing.FOREIGN), (newer, Standing.NEWER)],
)
def test_doctor_names_what_is_wrong_without_raising_or_changing(
    tmp_path: Path, spoil: Spoil, standing: Standing
) -> None:
    folder = hotel_in(tmp_path, rooms=200)
    spoil(folder)
    before = folder.database.read_bytes()
    health = take_health(folder, 1)
    assert (health.standing, health.sound) == (standing, False)
    assert health.problem
    assert folder.database.read_bytes() == before


def test_random_damage_never_ends_in_an_unnamed_error(tmp_path: Path) -> None:
    whole = hotel_in(tmp_path, rooms=200)
    content = whole.database.read_bytes()
    for place in range(0, len(content), len(content) // 97):
        whole.database.write_bytes(content[:place] + b"\xff\x00\x7f" * 5 + content[place + 15 :])
        with suppress(ConsoleError):
            check_at_start(whole, 1, NOW)


LEFT_OPEN = """
import os, signal, sys
from pathlib import Path
from console.store.database import Database
from tests.store.ground import add_rooms
database = Database(Path(sys.argv[1]))
database.open_here()
with database.writing() as connection:
    add_rooms(connection, 1, first=10)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_look_waits_for_whoever_brings_the_file_back_after_a_crash(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with closing(apsw.Connection(str(folder.database))) as holder:
        holder.pragma("locking_mode", "EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(apsw.BusyError), closing(apsw.Connection(str(folder.database))) as hasty:
            hasty.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        release = threading.Timer(0.2, holder.close, (True,))
        release.start()
        assert examine(folder.database, 1).standing is Standing.SOUND
        release.join()
