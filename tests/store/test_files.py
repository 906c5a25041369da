"""The data folder and everything in it belong to this user alone."""

import os
from pathlib import Path

import pytest

from console.domain.errors import StoreTrouble, WrongInput
from console.store.backup import back_up_by_itself, restore
from console.store.files import data_folder, keep_new_files_private, open_data_folder
from console.store.health import keep_damaged
from console.store.in_charge import in_charge
from console.store.keeping import Occasion
from tests.store.ground import NOW, add_rooms, file_of, hotel_in


def modes_in(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mode & 0o777
        for path in folder.rglob("*")
        if not path.is_symlink()
    }


def test_every_file_has_0600_and_every_folder_0700(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    backup = back_up_by_itself(folder.database, folder.backups, NOW, Occasion.DAILY)
    restore(backup.path, folder.database, 1, NOW)
    keep_damaged(folder.database, NOW)
    database = file_of(folder)
    with in_charge(folder.lock, NOW), database.connected():
        with database.writing() as connection:
            add_rooms(connection, 1, first=10)
        modes = modes_in(folder.path)
    assert {name for name, mode in modes.items() if mode != (0o700 if name == "backups" else 0o600)} == set()
    assert {"night-porter.db", "night-porter.db-wal", "night-porter.db-shm", "in-charge.lock"} <= modes.keys()
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_a_folder_left_open_to_others_is_closed_at_the_start(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    for path, mode in ((folder.path, 0o755), (folder.backups, 0o777), (folder.database, 0o644)):
        path.chmod(mode)
    open_data_folder(folder.path)
    assert modes_in(folder.path) == {"backups": 0o700, "night-porter.db": 0o600}
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_files_of_others_in_our_folder_keep_their_rights(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    others = [folder.path / "letter.odt", folder.path / "photos" / "night-porter.db", folder.backups / "letter.odt"]
    for other in others:
        other.parent.mkdir(exist_ok=True)
        other.write_text("not ours")
        other.chmod(0o644)
    (folder.path / "photos").chmod(0o755)
    open_data_folder(folder.path)
    assert [other.stat().st_mode & 0o777 for other in (*others, folder.path / "photos")] == [0o644] * 3 + [0o755]


@pytest.mark.parametrize("name", ["letter.odt", "backups.zip", ".bashrc", "night-porter.zip", "Documents/letter.odt"])
def test_a_folder_that_holds_other_things_and_nothing_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, name: str
) -> None:
    home = tmp_path / "home"
    file = home / name
    file.parent.mkdir(parents=True)
    (home / "backups").mkdir()
    file.write_text("not ours")
    file.chmod(0o755)
    home.chmod(0o755)
    before = modes_in(home)
    with pytest.raises(WrongInput, match="holds other things"):
        open_data_folder(home)
    assert modes_in(home) == before
    assert home.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("name", ["backups/.keep", "lost+found/.keep", ".DS_Store", "demo/in-charge.lock"])
def test_a_folder_that_is_as_good_as_empty_is_used(tmp_path: Path, name: str) -> None:
    file = tmp_path / "hotel" / name
    file.parent.mkdir(parents=True)
    file.touch()
    open_data_folder(tmp_path / "hotel")
    assert (tmp_path / "hotel").stat().st_mode & 0o777 == 0o700


def test_links_are_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("not ours")
    elsewhere.chmod(0o644)
    folder = hotel_in(tmp_path)
    (folder.path / "night-porter.log").symlink_to(elsewhere)
    open_data_folder(folder.path)
    assert elsewhere.stat().st_mode & 0o777 == 0o644


def test_new_files_of_the_process_are_private(tmp_path: Path) -> None:
    former = os.umask(0o022)
    try:
        keep_new_files_private()
        (tmp_path / "log").write_text("a line")
    finally:
        os.umask(former)
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600


def test_a_file_in_the_place_of_the_folder_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "hotel").write_text("in the way")
    with pytest.raises(StoreTrouble):
        open_data_folder(tmp_path / "hotel")


def test_the_demo_never_shares_the_folder_of_the_hotel(tmp_path: Path) -> None:
    for override in (None, tmp_path):
        assert data_folder(demo=True, override=override) != data_folder(demo=False, override=override)


def test_the_folder_asked_for_is_the_folder_used(tmp_path: Path) -> None:
    assert data_folder(demo=False, override=tmp_path / "x") == tmp_path / "x"


def test_by_default_the_folder_is_the_systems_place_for_this_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder(demo=False).name == "night-porter"
