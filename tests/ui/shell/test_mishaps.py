"""Errors that nobody caught: written once, told, and the window lives on."""

import logging
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.domain.announcing import Mishap
from console.ui.shell.mishaps import Mishaps


class Ticks:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def told(ticks: Ticks) -> Iterator[list[object]]:
    heard: list[object] = []
    with Mishaps(heard.append, ticks):
        yield heard


def break_it() -> None:
    raise ValueError("broken on purpose")


def records(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "console.uncaught"]


def test_a_slot_that_fails_is_written_and_told_once_a_minute(
    qtbot: QtBot, told: list[object], ticks: Ticks, caplog: pytest.LogCaptureFixture
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(break_it)
    for _ in range(5):
        button.click()
    assert told == [Mishap()]
    assert len(records(caplog)) == 1
    assert "broken on purpose" in str(records(caplog)[0].exc_info)
    ticks.now += 60
    button.click()
    assert len(told) == 2


def test_a_timer_that_fails_is_told(qtbot: QtBot, told: list[object]) -> None:
    QTimer.singleShot(0, break_it)
    qtbot.waitUntil(lambda: told == [Mishap()])


def test_a_thread_that_fails_is_told(qtbot: QtBot, told: list[object]) -> None:
    thread = threading.Thread(target=break_it)
    thread.start()
    thread.join()
    assert told == [Mishap()]


def test_a_finaliser_that_fails_is_told(told: list[object]) -> None:
    class Stubborn:
        def __del__(self) -> None:
            break_it()

    Stubborn()
    assert told == [Mishap()]


@pytest.mark.no_qt_log
def test_what_qt_says_goes_to_the_log(told: list[object], caplog: pytest.LogCaptureFixture) -> None:
    qWarning("a warning on purpose")
    assert [(record.name, record.levelname) for record in caplog.records] == [("qt", "WARNING")]
    assert told == []
