"""The step of the time zone: guessed, with the hotel's time now, to be looked at by a person."""

from PySide6.QtWidgets import QWidget

from console.services.time_zones import GuessedFrom
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, label
from console.ui.kit.words import say
from console.ui.kit.zones import ZonePicker
from console.ui.wizard.journey import Journey
from console.ui.wizard.step import Step
from console.ui.wording import wizard as words


class ZoneStep(Step):
    """A zone picked is kept at once; the guess is kept by going on."""

    name, rail = "zone", words.STEP_ZONE

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.entitle(say(words.ZONE_TITLE), say(words.ZONE_INTRO))
        self.picker = ZonePicker(stage)
        self.picker.chosen.connect(lambda zone: self.journey.keep(time_zone=zone))
        self._origin = label(kind="muted", wraps=True)
        self.arrange(card(self._origin, self.picker, margin=Space.XL), stretch=False)

    def enter(self) -> None:
        reached = self.journey.reached
        guess = reached.guesses.get(self.journey.draft.property_id or 0) if reached else None
        own = self.journey.draft.time_zone
        told = ""
        if guess and own in ("", guess.time_zone):
            told = say(words.ZONE_COUNTRY if guess.guessed_from is GuessedFrom.COUNTRY else words.ZONE_COMPUTER)
        self._origin.setText(told)
        self._origin.setVisible(bool(told))
        self.picker.show_zone(self.journey.time_zone)
        self.journey.keep(step=self.name)

    def press(self) -> None:
        self.journey.keep(time_zone=self.picker.zone)
        self.next_wanted.emit()

    @property
    def first_focus(self) -> QWidget | None:
        return self.picker.search
