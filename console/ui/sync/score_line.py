"""What the webhook is worth, in two lines above the list of events: who heard first, how fast, what was turned away."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from console.services.scorecard import DAY, WEEK, Scorecard
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.spans import Spans
from console.ui.wording import sync_events as words

_KEEP_SPAN = "sync/score_span"
_DAY_KEPT, _WEEK_KEPT = "day", "week"


class ScoreLine(QFrame):
    """`span_chosen` asks for the scorecard of `length`; what is chosen is kept for the next start."""

    span_chosen = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        dress(self, "surface")
        self._stage = stage
        self._headline = label(kind="strong", wraps=True, selectable=True)
        self._more = label(kind="muted", wraps=True, selectable=True)
        self.spans = Spans(side_by_side=True)
        self.spans.show_length(DAY if stage.settings.value(_KEEP_SPAN) == _DAY_KEPT else WEEK)
        self.spans.chosen.connect(self._choose)
        line = row(spacing=Space.L)
        line.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        line.addLayout(column(self._headline, self._more, None, spacing=Space.XS), 1)
        line.addWidget(self.spans)
        self.setLayout(line)

    @property
    def length(self) -> timedelta:
        """How far back it looks."""
        return self.spans.length

    @property
    def texts(self) -> tuple[str, str]:
        """What is said, and what is said under it."""
        return self._headline.text(), self._more.text()

    def tell(self, score: Scorecard) -> None:
        """Show this."""
        self._headline.setText(self._told(score))
        self._more.setText("  ·  ".join(_rest(score)))
        self._more.setToolTip(say(words.SCORE_TIP))

    def _told(self, score: Scorecard) -> str:
        """Who heard first; since when, where the webhook was not on all the time."""
        now = self._stage.clock.now()
        whole = score.since <= now - self.length
        time = telling.moment_word(self._stage.local(score.since), self._stage.local(now))
        if not score.changes:
            return say(words.SCORE_NONE if whole else words.SCORE_NONE_SINCE, time=time)
        first, check = telling.number_word(score.by_webhook), telling.number_word(score.by_check)
        return count(*(words.SCORE if whole else words.SCORE_SINCE), score.changes, first=first, check=check, time=time)

    def _choose(self, length: timedelta) -> None:
        self._stage.settings.setValue(_KEEP_SPAN, _DAY_KEPT if length == DAY else _WEEK_KEPT)
        self.span_chosen.emit()


def _rest(score: Scorecard) -> Iterator[str]:
    if score.delay is not None:
        yield say(words.SCORE_DELAY, delay=telling.duration_word(score.delay))
    yield count(*words.SCORE_DUPLICATES, score.duplicates)
    yield count(*words.SCORE_REFUSED, score.wrong_secrets)
