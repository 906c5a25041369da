"""A few words, asked for in a dialog of their own."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import guest_card as words

_WIDTH, _HEIGHT = 440, 240


class TextDialog(QDialog):
    """`wanted` asks for the text to be kept; whoever keeps it accepts the dialog, or `refuse`s."""

    wanted = Signal()

    def __init__(self, parent: QWidget, title: str, question: str, text: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(_WIDTH, _HEIGHT)
        self.field = QPlainTextEdit(text)
        self.field.setAccessibleName(question)
        self.field.setTabChangesFocus(True)
        self.trouble = label(wraps=True)
        self.trouble.hide()
        self.save_button = button(yes, self._want, "primary")
        cancel = button(say(words.CANCEL), self.reject)
        self.setLayout(
            column(
                label(question, wraps=True),
                self.field,
                self.trouble,
                row(None, cancel, self.save_button),
                margin=Space.L,
                spacing=Space.M,
            )
        )
        QShortcut("Ctrl+Return", self, self._want)
        self.finished.connect(self.deleteLater)
        self.field.setFocus()

    @property
    def text(self) -> str:
        return self.field.toPlainText()

    def refuse(self, error: BaseException) -> None:
        """Say why it was not kept; what was typed stays."""
        self.save_button.setEnabled(True)
        self.trouble.setText(sentence_of(error))
        self.trouble.show()
        self.field.setFocus()

    def _want(self) -> None:
        if self.save_button.isEnabled():
            self.save_button.setEnabled(False)
            self.wanted.emit()
