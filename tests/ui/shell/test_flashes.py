"""Nothing flashes: a widget that is shown before it has its place becomes a window of its own for a moment."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.domain.announcing import Mishap
from console.ui.shell.sync_view import SyncView
from console.ui.window import Window
from tests.ui.conftest import Desk


class ShownWindows(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{type(watched).__name__} {watched.property('kind')}")
        return False


def test_only_the_window_itself_is_ever_shown_as_a_window(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    view = SyncView(desk.stage, desk.parts)
    desk.stage.courier.send(Mishap())
    eye = ShownWindows()
    qapp.installEventFilter(eye)
    window = Window(desk.stage, desk.parts, view)
    qtbot.addWidget(window)
    window.show()
    for key in window.tab_keys:
        window.show_tab(key)
    qtbot.wait(100)
    qapp.removeEventFilter(eye)
    assert eye.names == ["Window None"]
