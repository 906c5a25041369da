"""Why an event needs nothing more: asked before it is laid aside."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, fill, label, row
from console.ui.kit.words import say
from console.ui.wording import sync_events as words

_LONGEST = 500


class DismissDialog(QDialog):
    """It can be laid aside as soon as there is a reason."""

    def __init__(self, parent: QWidget, story: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say(words.DISMISS_TITLE))
        self.setMinimumWidth(460)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST)
        self.note.setAccessibleName(say(words.DISMISS_ASK))
        self.note.textChanged.connect(self._enable)
        self.yes = button(say(words.DISMISS_YES), self.accept, "primary")
        cancel = button(say(words.DISMISS_NO), self.reject)
        body = (
            label(say(words.DISMISS_ASK), "subtitle", wraps=True),
            label(story, "muted", wraps=True),
            self.note,
            label(say(words.DISMISS_MORE), "caption", wraps=True),
            row(None, cancel, self.yes),
        )
        self.setLayout(fill(column(), body, margin=Space.L, spacing=Space.M))
        self.yes.setDefault(True)
        self._enable()

    def _enable(self) -> None:
        self.yes.setEnabled(bool(self.note.text().strip()))
