"""What the page of instant messages works with, and the pieces that its cards are made of."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.quick_tunnel import MoveState, TunnelState
from console.domain.secret import Secret
from console.domain.webhook_ear import EarState, Trip
from console.services.inbox import InboxDesk
from console.services.tunnels import Tunnel
from console.services.webhook_at_beds24 import WebhookAtBeds24
from console.services.webhook_settings import CipherOpener, WebhookDesk
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import webhook as words

_COPIED_FOR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookParts:
    """`desk` and `inbox` read shortly; `desk` writes on the saver's thread, `there` works on the runner's, `tunnels` is
    asked on the reader's, and is None in the demo, both ends of whose way stand on this computer. `ear`, `tunnel` and
    `move` tell at once how listener and quick tunnel stand, and what Beds24 was told of its address; `choose_port`
    works on the saver's thread; `try_out` answers when the test message came back, or did not."""

    desk: WebhookDesk
    there: WebhookAtBeds24
    inbox: InboxDesk
    open_cipher: CipherOpener
    ear: Callable[[], EarState]
    try_out: "Callable[[], Future[Trip]]"
    tunnels: Callable[[], tuple[Tunnel, ...]] | None
    tunnel: Callable[[], TunnelState]
    move: Callable[[], MoveState]
    choose_port: Callable[[int], None]


@dataclass(slots=True)
class FreshSecret:
    """The secret that was made or entered since the program began, the only one that can be copied; `number` counts
    how many there were."""

    secret: Secret | None = field(default=None, repr=False)
    number: int = 0

    def put(self, secret: Secret) -> None:
        """This one is in force from now on."""
        self.secret = secret
        self.number += 1


class StateLine(QWidget):
    """An icon, what is the case, and what that means."""

    def __init__(self, stage: Stage, size: int = 28) -> None:
        super().__init__()
        self._stage = stage
        self._sign = Sign(size=size)
        self.headline = label(kind="strong", wraps=True)
        self.detail = label(kind="muted", wraps=True)
        line = row(spacing=Space.L)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(self.headline, self.detail, spacing=2), 1)
        self.setLayout(line)

    @property
    def text(self) -> str:
        """Everything that it says."""
        return f"{self.headline.text()} {self.detail.text()}".strip()

    def tell(self, icon: str, tone: str, headline: str, detail: str = "") -> None:
        """Show this."""
        self._sign.show_icon(self._stage.icon(icon, tone))
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))


class CopyLine(QWidget):
    """A line to be pasted elsewhere, with its name above it and a button that copies it.

    What is copied may be another text than what is shown: a secret is copied and not shown. `missing` says when
    there is something to copy.
    """

    def __init__(self, stage: Stage, name: str, meaning: str = "", missing: str = "") -> None:
        super().__init__()
        self._copied = ""
        self.shown = QLineEdit()
        self.shown.setReadOnly(True)
        self.shown.setPlaceholderText(missing)
        self.shown.setAccessibleName(name)
        self.meaning = label(meaning, "muted", wraps=True)
        self.meaning.setVisible(bool(meaning))
        self.copy = button(say(words.COPY), self._copy, icon=stage.icon("copy"))
        self.copy.setAccessibleName(say(words.COPY_NAME, what=name))
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_COPIED_FOR)
        self._back.timeout.connect(lambda: self._word(words.COPY))
        line = row(spacing=Space.S)
        line.addWidget(self.shown, 1)
        line.addWidget(self.copy)
        self.setLayout(column(label(name, "strong"), self.meaning, line, spacing=Space.XS))

    def say_missing(self, text: str) -> None:
        """What stands there while there is nothing to copy."""
        self.shown.setPlaceholderText(text)

    def show_text(self, text: str, copied: str | None = None) -> None:
        """Show a text that is copied as it is, or `copied` in its place; without anything to copy the button rests."""
        self._copied = text if copied is None else copied
        self.shown.setText(text)
        self.shown.setCursorPosition(0)
        self.copy.setEnabled(bool(self._copied))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._word(words.COPIED)
        self._back.start()

    def _word(self, word: str) -> None:
        self.copy.setText(f" {say(word)}")
