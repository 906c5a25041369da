"""The way to this computer: the public address, what Beds24 is to be told, and the tunnels that are installed."""

from collections.abc import Iterator

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.webhook_ear import EarState
from console.services.tunnels import Tunnel
from console.services.webhook_settings import WebhookStanding, WebhookWishes
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, column, label, rule
from console.ui.kit.words import say
from console.ui.settings.section import Field, Section
from console.ui.settings.webhook_parts import CopyLine, WebhookParts
from console.ui.wording import webhook as words


class WayCard(QWidget):
    """The public address is kept as soon as it is typed in."""

    def __init__(self, section: Section, parts: WebhookParts) -> None:
        super().__init__()
        self._section = section
        self._parts = parts
        self._kept = ""
        self._found: tuple[Tunnel, ...] | None = None
        self._port: int | None = None
        stage = section.stage
        self.public = QLineEdit()
        self.public.setPlaceholderText(say(words.PUBLIC_HINT))
        self.public.setAccessibleName(say(words.PUBLIC))
        self.public.editingFinished.connect(self._save)
        self.public_field = Field(stage, say(words.PUBLIC), say(words.PUBLIC_TEXT), column())
        self.address = CopyLine(stage, say(words.ADDRESS), say(words.ADDRESS_TEXT), say(words.ADDRESS_MISSING))
        self.port = label(kind="muted", wraps=True)
        self.tunnels = TunnelList(section)
        inner = column(self.public_field, self.public, spacing=Space.S)
        head = label(say(words.WAY), "subtitle")
        self.setLayout(
            column(
                head,
                card(
                    inner, rule(), self.address, self.port, rule(), self.tunnels,
                    margin=Space.XL, spacing=Space.M,
                ),
            )
        )  # fmt: skip

    def show_standing(self, standing: WebhookStanding, ear: EarState) -> None:
        """Show what is kept; what was typed and refused stays, to be mended."""
        setup = standing.setup
        self._kept = setup.public_url
        if not self.public.isModified():
            self.public.setText(setup.public_url)
        self.address.show_text(setup.address if setup.public_url else "")
        port = self._port = ear.port or setup.port
        self.port.setText(say(words.PORT, port=port) if port else say(words.PORT_UNKNOWN))
        self._show_tunnels()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for programs on another thread: where this computer looks for them may be slow."""
        super().showEvent(event)
        self._section.stage.reader.ask(self._parts.tunnels, self._were_found)

    def _were_found(self, found: tuple[Tunnel, ...]) -> None:
        self._found = found
        self._show_tunnels()

    def _show_tunnels(self) -> None:
        self.tunnels.setVisible(self._found is not None)
        if self._found is not None:
            self.tunnels.show_tunnels(self._found, self._port)

    def _save(self) -> None:
        typed = self.public.text().strip()
        if typed == self._kept:
            return
        parts, wishes = self._parts, WebhookWishes(public_url=typed)
        self._section.save(self.public_field, lambda: parts.desk.switch_on(wishes, parts.open_cipher), self._was_kept)

    def _was_kept(self) -> None:
        self.public.setModified(False)
        self._section.refresh()


class TunnelList(QWidget):
    """Each program that is installed, with the line that starts it."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._stage = section.stage
        self._shown: object = None
        self.lines: dict[Tunnel, CopyLine] = {}
        self._box = column(spacing=Space.M)
        self.setLayout(column(label(say(words.TUNNELS), "strong"), self._box, spacing=Space.S))

    def show_tunnels(self, found: tuple[Tunnel, ...], port: int | None) -> None:
        """Those that were found; their lines need the port."""
        if self._shown == (found, port):
            return
        self._shown = found, port
        self.lines = {}
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in self._widgets(found, port):
            self._box.addWidget(widget)

    def _widgets(self, found: tuple[Tunnel, ...], port: int | None) -> Iterator[QWidget]:
        if not found or port is None:
            yield label(say(words.TUNNELS_LATER if found else words.TUNNELS_NONE), "muted", wraps=True)
            return
        for tunnel in found:
            name = say(words.TUNNEL_FOUND, program=tunnel.value)
            line = self.lines[tunnel] = CopyLine(self._stage, name, say(words.TUNNEL_TEXTS[tunnel.value]))
            line.show_text(words.TUNNEL_COMMANDS[tunnel.value].format(port=port))
            yield line
