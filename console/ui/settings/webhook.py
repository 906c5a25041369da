"""Settings › Instant messages: whether Beds24's webhooks are heard, and everything that they need."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.domain.announcing import EventsChanged
from console.domain.hook_events import HookEvent
from console.domain.quick_tunnel import MoveState, TunnelState
from console.domain.secret import Secret
from console.domain.webhook_ear import EarState
from console.domain.webhook_setup import new_secret
from console.services.webhook_settings import WebhookStanding, WebhookWishes
from console.ui.kit.stage import Stage
from console.ui.kit.switch import Switch
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, row, rule
from console.ui.kit.words import say
from console.ui.settings.ages import ago
from console.ui.settings.section import Field, Section, show_quietly
from console.ui.settings.services import SettingsServices
from console.ui.settings.webhook_heard import COUNTED, SHOWN, HeardCard, last_heard
from console.ui.settings.webhook_parts import FreshSecret, StateLine, WebhookParts
from console.ui.settings.webhook_proof import ProofCard
from console.ui.settings.webhook_there import ThereCard
from console.ui.settings.webhook_trip import TripCard
from console.ui.settings.webhook_tunnel import WayNow, tunnel_words
from console.ui.settings.webhook_way import WayCard
from console.ui.wording import webhook as words
from console.ui.wording.quick_tunnel import UNTIL_THEN

_QUIET_AFTER = timedelta(days=1)
_TOGETHER_MS = 200


@dataclass(frozen=True, slots=True)
class _Now:
    """Everything that the page shows."""

    standing: WebhookStanding
    ear: EarState
    scopes: tuple[str, ...] | None
    events: tuple[HookEvent, ...]
    counts: dict[str, int]
    way: WayNow


class WebhookSection(Section):
    """Switched on for the first time it makes a secret and an address by itself, so that nothing has to be thought up.

    `parts` is what the listener's wiring brings.
    """

    name, title, icon_name, about = "webhook", words.TITLE, "lightning", words.ABOUT

    def __init__(self, stage: Stage, services: SettingsServices, parts: WebhookParts) -> None:
        super().__init__(stage, services)
        self.parts = parts
        self.fresh = FreshSecret()
        self.switch = Switch(stage, say(words.ON))
        self.switch.toggled.connect(self._turn)
        on_text = words.ON_TEXT if parts.tunnels else words.ON_IN_DEMO
        self.switch_field = Field(stage, say(words.ON), say(on_text), self.switch)
        self.state = StateLine(stage)
        self.other_port = button(say(words.OTHER_PORT), self._other_port, tip=say(words.OTHER_PORT_TIP))
        self.way = WayCard(self, parts)
        self.proof = ProofCard(self, parts, self.fresh)
        self.there = ThereCard(self, parts, self.fresh)
        self.trip = TripCard(stage, parts)
        self.heard = HeardCard(stage)
        self._steps = QWidget()
        self._steps.setLayout(column(self.way, self.proof, self.there, self.trip, spacing=Space.XL))
        top = card(self.switch_field, rule(), self.state, row(self.other_port, None), margin=Space.XL, spacing=Space.L)
        self.arrange(top, self._steps, self.heard)
        self._news = _News(self)
        stage.courier.arrived.connect(self._news.hear)

    @property
    def deeds(self) -> tuple[tuple[QAbstractButton, str, str], ...]:
        return ((self.trip.start, words.TRIP_START, ""), (self.there.set_up, words.THERE_SET, ""))

    def refresh(self) -> None:
        self.read(self._look, self._show)

    def _look(self) -> _Now:
        since = self.stage.clock.now() - COUNTED
        inbox, standing = self.parts.inbox, self.parts.desk.standing()
        return _Now(
            standing,
            self.parts.ear(),
            self.services.key.remembered().scopes,
            inbox.events(SHOWN),
            inbox.counts(since),
            WayNow(standing.tunnel, self.parts.tunnel(), self.parts.move()),
        )

    def _show(self, now: _Now) -> None:
        standing = now.standing
        on = standing.setup.enabled
        show_quietly(self.switch, on)
        self.state.tell(*self._state_of(now))
        self.other_port.setVisible(on and now.ear.port_taken)
        self._steps.setVisible(on)
        self._steps.setEnabled(on)  # the menu offers what is in it, too
        self.heard.setVisible(on or bool(now.events))
        self.heard.show_heard(now.events, now.counts)
        if on:
            self.proof.show_standing(standing)
            self.there.show_standing(standing.setup, now.scopes, now.way)
            self.way.show_standing(standing, now.ear, now.way, may_write=self.there.may_write)
            self.trip.show_standing(standing.setup, now.ear)
            self.trip.setEnabled(not now.way.waits)

    def _state_of(self, now: _Now) -> tuple[str, str, str, str]:
        """Icon, tone, what is the case, and what that means."""
        if not now.standing.setup.enabled:
            kept = now.standing.has_secret
            return "circle-dashed", "muted", say(words.OFF_STATE), say(words.OFF_KEPT if kept else words.OFF_TEXT)
        if now.ear.port_taken:
            return "x-circle", "bad", say(words.DEAF_STATE), say(words.TAKEN_TEXT, port=now.standing.setup.port)
        if now.ear.trouble:
            return "x-circle", "bad", say(words.DEAF_STATE), say(words.TROUBLE_TEXT, sentence=now.ear.trouble)
        if now.ear.port is None:
            return "hourglass-medium", "muted", say(words.READY_STATE), say(words.READY_TEXT)
        if now.way.waits:
            icon, tone, headline, _why = tunnel_words(now.way.tunnel, self.stage)
            return icon, tone, headline, say(UNTIL_THEN)
        return self._heard_of(now)

    def _heard_of(self, now: _Now) -> tuple[str, str, str, str]:
        """How it stands with one that listens."""
        if not now.events:
            return "ear", "accent", say(words.WAITS_STATE), say(words.WAITS_TEXT)
        last, at = max(map(last_heard, now.events)), self.stage.clock.now()
        if at - last > _QUIET_AFTER:
            return "moon", "muted", say(words.QUIET_STATE), say(words.QUIET_TEXT, when=ago(last, at))
        return "check-circle", "good", say(words.HEARS_STATE), say(words.HEARS_TEXT, when=ago(last, at))

    def _turn(self, on: bool) -> None:
        parts = self.parts
        if not on:
            self.save(self.switch_field, parts.desk.switch_off, self.refresh)
            return
        made: list[Secret] = []

        def switch_on() -> None:
            wishes = WebhookWishes()
            if not parts.desk.standing().has_secret:
                made.append(new_secret())
                wishes = WebhookWishes(secret=made[0], has_segment=True)
            parts.desk.switch_on(wishes, parts.open_cipher)

        def kept() -> None:
            for secret in made:
                self.fresh.put(secret)
            self.refresh()

        self.save(self.switch_field, switch_on, kept)

    def _other_port(self) -> None:
        self.save(self.switch_field, self.parts.desk.choose_another_port, self.refresh)


class _News(QObject):
    """Hears for the page what its own deeds do not tell: many at once are one, and out of sight nothing is read."""

    def __init__(self, section: WebhookSection) -> None:
        super().__init__(section)
        self._section = section
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOGETHER_MS)
        self._soon.timeout.connect(self._renew)

    def hear(self, news: object) -> None:
        if isinstance(news, EarState | TunnelState | MoveState | EventsChanged) and not self._soon.isActive():
            self._soon.start()

    def _renew(self) -> None:
        if self._section.isVisible():
            self._section.refresh()
