"""The small figures of the last 24 hours about the checks."""

from PySide6.QtWidgets import QLabel, QWidget

from console.services.run_book import Figures
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.kit.words import say
from console.ui.sync import telling
from console.ui.wording import sync as words

_CHECKS = (
    (words.FIGURE_CHECKS, words.FIGURE_CHECKS_TIP),
    (words.FIGURE_MEDIAN, words.FIGURE_MEDIAN_TIP),
    (words.FIGURE_SILENCE, words.FIGURE_SILENCE_TIP),
    (words.FIGURE_CREDITS, words.FIGURE_CREDITS_TIP),
)


class FiguresLine(QWidget):
    """Numbers side by side, each with its name under it."""

    def __init__(self) -> None:
        super().__init__()
        self._values = [label(say(words.NO_FIGURE), "strong") for _ in _CHECKS]
        pairs = [_pair(value, *names) for value, names in zip(self._values, _CHECKS, strict=True)]
        self.setLayout(row(*pairs, spacing=Space.XL))

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, from left to right."""
        return tuple(value.text() for value in self._values)

    def tell(self, figures: Figures) -> None:
        """Show these."""
        silence = figures.longest_silence
        texts = (
            telling.number_word(figures.checks),
            telling.took_word(figures.median_ms) or say(words.NO_FIGURE),
            telling.duration_word(silence) if silence is not None else say(words.NO_FIGURE),
            telling.credits_word(figures.credits),
        )
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)


def _pair(value: QLabel, name: str, tip: str) -> QWidget:
    both = QWidget()
    both.setToolTip(say(tip))
    caption = label(say(name), "caption")
    both.setLayout(column(value, caption, spacing=0))
    value.setAccessibleName(say(name))
    return both
