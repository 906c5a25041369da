"""Settings › Schedule: how often, at which hours, in which time zone, and whether at all."""

from datetime import time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QHBoxLayout

from console.domain.config import Beds24Config
from console.ui.kit.stage import Stage
from console.ui.kit.switch import Switch
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, column, label, row, rule
from console.ui.kit.words import say
from console.ui.kit.zones import ZonePicker
from console.ui.settings.section import (
    Field,
    Section,
    choice_field,
    number_field,
    show_quietly,
    show_time,
    time_field,
)
from console.ui.settings.services import SettingsServices
from console.ui.wording import settings as words

_HOURS = range(24)
_MOST_MINUTES = 9999


class ScheduleSection(Section):
    """The ledger reads these at every ring, so a change counts from the next one on."""

    name, title, icon_name, about = "schedule", words.SCHEDULE, "clock", words.SCHEDULE_ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self.sync_on = Switch(stage, say(words.SYNC_ON))
        self.sync_on.toggled.connect(self._switch)
        self.interval = number_field(say(words.INTERVAL_UNIT), _MOST_MINUTES, self._set_interval)
        hours = {str(hour): QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat) for hour in _HOURS}
        self.hour = choice_field(hours, self._set_hour)
        self.arrivals_on = Switch(stage, say(words.ARRIVALS))
        self.arrivals_on.toggled.connect(self._switch_arrivals)
        self.first_look = time_field(say(words.ARRIVALS_FIRST), self._set_looks)
        self.second_look = time_field(say(words.ARRIVALS_SECOND), self._set_looks)
        self.zones = ZonePicker(stage)
        self.zones.chosen.connect(self._set_zone)
        self._fields()
        calm = card(
            self.sync_field,
            rule(),
            self.interval_field,
            rule(),
            self.hour_field,
            rule(),
            self.arrivals_field,
            self._arrival_times(),
            margin=Space.XL,
            spacing=Space.L,
        )
        zone = card(self.zone_field, self.zones, margin=Space.XL, spacing=Space.M)
        self.arrange(column(calm, zone, spacing=Space.L), stretch=False)

    def _fields(self) -> None:
        stage = self.stage
        self.sync_field = Field(stage, say(words.SYNC_ON), say(words.SYNC_ON_TEXT), self.sync_on)
        self.interval_field = Field(stage, say(words.INTERVAL), say(words.INTERVAL_TEXT), self.interval)
        self.hour_field = Field(stage, say(words.NIGHT_HOUR), say(words.NIGHT_HOUR_TEXT), self.hour)
        self.arrivals_field = Field(stage, say(words.ARRIVALS), say(words.ARRIVALS_TEXT), self.arrivals_on)
        self.zone_field = Field(stage, say(words.ZONE), say(words.ZONE_TEXT), column())

    def _arrival_times(self) -> QHBoxLayout:
        line = row(None, label(say(words.ARRIVALS_FIRST), "muted"), self.first_look, spacing=Space.M)
        line.addWidget(label(say(words.ARRIVALS_SECOND), "muted"))
        line.addWidget(self.second_look)
        return line

    def refresh(self) -> None:
        self.read(self.services.house.sync, self._show)

    def _show(self, config: Beds24Config) -> None:
        show_quietly(self.sync_on, config.pull_sync_enabled)
        show_quietly(self.interval, config.pull_every_minutes)
        self.hour.setCurrentIndex(config.full_sync_hour)
        show_quietly(self.arrivals_on, config.arrival_checks)
        for edit, at in zip((self.first_look, self.second_look), config.arrivals_at, strict=True):
            show_time(edit, at, enabled=config.arrival_checks)
        self.zones.show_zone(config.time_zone)
        self.sync_field.complain("" if config.pull_sync_enabled else say(words.SYNC_OFF_NOTE))

    def _switch(self, on: bool) -> None:
        self.save(self.sync_field, lambda: self.services.house.switch_sync(on=on), self.refresh)

    def _set_interval(self, minutes: int) -> None:
        self.save(self.interval_field, lambda: self.services.house.set_interval(minutes))

    def _set_hour(self, hour: str) -> None:
        self.save(self.hour_field, lambda: self.services.house.set_night_hour(int(hour)))

    def _switch_arrivals(self, on: bool) -> None:
        self.save(self.arrivals_field, lambda: self.services.house.switch_arrival_checks(on=on), self.refresh)

    def _set_looks(self, _changed: time) -> None:
        times = [edit.time() for edit in (self.first_look, self.second_look)]
        wanted = [time(at.hour(), at.minute()) for at in times]
        self.save(self.arrivals_field, lambda: self.services.house.set_arrivals_at(wanted), self.refresh)

    def _set_zone(self, zone: str) -> None:
        write = self.services.house.set_time_zone
        self.save(self.zone_field, lambda: write(zone), lambda: self.stage.set_zone(ZoneInfo(zone)))
