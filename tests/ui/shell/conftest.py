"""The window over the desk, shown."""

import pytest
from pytestqt.qtbot import QtBot

from console.ui.window import Window
from tests.ui.conftest import Desk
from tests.ui.windows import show_active, window_over


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    made = window_over(qtbot, desk)
    show_active(qtbot, made)
    return made
