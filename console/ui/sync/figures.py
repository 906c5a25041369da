"""The small figures of the last 24 hours: four about the checks, four about the webhook."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from console.services.event_book import EventFigures
from console.services.run_book import Figures
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.kit.words import say
from console.ui.sync import telling
from console.ui.wording import sync as words
from console.ui.wording import sync_events as event_words

_CHECKS = (
    (words.FIGURE_CHECKS, words.FIGURE_CHECKS_TIP),
    (words.FIGURE_MEDIAN, words.FIGURE_MEDIAN_TIP),
    (words.FIGURE_SILENCE, words.FIGURE_SILENCE_TIP),
    (words.FIGURE_CREDITS, words.FIGURE_CREDITS_TIP),
)
_EVENTS = (
    (event_words.FIGURE_HEARD, event_words.FIGURE_HEARD_TIP),
    (event_words.FIGURE_REPEATED, event_words.FIGURE_REPEATED_TIP),
    (event_words.FIGURE_REFUSED, event_words.FIGURE_REFUSED_TIP),
    (event_words.FIGURE_DELAY, event_words.FIGURE_DELAY_TIP),
)


class FiguresRow(QWidget):
    """Numbers side by side, each with its name under it."""

    def __init__(self, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._values = [label(say(words.NO_FIGURE), "strong") for _ in figures]
        pairs = [_pair(value, *names) for value, names in zip(self._values, figures, strict=True)]
        self.setLayout(row(*pairs, spacing=Space.XL))

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown, from left to right."""
        return tuple(value.text() for value in self._values)

    def _show(self, *texts: str) -> None:
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)


class FiguresLine(FiguresRow):
    """What the checks were like."""

    def __init__(self) -> None:
        super().__init__(_CHECKS)

    def tell(self, figures: Figures) -> None:
        """Show these."""
        silence = figures.longest_silence
        self._show(
            telling.number_word(figures.checks),
            telling.took_word(figures.median_ms) or say(words.NO_FIGURE),
            telling.duration_word(silence) if silence is not None else say(words.NO_FIGURE),
            telling.credits_word(figures.credits),
        )


class EventFiguresLine(FiguresRow):
    """What the webhook was like."""

    def __init__(self) -> None:
        super().__init__(_EVENTS)

    def tell(self, figures: EventFigures) -> None:
        """Show these."""
        self._show(
            telling.number_word(figures.heard),
            telling.number_word(figures.repeated),
            telling.number_word(figures.refused),
            telling.duration_word(figures.delay) if figures.delay is not None else say(words.NO_FIGURE),
        )


def _pair(value: QLabel, name: str, tip: str) -> QWidget:
    both = QWidget()
    both.setToolTip(say(tip))
    caption = label(say(name), "caption")
    both.setLayout(column(value, caption, spacing=0))
    value.setAccessibleName(say(name))
    return both
