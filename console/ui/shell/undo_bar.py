"""The undo bar: what was just done, for ten seconds, with Undo; instead of a dialog that asks beforehand."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress, label, row
from console.ui.kit.words import say
from console.ui.wording import undoing as words

_SHOWN_MS = 10_000


class UndoBar(QFrame):
    """Hidden while there is nothing to tell. It stays as long as the mouse or the keyboard is in it, and reading
    programs hear it once they have nothing better to say."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._do: Callable[[], object] = lambda: None
        dress(self, "undo")
        self.setAccessibleName(say(words.BAR))
        self._sign = Sign(size=18)
        self.sentence = label(wraps=True, selectable=True)
        self.act = button("", self._press)
        self.close_it = button("", self.hide, "tool", tip=say(words.CLOSE_BAR))
        line = row(self._sign, self.sentence, self.act, self.close_it, spacing=Space.M)
        line.setStretch(1, 1)
        line.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self.setLayout(line)
        self.timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self.timer.timeout.connect(self._let_go)
        stage.look_changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is away."""
        return "" if self.isHidden() else self.sentence.text()

    def tell(self, sentence: str, act: str = "", do: Callable[[], object] | None = None) -> None:
        """Say what was done; `act` is the words of the button that takes it back, where that can be."""
        self._say(sentence, "check-circle", "good")
        self.name_act(act)
        self.act.setVisible(do is not None)
        self._do = do or (lambda: None)

    def name_act(self, act: str) -> None:
        """What the button says, once more is known of what it does."""
        self.act.setText(act)
        self.act.setAccessibleName(act)

    def refuse(self, sentence: str) -> None:
        """Say why something could not be taken back; it stays until it is sent away."""
        self._say(sentence, "warning-circle", "bad")
        self.act.hide()
        self.timer.stop()

    def _press(self) -> None:
        self._do()

    def _say(self, sentence: str, icon: str, tone: str) -> None:
        self._sign.show_icon(self._stage.icon(icon, tone))
        self.sentence.setText(sentence)
        self.show()
        self.timer.start()
        heard = QAccessibleAnnouncementEvent(self, sentence)
        heard.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(heard)

    def _let_go(self) -> None:
        """Whoever is about to press the button is waited for."""
        holder: QWidget | None = self.window().focusWidget()
        if self.underMouse() or (holder is not None and self.isAncestorOf(holder)):
            self.timer.start()
        else:
            self.hide()

    def _dress(self) -> None:
        self.close_it.setIcon(self._stage.icon("x"))
