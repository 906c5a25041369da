"""Pictures of every tab, made without a screen: for documents, and for a demo on a machine that has none."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
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
_SETTLE_MS = 250


def take_pictures(opening: Opening, folder: Path, *, size: tuple[int, int] = SIZE) -> list[Path]:
    """Every tab in both themes, as PNG; gives the files. Makes the application, so only once in a process."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([APP_ID, "-platform", "offscreen"])
    courier = Courier()
    with Mishaps(courier.send), opening.connected(), ExitStack() as closing:
        life = Life(app, opening, courier, closing)
        life.window.resize(*size)
        life.window.show()
        made = [path for theme in (Theme.LIGHT, Theme.DARK) for path in _in_theme(life, theme, folder)]
        life.end()
    return made


def _in_theme(life: Life, theme: Theme, folder: Path) -> Iterator[Path]:
    life.stage.set_look(replace(life.stage.look, theme=theme))
    for key in life.window.tab_keys:
        life.window.show_tab(key)
        settle(life.stage)
        path = folder / f"{key}-{theme.value}.png"
        yield _save(life.window, path)


def _save(widget: QWidget, path: Path) -> Path:
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
