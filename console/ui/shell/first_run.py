"""The wizard in the whole window, until a hotel is connected."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.domain.announcing import SyncSettingsChanged
from console.ui.kit.answers import Answers
from console.ui.kit.stage import Stage
from console.ui.parts import FirstRunParts, Parts
from console.ui.wizard.first_run import FirstRun


def make_first_run(stage: Stage, parts: Parts, first: FirstRunParts, done: Callable[[], None]) -> QWidget:
    """The page; `done` is called when the hotel is connected and read."""
    page = FirstRun(stage, first.setup, parts.runner, first.use_session_only)

    def finish() -> None:
        done()
        first.begin()
        stage.courier.send(SyncSettingsChanged())

    answers = Answers(page)
    page.finished.connect(finish)
    page.demo_wanted.connect(lambda: answers.follow(first.open_demo(), _no_more, page.tell_demo_failed))
    return page


def _no_more(_none: None) -> None:
    """The demo was closed by whoever looked at it."""
