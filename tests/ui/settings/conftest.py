"""Settings over a connected hotel."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.services.backups import Backups
from console.services.key_desk import KeyDesk
from console.store.files import DataFolder, open_data_folder
from console.ui.settings.tab import SettingsTab
from tests.fakes.vault import FakeVault
from tests.ui.conftest import Desk

Open = Callable[[], SettingsTab]


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def restored() -> list[Path]:
    """The backups that somebody wished to be restored."""
    return []


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> DataFolder:
    """A data folder whose database is the hotel's."""
    made = open_data_folder(tmp_path / "data")
    made.database.symlink_to(desk.store.database.path)
    return made


@pytest.fixture
def open_settings(
    qtbot: QtBot, desk: Desk, vault: FakeVault, folder: DataFolder, restored: list[Path]
) -> Iterator[Open]:
    """Opens Settings; a second time as a program started again would."""
    tabs: list[SettingsTab] = []
    services = replace(
        desk.parts.settings(),
        key=KeyDesk(desk.store, vault, desk.beds24, desk.clock),
        backups=Backups(folder, desk.clock),
        restore=restored.append,
    )

    def make() -> SettingsTab:
        tab = SettingsTab(desk.stage, services)
        tabs.append(tab)
        tab.resize(1280, 800)
        tab.show()
        qtbot.waitUntil(lambda: not desk.runner.busy)
        return tab

    yield make
    for tab in tabs:
        tab.hide()
        tab.deleteLater()
