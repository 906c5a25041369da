"""The quick tunnel that Night Porter runs by itself: one switch, how it stands, and what may be expected of it."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from console.domain.quick_tunnel import MoveState, TunnelPhase, TunnelState, TunnelWish
from console.services.tunnels import Tunnel
from console.services.webhook_settings import WebhookWishes
from console.ui.kit.moments import clock_words
from console.ui.kit.stage import Stage
from console.ui.kit.switch import Switch
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label
from console.ui.kit.words import say
from console.ui.settings.section import Field, Section, show_quietly
from console.ui.settings.webhook_parts import StateLine, WebhookParts
from console.ui.wording import quick_tunnel as words

_SIGN = 20
_SOON = timedelta(minutes=1)
_FOUND_LATE = (TunnelPhase.OFF, TunnelPhase.WAITING)


@dataclass(frozen=True, slots=True)
class WayNow:
    """How the quick tunnel stands: whether it is wished for, what it does, and what Beds24 was told of its address."""

    wish: TunnelWish
    tunnel: TunnelState
    move: MoveState

    @property
    def waits(self) -> bool:
        """Whether there is no way yet because the tunnel is not open."""
        return self.wish.wanted and self.tunnel.phase is not TunnelPhase.OPEN


class TunnelPart(QWidget):
    """Can be switched on where cloudflared is installed, and off everywhere."""

    def __init__(self, section: Section, parts: WebhookParts) -> None:
        super().__init__()
        self._section = section
        self._parts = parts
        stage = section.stage
        self.switch = Switch(stage, say(words.RUN))
        self.switch.toggled.connect(self._turn)
        self.field = Field(stage, say(words.RUN), say(words.RUN_TEXT), self.switch)
        self.missing = label(say(words.MISSING), "muted", wraps=True)
        self.state = StateLine(stage, _SIGN)
        self.limits = label(say(words.LIMITS), "muted", wraps=True)
        self.by_hand = label(say(words.BY_HAND), "muted", wraps=True)
        for part in (self.missing, self.state):
            part.hide()
        self.setLayout(
            column(self.field, self.missing, self.state, self.limits, self.by_hand, spacing=Space.S),
        )

    def show_way(self, way: WayNow, found: tuple[Tunnel, ...] | None, *, may_write: bool) -> None:
        """`found` are the programs that are installed, None while that is not known."""
        missing = found is not None and Tunnel.CLOUDFLARED not in found
        show_quietly(self.switch, way.wish.wanted)
        self.switch.setEnabled(way.wish.wanted or (found is not None and not missing))
        self.missing.setVisible(missing and not way.wish.wanted)
        self.state.setVisible(way.wish.wanted)
        self.state.tell(*tunnel_words(way.tunnel, self._section.stage))
        self.by_hand.setVisible(not may_write)

    def _turn(self, on: bool) -> None:
        parts, wishes = self._parts, WebhookWishes(tunnel=on)
        self._section.save(self.field, lambda: parts.desk.switch_on(wishes, parts.open_cipher), self._section.refresh)


def tunnel_words(state: TunnelState, stage: Stage) -> tuple[str, str, str, str]:
    """Icon, tone, what is the case, and what that means."""
    if state.phase is TunnelPhase.OPEN:
        return "check-circle", "good", say(words.OPEN), say(words.OPEN_TEXT)
    if state.phase is TunnelPhase.STARTING:
        return "hourglass-medium", "muted", say(words.STARTING), say(words.STARTING_TEXT)
    if state.phase in _FOUND_LATE or state.fault is None or state.again_at is None:
        return "hourglass-medium", "muted", say(words.STARTING), say(words.WAITING_TEXT)
    why = say(words.FAULTS[state.fault.value])
    is_soon = state.again_at - stage.clock.now() < _SOON
    text = words.DOWN_TEXT_SOON if is_soon else words.DOWN_TEXT
    return "warning-circle", "warn", say(words.DOWN), say(text, why=why, time=clock_words(stage, state.again_at))
