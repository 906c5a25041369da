"""What was received, as it came, for whoever wants to know or has to send it to support."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from console.services.parked_items import Thing
from console.services.parked_reading import for_support, pretty
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, fill, label, row
from console.ui.kit.words import say
from console.ui.wording import sync_parked as words


class RawDialog(QDialog):
    """Shows one parked item."""

    def __init__(self, parent: QWidget, thing: Thing, payload: bytes) -> None:
        super().__init__(parent)
        self._payload = payload
        self.setWindowTitle(say(words.RAW_TITLE))
        self.resize(620, 520)
        self.text = QPlainTextEdit(pretty(payload) if payload else say(words.RAW_NOTHING))
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(say(words.RAW_TITLE))
        self.copied = label(kind="muted")
        self.copy_button = button(say(words.RAW_COPY), self._copy, tip=say(words.RAW_COPY_TIP))
        self.copy_button.setEnabled(bool(payload))
        close = button(say(words.CLOSE), self.accept, "primary")
        head = label(thing.detail, "subtitle", wraps=True)
        body = (head, self.text, row(self.copy_button, self.copied, None, close))
        self.setLayout(fill(column(), body, margin=Space.L, spacing=Space.M))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(for_support(self._payload))
        self.copied.setText(say(words.RAW_COPIED))
