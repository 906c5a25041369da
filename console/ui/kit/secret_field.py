"""A field for what nobody should read over one's shoulder: an invite code, a passphrase, a secret."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, heeding_enter, label, row
from console.ui.kit.words import count, say
from console.ui.wording import secret_field as words

_SECRET = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretField(QWidget):
    """A field whose text is hidden, but while its eye is open: only as long as somebody types here.

    A hidden text can neither be copied nor heard, and `clear` leaves nothing that an undo could bring back.
    """

    def __init__(self, stage: Stage, name: str, hint: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(_SECRET)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(4096)
        self.eye = heeding_enter(QPushButton(stage.icon("eye"), say(words.SHOW)))
        self.eye.setCheckable(True)
        self.eye.setEnabled(False)
        self.eye.setAccessibleName(say(words.SHOW))
        self.eye.toggled.connect(self._show)
        self._count = label(kind="caption")
        self.line.textChanged.connect(self._look)
        line = row(spacing=Space.S)
        line.addWidget(self.line, 1)
        line.addWidget(self.eye)
        self.setLayout(column(line, self._count, spacing=Space.XS))
        self.setFocusProxy(self.line)
        for part in (self.line, self.eye):
            part.installEventFilter(self)

    @property
    def text(self) -> str:
        """Without any blanks or line breaks that copying brought along."""
        return "".join(self.line.text().split())

    def take_up(self) -> None:
        """Give it the keyboard, with its text marked: what is pasted next takes the place of what nobody can read."""
        self.line.setFocus()
        self.line.selectAll()

    def clear(self) -> None:
        """Empty the field for good: unlike Qt's own `clear`, setting the text forgets what could be undone."""
        self.line.setText("")
        self.eye.setChecked(False)

    def hideEvent(self, event: QHideEvent) -> None:
        self.eye.setChecked(False)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The eye closes when the keyboard goes elsewhere; from the field to its eye is not elsewhere."""
        if event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._close_unless_here)
        return super().eventFilter(watched, event)

    def _close_unless_here(self) -> None:
        if not (self.line.hasFocus() or self.eye.hasFocus()):
            self.eye.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(_SECRET)  # a change of the mode takes them away

    def _look(self) -> None:
        self._count.setText(count(*words.LENGTH, len(self.text)) if self.text else "")
        self.eye.setEnabled(bool(self.line.text()))
        if not self.line.text():
            self.eye.setChecked(False)
