"""What the frame itself can do, as actions with keys; menus, header and pill press the same ones."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from console.domain.runs import RunKind
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.parts import Parts
from console.ui.shell.deeds import SyncDeeds
from console.ui.shell.sync_view import SyncView
from console.ui.wording import proof as proof_words
from console.ui.wording import shell as words

ARRIVALS_KEY = "Alt+F5"


class Commands(QObject):
    """Actions of the sync; each is enabled only while it makes sense."""

    def __init__(self, stage: Stage, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self._view = view
        self.deeds = deeds = SyncDeeds(stage, parts)
        self.sync_now = self.make(words.SYNC_NOW, "F5", lambda: deeds.ask(RunKind.PULL))
        self.check_only = self.make(words.CHECK_ONLY, "Shift+F5", lambda: deeds.ask(RunKind.CHECK))
        self.full_sync = self.make(words.FULL_SYNC, "Ctrl+F5", lambda: deeds.ask(RunKind.FULL))
        self.check_arrivals = self.make(proof_words.CHECK_ARRIVALS, ARRIVALS_KEY, lambda: deeds.ask(RunKind.ARRIVALS))
        self.stop_run = self.make(words.STOP_RUN, "Ctrl+Shift+X", parts.runner.cancel)
        self.pause = self.make(words.PAUSE, "Ctrl+Shift+P", deeds.pause)
        self.resume = self.make(words.RESUME, "Ctrl+Shift+R", deeds.resume)
        view.changed.connect(self._refresh)
        self._refresh()

    def make(self, text: str, key: str, do: Callable[[], object]) -> QAction:
        """An action of the frame; `key` may be empty."""
        action = QAction(say(text), self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _refresh(self) -> None:
        connected, running = self._view.standing.config is not None, self._view.running
        for action in (self.sync_now, self.check_only, self.full_sync, self.check_arrivals):
            action.setEnabled(connected and not running)
        self.stop_run.setEnabled(running)
        self.pause.setEnabled(connected)
        paused = self._view.paused_until is not None
        self.pause.setVisible(not paused)
        self.resume.setVisible(paused)
