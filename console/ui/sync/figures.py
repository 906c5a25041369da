"""The four small figures of the last 24 hours."""

from PySide6.QtWidgets import QLabel, QWidget

from console.services.run_book import Figures
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.kit.words import say
from console.ui.sync import telling
from console.ui.wording import sync as words

_FIGURES = (
    (words.FIGURE_CHECKS, words.FIGURE_CHECKS_TIP),
    (words.FIGURE_MEDIAN, words.FIGURE_MEDIAN_TIP),
    (words.FIGURE_SILENCE, words.FIGURE_SILENCE_TIP),
    (words.FIGURE_CREDITS, words.FIGURE_CREDITS_TIP),
)


class FiguresLine(QWidget):
    """Numbers side by side, each with its name under it."""

    def __init__(self) -> None:
        super().__init__()
        self._values = [label(say(words.NO_FIGURE), "strong") for _ in _FIGURES]
        pairs = [_pair(value, *names) for value, names in zip(self._values, _FIGURES, strict=True)]
        self.setLayout(row(*pairs, spacing=Space.XL))

    def tell(self, figures: Figures) -> None:
        """Show these."""
        for value, text in zip(self._values, _texts(figures), strict=True):
            value.setText(text)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, from left to right."""
        return tuple(value.text() for value in self._values)


def _pair(value: QLabel, name: str, tip: str) -> QWidget:
    both = QWidget()
    both.setToolTip(say(tip))
    caption = label(say(name), "caption")
    both.setLayout(column(value, caption, spacing=0))
    value.setAccessibleName(say(name))
    return both


def _texts(figures: Figures) -> tuple[str, str, str, str]:
    silence = figures.longest_silence
    return (
        telling.number_word(figures.checks),
        telling.took_word(figures.median_ms) or say(words.NO_FIGURE),
        telling.duration_word(silence) if silence is not None else say(words.NO_FIGURE),
        telling.credits_word(figures.credits),
    )
