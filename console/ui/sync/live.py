"""The line of a check under way: what it does in words, how far it is, what is left of the allowance, and Cancel."""

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from console.domain.runs import Progress, Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, fill, label, row
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.wording import sync as words

_STAGES = {
    Stage.READING: words.STAGE_READING,
    Stage.ASKING_BY_ID: words.STAGE_ASKING,
    Stage.WRITING: words.STAGE_WRITING,
    Stage.CLOSING: words.STAGE_CLOSING,
    Stage.MESSAGES: words.STAGE_MESSAGES,
}
_BAR_WIDTH = 180


class LiveLine(QFrame):
    """Hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "live")
        self._stage = label(kind="strong")
        self._figures = label(kind="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(say(words.LIVE_BAR))
        self._cancel = button(say(words.CANCEL), self._ask_to_cancel, tip=say(words.CANCEL_TIP))
        texts = row(self._stage, self._figures, None, self._bar, self._cancel, spacing=Space.M)
        self.setLayout(fill(column(), (texts,), margin=Space.S, spacing=0))
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, empty while hidden."""
        return "" if self.isHidden() else f"{self._stage.text()} {self._figures.text()}".strip()

    def begin(self) -> None:
        """Something was started, nothing is known of it yet."""
        self._stage.setText(say(words.STAGE_STARTING))
        self._figures.clear()
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def follow(self, progress: Progress, credits_left: Decimal | None) -> None:
        """Tell how far it is."""
        if self._cancel.isEnabled():
            self._stage.setText(say(_STAGES[progress.stage]))
        self._figures.setText("  ·  ".join(_figures(progress, credits_left)))
        self._bar.setRange(0, progress.expected)
        self._bar.setValue(progress.written)
        self.show()

    def end(self) -> None:
        self.hide()

    def _ask_to_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._stage.setText(say(words.CANCELLING))
        self.cancelled.emit()


def _figures(progress: Progress, credits_left: Decimal | None) -> Iterable[str]:
    if progress.pages:
        yield count(*words.LIVE_PAGES, progress.pages)
    if progress.read:
        yield say(words.LIVE_READ, n=telling.number_word(progress.read))
    if progress.expected:
        expected = telling.number_word(progress.expected)
        yield say(words.LIVE_WRITTEN, n=telling.number_word(progress.written), expected=expected)
    if credits_left is not None:
        yield say(words.LIVE_CREDITS, n=telling.credits_word(credits_left))
