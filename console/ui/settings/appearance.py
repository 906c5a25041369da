"""Settings › Appearance: theme, density, text size and what closing means, applied the moment they are chosen."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSlider

from console.ui.kit.look import TEXT_BOUNDS, keep_look
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Density, Look, Space, Theme
from console.ui.kit.widgets import card, dress, heeding_enter, label, row, rule
from console.ui.kit.words import say
from console.ui.settings.section import Field, Section, choice_field
from console.ui.settings.services import SettingsServices
from console.ui.shell.closing import Closing, remember_closing, remembered_closing
from console.ui.wording import settings as words

_STEP = 10
_ASK = "ask"


class AppearanceSection(Section):
    """Kept with the window's places, not with the hotel."""

    name, title, icon_name, about = "appearance", words.APPEARANCE, "palette", words.APPEARANCE_ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self.themes, theme_line = self._chips({one.value: words.THEMES[one.value] for one in Theme})
        self.densities, density_line = self._chips({one.value: words.DENSITIES[one.value] for one in Density})
        self.text_size = self._make_slider()
        self._percent = label(kind="strong")
        size_line = row(self.text_size, self._percent, spacing=Space.M)
        self.closing = choice_field({key: say(text) for key, text in words.CLOSINGS.items()}, self._set_closing)
        self.arrange(
            card(
                Field(stage, say(words.THEME), say(words.THEME_TEXT), theme_line),
                rule(),
                Field(stage, say(words.DENSITY), say(words.DENSITY_TEXT), density_line),
                rule(),
                Field(stage, say(words.TEXT_SIZE), say(words.TEXT_SIZE_TEXT), size_line),
                margin=Space.XL,
                spacing=Space.L,
            ),
            card(Field(stage, say(words.CLOSING), say(words.CLOSING_TEXT), self.closing), margin=Space.XL),
        )
        self.themes.buttonClicked.connect(lambda one: self._dress(theme=Theme(one.property("choice"))))
        self.densities.buttonClicked.connect(lambda one: self._dress(density=Density(one.property("choice"))))

    def _chips(self, entries: dict[str, str]) -> tuple[QButtonGroup, QHBoxLayout]:
        group, line = QButtonGroup(self), row(spacing=Space.S)
        for key, text in entries.items():
            chip = dress(heeding_enter(QPushButton(say(text))), "chip")
            chip.setCheckable(True)
            chip.setProperty("choice", key)
            chip.setAccessibleName(say(text))
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            group.addButton(chip)
            line.addWidget(chip)
        return group, line

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        least, most = TEXT_BOUNDS
        slider.setRange(least // _STEP, most // _STEP)
        slider.setPageStep(2)
        slider.setFixedSize(200, 2 * Space.M + 4)
        slider.setTracking(False)
        slider.setAccessibleName(say(words.TEXT_SIZE))
        slider.valueChanged.connect(lambda step: self._dress(text_percent=step * _STEP))
        slider.sliderMoved.connect(lambda step: self._percent.setText(say(words.TEXT_SIZE_NOW, n=step * _STEP)))
        return slider

    def refresh(self) -> None:
        look = self.stage.look
        for group, chosen in ((self.themes, look.theme.value), (self.densities, look.density.value)):
            for chip in group.buttons():
                chip.setChecked(chip.property("choice") == chosen)
        self.text_size.blockSignals(True)
        self.text_size.setValue(look.text_percent // _STEP)
        self.text_size.blockSignals(False)
        self._percent.setText(say(words.TEXT_SIZE_NOW, n=look.text_percent))
        kept = remembered_closing(self.stage.settings)
        self.closing.setCurrentIndex(self.closing.findData(kept.value if kept else _ASK))

    def _set_closing(self, choice: str) -> None:
        remember_closing(self.stage.settings, None if choice == _ASK else Closing(choice))
        self.tell_saved()

    def _dress(self, **changes: Theme | Density | int) -> None:
        look: Look = replace(self.stage.look, **changes)  # type: ignore[arg-type] # each fits its field
        if look == self.stage.look:
            return
        keep_look(self.stage.settings, look)
        self.stage.set_look(look)
        self.refresh()
        self.tell_saved()
