"""The window over the desk, shown."""

import pytest
from pytestqt.qtbot import QtBot

from console.ui.shell.sync_view import SyncView
from console.ui.window import Window
from tests.ui.conftest import Desk


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    made = Window(desk.stage, desk.parts, SyncView(desk.stage, desk.parts))
    qtbot.addWidget(made)
    made.begin()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
