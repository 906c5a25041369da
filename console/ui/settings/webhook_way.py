"""The way to this computer: a quick tunnel, the public address, what Beds24 is to be told, and other tunnels."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
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
from console.ui.settings.webhook_tunnel import TunnelPart, WayNow
from console.ui.wording import quick_tunnel as tunnel_words
from console.ui.wording import webhook as words

_PORT_WIDTH = 110


class WayCard(QWidget):
    """Public address and port are kept as soon as they are typed in; a quick tunnel enters the address itself."""

    def __init__(self, section: Section, parts: WebhookParts) -> None:
        super().__init__()
        self._section = section
        self._parts = parts
        self._kept = ""
        self._found: tuple[Tunnel, ...] | None = None
        self._port: int | None = None
        self._way: WayNow | None = None
        self._may_write = True
        stage = section.stage
        self.quick = TunnelPart(section, parts)
        self.public = QLineEdit()
        self.public.setAccessibleName(say(words.PUBLIC))
        self.public.editingFinished.connect(self._save)
        public_text = words.PUBLIC_TEXT if parts.tunnels else words.PUBLIC_IN_DEMO
        self.public_field = Field(stage, say(words.PUBLIC), say(public_text), column())
        self.by_itself = label(say(tunnel_words.ENTERED_BY_ITSELF), "muted", wraps=True)
        self.address = CopyLine(stage, say(words.ADDRESS), say(words.ADDRESS_TEXT), say(words.ADDRESS_MISSING))
        self.port = PortField(section, parts)
        self.tunnels = TunnelList(section)
        self._quick_rule, self._tunnels_rule = rule(), rule()
        if parts.tunnels is None:
            for part in (self.quick, self._quick_rule, self.tunnels, self._tunnels_rule):
                part.hide()
        inner = column(self.public_field, self.public, self.by_itself, spacing=Space.S)
        self.setLayout(
            column(
                label(say(words.WAY), "subtitle"),
                card(
                    self.quick, self._quick_rule, inner, rule(), self.address, rule(), self.port, self._tunnels_rule,
                    self.tunnels, margin=Space.XL, spacing=Space.M,
                ),
            )
        )  # fmt: skip

    def show_standing(self, standing: WebhookStanding, ear: EarState, way: WayNow, *, may_write: bool) -> None:
        """Show what is kept; what was typed and refused stays, to be mended."""
        setup = standing.setup
        self._way, self._may_write = way, may_write
        self._kept = "" if way.waits else setup.public_url
        by_itself = way.wish.wanted
        self.public.setReadOnly(by_itself)
        self.public.setPlaceholderText(say(tunnel_words.NOT_YET if by_itself else words.PUBLIC_HINT))
        self.by_itself.setVisible(by_itself)
        if by_itself or not self.public.isModified():
            self.public.setText(self._kept)
        self.address.say_missing(say(tunnel_words.NOT_YET if by_itself else words.ADDRESS_MISSING))
        self.address.show_text(setup.address if self._kept else "")
        self._port = ear.port or setup.port
        self.port.show_port(self._port)
        self._show_tunnels()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for programs on another thread: where this computer looks for them may be slow."""
        super().showEvent(event)
        if self._parts.tunnels is not None:
            self._section.stage.reader.ask(self._parts.tunnels, self._were_found)

    def _were_found(self, found: tuple[Tunnel, ...]) -> None:
        self._found = found
        self._show_tunnels()

    def _show_tunnels(self) -> None:
        if self._way is None or self._parts.tunnels is None:
            return
        self.quick.show_way(self._way, self._found, may_write=self._may_write)
        listed = self._found is not None and not self._way.wish.wanted
        self._tunnels_rule.setVisible(listed)
        self.tunnels.setVisible(listed)
        if self._found is not None:
            self.tunnels.show_tunnels(self._found, self._port)

    def _save(self) -> None:
        typed = self.public.text().strip()
        if typed == self._kept or self.public.isReadOnly():
            return
        parts, wishes = self._parts, WebhookWishes(public_url=typed)
        self._section.save(self.public_field, lambda: parts.desk.switch_on(wishes, parts.open_cipher), self._was_kept)

    def _was_kept(self) -> None:
        self.public.setModified(False)
        self._section.refresh()


class PortField(QWidget):
    """The listener's port, typed in; whatever leads to it follows."""

    def __init__(self, section: Section, parts: WebhookParts) -> None:
        super().__init__()
        self._section = section
        self._parts = parts
        self._kept = ""
        self.line = QLineEdit()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFixedWidth(section.stage.scaled(_PORT_WIDTH))
        self.line.editingFinished.connect(self._save)
        self.field = Field(section.stage, say(tunnel_words.PORT), say(tunnel_words.PORT_TEXT), self.line)
        self.setLayout(column(self.field))

    def show_port(self, port: int | None) -> None:
        """Show what is kept; what was typed and refused stays, to be mended."""
        self._kept = str(port or "")
        if not self.line.isModified():
            self.line.setText(self._kept)

    def _save(self) -> None:
        typed = self.line.text().strip()
        if typed == self._kept:
            self.line.setModified(False)
            self.field.complain("")
            return
        port = int(typed) if typed.isascii() and typed.isdigit() else 0
        self._section.save(self.field, lambda: self._parts.choose_port(port), self._was_kept)

    def _was_kept(self) -> None:
        self.line.setModified(False)
        self._section.refresh()


class TunnelList(QWidget):
    """Each program that is installed, with the line that starts it."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._stage = section.stage
        self._shown: object = None
        self.lines: dict[Tunnel, CopyLine] = {}
        self._box = column(spacing=Space.M)
        self.setLayout(column(label(say(tunnel_words.OWN_TUNNEL), "strong"), self._box, spacing=Space.S))

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
