"""A pause that cannot be written is told as such, and what runs is not taken for ended."""

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.announcing import NotSaved, RunBegan, RunRefused
from console.domain.errors import StoreTrouble
from console.domain.runs import RunKind, Trigger
from console.services.sync_status import SyncStatus
from console.ui.shell.sync_view import SyncView
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from tests.ui.conftest import Desk


class FullDisk(SyncStatus):
    """Reads, and cannot write."""

    def pause(self, until: datetime) -> None:
        raise StoreTrouble("The disk is full.")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    parts = replace(desk.parts, sync=FullDisk(desk.store))
    made = Window(desk.stage, parts, SyncView(desk.stage, parts))
    qtbot.addWidget(made)
    made.begin()
    made.show()
    return made


def test_a_pause_that_cannot_be_saved_is_told_and_the_run_goes_on(qtbot: QtBot, window: Window, desk: Desk) -> None:
    window.show_tab("sync")
    tab = cast("SyncTab", window.tab("sync"))
    desk.stage.courier.send(RunBegan(RunKind.PULL, Trigger.SCHEDULE))
    qtbot.waitUntil(lambda: window.view.running)
    window.commands.pause.trigger()
    qtbot.waitUntil(lambda: any(isinstance(news, NotSaved) for news in desk.news))
    qtbot.waitUntil(lambda: tab.notice.text() == "That could not be saved: The disk is full.")
    assert not any(isinstance(news, RunRefused) for news in desk.news)
    assert window.view.running
    assert tab.live.isVisible()
    assert window.commands.stop_run.isEnabled()
    told = [one.text() for one in window.strip.findChildren(QLabel) if one.isVisible()]
    assert any("The disk is full." in text for text in told)
    assert window.view.paused_until is None
