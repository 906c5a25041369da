"""Settings › Notifications: which news are told outside the window, and when nothing is."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QTimeEdit

from console.domain.wishes import Notifications
from console.ui.kit.stage import Stage
from console.ui.kit.switch import Switch
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, label, row, rule
from console.ui.kit.words import say
from console.ui.settings.section import Field, Section, show_quietly, show_time, time_field
from console.ui.settings.services import SettingsServices
from console.ui.wording import settings as words

_SWITCHES = (
    ("new_bookings", words.NEW_BOOKINGS, words.NEW_BOOKINGS_TEXT),
    ("cancellations", words.CANCELLATIONS, words.CANCELLATIONS_TEXT),
    ("trouble", words.TROUBLE, words.TROUBLE_TEXT),
    ("quiet", words.QUIET, words.QUIET_TEXT),
)


class NotificationsSection(Section):
    """Heeded by the tray at its next message."""

    name, title, icon_name, about = "notifications", words.NOTIFICATIONS, "bell", words.NOTIFICATIONS_ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self.switches: dict[str, Switch] = {}
        self.fields: dict[str, Field] = {}
        content: list[Any] = []
        for name, title, meaning in _SWITCHES:
            content += [self._field(name, say(title), say(meaning)), rule()]
        self.quiet_from = self._time("quiet_from", say(words.QUIET_FROM))
        self.quiet_until = self._time("quiet_until", say(words.QUIET_UNTIL))
        hours = row(None, label(say(words.QUIET_FROM), "muted"), self.quiet_from, spacing=Space.M)
        hours.addWidget(label(say(words.QUIET_UNTIL), "muted"))
        hours.addWidget(self.quiet_until)
        self.arrange(card(*content[:-1], hours, margin=Space.XL, spacing=Space.L))

    def _field(self, name: str, title: str, meaning: str) -> Field:
        switch = Switch(self.stage, title)
        switch.toggled.connect(lambda on: self._change(name, **{name: on}))
        field = Field(self.stage, title, meaning, switch)
        self.switches[name], self.fields[name] = switch, field
        return field

    def _time(self, name: str, title: str) -> QTimeEdit:
        return time_field(title, lambda at: self._change("quiet", **{name: at}))

    def refresh(self) -> None:
        self.read(self.services.house.notifications, self._show)

    def _show(self, wishes: Notifications) -> None:
        for name, switch in self.switches.items():
            show_quietly(switch, getattr(wishes, name))
        for edit, at in ((self.quiet_from, wishes.quiet_from), (self.quiet_until, wishes.quiet_until)):
            show_time(edit, at, enabled=wishes.quiet)

    def _change(self, field: str, **changes: Any) -> None:
        def write() -> None:
            house = self.services.house
            house.set_notifications(replace(house.notifications(), **changes))

        self.save(self.fields[field], write, self.refresh, told=False)
