"""Backups as a person sees them: what each holds, and that one put back is the hotel as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.errors import Stopped, WrongInput
from console.services.backups import Backups
from console.services.rooms import keep_property
from console.store.database import Database
from console.store.files import DataFolder, open_data_folder
from console.store.store import MIGRATIONS, Store
from console.store.upgrading import upgrade
from tests.building import HOTEL, NOW, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply


def _open(folder: DataFolder) -> Store:
    database = Database(folder.database)
    upgrade(database, MIGRATIONS, folder.backups, NOW)
    return Store(database)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return open_data_folder(tmp_path / "hotel")


@pytest.fixture
def hotel(folder: DataFolder) -> Iterator[Store]:
    store = _open(folder)
    keep_property(store, HOTEL, "Europe/Vienna")
    apply(store, booking(1), booking(2))
    yield store
    store.close()


@pytest.fixture
def backups(folder: DataFolder) -> Backups:
    return Backups(folder, StillClock(NOW))


def _make(backups: Backups) -> Path:
    return backups.make(lambda _done, _all: None, lambda: False)


def test_each_backup_tells_what_it_holds(hotel: Store, backups: Backups) -> None:
    _make(backups)
    (found,) = backups.all()
    assert (found.reservations, found.guests, found.occasion, found.restorable) == (2, 2, "by-hand", True)
    assert found.last_run is None
    assert backups.database_size() > 0


def test_a_backup_put_back_is_the_hotel_as_it_was(hotel: Store, folder: DataFolder, backups: Backups) -> None:
    path = _make(backups)
    apply(hotel, booking(3))
    hotel.close()
    outcome = backups.put_back(path)
    assert outcome.problem == ""
    assert Path(outcome.kept_aside).exists()
    assert backups.last_put_back() == outcome
    again = _open(folder)
    with again.reading() as session:
        assert session.listing.count("reservations") == 2
    again.close()


def test_what_cannot_be_put_back_is_told_and_nothing_is_lost(
    hotel: Store, folder: DataFolder, backups: Backups, tmp_path: Path
) -> None:
    path = tmp_path / "no-backup.db"
    path.write_text("a shopping list")
    with pytest.raises(WrongInput):
        backups.check(path)
    hotel.close()
    assert "not a Night Porter backup" in backups.put_back(path).problem
    again = _open(folder)
    with again.reading() as session:
        assert session.listing.count("reservations") == 2
    again.close()


def test_a_backup_that_is_stopped_leaves_nothing(hotel: Store, backups: Backups) -> None:
    with pytest.raises(Stopped):
        backups.make(lambda _done, _all: None, lambda: True)
    assert backups.all() == ()


def test_before_any_restore_there_is_nothing_to_tell(backups: Backups) -> None:
    assert backups.last_put_back() is None
