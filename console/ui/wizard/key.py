"""The step that tells what the key may and may not do, and what follows from that."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from console.domain.powers import NEEDED, Power, powers_of
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, column, label, row
from console.ui.kit.words import say
from console.ui.wizard.journey import Journey
from console.ui.wizard.step import Step
from console.ui.wording import wizard as words
from console.ui.wording.safes import SAFES


class Powers(QWidget):
    """Every right that matters, each with a sign, its name, and what its absence means."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        self._grid.setColumnStretch(1, 1)

    def show_scopes(self, scopes: tuple[str, ...]) -> None:
        """Tell these scopes of Beds24 in words."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        held = powers_of(scopes)
        for number, power in enumerate(Power):
            self._put(number, power, allowed=power in held)

    def _put(self, number: int, power: Power, *, allowed: bool) -> None:
        icon, tone, word = ("check-circle", "good", words.MAY) if allowed else ("minus-circle", "warn", words.MAY_NOT)
        sign = Sign(self._stage.icon(icon, tone))
        texts = QWidget()
        lines = column(label(say(words.POWERS[power.value])), spacing=0)
        if not allowed:
            lines.addWidget(label(say(words.WITHOUT[power.value]), "muted", wraps=True))
        texts.setLayout(lines)
        told = label(say(word), "badge", tone=tone)
        self._grid.addWidget(sign, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(texts, number, 1)
        self._grid.addWidget(told, number, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)


class KeyStep(Step):
    """A key that may read nothing ends here; any other lets one go on."""

    name, rail = "key", words.STEP_KEY

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.powers = Powers(stage)
        self._frame: QFrame = card(self.powers, margin=Space.XL)
        self._later = label(say(words.KEY_FIX_LATER), "muted", wraps=True)
        self.arrange(self._frame, row(self._later))

    def enter(self) -> None:
        reached = self.journey.reached
        if reached is None:
            return
        held = powers_of(reached.details.scopes)
        self.entitle(say(words.KEY), say(words.KEY_INTRO, place=say(SAFES[reached.kept_in.value])))
        self.powers.show_scopes(reached.details.scopes)
        self._later.setVisible(self._enough and held != frozenset(Power))
        if self._enough:
            self.trouble.hide()
            self.journey.keep(step=self.name)
        else:
            other = (say(words.OTHER_CODE), lambda: self.step_wanted.emit("code"))
            self.trouble.say(say(words.KEY_NOT_ENOUGH), say(words.KEY_NOT_ENOUGH_TEXT), other)

    @property
    def _enough(self) -> bool:
        reached = self.journey.reached
        return reached is not None and powers_of(reached.details.scopes) >= NEEDED

    @property
    def ready(self) -> bool:
        return self._enough
