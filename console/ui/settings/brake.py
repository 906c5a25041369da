"""Settings › Brake: where a run that looks wrong is stopped, in plain sentences."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QSpinBox

from console.domain.brake import BrakeLimits
from console.domain.errors import WrongInput
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, row, rule
from console.ui.kit.words import say
from console.ui.settings.section import Field, Section, number_field, show_quietly
from console.ui.settings.services import SettingsServices
from console.ui.wording import settings as words

_MOST = 99_999


@dataclass(frozen=True, slots=True)
class _Limit:
    """One limit: its field in BrakeLimits, its words, and what is sensible; shares are shown in percent."""

    name: str
    title: str
    meaning: str
    least: int
    most: int
    share: bool = False


_LIMITS = (
    (
        _Limit("vanished_rows", words.VANISHED_ROWS, words.VANISHED_ROWS_TEXT, 1, 1000),
        _Limit("vanished_share", words.VANISHED_SHARE, words.VANISHED_SHARE_TEXT, 1, 50, share=True),
        _Limit("vanished_at_least", words.VANISHED_AT_LEAST, words.VANISHED_AT_LEAST_TEXT, 0, 100),
    ),
    (
        _Limit("cancelled_share", words.CANCELLED_SHARE, words.CANCELLED_SHARE_TEXT, 5, 90, share=True),
        _Limit("cancelled_at_least", words.CANCELLED_AT_LEAST, words.CANCELLED_AT_LEAST_TEXT, 1, 1000),
    ),
    (
        _Limit("read_share", words.READ_SHARE, words.READ_SHARE_TEXT, 10, 100, share=True),
        _Limit("read_at_least", words.READ_AT_LEAST, words.READ_AT_LEAST_TEXT, 1, 10_000),
    ),
)


class BrakeSection(Section):
    """A limit outside what is sensible is not kept."""

    name, title, icon_name, about = "brake", words.BRAKE, "hand-palm", words.BRAKE_ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self.controls: dict[str, QSpinBox] = {}
        self.fields: dict[str, Field] = {}
        self._limits = BrakeLimits()
        cards = column(*(self._group(group) for group in _LIMITS), spacing=Space.L)
        self.usual = button(say(words.BACK_TO_USUAL), self._back_to_usual)
        self.arrange(cards, row(self.usual, None))

    def _group(self, limits: tuple[_Limit, ...]) -> Any:
        content: list[Any] = []
        for limit in limits:
            content += [rule(), self._field(limit)] if content else [self._field(limit)]
        return card(*content, margin=Space.XL, spacing=Space.L)

    def _field(self, limit: _Limit) -> Field:
        unit = say(words.PERCENT_UNIT if limit.share else words.BOOKINGS_UNIT)
        control = number_field(unit, _MOST, lambda value: self._change(limit, value))
        field = Field(self.stage, say(limit.title), say(limit.meaning), control)
        self.controls[limit.name], self.fields[limit.name] = control, field
        return field

    @property
    def deeds(self) -> tuple[tuple[QAbstractButton, str, str], ...]:
        return ((self.usual, words.DO_USUAL_BRAKE, ""),)

    def refresh(self) -> None:
        self.read(self.services.house.brake, self._show)

    def _show(self, limits: BrakeLimits) -> None:
        self._limits = limits
        self.usual.setEnabled(limits != BrakeLimits())
        for group in _LIMITS:
            for limit in group:
                value = getattr(limits, limit.name)
                show_quietly(self.controls[limit.name], round(value * 100) if limit.share else value)

    def _change(self, limit: _Limit, value: int) -> None:
        def write() -> None:
            if not limit.least <= value <= limit.most:
                raise WrongInput(say(words.OUT_OF_BOUNDS, least=limit.least, most=limit.most))
            wanted: Any = {limit.name: value / 100 if limit.share else value}
            self.services.house.set_brake(replace(self.services.house.brake(), **wanted))

        self.save(self.fields[limit.name], write, self.refresh)

    def _back_to_usual(self) -> None:
        for field in self.fields.values():
            field.complain("")
        first = next(iter(self.fields.values()))
        self.save(first, lambda: self.services.house.set_brake(BrakeLimits()), self.refresh)
