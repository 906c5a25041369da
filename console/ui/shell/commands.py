"""What the frame itself can do, as actions with keys; menus, header and pill press the same ones."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from console.domain.announcing import RunRefused, SyncSettingsChanged
from console.domain.errors import ConsoleError, Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.runner import Wish
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.parts import Parts
from console.ui.shell.sync_view import SyncView
from console.ui.wording import shell as words

PAUSE_FOR = timedelta(hours=1)


class Commands(QObject):
    """Actions of the sync; each is enabled only while it makes sense."""

    def __init__(self, stage: Stage, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._view = view
        self.sync_now = self.make(words.SYNC_NOW, "F5", lambda: self.ask(RunKind.PULL))
        self.check_only = self.make(words.CHECK_ONLY, "Shift+F5", lambda: self.ask(RunKind.CHECK))
        self.full_sync = self.make(words.FULL_SYNC, "Ctrl+F5", lambda: self.ask(RunKind.FULL))
        self.stop_run = self.make(words.STOP_RUN, "Ctrl+Shift+X", parts.runner.cancel)
        self.pause = self.make(words.PAUSE, "Ctrl+Shift+P", self._pause)
        self.resume = self.make(words.RESUME, "Ctrl+Shift+R", self._resume)
        view.changed.connect(self._refresh)
        self._refresh()

    def make(self, text: str, key: str, do: Callable[[], object]) -> QAction:
        """An action of the frame; `key` may be empty."""
        action = QAction(say(text), self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def ask(self, kind: RunKind) -> None:
        """Start a run by hand, or join the one that does the same."""
        try:
            self._parts.runner.ask(Wish(kind, Trigger.MANUAL))
        except Stopped:
            return

    def switch_on(self) -> None:
        """Let bookings be pulled again, and pull them."""
        self._save(self._parts.sync.switch_on, then=lambda: self.ask(RunKind.PULL))

    def _pause(self) -> None:
        until = self._stage.clock.now() + PAUSE_FOR
        self._save(lambda: self._parts.sync.pause(until))

    def _resume(self) -> None:
        """End the pause, and make up for it at once."""
        self._save(self._parts.sync.resume, then=lambda: self.ask(RunKind.PULL))

    def _save(self, write: Callable[[], None], then: Callable[[], None] = lambda: None) -> None:
        def saved(_nothing: object) -> None:
            self._stage.courier.send(SyncSettingsChanged())
            then()

        self._parts.saver.save(write, saved, self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ConsoleError):
            self._stage.courier.send(RunRefused(error))
        else:
            raise error

    def _refresh(self) -> None:
        connected, running = self._view.standing.config is not None, self._view.running
        for action in (self.sync_now, self.check_only, self.full_sync):
            action.setEnabled(connected and not running)
        self.stop_run.setEnabled(running)
        self.pause.setEnabled(connected)
        paused = self._view.paused_until is not None
        self.pause.setVisible(not paused)
        self.resume.setVisible(paused)
