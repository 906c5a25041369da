"""What is said while an answer of Beds24's is long in coming."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wizard.step import signed
from console.ui.wording import wizard as words

PATIENCE_MS = 8000


class LongWait(QWidget):
    """Hidden until nothing was heard for `patience_ms`; the client waits and tries again by itself meanwhile."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.patience_ms = PATIENCE_MS
        self.setLayout(signed(stage, "hourglass-medium", "warn", say(words.LONG_WAIT), say(words.LONG_WAIT_TEXT)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.hide()

    def hear(self) -> None:
        """Something came, and more is to come."""
        self.hide()
        self._timer.start(self.patience_ms)

    def end(self) -> None:
        """Nothing more is waited for."""
        self.hide()
        self._timer.stop()
