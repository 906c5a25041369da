"""Migrations: all or nothing, a checked backup first, nothing lost at a kill."""

from pathlib import Path

import pytest

from console.domain.errors import OurBug, StoreIsNewer, StoreTrouble
from console.store.database import Database
from console.store.files import DataFolder
from console.store.opening import open_database
from console.store.upgrading import upgrade
from console.store.versions import Upgraded, known_version
from tests.store.ground import (
    KILLED,
    NOW,
    ROOMS,
    STAYS,
    file_of,
    folder_in,
    hotel_in,
    is_sound,
    migrations_in,
    names_in,
    rooms_of,
    run_python,
    version_of,
)

KILL = "python:os.kill(os.getpid(), signal.SIGKILL)"
ADD_FLOOR = "ALTER TABLE rooms ADD COLUMN floor INTEGER NOT NULL DEFAULT 0"
OPEN = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from console.store.files import open_data_folder
from console.store.opening import open_database
open_database(open_data_folder(Path(sys.argv[1])), Path(sys.argv[2]), datetime.now(UTC))
"""


def upgraded(folder: DataFolder, migrations: Path) -> Upgraded:
    return upgrade(file_of(folder), migrations, folder.backups, NOW)


def test_a_new_file_gets_every_migration_and_no_backup(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    done = upgraded(folder, migrations_in(tmp_path, ROOMS, STAYS))
    assert done == Upgraded(0, 2, ("0001_step", "0002_step"), None)
    assert version_of(folder.database) == 2


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    assert upgraded(folder, tmp_path / "migrations") == Upgraded(1, 1, (), None)
    assert names_in(folder.backups) == set()


def test_an_older_file_is_backed_up_before_it_is_upgraded(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path, rooms=40)
    done = upgraded(folder, migrations_in(tmp_path, ROOMS, ADD_FLOOR))
    assert done.backup is not None
    assert (version_of(done.backup), rooms_of(done.backup)) == (1, 40)
    assert (version_of(folder.database), rooms_of(folder.database)) == (2, 40)


def test_only_the_newest_three_backups_of_upgrades_are_kept(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    steps = [ROOMS]
    for number in range(5):
        steps.append(f"CREATE TABLE extra_{number} (id INTEGER PRIMARY KEY) STRICT")
        upgrade(file_of(folder), migrations_in(tmp_path, *steps), folder.backups, NOW.replace(hour=number))
    assert len(names_in(folder.backups)) == 3


@pytest.mark.parametrize("wrong", ["CREATE NONSENSE", "python:db.execute_sql('INSERT INTO rooms VALUES (1, NULL)')"])
def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, wrong: str) -> None:
    folder = hotel_in(tmp_path)
    with pytest.raises(OurBug, match="as it was"):
        upgraded(folder, migrations_in(tmp_path, ROOMS, [ADD_FLOOR, wrong]))
    assert columns_of(folder) == ["id", "name"]
    assert (version_of(folder.database), rooms_of(folder.database)) == (1, 3)


@pytest.mark.parametrize("wrong", ["CREATE NONSENSE", "python:raise KeyError('a mistake of ours')"])
def test_a_second_migration_that_fails_takes_back_the_first_too(tmp_path: Path, wrong: str) -> None:
    folder = hotel_in(tmp_path)
    with pytest.raises((OurBug, KeyError)):
        upgraded(folder, migrations_in(tmp_path, ROOMS, ADD_FLOOR, wrong))
    assert columns_of(folder) == ["id", "name"]
    assert (version_of(folder.database), rooms_of(folder.database)) == (1, 3)
    assert any(".before-restore-" in name for name in names_in(folder.path))


def test_after_a_failure_the_mended_program_upgrades_the_file(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with pytest.raises(OurBug):
        upgraded(folder, migrations_in(tmp_path, ROOMS, "CREATE NONSENSE"))
    assert upgraded(folder, migrations_in(tmp_path, ROOMS, ADD_FLOOR)).after == 2


def test_a_migration_that_would_lose_rows_is_undone(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with pytest.raises(OurBug, match="lose rows of rooms"):
        upgraded(folder, migrations_in(tmp_path, ROOMS, "DELETE FROM rooms WHERE id = 2"))
    assert rooms_of(folder.database) == 3


def test_a_migration_may_lose_rows_that_it_names(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    upgraded(folder, migrations_in(tmp_path, ROOMS, "DELETE FROM rooms WHERE id = 2", extra="MAY_SHRINK = {'rooms'}"))
    assert rooms_of(folder.database) == 2


def test_a_migration_that_breaks_a_reference_is_undone(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with pytest.raises(OurBug, match="break 1 references, the first in stays"):
        upgraded(folder, migrations_in(tmp_path, ROOMS, [STAYS, "INSERT INTO stays VALUES (1, 99)"]))
    assert version_of(folder.database) == 1


def test_a_table_others_refer_to_can_be_built_anew(tmp_path: Path) -> None:
    """With references switched on, dropping the old table would be refused or would take the stays along."""
    folder = hotel_in(tmp_path)
    anew = [
        "CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT NOT NULL, floor INTEGER) STRICT",
        "INSERT INTO other SELECT id, name, 1 FROM rooms",
        "DROP TABLE rooms",
        "ALTER TABLE other RENAME TO rooms",
    ]
    upgraded(folder, migrations_in(tmp_path, ROOMS, [STAYS, "INSERT INTO stays VALUES (1, 2)"], anew))
    with file_of(folder).reading() as connection:
        assert connection.execute("SELECT room FROM stays").get == 2
        assert connection.pragma("foreign_keys") == 1


def test_a_newer_file_is_refused_with_both_versions_and_untouched(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    upgraded(folder, migrations_in(tmp_path, ROOMS, STAYS, ADD_FLOOR))
    before = folder.database.read_bytes()
    for newer in ("0002_step.py", "0003_step.py"):
        (tmp_path / "migrations" / newer).unlink()
    with pytest.raises(StoreIsNewer, match=r"version 3, .*versions up to 1\b"):
        upgraded(folder, tmp_path / "migrations")
    assert folder.database.read_bytes() == before


def test_where_the_backup_cannot_be_written_nothing_is_upgraded(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    folder.backups.rmdir()
    folder.backups.write_text("in the way")
    with pytest.raises(StoreTrouble):
        upgraded(folder, migrations_in(tmp_path, ROOMS, ADD_FLOOR))
    assert version_of(folder.database) == 1


def test_two_migrations_of_one_number_are_our_bug(tmp_path: Path) -> None:
    migrations = migrations_in(tmp_path, ROOMS)
    (migrations / "0001_twin.py").write_text("def up(migrator, db): ...")
    with pytest.raises(OurBug, match="same number"):
        known_version(migrations)


@pytest.mark.parametrize("point", ["at its start", "in its middle", "at its end"])
def test_killed_within_a_migration_the_next_start_works(tmp_path: Path, point: str) -> None:
    folder = hotel_in(tmp_path, rooms=50)
    steps = {
        "at its start": [KILL, ADD_FLOOR],
        "in its middle": [ADD_FLOOR, KILL, "UPDATE rooms SET floor = 1"],
        "at its end": [ADD_FLOOR, "UPDATE rooms SET floor = 1", KILL],
    }[point]
    dead = run_python(OPEN, folder.path, migrations_in(tmp_path, ROOMS, STAYS, steps))
    assert dead.returncode == KILLED, dead.stderr
    assert is_sound(folder.database)
    opened = open_database(folder, migrations_in(tmp_path, ROOMS, STAYS, ADD_FLOOR), NOW)
    assert opened.upgraded.applied == ("0003_step",)
    assert (version_of(folder.database), rooms_of(folder.database)) == (3, 50)


def test_killed_within_the_first_migration_of_a_new_file_the_next_start_works(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    dead = run_python(OPEN, folder.path, migrations_in(tmp_path, [ROOMS, KILL]))
    assert dead.returncode == KILLED, dead.stderr
    assert open_database(folder, migrations_in(tmp_path, ROOMS), NOW).upgraded.after == 1


def columns_of(folder: DataFolder) -> list[str]:
    with Database(folder.database).reading() as connection:
        return [str(name) for (name,) in connection.execute("SELECT name FROM pragma_table_info('rooms')")]
