"""Scenes of a room that was sold twice: found, and how it would be after the way out that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from console.cli.demo.controls import DemoControls
from console.domain.overbooking_causes import OverbookingCause
from console.domain.runs import RunKind
from console.services.overbooking_book import OverbookingLine
from console.ui.picturing import settle
from console.ui.reconcile.overbooking_page import OverbookingPage
from tests.screens.scenes import Scene, Set


def _sold_twice(at: Set) -> QWidget:
    """Two portals sold the same room within moments; a check brought both."""
    DemoControls(at.demo.simulator).sell_twice()
    at.run(RunKind.PULL)
    window, page = at.show("reconcile"), _page(at)
    at.reconcile.show_place("overbooked")
    _wait(lambda: bool(_found(page)))
    line = _found(page)[0]
    page.show_place(str(line.id))
    _wait(lambda: page.pane.view is not None and page.pane.view.line.id == line.id)
    return window


def _afterwards(at: Set) -> QWidget:
    _page(at).pane.afterwards.click()
    settle(at.life.stage)
    return at.life.window


def _page(at: Set) -> OverbookingPage:
    return at.reconcile.findChildren(OverbookingPage)[0]


def _found(page: OverbookingPage) -> list[OverbookingLine]:
    return [line for line in page.model.all if line.known.cause is OverbookingCause.TWO_CHANNELS]


def _wait(is_so: Callable[[], bool]) -> None:
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


DOUBLED_SCENES = (Scene("overbooked", _sold_twice), Scene("overbooked-afterwards", _afterwards))
