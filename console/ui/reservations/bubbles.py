"""Messages as a conversation: the guest on the left, the hotel on the right, each as wide as its text needs."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from console.domain.booking import GuestMessage
from console.domain.moments import moment_text
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, label, row
from console.ui.kit.words import say
from console.ui.reservations.telling import Telling
from console.ui.wording import reservation_details as words

_ON_THE_RIGHT = frozenset({"host", "internalNote"})
_TONES = {"guest": "guest", "host": "host", "internalNote": "note"}
_SHARE = 0.86
_UNNAMED = "unknown"


class Bubble(QFrame):
    """One message; its text is plain, whatever it holds, and can be marked and copied."""

    def __init__(self, message: GuestMessage, telling: Telling) -> None:
        super().__init__()
        self.on_the_right = message.author in _ON_THE_RIGHT
        self.head = label(_head(message, telling), "caption", wraps=True)
        self.head.setToolTip(telling.utc(moment_text(message.sent_at)))
        self.text = PlainText(message.text, self.head.text())
        self.text.setVisible(bool(message.text))
        self.file = label(_file(message), "caption", wraps=True, selectable=True)
        self.file.setVisible(bool(self.file.text()))
        self.setLayout(column(self.head, self.text, self.file, margin=Space.M, spacing=Space.XS))
        dress(self, "bubble", _TONES.get(message.author, "system"))

    def fit(self, most: int) -> None:
        """Take the width that the text needs, at most `most`."""
        around = 2 * Space.M + 2
        lines = (self.head, self.file)
        needed = max(one.fontMetrics().horizontalAdvance(one.text()) + Space.XS for one in lines)
        width = min(most, max(needed, self.text.natural_width()) + around)
        self.setFixedWidth(width)
        self.text.fit(width - around)


class PlainText(QTextEdit):
    """A text that breaks anywhere rather than be cut off, runs in its own direction, and follows no links."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        dress(self, "message")
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for hide in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            hide(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setPlainText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def natural_width(self) -> int:
        """The width at which no line needs to be broken."""
        self.ensurePolished()
        self.document().setTextWidth(-1)
        return ceil(self.document().idealWidth()) + 1

    def fit(self, width: int) -> None:
        """Be as high as the text is at this width."""
        self.document().setTextWidth(width)
        self.setFixedHeight(ceil(self.document().size().height()))


class Conversation(QWidget):
    """Messages one under the other, oldest first."""

    def __init__(self, messages: Sequence[GuestMessage], telling: Telling, above: QWidget | None = None) -> None:
        super().__init__()
        self.bubbles = [Bubble(message, telling) for message in messages]
        box = QVBoxLayout(self)
        box.setContentsMargins(Space.L, Space.S, Space.L, Space.XL)
        box.setSpacing(Space.S)
        if above is not None:
            box.addWidget(above, alignment=Qt.AlignmentFlag.AlignHCenter)
        for bubble in self.bubbles:
            box.addLayout(row(None, bubble) if bubble.on_the_right else row(bubble, None))
        box.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            most = int((event.size().width() - 2 * Space.L) * _SHARE)
            for bubble in self.bubbles:
                bubble.fit(most)


def _head(message: GuestMessage, telling: Telling) -> str:
    known = words.AUTHORS.get(message.author)
    unread = message.author == "guest" and not message.read
    return say(
        words.MESSAGE_UNREAD if unread else words.MESSAGE_HEAD,
        author=say(known) if known else message.author,
        when=telling.moment_of(message.sent_at),
    )


def _file(message: GuestMessage) -> str:
    if message.attachment == _UNNAMED:
        return say(words.MESSAGE_FILE)
    if message.attachment:
        return say(words.MESSAGE_FILE_NAMED, name=message.attachment)
    return "" if message.text else say(words.MESSAGE_EMPTY)
