"""The steps of the first run, walked with the demo's Beds24 over an empty folder."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from console.cli.demo.stage import Stage as Demo
from console.ui.kit.stage import Stage
from console.ui.wizard.code import CodeStep
from console.ui.wizard.first_run import FirstRun
from tests.ui.wizard.ground import a_world


def first_run_scenes(closing: ExitStack, like: Stage, demo: Demo, folder: Path) -> Iterator[tuple[str, Stage, QWidget]]:
    """Each step's name, the stage it stands on and the page, one after the other."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    world = closing.enter_context(a_world(app, folder / "new", demo.vault, demo.beds24, demo.place.clock, like.look))
    page = world.first_run()
    page.resize(1280, 800)
    page.show()
    closing.callback(page.hide)
    _settle(page)
    yield "first-run-welcome", world.stage, page
    page.show_step("code")
    entry = page.step
    assert isinstance(entry, CodeStep)
    entry.code.line.setText("nonsense")
    _press(page)
    yield "first-run-code", world.stage, page
    entry.code.line.setText(demo.simulator.make_invite_code())
    for name in ("key", "property", "rooms", "zone", "preview", "import"):
        while page.step.name != name:
            _press(page)
        yield f"first-run-{name}", world.stage, page


def _press(page: FirstRun) -> None:
    page.next.click()
    _settle(page)


def _settle(page: FirstRun) -> None:
    while page.journey.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
