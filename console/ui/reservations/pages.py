"""The page of raw forms."""

import json

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from console.domain.details import ReservationDetails
from console.services.parked_reading import for_support
from console.ui.kit.places import keep_split
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, fill, label, row
from console.ui.kit.words import say
from console.ui.wording import reservation_details as words

_KEEP_SPLIT = "reservations/raw_split"


class RawPage(QWidget):
    """Both forms side by side, for support."""

    copied = Signal(str)

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._details: ReservationDetails | None = None
        self.body, self.row = _code(say(words.RAW_BODY)), _code(say(words.RAW_ROW))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for title, text in ((words.RAW_BODY, self.body), (words.RAW_ROW, self.row)):
            holder = QWidget()
            holder.setLayout(column(label(say(title), "subtitle"), text))
            split.addWidget(holder)
        keep_split(split, settings, _KEEP_SPLIT)
        copy = row(
            button(say(words.RAW_COPY), self.copy_for_support, tip=say(words.RAW_COPY_TIP)),
            button(say(words.RAW_COPY_WHOLE), self.copy_whole, tip=say(words.RAW_COPY_WHOLE_TIP)),
            None,
        )
        self.setLayout(fill(column(), (split, copy), margin=Space.L, spacing=Space.S))

    def show_raw(self, details: ReservationDetails) -> None:
        self._details = details
        self.body.setPlainText(pretty(details.body) or say(words.RAW_NONE))
        self.row.setPlainText(
            "\n".join(say(words.RAW_VALUE, name=name, value=value) for name, value in details.row if value is not None)
        )

    def copy_for_support(self) -> None:
        """Both forms without what tells of a person."""
        if self._details is None:
            return
        body = for_support(self._details.body) if self._details.body else say(words.RAW_NONE)
        row_here = for_support(json.dumps(dict(self._details.row)).encode())
        QGuiApplication.clipboard().setText(f"{body}\n\n{row_here}\n")
        self.copied.emit(say(words.COPIED_RAW))

    def copy_whole(self) -> None:
        """Both forms as they are shown, for those who may know the guest."""
        QGuiApplication.clipboard().setText(f"{self.body.toPlainText()}\n\n{self.row.toPlainText()}\n")
        self.copied.emit(say(words.COPIED_RAW_WHOLE))


def pretty(body: bytes) -> str:
    """JSON as people read it; what is no JSON stays as it came."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False) if body else ""
    except ValueError:
        return body.decode("utf-8", "replace")


def _code(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(readOnly=True)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setStyleSheet(f"font-family: '{font.family()}', 'DejaVu Sans Mono', monospace;")
    return made
