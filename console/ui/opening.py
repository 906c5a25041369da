"""The life of the window: painted first, connected then, closed without waiting for anybody."""
# ruff: noqa: PLC0415 - what is not needed for the first paint is loaded after it

import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from console.domain.clock import Clock, SystemClock
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Connected, Courier, Reader
from console.ui.kit.first_paint import FirstPaint
from console.ui.kit.look import stored_look
from console.ui.kit.quick_settings import QuickSettings
from console.ui.kit.stage import Stage
from console.ui.kit.translation import install_translation
from console.ui.parts import Parts
from console.ui.shell.closing import Closing, ask_closing, closing_answer
from console.ui.shell.collecting import Collector
from console.ui.shell.mishaps import Mishaps
from console.ui.shell.signals import SignalEar
from console.ui.shell.sync_view import SyncView
from console.ui.window import Window

APP_ID = "night-porter"
_QUIET_MS = 1_500
_TURN_SECONDS = 0.001  # how long another thread may keep Python from the window's: a fifth of what is usual


@dataclass(frozen=True, slots=True)
class Opening:
    """What `app` brings: `join` makes the parts around a courier and a saver, without network or keyring; `connect`
    is called on a thread of its own after the first paint; `connected` opens a reading thread's connection."""

    folder: Path
    clock: Clock
    connected: Connected
    join: Callable[[Courier, Saver], Parts]
    connect: Callable[[Courier], None]


Application = Callable[[], QApplication]
"""Gives the application of this process, of which there can be one: whoever needs it first makes it."""


def make_application() -> QApplication:
    """Once in a process."""
    app = QApplication([APP_ID])
    app.setApplicationName(APP_ID)
    app.setApplicationDisplayName("Night Porter")
    app.setDesktopFileName(APP_ID)
    app.setQuitOnLastWindowClosed(False)
    install_translation(app)
    return app


def open_window(opening: Opening, application: Application = make_application) -> None:
    """Show the window until the person or a signal ends the program."""
    sys.setswitchinterval(_TURN_SECONDS)
    app = application()
    courier = Courier()
    with Mishaps(courier.send), Collector() as collector, opening.connected(), ExitStack() as closing:
        life = Life(app, opening, courier, closing)
        closing.enter_context(SignalEar(life.quit))
        life.show(collector.settle)
        app.exec()
        life.end()


def make_stage(app: QApplication, opening: Opening, courier: Courier) -> Stage:
    """The stage of this data folder, in UTC until the hotel's zone is known."""
    settings = QuickSettings(opening.folder / "window.ini")
    reader = Reader(opening.connected)
    return Stage(app, stored_look(settings), reader, courier, settings, opening.clock, UTC)


class Life(QObject):
    """Window, tray and what watches over them, from the first paint to the end."""

    def __init__(self, app: QApplication, opening: Opening, courier: Courier, closing: ExitStack) -> None:
        super().__init__()
        self._app = app
        self._opening = opening
        self._closing = closing
        saver = Saver()
        closing.callback(saver.stop)
        self.stage = make_stage(app, opening, courier)
        closing.callback(self.stage.reader.stop)
        self.parts = opening.join(courier, saver)
        self.view = SyncView(self.stage, self.parts)
        self.window = Window(self.stage, self.parts, self.view)
        self.window.closing.connect(self._decide)
        self.window.quit_wanted.connect(self.quit)
        app.commitDataRequest.connect(lambda _manager: self.window.remember())
        self._after_paint: Callable[[], None] = lambda: None
        self._threads: list[threading.Thread] = []
        self._attendants: list[QObject] = []
        self.has_tray = False

    def show(self, settled: Callable[[], None] = lambda: None) -> None:
        """Paint the window with the first rows of its tab; whatever takes time comes after it."""
        self._after_paint = settled
        self.window.begin()
        FirstPaint(self.window, self._attend)
        self.window.show()

    @property
    def may_stay(self) -> bool:
        """Whether closing the window may leave the program beside the clock: it needs a place there and a hotel."""
        return self.has_tray and self.parts.demo is None and self.window.first_run is None

    def quit(self) -> None:
        """End the program; the window keeps its place."""
        self.window.remember()
        self.window.hide()
        self._app.quit()

    def end(self) -> None:
        """Let go of the window and of what watched over it, so that nothing of it wakes up in a window to come."""
        self.window.hide()
        for one in (*self._attendants, self.window, self):
            one.deleteLater()

    def _attend(self) -> None:
        from console.ui.shell.instance import Doorbell
        from console.ui.shell.waking import WakeWatch, wake

        doorbell = Doorbell(self._opening.folder)
        doorbell.rung.connect(self.window.come_forward)
        self._closing.callback(doorbell.close)
        watch = WakeWatch(SystemClock(), lambda: wake(self.view, self.parts, self.stage.courier.send))
        self._app.applicationStateChanged.connect(watch.look)
        self._attendants += [doorbell, watch]
        self._raise_tray()
        thread = threading.Thread(
            target=self._opening.connect, args=(self.stage.courier,), name="connecting", daemon=True
        )
        thread.start()
        QTimer.singleShot(_QUIET_MS, self, self.window.make_rest)
        QTimer.singleShot(2 * _QUIET_MS, self, self._after_paint)

    def _raise_tray(self) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        from console.ui.shell.tray import Tray

        tray = Tray(self.stage, self.parts, self.view, self.window.commands, self.window.isActiveWindow)
        tray.open_wanted.connect(self.window.come_forward)
        tray.quit_wanted.connect(self.quit)
        self._closing.callback(tray.icon.hide)
        self._attendants.append(tray)
        self.has_tray = True

    def _decide(self, event: QCloseEvent) -> None:
        """Beside the clock or away, as answered once."""
        ask = partial(ask_closing, self.window)
        answer = closing_answer(self.stage.settings, ask) if self.may_stay else Closing.STOP
        if answer is None:
            event.ignore()
        elif answer is Closing.STOP:
            self._app.quit()
