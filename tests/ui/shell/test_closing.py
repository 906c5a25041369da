"""What closing the window means: asked once, kept, changed in Settings, and never asked before a hotel stands."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow
from console.cli.output import Output
from console.domain.clock import SystemClock
from console.house import House
from console.ui.kit.courier import Courier
from console.ui.opening import Life
from console.ui.settings.appearance import AppearanceSection
from console.ui.shell.closing import Closing, closing_answer, remembered_closing
from console.windowed import hotel_opening
from tests.ui.conftest import Desk


def _never() -> Closing | None:
    raise AssertionError("it was asked")


def test_it_is_asked_once_and_the_answer_kept(desk: Desk) -> None:
    settings = desk.stage.settings
    assert closing_answer(settings, lambda: None) is None
    assert remembered_closing(settings) is None
    assert closing_answer(settings, lambda: Closing.STAY) is Closing.STAY
    assert closing_answer(settings, _never) is Closing.STAY


def test_the_answer_is_shown_in_settings_and_changed_there(desk: Desk) -> None:
    settings = desk.stage.settings
    closing_answer(settings, lambda: Closing.STAY)
    section = AppearanceSection(desk.stage, desk.parts.settings())
    section.refresh()
    assert section.closing.currentText() == "Keep syncing"
    _choose(section, "Quit")
    assert closing_answer(settings, _never) is Closing.STOP
    _choose(section, "Ask me next time")
    assert closing_answer(settings, lambda: Closing.STAY) is Closing.STAY
    section.refresh()
    assert section.closing.currentText() == "Keep syncing"


def _choose(section: AppearanceSection, text: str) -> None:
    number = section.closing.findText(text)
    section.closing.setCurrentIndex(number)
    section.closing.activated.emit(number)


@pytest.fixture
def first_life(qapp: QApplication, tmp_path: Path) -> Iterator[Life]:
    """The program over a folder without a hotel."""
    line = CommandLine(OpenWindow(), data_dir=tmp_path / "new")
    with House(line, Output(as_json=False), SystemClock(), Interrupts()) as house, ExitStack() as closing:
        house.take_charge()
        opening = hotel_opening(house)
        closing.enter_context(opening.connected())
        life = Life(qapp, opening, Courier(), closing)
        life.window.begin()
        yield life
        if isValid(life):
            life.end()
    _let_go(qapp)


def _let_go(qapp: QApplication) -> None:
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_what_has_ended_does_not_wake_up_in_the_next_window(qapp: QApplication, first_life: Life) -> None:
    window = first_life.window
    first_life.show()
    first_life.end()
    _let_go(qapp)
    assert not isValid(window)
    assert not isValid(first_life)


def test_nobody_is_asked_during_the_first_run(first_life: Life) -> None:
    first_life.has_tray = True
    assert first_life.window.first_run is not None
    assert not first_life.may_stay
