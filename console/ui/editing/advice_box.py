"""The adviser in a dialog: what belongs to the channel, what a change here will not do there, and which way to go."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from console.domain.adviser import Advice, Owner, Way
from console.domain.edits import Part
from console.ui.editing.advice_words import sentences, way
from console.ui.editing.day_field import day_field, day_in
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, label, row
from console.ui.kit.words import say
from console.ui.wording import editing as words

_INSTEAD = (Way.CHANGE_THERE, Way.ASK_GUEST)


class AdviceBox(QWidget):
    """Nothing is to be seen while nothing speaks against the changes. `chosen` comes when a person chose a way."""

    chosen = Signal()

    def __init__(self, stage: Stage, today: date, reminder: date) -> None:
        super().__init__()
        self._stage = stage
        self._kept: dict[Part, bool] = {}
        self._shown: tuple[Advice, ...] = ()
        self.cards: dict[Part, AdviceCard] = {}
        self.reminder = day_field(reminder, self.chosen.emit, earliest=today + timedelta(days=1))
        self.reminder.setAccessibleName(say(words.REMIND_ON))
        self._remind = QWidget()
        self._remind.setLayout(row(label(say(words.REMIND_ON), "muted"), self.reminder, None))
        self._box = column(spacing=Space.S)
        self.setLayout(column(self._box, self._remind, spacing=Space.S))
        self._tell(())

    @property
    def kept(self) -> frozenset[Part]:
        """The parts that are to stay different from Beds24."""
        return frozenset(part for part, card in self.cards.items() if card.keeps)

    @property
    def until(self) -> date:
        """When the differences that are wanted come back to mind."""
        return day_in(self.reminder)

    def show_advice(self, advice: Sequence[Advice]) -> None:
        """Show what is worth saying; the ways that were chosen stay chosen."""
        told = tuple(one for one in advice if one.points)
        if told != self._shown:
            self._kept |= {part: card.keeps for part, card in self.cards.items()}
            self._tell(told)
        self._look()

    def _tell(self, told: tuple[Advice, ...]) -> None:
        self._shown = told
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.cards = {one.part: AdviceCard(self._stage, one, keeps=self._kept.get(one.part, True)) for one in told}
        for card in self.cards.values():
            card.chosen.connect(self._choose)
            self._box.addWidget(card)
        self._look()

    def _choose(self) -> None:
        self._look()
        self.chosen.emit()

    def _look(self) -> None:
        self.setVisible(bool(self.cards))
        self._remind.setVisible(bool(self.kept))


class AdviceCard(QFrame):
    """One part: its sentences, and where it matters the ways between which a person chooses."""

    chosen = Signal()

    def __init__(self, stage: Stage, advice: Advice, *, keeps: bool) -> None:
        super().__init__()
        self._advice = advice
        dress(self, "trouble", "warn" if advice.matters else "calm")
        first, *others = sentences(advice)
        content: list[QWidget] = [label(first, "strong", wraps=True)]
        if others:
            content.append(label(" ".join(others), wraps=True))
        instead = [f"{way(advice, one)}." for one in _INSTEAD if one in advice.ways]
        if instead:
            content.append(label(" ".join(instead), "caption", wraps=True))
        self.keep = QRadioButton(way(advice, Way.KEEP_HERE))
        self.send = QRadioButton(way(advice, Way.SEND))
        self._group = QButtonGroup(self)
        for one in (self.keep, self.send):
            self._group.addButton(one)
            one.setVisible(advice.owner is Owner.CHANNEL)
        (self.keep if keeps else self.send).setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit())
        name = "warning" if advice.matters else "info"
        line = row(Sign(stage.icon(name, "warn" if advice.matters else "muted")), spacing=Space.M)
        line.addLayout(column(*content, self.keep, self.send, spacing=4), 1)
        line.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.setLayout(line)
        self.setAccessibleName(" ".join([first, *others]))

    @property
    def keeps(self) -> bool:
        """Whether the part is to stay different from Beds24."""
        return self._advice.owner is Owner.NOBODY or (self._advice.owner is Owner.CHANNEL and self.keep.isChecked())
