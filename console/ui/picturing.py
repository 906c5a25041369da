"""Pictures of the window, made without a screen: for documents, and for a demo on a machine that has none."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console.ui.kit.courier import Courier
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Theme
from console.ui.opening import APP_ID, Life, Opening
from console.ui.shell.mishaps import Mishaps

SIZE = (1280, 800)
THEMES = (Theme.LIGHT, Theme.DARK)
_SETTLE_MS = 250


def take_pictures(opening: Opening, folder: Path) -> list[Path]:
    """Every tab in both themes, as PNG; gives the files. Makes the application, so only once in a process."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with unseen_window(opening) as life:
        for key in life.window.tab_keys:
            life.window.show_tab(key)
            made += picture_in_themes(life.stage, life.window, folder, key)
    return made


@contextmanager
def unseen_window(opening: Opening) -> Iterator[Life]:
    """The window, drawn where nobody sees it."""
    app = QApplication([APP_ID, "-platform", "offscreen"])
    courier = Courier()
    with Mishaps(courier.send), opening.connected(), ExitStack() as closing:
        life = Life(app, opening, courier, closing)
        life.window.resize(*SIZE)
        life.window.show()
        yield life
        life.end()


def picture_in_themes(stage: Stage, widget: QWidget, folder: Path, name: str) -> list[Path]:
    """`name-light.png` and `name-dark.png` of a widget as it stands."""
    return [_picture(stage, widget, theme, folder / f"{name}-{theme.value}.png") for theme in THEMES]


def _picture(stage: Stage, widget: QWidget, theme: Theme, path: Path) -> Path:
    stage.set_look(replace(stage.look, theme=theme))
    settle(stage)
    widget.grab().save(str(path))
    return path


def settle(stage: Stage) -> None:
    """Let everything that was asked of the reader come back and be drawn."""
    _wait(lambda done: stage.reader.ask(lambda: None, lambda _none: done()))
    _wait(lambda done: QTimer.singleShot(_SETTLE_MS, done))
    _wait(lambda done: stage.reader.ask(lambda: None, lambda _none: done()))


def _wait(start: Callable[[Callable[[], None]], object]) -> None:
    loop = QEventLoop()
    start(loop.quit)
    loop.exec()
