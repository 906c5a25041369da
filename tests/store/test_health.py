"""What `doctor` tells of the store, and the warnings about where it lies."""

from pathlib import Path

import pytest

from console.store.backup import back_up
from console.store.examining import Standing
from console.store.files import DataFolder
from console.store.health import LARGEST_LOG, take_health
from console.store.places import warning_about_place
from tests.store.ground import NOW, folder_in, hotel_in, names_in, start_python
from tests.store.test_database import HOLD_THE_LOCK

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/export /srv/share nfs4 rw 0 0
/dev/sdb1 /srv/share/local ext4 rw 0 0
//nas/hotel /mnt/with\\040space cifs rw 0 0
"""


def test_a_sound_store_has_no_problem_and_tells_its_figures(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    back_up(folder.database, folder.backups, NOW)
    health = take_health(folder, 1, thorough=True)
    assert (health.sound, health.problem, health.warnings) == (True, "", ())
    assert (health.standing, health.schema_version, health.known_version) == (Standing.SOUND, 1, 1)
    assert health.size == folder.database.stat().st_size
    assert health.newest_backup is not None
    assert health.newest_backup.taken_at == NOW
    assert health.free_space > 0


def test_before_the_first_start_the_store_is_new_and_nothing_is_made(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    health = take_health(folder, 1)
    assert (health.standing, health.sound, health.size) == (Standing.NEW, True, 0)
    assert names_in(folder.path) == {"backups"}


def test_a_folder_that_does_not_exist_is_no_crash(tmp_path: Path) -> None:
    assert take_health(DataFolder(tmp_path / "nowhere"), 1).standing is Standing.NEW


def test_a_database_in_use_can_be_examined(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with start_python(HOLD_THE_LOCK, folder.database) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert take_health(folder, 1).sound
        other.communicate("go\n", timeout=30)


def test_a_very_large_log_is_warned_of(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    with folder.database.with_name("night-porter.db-wal").open("wb") as log:
        log.truncate(LARGEST_LOG + 1)
    health = take_health(folder, 1)
    assert health.log_size > LARGEST_LOG
    assert any("log" in warning for warning in health.warnings)


def test_files_that_others_can_read_are_warned_of(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    folder.database.chmod(0o644)
    assert any("Other users" in warning for warning in take_health(folder, 1).warnings)


def test_a_store_in_a_cloud_drive_is_warned_of(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path / "OneDrive - Hotel")
    assert any("OneDrive" in warning for warning in take_health(folder, 1).warnings)


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("/home/desk/Dropbox/hotel", "Dropbox"),
        ("/Users/desk/Library/Mobile Documents/hotel", "iCloud"),
        ("/srv/share/hotel", "network"),
        ("/mnt/with space/hotel", "network"),
        ("//nas/hotel", "network"),
    ],
)
def test_places_that_harm_a_database_are_named(place: str, word: str) -> None:
    assert word in (warning_about_place(Path(place), MOUNTS) or "")


@pytest.mark.parametrize(
    "place", ["/home/desk/.local/share/night-porter", "/srv/share/local/hotel", "/home/mydropboxes"]
)
def test_local_places_are_not_warned_of(place: str) -> None:
    assert warning_about_place(Path(place), MOUNTS) is None


def test_without_a_list_of_mounts_nothing_is_claimed() -> None:
    assert warning_about_place(Path("/srv/share/hotel"), "") is None
