"""What stands over the list of pairs: what there is in words, how far one is, and what the list is narrowed by."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from console.ui.guests.review_model import OpenModel
from console.ui.guests.review_telling import ReviewTelling
from console.ui.kit.flow import Flow
from console.ui.kit.theme import Space
from console.ui.kit.widgets import chip, column, label, row
from console.ui.kit.words import say
from console.ui.wording import guest_review as words


class ReviewFilters(QWidget):
    """`sifted` comes when somebody narrows the list otherwise."""

    sifted = Signal()

    def __init__(self, telling: ReviewTelling) -> None:
        super().__init__()
        self._telling = telling
        self.head = label(kind="strong", wraps=True)
        self.progress = label(kind="muted")
        self.reasons = QComboBox()
        self.reasons.setAccessibleName(say(words.REASON_FILTER))
        self.reasons.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reasons.setMinimumContentsLength(14)
        self.today = chip(say(words.CHIP_TODAY), lambda _on: self.sifted.emit())
        self.tomorrow = chip(say(words.CHIP_TOMORROW), lambda _on: self.sifted.emit())
        self.reasons.currentIndexChanged.connect(lambda _at: self.sifted.emit())
        above = row(self.head, self.progress, spacing=Space.S)
        above.setStretch(0, 1)
        flow = Flow(Space.XS, Space.XS)
        for one in (self.today, self.tomorrow):
            flow.add(one)
        self.setLayout(column(above, self.reasons, flow, spacing=Space.S))

    @property
    def rule(self) -> str:
        """The rule whose pairs alone are wanted; empty for any."""
        return str(self.reasons.currentData() or "")

    @property
    def days(self) -> frozenset[str]:
        """The days (ISO) on one of which somebody has to arrive; empty for any."""
        wanted = ((self.today, self._telling.today), (self.tomorrow, self._telling.tomorrow))
        return frozenset(day for made, day in wanted if made.isChecked())

    @property
    def narrows(self) -> bool:
        return bool(self.rule or self.days)

    def tell(self, model: OpenModel, head: str) -> None:
        """What there is to choose from now; a choice stands as long as there is anything of it."""
        self.head.setText(head)
        rules, chosen = model.rules(), self.rule
        with QSignalBlocker(self.reasons):
            self.reasons.clear()
            self.reasons.addItem(say(words.ALL_REASONS), "")
            for rule, number in sorted(rules.items()):
                self.reasons.addItem(say(words.WITH_NUMBER, text=say(words.RULES[rule]), n=number), rule)
            self.reasons.setCurrentIndex(max(0, self.reasons.findData(chosen)))
        arrivals = model.arrivals()
        for made, text, day in (
            (self.today, words.CHIP_TODAY, self._telling.today),
            (self.tomorrow, words.CHIP_TOMORROW, self._telling.tomorrow),
        ):
            number = arrivals[day]
            made.setText(say(words.WITH_NUMBER, text=say(text), n=number) if number else say(text))
            made.setAccessibleName(made.text())

    def clear(self) -> None:
        """Let every pair through."""
        for made in (self.today, self.tomorrow):
            with QSignalBlocker(made):
                made.setChecked(False)
        with QSignalBlocker(self.reasons):
            self.reasons.setCurrentIndex(0)
        self.sifted.emit()
