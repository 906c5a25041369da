"""Backups: of one moment, checked, complete or not there at all."""

import threading
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from console.domain.errors import Stopped, StoreDamaged, StoreTrouble, WrongInput
from console.store.backup import back_up, back_up_by_itself
from console.store.database import APPLICATION_ID
from console.store.examining import Standing, examine
from console.store.files import PARTIAL, remove_partials
from console.store.keeping import Occasion
from tests.store.ground import (
    KILLED,
    NOW,
    add_rooms,
    file_of,
    hotel_in,
    is_sound,
    names_in,
    open_descriptors_of,
    rooms_of,
    run_python,
)

KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from console.store.backup import back_up
def kill(done, total): os.kill(os.getpid(), signal.SIGKILL)
back_up(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC), progress=kill, pages_per_step=2)
"""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder the manager keeps backups in."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_backup_holds_what_the_database_holds(tmp_path: Path, stick: Path) -> None:
    made = back_up(hotel_in(tmp_path, rooms=200).database, stick / "mine.db", NOW)
    assert made.rows == {"rooms": 200, "schema_migration": 1}
    assert rooms_of(made.path) == 200
    assert made.size == made.path.stat().st_size
    assert names_in(stick) == {"mine.db"}


def test_into_a_folder_the_backup_gets_a_name_that_tells_its_moment(tmp_path: Path, stick: Path) -> None:
    made = back_up(hotel_in(tmp_path).database, stick, NOW)
    assert made.path.name == "night-porter-20260701T123000Z-by-hand.db"


def test_only_this_user_may_read_a_backup(tmp_path: Path, stick: Path) -> None:
    made = back_up(hotel_in(tmp_path).database, stick, NOW)
    assert made.path.stat().st_mode & 0o777 == 0o600


def test_what_is_still_in_the_log_is_in_the_backup(tmp_path: Path, stick: Path) -> None:
    database = file_of(hotel_in(tmp_path))
    with database.connected():
        with database.writing() as connection:
            add_rooms(connection, 7, first=10)
        made = back_up(database.path, stick, NOW)
    assert rooms_of(made.path) == 10


def test_writing_goes_on_during_a_backup_which_shows_the_moment_it_began(tmp_path: Path, stick: Path) -> None:
    database = file_of(hotel_in(tmp_path, rooms=300))
    writes = iter(range(1000, 9000))

    def write_meanwhile(done: int, total: int) -> None:
        with database.writing() as connection:
            add_rooms(connection, 1, first=next(writes))

    made = back_up(database.path, stick, NOW, progress=write_meanwhile, pages_per_step=1)
    assert rooms_of(made.path) == 300
    assert rooms_of(database.path) > 305


def test_progress_is_told_and_ends_with_all_pages(tmp_path: Path, stick: Path) -> None:
    seen: list[tuple[int, int]] = []
    back_up(
        hotel_in(tmp_path, rooms=300).database,
        stick,
        NOW,
        progress=lambda done, total: seen.append((done, total)),
        pages_per_step=4,
    )
    assert len(seen) > 2
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_stopped_backup_leaves_the_older_one_in_place(tmp_path: Path, stick: Path) -> None:
    database, stop = file_of(hotel_in(tmp_path, rooms=300)), threading.Event()
    back_up(database.path, stick / "mine.db", NOW)
    before = (stick / "mine.db").read_bytes()

    def stop_it(done: int, total: int) -> None:
        stop.set()

    with pytest.raises(Stopped):
        back_up(database.path, stick / "mine.db", NOW, progress=stop_it, stop=stop.is_set, pages_per_step=2)
    assert (stick / "mine.db").read_bytes() == before
    assert names_in(stick) == {"mine.db"}
    assert open_descriptors_of(stick) == []


def test_killed_during_a_backup_the_database_is_whole_and_the_rest_is_cleared_up(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path, rooms=300)
    dead = run_python(KILLED_IN_THE_MIDDLE, folder.database, folder.backups)
    assert dead.returncode == KILLED, dead.stderr
    assert any(PARTIAL in name for name in names_in(folder.backups))
    assert is_sound(folder.database)
    remove_partials(folder.backups)
    assert names_in(folder.backups) == set()


def test_after_a_kill_the_next_backup_of_that_name_works(tmp_path: Path, stick: Path) -> None:
    folder = hotel_in(tmp_path, rooms=300)
    run_python(KILLED_IN_THE_MIDDLE, folder.database, stick / "mine.db")
    back_up(folder.database, stick / "mine.db", NOW)
    assert names_in(stick) == {"mine.db"}


def test_a_damaged_database_makes_no_backup(tmp_path: Path, stick: Path) -> None:
    folder = hotel_in(tmp_path, rooms=300)
    with folder.database.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    with pytest.raises(StoreDamaged):
        back_up(folder.database, stick, NOW)
    assert names_in(stick) == set()


def test_a_foreign_database_makes_no_backup(tmp_path: Path, stick: Path) -> None:
    with closing(apsw.Connection(str(tmp_path / "other.db"))) as other:
        other.execute("CREATE TABLE things (id)")
    with pytest.raises(StoreDamaged, match="not a Night Porter database"):
        back_up(tmp_path / "other.db", stick, NOW)
    assert names_in(stick) == set()


def test_a_backup_over_the_database_itself_is_refused(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with pytest.raises(WrongInput):
        back_up(folder.database, folder.database, NOW)
    assert rooms_of(folder.database) == 3


def test_a_backup_into_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="no folder"):
        back_up(hotel_in(tmp_path).database, tmp_path / "nowhere" / "mine.db", NOW)


def test_before_the_first_start_there_is_nothing_to_back_up(tmp_path: Path, stick: Path) -> None:
    with pytest.raises(WrongInput, match="no database"):
        back_up(tmp_path / "none.db", stick, NOW)


def test_an_automatic_backup_where_a_file_is_in_the_way_is_trouble(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    folder.backups.rmdir()
    folder.backups.write_text("in the way")
    with pytest.raises(StoreTrouble):
        back_up_by_itself(folder.database, folder.backups, NOW, Occasion.DAILY)


def test_a_check_is_broken_off_by_its_stop_flag(tmp_path: Path) -> None:
    file = tmp_path / "big.db"
    with closing(apsw.Connection(str(file))) as made:
        made.execute(f"PRAGMA application_id={APPLICATION_ID}; CREATE TABLE t (a, b); CREATE INDEX i ON t (b, a)")
        made.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
            " INSERT INTO t SELECT i, hex(randomblob(20)) FROM n"
        )
    assert examine(file, 9, thorough=True).standing is Standing.SOUND
    with pytest.raises(Stopped):
        examine(file, 9, thorough=True, stop=lambda: True)
