"""What is said of differences and needs a day or words: asked for in a dialog of its own."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDateEdit, QDialog, QPlainTextEdit, QWidget

from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import reconcile as words

_WIDTH, _TEXT_HEIGHT = 440, 96


class SayingDialog(QDialog):
    """Asks for a day after `today`, for words, or for both; `wanted` asks for them to be kept. Whoever keeps them
    accepts the dialog, or `refuse`s."""

    wanted = Signal()

    def __init__(self, parent: QWidget, title: str, question: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.day, self.text = QDateEdit(), QPlainTextEdit()
        self.trouble = label(kind="strong", tone="bad", wraps=True)
        self.trouble.hide()
        self.save_button = button(say(words.SAVE), self._want, "primary")
        self._fields = column(spacing=Space.S)
        foot = row(None, button(say(words.CLOSE_DIALOG), self.reject), self.save_button)
        body = (label(title, "subtitle"), label(question, wraps=True), self._fields, self.trouble, foot)
        self.setLayout(column(*body, margin=Space.L, spacing=Space.M))
        QShortcut("Ctrl+Return", self, self._want)
        self.finished.connect(self.deleteLater)

    def ask_day(self, today: date, usual: date) -> "SayingDialog":
        """Let a day be chosen, `usual` at first."""
        self.day.setLocale(QLocale())
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.day.setMinimumDate(_qt(today + timedelta(days=1)))
        self.day.setDate(_qt(usual))
        self.day.setAccessibleName(say(words.SAY_UNTIL))
        self._fields.addLayout(row(label(say(words.SAY_UNTIL)), self.day, None))
        self.day.setFocus()
        return self

    def ask_words(self, name: str, hint: str, text: str = "") -> "SayingDialog":
        """Let something be written; `text` stands there at first."""
        self.text.setPlainText(text)
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(hint)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self._fields.addWidget(label(name))
        self._fields.addWidget(self.text)
        self.text.setFocus()
        return self

    @property
    def chosen_day(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    @property
    def written(self) -> str:
        return self.text.toPlainText()

    def refuse(self, error: BaseException) -> None:
        """Say why it was not kept; what was typed stays."""
        self.save_button.setEnabled(True)
        self.trouble.setText(sentence_of(error))
        self.trouble.show()

    def _want(self) -> None:
        if self.save_button.isEnabled():
            self.save_button.setEnabled(False)
            self.wanted.emit()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
