"""The demo that was started from the first run: where it does not come, the person hears of it."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.beside import follow
from console.services.first_connection import FirstConnection
from console.ui.parts import FirstRunParts
from console.ui.shell.first_run import make_first_run
from console.ui.wizard.first_run import FirstRun
from console.ui.wizard.welcome import WelcomeStep
from tests.fakes.vault import FakeVault
from tests.ui.conftest import Desk

Page = Callable[[list[list[str]]], FirstRun]


@pytest.fixture
def page_over(qtbot: QtBot, desk: Desk) -> Iterator[Page]:
    """The first page, whose demo is each of these programs in turn."""
    pages: list[FirstRun] = []

    def make(programs: list[list[str]]) -> FirstRun:
        def open_demo() -> "Future[None]":
            return follow(programs.pop(0), [])

        setup = FirstConnection(desk.store, FakeVault(), desk.beds24, desk.clock)
        first = FirstRunParts(setup, lambda: None, lambda: None, open_demo)
        page = make_first_run(desk.stage, desk.parts, first, lambda: None)
        assert isinstance(page, FirstRun)
        pages.append(page)
        page.show()
        qtbot.waitUntil(lambda: not page.journey.busy)
        return page

    yield make
    for page in pages:
        page.hide()
        page.deleteLater()


def welcome(page: FirstRun) -> WelcomeStep:
    assert isinstance(page.step, WelcomeStep)
    return page.step


def test_a_demo_that_cannot_be_started_is_told_and_tried_again(qtbot: QtBot, page_over: Page) -> None:
    programs = [["/nowhere/night-porter"], [sys.executable, "-c", "pass"]]
    page = page_over(programs)
    welcome(page).demo.click()
    qtbot.waitUntil(lambda: "could not be started" in page.step.trouble.text)
    again = next(one for one in page.step.trouble.findChildren(QPushButton) if one.text() == "Try again")
    again.click()
    assert programs == []
    assert page.step.trouble.text == ""


def test_a_demo_that_goes_down_is_told(qtbot: QtBot, page_over: Page) -> None:
    page = page_over([[sys.executable, "-c", "raise SystemExit(5)"]])
    welcome(page).demo.click()
    qtbot.waitUntil(lambda: "did not stay open" in page.step.trouble.text)


def test_a_demo_that_was_closed_is_no_trouble() -> None:
    assert follow([sys.executable, "-c", "pass"], []).result(30) is None
